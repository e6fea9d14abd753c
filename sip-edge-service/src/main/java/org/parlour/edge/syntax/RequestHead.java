package org.parlour.edge.syntax;

import java.util.List;

/// The headers that every request has (RFC 3261 §8.1.1), read and checked. The rest is in `block`.
///
/// @param method as it came
/// @param uri the Request-URI
/// @param fromText the From value as it came
/// @param toText the To value as it came
/// @param vias every Via, topmost first, as text
/// @param via the topmost, read
/// @param maxForwards 70 when absent, which is tolerated
public record RequestHead(
    String method,
    String uri,
    String callId,
    CSeqValue cseq,
    String fromText,
    AddressValue from,
    String toText,
    AddressValue to,
    List<String> vias,
    ViaValue via,
    int maxForwards,
    HeaderBlock block) {
  private static final int USUAL_HOPS = 70;
  private static final int MOST_HOPS = 255;
  private static final List<String> ONCE =
      List.of(
          "From",
          "To",
          "Call-ID",
          "CSeq",
          "Max-Forwards",
          "Content-Type",
          "Expires",
          "Event",
          "Refer-To",
          "Session-Expires",
          "Min-SE");

  public RequestHead {
    vias = List.copyOf(vias);
  }

  /// @param line the request line of `block`
  /// @throws SyntaxException when a mandatory header is missing, doubled or cannot be read
  public static RequestHead read(StartLine.Request line, HeaderBlock block) throws SyntaxException {
    if (!block.wellFormed()) {
      throw new SyntaxException("header", "a line without a name", "name: value");
    }
    for (String name : ONCE) {
      if (block.count(name) > 1) {
        throw new SyntaxException(name, "several", "one");
      }
    }
    CSeqValue cseq = CSeqValue.parse(mandatory(block, "CSeq"));
    if (!cseq.method().equals(line.method())) {
      throw new SyntaxException("CSeq", cseq.method(), line.method());
    }
    String from = mandatory(block, "From");
    String to = mandatory(block, "To");
    List<String> vias = block.all("Via");
    if (vias.isEmpty()) {
      throw new SyntaxException("Via", "none", "at least one");
    }
    return new RequestHead(
        line.method(),
        line.uri(),
        mandatory(block, "Call-ID"),
        cseq,
        from,
        AddressValue.parse(from),
        to,
        AddressValue.parse(to),
        vias,
        ViaValue.parse(vias.getFirst()),
        hops(block),
        block);
  }

  static String mandatory(HeaderBlock block, String name) throws SyntaxException {
    String value = block.firstOrNull(name);
    if (value == null || value.isEmpty()) {
      throw new SyntaxException(name, "none", "one");
    }
    return value;
  }

  private static int hops(HeaderBlock block) throws SyntaxException {
    String value = block.firstOrNull("Max-Forwards");
    return value == null ? USUAL_HOPS : Numbers.parse("Max-Forwards", value, MOST_HOPS);
  }

  /// Whether the request belongs to a dialog.
  public boolean inDialog() {
    return to.tag() != null;
  }
}
