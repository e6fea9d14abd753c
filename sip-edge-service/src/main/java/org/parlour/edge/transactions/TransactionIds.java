package org.parlour.edge.transactions;

import java.util.Locale;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.edge.syntax.RequestHead;

/// Names server transactions alike at every edge (RFC 3261 §17.2.3): branch, sent-by and method,
/// ACK and CANCEL under their INVITE. A branch without the magic cookie names nothing, so the
/// identifying headers of RFC 2543 take its place.
public final class TransactionIds {
  private static final String MAGIC = "z9hg4bk";

  private TransactionIds() {}

  public static TransactionId of(RequestHead head) {
    String branch = head.via().branch();
    String method = underInvite(head.method()) ? "INVITE" : head.method();
    if (branch != null && branch.toLowerCase(Locale.ROOT).startsWith(MAGIC)) {
      return new TransactionId(branch + '|' + head.via().sentBy() + '|' + method);
    }
    return new TransactionId(
        String.join(
            "|",
            head.callId(),
            String.valueOf(head.from().tag()),
            Long.toString(head.cseq().number()),
            head.via().sentBy(),
            method));
  }

  private static boolean underInvite(String method) {
    return method.equals("ACK") || method.equals("CANCEL");
  }
}
