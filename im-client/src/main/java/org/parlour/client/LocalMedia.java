package org.parlour.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.parlour.client.media.MediaException;
import org.parlour.client.media.MediaListener;
import org.parlour.client.media.MediaSession;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// The client's media of one session: the MSRP session in use, the one that replaces it, and the
/// description last sent. Thread: the event loop.
final class LocalMedia implements MediaListener {
  private final ClientContext context;
  private final long sessionId = ThreadLocalRandom.current().nextLong(1L << 40);
  private long version = 1;
  private @Nullable MediaSession current;
  private @Nullable MediaSession next;
  private @Nullable SessionDescription described;
  private @Nullable MediaListener listener;
  private CompletableFuture<Void> ready = new CompletableFuture<>();
  private CompletableFuture<MediaSession> replacement = new CompletableFuture<>();

  LocalMedia(ClientContext context) {
    this.context = context;
  }

  void listener(MediaListener changed) {
    listener = changed;
  }

  /// A fresh MSRP session, which [#describe] then names.
  CompletableFuture<MediaSession> open(MsrpTransport by, Setup setup) {
    return context
        .node()
        .media()
        .newSession(by, setup, this)
        .thenApply(
            session -> {
              if (next != null) {
                next.close();
              }
              next = session;
              return session;
            });
  }

  /// The offer for the session that was opened.
  SessionDescription offer(Setup setup, Direction direction) {
    SessionDescription offer =
        MediaNegotiation.offer(context.node().host(), sessionId, version, own(), setup, direction);
    described = offer;
    return offer;
  }

  /// The answer for the session that was opened.
  SessionDescription answer(SessionDescription offer, MsrpMedia chosen, Setup setup) {
    if (described != null) {
      version++;
    }
    SessionDescription answer =
        MediaNegotiation.answer(
            offer, chosen, context.node().host(), sessionId, version, own(), setup);
    described = answer;
    return answer;
  }

  private MediaNegotiation.Own own() {
    MsrpUri path = opened().localUri();
    boolean shows = MsrpTransport.of(path.toString()) == MsrpTransport.TLS;
    return new MediaNegotiation.Own(
        path, shows ? context.node().media().identity().fingerprint() : null);
  }

  /// What was last said about this client's media.
  SessionDescription described() {
    SessionDescription last = described;
    if (last == null) {
      throw new IllegalStateException("media: nothing described (expected: an offer or answer)");
    }
    return last;
  }

  private MediaSession opened() {
    MediaSession session = next == null ? current : next;
    if (session == null) {
      throw new IllegalStateException("media: no session (expected: open() before)");
    }
    return session;
  }

  /// Connects the session that was opened, or waits to be connected to; when it is bound it takes
  /// the place of the one in use.
  ///
  /// @throws IllegalArgumentException when the peer has no path, or one that is not secure though
  ///     ours is
  CompletableFuture<Void> start(MsrpMedia remote, boolean active) {
    MediaSession starting = opened();
    MsrpPath path = MsrpPath.parse(String.join(" ", remote.path()));
    if (starting.localUri().secure() && !path.first().secure()) {
      throw new IllegalArgumentException("path: " + path.first().masked() + " (expected: msrps)");
    }
    CompletableFuture<Void> bound =
        active ? starting.connect(path, remote.fingerprint()) : starting.expect(path);
    CompletableFuture<Void> waiting = new CompletableFuture<>();
    ready = waiting;
    bound.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            replaceBy(starting);
            waiting.complete(null);
          } else {
            waiting.completeExceptionally(ClientContext.cause(failure));
          }
        });
    return waiting;
  }

  private void replaceBy(MediaSession bound) {
    MediaSession old = current;
    current = bound;
    if (next == bound) {
      next = null;
    }
    if (old != null && old != bound) {
      old.close();
    }
    CompletableFuture<MediaSession> awaited = replacement;
    replacement = new CompletableFuture<>();
    awaited.complete(bound);
  }

  /// Other media than `lost`, once it is in use; fails when the session ends.
  CompletableFuture<MediaSession> after(MediaSession lost) {
    MediaSession now = current;
    return now != null && now != lost && now.isOpen()
        ? CompletableFuture.completedFuture(now)
        : replacement.copy();
  }

  /// Whether the peer's stream is another one than that in use.
  boolean isNew(MsrpMedia remote) {
    MediaSession session = current;
    MsrpPath known = session == null ? null : session.remotePath();
    return session == null
        || !session.isOpen()
        || known == null
        || !known.toString().equals(String.join(" ", remote.path()));
  }

  /// The session in use, once there is one; fails when it could not be connected.
  CompletableFuture<MediaSession> session() {
    return ready.thenApply(done -> opened());
  }

  boolean isOpen() {
    return current != null && current.isOpen();
  }

  @Override
  public void message(String contentType, byte[] body) {
    MediaListener target = listener;
    if (target != null) {
      target.message(contentType, body);
    }
  }

  @Override
  public void lost(String reason) {
    MediaListener target = listener;
    if (target != null && !isOpen()) {
      target.lost(reason);
    }
  }

  void close() {
    replacement.completeExceptionally(new MediaException(481, "the session ended"));
    if (current != null) {
      current.close();
    }
    if (next != null) {
      next.close();
    }
  }
}
