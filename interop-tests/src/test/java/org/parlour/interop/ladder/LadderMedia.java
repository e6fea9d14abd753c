package org.parlour.interop.ladder;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.parlour.client.media.MediaEndpoint;
import org.parlour.client.media.MediaListener;
import org.parlour.client.media.MediaSession;
import org.parlour.client.transport.WireTap;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.Setup;

/// The user plane of one agent: it connects, and its texts travel as CPIM. Used by the thread that
/// plays.
final class LadderMedia implements MediaListener, AutoCloseable {
  private final EventLoop loop;
  private final MediaEndpoint endpoint;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Duration patience;
  private @Nullable MediaSession session;
  private @Nullable MsrpPath remote;
  private @Nullable CompletableFuture<MsrpStatus> answer;
  private int version;

  LadderMedia(EventLoop loop, Duration patience) {
    this.loop = loop;
    this.patience = patience;
    this.endpoint = new MediaEndpoint(loop, "127.0.0.1", false, WireTap.NONE);
  }

  /// A description of ours, with the MSRP URI in use or a new one.
  byte[] describe(SdpClause wanted) {
    MediaSession current = session;
    if (current == null || wanted.newPath()) {
      current = outcome(onLoop(() -> endpoint.newSession(Setup.ACTIVE, this)));
      session = current;
    }
    return wanted.write(current.localUri().toString(), ++version);
  }

  /// Where the peer is, as its description says.
  void heardOf(byte[] sdp) {
    try {
      SdpReader.read(sdp)
          .msrp()
          .map(MsrpMedia::path)
          .filter(path -> !path.isEmpty())
          .ifPresent(path -> remote = MsrpPath.parse(String.join(" ", path)));
    } catch (MalformedBodyException e) {
      throw new AssertionError("SDP: " + e.getMessage(), e);
    }
  }

  /// Connects to the peer and binds the session (RFC 4975 §5.4).
  void bind() {
    MediaSession own = open();
    MsrpPath peer = remote;
    if (peer == null) {
      throw new AssertionError("no path is known to connect to");
    }
    outcome(onLoop(() -> own.connect(peer, null)));
  }

  void send(String from, String to, String text) {
    CpimMessage message =
        CpimMessage.text(
            NameAddress.of(ImAddress.parse(from)),
            NameAddress.of(ImAddress.parse(to)),
            Instant.now(),
            "text/plain",
            text.getBytes(StandardCharsets.UTF_8));
    MediaSession own = open();
    answer = onLoop(() -> own.send(CpimMessage.CONTENT_TYPE, message.write(), FailureReport.YES));
  }

  /// The status of the answer to the last [#send].
  int status() {
    CompletableFuture<MsrpStatus> waiting = answer;
    if (waiting == null) {
      throw new AssertionError("nothing was sent");
    }
    return outcome(waiting).code();
  }

  /// The next text that arrives; empty when none does in time.
  String next() throws InterruptedException {
    String text = heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return text == null ? "" : text;
  }

  /// What nobody has asked for.
  List<String> left() {
    return List.copyOf(heard);
  }

  private MediaSession open() {
    MediaSession own = session;
    if (own == null) {
      throw new AssertionError("no session was described");
    }
    return own;
  }

  private <T> CompletableFuture<T> onLoop(Callable<CompletableFuture<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            work.call()
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    });
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private <T> T outcome(CompletableFuture<T> future) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("MSRP: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void message(String contentType, byte[] body) {
    try {
      heard.add(CpimMessage.read(body).contentText());
    } catch (MalformedBodyException e) {
      heard.add(new String(body, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void lost(String reason) {
    // The server closes a leg's connection when the leg ends; a ladder says so by its BYE.
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
