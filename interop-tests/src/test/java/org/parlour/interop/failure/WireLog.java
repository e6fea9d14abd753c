package org.parlour.interop.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipParser;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transport.WireTap;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfoReader;

/// What clients saw on the wire: which requests were answered and when, and every breach of
/// continuity by the server. Guarded by itself.
final class WireLog implements WireTap {
  private final Map<String, Exchange> open = new HashMap<>();
  private final List<Exchange> answered = new ArrayList<>();
  private final Map<String, Long> cseqs = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();
  private final List<Integer> refusals = new ArrayList<>();
  private int documents;

  /// A request of a client.
  ///
  /// @param end when the final answer came; 0 while it is open
  record Exchange(String method, long start, long end) {
    long millis() {
      return (end - start) / 1_000_000;
    }
  }

  @Override
  public void saw(Frame frame) {
    if (frame.protocol() != Protocol.SIP) {
      return;
    }
    try {
      long now = System.nanoTime();
      SipMessage message = SipParser.parse(frame.bytes());
      synchronized (this) {
        switch (message) {
          case SipRequest request when frame.outgoing() -> sent(request, now);
          case SipRequest request -> received(request);
          case SipResponse response when !frame.outgoing() -> received(response, now);
          case SipResponse _ -> {}
        }
      }
    } catch (MalformedSipException e) {
      note("malformed: " + e.getMessage());
    }
  }

  private void sent(SipRequest request, long now) {
    if (!request.is(Methods.ACK)) {
      open.putIfAbsent(request.branch() + request.method(), new Exchange(request.method(), now, 0));
    }
  }

  private void received(SipResponse response, long now) {
    if (response.provisional()) {
      return;
    }
    Exchange asked = open.remove(response.branch() + response.cseqMethod());
    if (asked != null) {
      answered.add(new Exchange(asked.method(), asked.start(), now));
    }
    if (response.status() >= 400 && response.status() != 401 && response.status() != 407) {
      refusals.add(response.status());
      if (response.status() == 481) {
        note("481 to " + response.cseqMethod() + " of " + response.callId());
      }
    }
  }

  /// Within a dialog the server's CSeq grows by one, or stays when a request is repeated.
  private void received(SipRequest request) {
    if (request.is(Methods.ACK) || request.is(Methods.CANCEL) || request.toTag() == null) {
      return;
    }
    String dialog = request.callId() + '|' + request.toTag();
    Long last = cseqs.put(dialog, request.cseq());
    if (last != null && request.cseq() != last && request.cseq() != last + 1) {
      note("CSeq " + last + " then " + request.cseq() + " in " + request.method());
    }
    if (request.is(Methods.NOTIFY) && request.body().length > 0) {
      notified(request, dialog);
    }
  }

  private void notified(SipRequest notify, String dialog) {
    try {
      ConferenceInfo document = ConferenceInfoReader.read(notify.body());
      Long last = versions.put(dialog, document.version());
      if (last == null || document.version() == last + 1) {
        documents++;
      } else if (document.version() != last) {
        note("version " + last + " then " + document.version());
      }
    } catch (MalformedBodyException e) {
      note("NOTIFY: " + e.getMessage());
    }
  }

  private synchronized void note(String breach) {
    breaches.add(breach);
  }

  /// Requests without a final answer.
  synchronized List<Exchange> open() {
    return List.copyOf(open.values());
  }

  /// The longest wait among the requests that were open at `instant` or sent within `nanos` after
  /// it; for one that is still open, until now. 0 when there was none.
  synchronized long longestMillis(long instant, long nanos) {
    long longest = 0;
    for (Exchange exchange : answered) {
      if (exchange.end() >= instant && exchange.start() <= instant + nanos) {
        longest = Math.max(longest, exchange.millis());
      }
    }
    long now = System.nanoTime();
    for (Exchange exchange : open.values()) {
      if (exchange.start() <= instant + nanos) {
        longest = Math.max(longest, (now - exchange.start()) / 1_000_000);
      }
    }
    return longest;
  }

  /// Forgets exchanges that were answered before `instant`.
  synchronized void forgetBefore(long instant) {
    answered.removeIf(exchange -> exchange.end() < instant);
  }

  synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  /// Final answers of 400 and above, challenges aside.
  synchronized List<Integer> refusals() {
    return List.copyOf(refusals);
  }

  /// Documents that came, repeated ones left out.
  synchronized int documents() {
    return documents;
  }
}
