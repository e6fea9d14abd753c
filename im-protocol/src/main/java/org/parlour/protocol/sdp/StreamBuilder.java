package org.parlour.protocol.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;

/// Collects an `m=` line and its attributes while they are read. One without an `m=` line collects
/// the session level. Of an attribute that may stand once, the first counts.
final class StreamBuilder {
  private static final int MAX_PORT = 65535;

  private final String media;
  private final int port;
  private final String protocol;
  private final String formats;
  private @Nullable List<String> path;
  private @Nullable List<String> acceptTypes;
  private @Nullable List<String> acceptWrappedTypes;
  private @Nullable Long maxSize;
  private @Nullable Direction direction;
  private @Nullable Setup setup;
  private @Nullable String fingerprint;
  private @Nullable List<String> chatroom;
  private final List<SdpAttribute> others = new ArrayList<>();

  /// The session level.
  StreamBuilder() {
    this("", 0, "", "");
  }

  private StreamBuilder(String media, int port, String protocol, String formats) {
    this.media = media;
    this.port = port;
    this.protocol = protocol;
    this.formats = formats;
  }

  /// @param value of the `m=` line
  /// @param line for the error
  static StreamBuilder of(String value, String line) throws MalformedBodyException {
    String[] fields = value.strip().split(" +", 4);
    if (fields.length != 4) {
      throw SdpReader.bad(line, "m=<media> <port> <protocol> <formats>");
    }
    int slash = fields[1].indexOf('/');
    String portText = slash < 0 ? fields[1] : fields[1].substring(0, slash);
    long port = SdpReader.unsigned("m= port", portText);
    if (port < 0 || port > MAX_PORT) {
      throw SdpReader.bad(line, "a port of 0 to " + MAX_PORT);
    }
    return new StreamBuilder(fields[0], (int) port, fields[2], fields[3]);
  }

  private boolean isMsrp() {
    return media.equalsIgnoreCase("message") && (protocol.equalsIgnoreCase("TCP/MSRP") || isTls());
  }

  private boolean isTls() {
    return protocol.equalsIgnoreCase("TCP/TLS/MSRP");
  }

  /// @param text of an `a=` line, without `a=`
  void attribute(String text) throws MalformedBodyException {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text.strip() : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1).strip();
    switch (name) {
      case "path" -> path = path == null ? uris(value) : path;
      case "accept-types" -> acceptTypes = acceptTypes == null ? types(value) : acceptTypes;
      case "accept-wrapped-types" ->
          acceptWrappedTypes = acceptWrappedTypes == null ? types(value) : acceptWrappedTypes;
      case "max-size" -> maxSize = maxSize == null ? size(value) : maxSize;
      case "setup" -> setup = setup == null ? setup(value) : setup;
      case "fingerprint" -> fingerprint = fingerprint == null ? value : fingerprint;
      case "chatroom" -> chatroom = chatroom == null ? words(value) : chatroom;
      case "sendrecv", "sendonly", "recvonly", "inactive" ->
          direction =
              direction == null ? Direction.valueOf(name.toUpperCase(Locale.ROOT)) : direction;
      default -> others.add(new SdpAttribute(name, colon < 0 ? null : value));
    }
  }

  /// @param session what holds where this stream is silent
  MediaLine build(StreamBuilder session) {
    if (!isMsrp()) {
      return new OtherMedia(media, port, protocol, formats);
    }
    Direction own = direction == null ? session.direction : direction;
    return new MsrpMedia(
        port,
        isTls(),
        orEmpty(path),
        orEmpty(acceptTypes),
        orEmpty(acceptWrappedTypes),
        maxSize,
        own == null ? Direction.SENDRECV : own,
        setup == null ? session.setup : setup,
        fingerprint == null ? session.fingerprint : fingerprint,
        chatroom,
        others);
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static List<String> words(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split("[ \\t]+"));
  }

  private static List<String> uris(String value) throws MalformedBodyException {
    List<String> uris = words(value);
    for (String uri : uris) {
      String scheme = uri.toLowerCase(Locale.ROOT);
      if (!scheme.startsWith("msrp://") && !scheme.startsWith("msrps://")) {
        throw SdpReader.bad("a=path:" + value, "msrp: or msrps: URIs");
      }
    }
    return uris;
  }

  /// Lower case, without parameters and repetitions.
  private static List<String> types(String value) {
    return words(value).stream()
        .map(type -> type.indexOf(';') < 0 ? type : type.substring(0, type.indexOf(';')))
        .map(type -> type.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  private static long size(String value) throws MalformedBodyException {
    long size = SdpReader.unsigned("a=max-size", value);
    if (size < 0) {
      throw SdpReader.bad("a=max-size: " + value, "a number of 0 to 2^63-1");
    }
    return size;
  }

  private static Setup setup(String value) throws MalformedBodyException {
    for (Setup known : Setup.values()) {
      if (known.token().equalsIgnoreCase(value)) {
        return known;
      }
    }
    throw SdpReader.bad("a=setup:" + value, "active, passive, actpass or holdconn");
  }
}
