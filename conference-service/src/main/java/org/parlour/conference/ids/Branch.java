package org.parlour.conference.ids;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.RequestId;

/// The Via branches of our requests. A branch begins with the local tag of its dialog, so that a
/// time-out, which names the branch only, finds the dialog without an index.
public final class Branch {
  private static final String COOKIE = "z9hG4bK";

  private Branch() {}

  /// The branch of one request of a dialog.
  ///
  /// @param tag our tag in the dialog
  public static RequestId of(String tag, long cseq, String method) {
    return new RequestId(COOKIE + tag + "-" + cseq + "-" + method.toLowerCase(Locale.ROOT));
  }

  /// For a request in a second dialog that a forking proxy made from one INVITE of ours.
  public static RequestId ofFork(String tag, String remoteTag, long cseq, String method) {
    return new RequestId(
        of(tag, cseq, method).branch() + "-" + Derived.token(tag, remoteTag, cseq));
  }

  /// Our tag in the dialog that `request` belongs to; null when it is none of ours.
  public static @Nullable String tag(RequestId request) {
    String branch = request.branch();
    int end = branch.indexOf('-');
    return branch.startsWith(COOKIE) && end > 0 ? branch.substring(COOKIE.length(), end) : null;
  }
}
