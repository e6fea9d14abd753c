package org.parlour.edge.inbound;

import java.util.ArrayList;
import java.util.List;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.RequestHead;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.syntax.ViaValue;
import org.parlour.edge.transport.SipLink;

/// What a response copies from its request (RFC 3261 §8.2.6.2), with the source noted in the
/// topmost Via (§18.2.1, RFC 3581 §4). Pure.
final class Skeletons {
  private Skeletons() {}

  static ResponseSkeleton of(RequestHead head, SipLink link) {
    List<String> vias = new ArrayList<>(head.vias());
    vias.set(0, note(vias.getFirst(), head.via(), link));
    return new ResponseSkeleton(
        vias,
        head.block().all("Record-Route"),
        head.fromText(),
        head.toText(),
        head.callId(),
        head.cseq().toString());
  }

  /// As much as there is of a request that cannot be understood; what is missing is empty.
  static ResponseSkeleton ofMalformed(HeaderBlock block, SipLink link) {
    List<String> vias = new ArrayList<>(block.all("Via"));
    if (!vias.isEmpty()) {
      try {
        vias.set(0, note(vias.getFirst(), ViaValue.parse(vias.getFirst()), link));
      } catch (SyntaxException e) {
        // It goes back as it came.
      }
    }
    return new ResponseSkeleton(
        vias,
        List.of(),
        block.first("From").orElse(""),
        block.first("To").orElse(""),
        block.first("Call-ID").orElse(""),
        block.first("CSeq").orElse(""));
  }

  static String note(String text, ViaValue via, SipLink link) {
    String source = link.remote().getAddress().getHostAddress();
    StringBuilder noted = new StringBuilder(text.length() + 48);
    int semicolon = text.indexOf(';');
    noted.append(semicolon < 0 ? text : text.substring(0, semicolon));
    for (String name : via.parameters().names()) {
      if (!name.equals("received") && !name.equals("rport")) {
        String value = via.parameters().get(name).orElse("");
        noted.append(';').append(name);
        if (!value.isEmpty()) {
          noted.append('=').append(value);
        }
      }
    }
    if (via.wantsRport()) {
      noted.append(";rport=").append(link.remote().getPort()).append(";received=").append(source);
    } else if (!source.equals(via.host())) {
      noted.append(";received=").append(source);
    }
    return noted.toString();
  }
}
