package org.parlour.edge.sipstack;

/// Receives what the stack has to say, on a thread that may block but serves one Call-ID after
/// another.
@FunctionalInterface
public interface SipInboundListener {
  void on(SipInbound event);
}
