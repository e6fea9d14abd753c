package org.parlour.client.transport;

import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipMessage;

/// Takes what a [SipTransport] reads. Thread: its event loop.
public interface SipReceiver {
  void received(SipMessage message, SipFlow flow);

  /// Bytes that are no SIP message; a connection whose framing is lost is closed afterwards.
  default void malformed(MalformedSipException reason, byte[] bytes, SipFlow flow) {}

  /// A TCP connection is gone.
  default void closed(SipFlow flow) {}
}
