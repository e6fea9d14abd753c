package org.parlour.edge.syntax;

/// The headers that every response has, read and checked. The rest is in `block`.
///
/// @param via the topmost: ours
public record ResponseHead(
    int status,
    String callId,
    CSeqValue cseq,
    AddressValue from,
    AddressValue to,
    ViaValue via,
    HeaderBlock block) {
  /// @throws SyntaxException when one is missing or cannot be read
  public static ResponseHead read(StartLine.Status line, HeaderBlock block) throws SyntaxException {
    return new ResponseHead(
        line.code(),
        RequestHead.mandatory(block, "Call-ID"),
        CSeqValue.parse(RequestHead.mandatory(block, "CSeq")),
        AddressValue.parse(RequestHead.mandatory(block, "From")),
        AddressValue.parse(RequestHead.mandatory(block, "To")),
        ViaValue.parse(block.all("Via").stream().findFirst().orElse("")),
        block);
  }
}
