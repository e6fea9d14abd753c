package org.parlour.interop.suite;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipParser;
import org.parlour.client.transport.WireTap;

/// The SIP messages that reached a client, as they stood on the wire. Thread: any.
public final class IncomingSip implements WireTap {
  private final List<SipMessage> messages = new CopyOnWriteArrayList<>();

  @Override
  public void saw(Frame frame) {
    if (frame.protocol() == Protocol.SIP && !frame.outgoing()) {
      try {
        messages.add(SipParser.parse(frame.bytes()));
      } catch (MalformedSipException e) {
        throw new IllegalStateException("the core sends what is no SIP", e);
      }
    }
  }

  /// Requests or responses, those so far.
  public <T extends SipMessage> List<T> all(Class<T> type) {
    return messages.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
