package org.parlour.mswitch.session;

import io.netty.channel.EventLoop;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.protocol.sdp.Fingerprint;

/// What a session sees of a connection. Every method may be called from any thread.
public interface Connection {
  /// Who is told how a hand-over went. Called on the connection's loop.
  interface Taker {
    /// @param bytes of the frames that the network took, or that are lost with the connection
    void taken(int bytes, int frames);
  }

  EventLoop loop();

  /// Whether it can still carry something.
  boolean isOpen();

  /// Whether legs of other sessions are bound to it too, which `session` must not stop.
  boolean isSharedBy(SwitchSession session);

  /// Whether nobody else reads what it carries.
  boolean isSecure();

  /// Whether it wants to know where each message of a batch ends.
  boolean isFramed();

  /// Whether the peer showed the certificate that `expected` is of.
  boolean shows(Fingerprint expected);

  /// Writes and flushes. Takes ownership of the batch.
  void write(Batch batch, Taker taker);

  /// Answers a request that no leg's queue is for.
  void answer(RequestHead request, MsrpStatus status);

  /// `leg` is bound to it.
  void bound(Leg leg);

  /// `leg` is no longer bound to it. When that was the last one, the connection closes: behind what
  /// was written before, or at once.
  void unbound(Leg leg, boolean behindWrites);

  /// A session is done with requests that were handed over to it.
  ///
  /// @param octets as they were counted then
  void dealtWith(int octets);

  /// Stops reading until [#resume] was called as often.
  void suspend();

  void resume();
}
