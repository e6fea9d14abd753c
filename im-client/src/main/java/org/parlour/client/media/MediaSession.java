package org.parlour.client.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.transfer.MessageSplitter;

/// One MSRP session. States: created → waiting for the peer or connecting → bound → closed.
public final class MediaSession {
  private static final int CHUNK = 2048;

  private final MediaEndpoint endpoint;
  private final MsrpUri localUri;
  private final MsrpPath localPath;
  private final MediaListener listener;
  private final CompletableFuture<Void> bound = new CompletableFuture<>();
  private @Nullable MsrpPath remotePath;
  private @Nullable MediaConnection connection;
  private boolean closed;

  MediaSession(MediaEndpoint endpoint, MsrpUri localUri, MediaListener listener) {
    this.endpoint = endpoint;
    this.localUri = localUri;
    this.localPath = MsrpPath.of(localUri);
    this.listener = listener;
  }

  public MsrpUri localUri() {
    return localUri;
  }

  public @Nullable MsrpPath remotePath() {
    return remotePath;
  }

  /// Connects to the peer and binds the session with a SEND without body; completes when the peer
  /// answered it with 200.
  ///
  /// @param fingerprint the peer's `a=fingerprint`; null when it named none
  public CompletableFuture<Void> connect(MsrpPath remote, @Nullable String fingerprint) {
    remotePath = remote;
    endpoint
        .connect(remote.first(), fingerprint)
        .whenComplete(
            (opened, failure) -> {
              if (opened == null) {
                bound.completeExceptionally(failure);
              } else {
                introduce(opened, remote);
              }
            });
    return bound;
  }

  private void introduce(MediaConnection opened, MsrpPath remote) {
    if (closed) {
      opened.detach(this);
      return;
    }
    bind(opened);
    RequestHead head =
        RequestHead.send(
            endpoint.ids().next(), remote, localPath, endpoint.ids().nextText(), null, null);
    opened
        .request(MsrpRequest.bodiless(head))
        .thenAccept(
            status -> {
              if (status.isSuccess()) {
                bound.complete(null);
              } else {
                bound.completeExceptionally(MediaException.of(status));
              }
            });
  }

  /// Waits for the peer to connect; completes when its first request is there.
  public CompletableFuture<Void> expect(MsrpPath remote) {
    remotePath = remote;
    if (connection != null) {
      bound.complete(null);
    }
    return bound;
  }

  boolean isFrom(MsrpPath fromPath) {
    MsrpPath known = remotePath;
    return known == null || known.last().equals(fromPath.last());
  }

  /// Whether this session belongs to `candidate`, now or already.
  boolean bind(MediaConnection candidate) {
    if (connection == null && !closed) {
      connection = candidate;
      candidate.attach(this);
      if (remotePath != null && localUri.port() != 9) {
        bound.complete(null);
      }
    }
    return connection == candidate;
  }

  /// Whether messages can be sent.
  public boolean isOpen() {
    MediaConnection current = connection;
    return current != null && current.isOpen() && !closed;
  }

  /// Sends a message, in chunks when it is large. Completes with 200 when the peer took all of it,
  /// with the first other status otherwise; with `Failure-Report: no` as soon as it is written.
  public CompletableFuture<MsrpStatus> send(
      String contentType, byte[] content, FailureReport failureReport) {
    MediaConnection current = connection;
    MsrpPath remote = remotePath;
    if (current == null || remote == null || !isOpen()) {
      return CompletableFuture.completedFuture(MsrpStatus.NO_SESSION);
    }
    ByteBuf body = Unpooled.wrappedBuffer(content);
    String messageId = endpoint.ids().nextText();
    List<CompletableFuture<MsrpStatus>> answers = new ArrayList<>(1);
    MessageSplitter chunks = new MessageSplitter(body, CHUNK);
    while (chunks.hasNext()) {
      MessageSplitter.Chunk chunk = chunks.next();
      RequestHead head =
          RequestHead.send(
                  endpoint.ids().nextFor(chunk.data()),
                  remote,
                  localPath,
                  messageId,
                  chunk.range(),
                  contentType)
              .withReports(false, failureReport);
      MsrpRequest request = MsrpRequest.of(head, chunk.data(), chunk.end());
      if (failureReport == FailureReport.YES) {
        answers.add(current.request(request));
      } else {
        current.write(request);
      }
    }
    body.release();
    return answers.size() == 1 ? answers.getFirst() : all(answers);
  }

  private static CompletableFuture<MsrpStatus> all(List<CompletableFuture<MsrpStatus>> answers) {
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                answers.stream()
                    .map(CompletableFuture::join)
                    .filter(status -> !status.isSuccess())
                    .findFirst()
                    .orElse(MsrpStatus.OK));
  }

  /// Asks for a nickname; empty text gives it back (RFC 7701 §7.1).
  public CompletableFuture<MsrpStatus> nickname(String wanted) {
    MediaConnection current = connection;
    MsrpPath remote = remotePath;
    if (current == null || remote == null || !isOpen()) {
      return CompletableFuture.completedFuture(MsrpStatus.NO_SESSION);
    }
    return current.request(
        MsrpRequest.bodiless(
            RequestHead.nickname(endpoint.ids().next(), remote, localPath, wanted)));
  }

  void deliver(String contentType, byte[] body) {
    if (!closed) {
      listener.message(contentType, body);
    }
  }

  void connectionLost(MediaConnection gone) {
    if (connection == gone && !closed) {
      connection = null;
      String reason = "MSRP connection closed by the peer";
      bound.completeExceptionally(new MediaException(481, reason));
      listener.lost(reason);
    }
  }

  /// Ends the session; the connection closes with its last session.
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    endpoint.forget(this);
    bound.completeExceptionally(new MediaException(481, "the session was closed"));
    MediaConnection current = connection;
    if (current != null) {
      current.detach(this);
    }
  }
}
