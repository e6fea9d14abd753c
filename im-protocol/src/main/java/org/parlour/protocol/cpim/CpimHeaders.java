package org.parlour.protocol.cpim;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.address.NameAddressReader;

/// The message headers of a CPIM envelope (RFC 3862 §4). Order and unknown ones are kept in
/// [#all()].
///
/// @param to at least one
/// @param dateTime null when absent or unreadable: it is information, never a reason to refuse
/// @param subject unescaped, the first when there are several languages
/// @param require names of headers that the receiver must understand
public record CpimHeaders(
    NameAddress from,
    List<NameAddress> to,
    List<NameAddress> cc,
    @Nullable Instant dateTime,
    @Nullable String subject,
    List<String> require,
    List<CpimHeader> all) {
  /// Longest header block that is looked for, in octets, its blank line included.
  public static final int MAX_BYTES = 16 * 1024;

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public CpimHeaders {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    require = List.copyOf(require);
    all = List.copyOf(all);
  }

  /// The usual headers and no others.
  public static CpimHeaders of(NameAddress from, NameAddress to, @Nullable Instant dateTime) {
    List<CpimHeader> all = new ArrayList<>(3);
    all.add(new CpimHeader("From", "", from.toString()));
    all.add(new CpimHeader("To", "", to.toString()));
    if (dateTime != null) {
      all.add(new CpimHeader("DateTime", "", MILLISECONDS.format(dateTime)));
    }
    return new CpimHeaders(from, List.of(to), List.of(), dateTime, null, List.of(), all);
  }

  /// How many octets from the buffer's position the header block takes, its blank line included; -1
  /// when the end is not there within the remaining octets or the first [#MAX_BYTES]. Copies
  /// nothing.
  ///
  /// @param bytes the beginning of a message, borrowed for the call; its position does not move
  public static int endOf(ByteBuffer bytes) {
    int start = bytes.position();
    int end = HeaderBlock.endOf(bytes, start, Math.min(bytes.limit(), start + MAX_BYTES));
    return end < 0 ? -1 : end - start;
  }

  public static int endOf(byte[] bytes) {
    return endOf(ByteBuffer.wrap(bytes));
  }

  /// Reads the block at the buffer's position.
  ///
  /// @param bytes borrowed for the call; its position does not move
  /// @throws MalformedBodyException when the block does not end within [#MAX_BYTES], or From or To
  ///     are missing or unreadable
  public static CpimHeaders read(ByteBuffer bytes) throws MalformedBodyException {
    int length = endOf(bytes);
    if (length < 0) {
      throw new MalformedBodyException(
          "cpim: no blank line (expected: within " + MAX_BYTES + " octets)");
    }
    return of(HeaderBlock.read(bytes, bytes.position(), bytes.position() + length));
  }

  /// @throws MalformedBodyException when From or To are missing or unreadable
  public static CpimHeaders of(List<CpimHeader> all) throws MalformedBodyException {
    NameAddress from = null;
    List<NameAddress> to = new ArrayList<>(1);
    List<NameAddress> cc = new ArrayList<>(0);
    Instant dateTime = null;
    String subject = null;
    List<String> require = new ArrayList<>(0);
    for (CpimHeader header : all) {
      switch (header.name()) {
        case "From" -> {
          if (from != null) {
            throw new MalformedBodyException("cpim: several From (expected: one)");
          }
          from = address(header);
        }
        case "To" -> to.add(address(header));
        case "cc" -> cc.add(address(header));
        case "DateTime" -> dateTime = instant(header.value());
        case "Subject" -> subject = subject == null ? header.text() : subject;
        case "Require" -> names(header.value(), require);
        default -> {}
      }
    }
    if (from == null || to.isEmpty()) {
      throw new MalformedBodyException(
          "cpim: no " + (from == null ? "From" : "To") + " (expected: From and To)");
    }
    return new CpimHeaders(from, to, cc, dateTime, subject, require, all);
  }

  private static void names(String value, List<String> names) {
    for (String name : value.split("[ ,]+")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
  }

  private static NameAddress address(CpimHeader header) throws MalformedBodyException {
    if (header.value().indexOf('<') < 0) {
      throw new MalformedBodyException("cpim: " + header + " (expected: a URI in angle brackets)");
    }
    return NameAddressReader.read(CpimEscapes.unescapeUnicode(header.value()));
  }

  private static @Nullable Instant instant(String value) {
    try {
      return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// The unescaped value of an extension header, found by its namespace whatever prefix the sender
  /// declared for it (RFC 3862 §3.4), for example `("urn:ietf:params:imdn", "Message-ID")`.
  public Optional<String> extension(String namespace, String name) {
    List<String> prefixes = new ArrayList<>(1);
    for (CpimHeader header : all) {
      if (header.is("NS")) {
        declare(header.value(), namespace, prefixes);
      } else {
        int dot = header.name().indexOf('.');
        String prefix = dot < 0 ? "" : header.name().substring(0, dot);
        if (header.name().substring(dot + 1).equals(name) && prefixes.contains(prefix)) {
          return Optional.of(header.text());
        }
      }
    }
    return Optional.empty();
  }

  /// `prefix <uri>`, or `<uri>` for headers without prefix. A later declaration of a prefix counts
  /// for what follows it.
  private static void declare(String value, String namespace, List<String> prefixes) {
    int open = value.indexOf('<');
    int close = value.indexOf('>', Math.max(open, 0));
    if (open >= 0 && close > open) {
      String prefix = value.substring(0, open).strip();
      prefixes.remove(prefix);
      if (value.substring(open + 1, close).equals(namespace)) {
        prefixes.add(prefix);
      }
    }
  }

  /// The same with every address as the grammar has it (RFC 3862 §3.5). Usual is the form of SIP,
  /// `"Name" <uri>`, at which a strict reader balks.
  public CpimHeaders strict() {
    List<CpimHeader> lines = new ArrayList<>(all.size());
    Iterator<NameAddress> tos = to.iterator();
    Iterator<NameAddress> ccs = cc.iterator();
    for (CpimHeader header : all) {
      lines.add(
          switch (header.name()) {
            case "From" -> formal(header, from);
            case "To" -> formal(header, tos.next());
            case "cc" -> formal(header, ccs.next());
            default -> header;
          });
    }
    return new CpimHeaders(from, to, cc, dateTime, subject, require, lines);
  }

  private static CpimHeader formal(CpimHeader header, NameAddress address) {
    return new CpimHeader(header.name(), header.parameters(), FormalName.of(address));
  }

  /// These headers and one more at the end.
  public CpimHeaders with(CpimHeader header) {
    List<CpimHeader> more = new ArrayList<>(all);
    more.add(header);
    return new CpimHeaders(from, to, cc, dateTime, subject, require, more);
  }
}
