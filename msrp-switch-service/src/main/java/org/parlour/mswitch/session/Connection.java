package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;

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

  /// Writes and flushes. Takes ownership of `frames`.
  void write(List<ByteBuf> frames, int bytes, int count, Taker taker);

  /// Answers a request that no leg's queue is for.
  void answer(RequestHead request, MsrpStatus status);

  /// `leg` is bound to it.
  void bound(Leg leg);

  /// `leg` is no longer bound to it. When that was the last one, the connection closes: behind what
  /// was written before, or at once.
  void unbound(Leg leg, boolean behindWrites);

  /// Stops reading until [#resume] was called as often.
  void suspend();

  void resume();
}
