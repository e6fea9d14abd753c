package org.parlour.contracts.sip;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// The body of a message that we originate, before it is written.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface SipContent {
  SipContent NONE = new None();

  /// No body.
  record None() implements SipContent {}

  /// `application/sdp`.
  record Session(SessionDescription description) implements SipContent {}

  /// `multipart/mixed` of SDP and the `recipient-list-history` (RFC 5366 §5.1): `history` holds
  /// only what may be disclosed.
  record SessionWithHistory(SessionDescription description, List<Recipient> history)
      implements SipContent {
    public SessionWithHistory {
      history = List.copyOf(history);
    }
  }

  /// A message and the `recipient-list-history` (RFC 5365 §7.3): `history` holds only what may be
  /// disclosed.
  ///
  /// @param contentType of the message part
  record MessageWithHistory(String contentType, byte[] body, List<Recipient> history)
      implements SipContent {
    public MessageWithHistory {
      history = List.copyOf(history);
    }
  }

  /// `application/conference-info+xml`.
  record ConferenceState(ConferenceInfo info) implements SipContent {}

  /// `application/xcap-diff+xml`.
  record Documents(XcapDiff diff) implements SipContent {}

  /// `application/resource-lists+xml` of documents to be told of (RFC 5875).
  ///
  /// @param uris relative to the XCAP root
  record DocumentList(List<String> uris) implements SipContent {
    public DocumentList {
      uris = List.copyOf(uris);
    }
  }

  /// Any other body, already written.
  record Written(String contentType, byte[] body) implements SipContent {
    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Written other
          && contentType.equals(other.contentType)
          && Arrays.equals(body, other.body);
    }

    @Override
    public int hashCode() {
      return 31 * contentType.hashCode() + Arrays.hashCode(body);
    }
  }
}
