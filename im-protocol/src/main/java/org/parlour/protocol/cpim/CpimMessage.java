package org.parlour.protocol.cpim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;
import org.parlour.protocol.address.NameAddress;

/// A whole `message/cpim` body (RFC 3862): message headers, MIME headers of the content, content.
///
/// @param contentHeaders in order
/// @param content a view of the octets it was read from, not a copy: nobody changes them; its
///     position is left where it is by everything here
public record CpimMessage(
    CpimHeaders headers, List<CpimHeader> contentHeaders, ByteBuffer content) {
  /// The Content-Type of the envelope.
  public static final String CONTENT_TYPE = "message/cpim";

  private static final String CONTENT_TYPE_HEADER = "Content-Type";

  public CpimMessage {
    contentHeaders = List.copyOf(contentHeaders);
    content = content.asReadOnlyBuffer();
  }

  /// A message of `content`, which is not copied.
  ///
  /// @param contentType of the content, for example `text/plain; charset=utf-8`
  public static CpimMessage text(
      NameAddress from,
      NameAddress to,
      @Nullable Instant dateTime,
      String contentType,
      byte[] content) {
    return new CpimMessage(
        CpimHeaders.of(from, to, dateTime),
        List.of(new CpimHeader(CONTENT_TYPE_HEADER, "", contentType)),
        ByteBuffer.wrap(content));
  }

  /// @param body kept, not copied
  /// @throws MalformedBodyException when a header block does not end or is unreadable
  public static CpimMessage read(byte[] body) throws MalformedBodyException {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CpimHeaders headers = CpimHeaders.read(bytes);
    int start = CpimHeaders.endOf(bytes);
    int end = HeaderBlock.endOf(bytes, start, Math.min(body.length, start + CpimHeaders.MAX_BYTES));
    if (end < 0) {
      throw new MalformedBodyException("cpim: content headers without end (expected: blank line)");
    }
    List<CpimHeader> contentHeaders = HeaderBlock.read(bytes, start, end);
    return new CpimMessage(headers, contentHeaders, bytes.slice(end, body.length - end));
  }

  public byte[] write() {
    StringBuilder text = new StringBuilder(256);
    HeaderBlock.write(text, headers.all());
    HeaderBlock.write(text, contentHeaders);
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer whole = ByteBuffer.allocate(head.length + content.remaining());
    return whole.put(head).put(content.duplicate()).array();
  }

  /// The Content-Type of the content, parameters included; `text/plain` when it says none.
  public String contentType() {
    return contentHeader(CONTENT_TYPE_HEADER).orElse("text/plain");
  }

  /// Type and subtype of the content in lower case, without parameters.
  public String mediaType() {
    String type = contentType();
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /// The value of the content's MIME header, whose name has no case.
  public Optional<String> contentHeader(String name) {
    return contentHeaders.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(CpimHeader::value)
        .findFirst();
  }

  /// A copy of the content.
  public byte[] contentBytes() {
    byte[] copy = new byte[content.remaining()];
    content.get(content.position(), copy);
    return copy;
  }

  /// The content as UTF-8 text.
  public String contentText() throws MalformedBodyException {
    return Utf8.decode("cpim content", content);
  }
}
