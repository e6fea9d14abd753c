package org.parlour.client;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.media.MediaEndpoint;
import org.parlour.client.media.MediaListener;
import org.parlour.client.media.MediaSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.RequestFailure;
import org.parlour.client.transaction.RequestHandler;
import org.parlour.client.transaction.ResponseHandler;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.client.transaction.SipEndpoint;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.WireTap;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// Core, focus and switch in one, as far as a script says: registers everybody and hands every
/// other request to the test.
final class FakeFocus implements AutoCloseable {
  static final String S = "sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org";
  static final String CONTACT = "<" + S + ">;isfocus;+g.oma.sip-im";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoop loop;
  private final SipEndpoint sip;
  private final MediaEndpoint media;
  private final InetSocketAddress address;
  private final Map<String, Consumer<ServerTransaction>> script = new ConcurrentHashMap<>();
  private final BlockingQueue<ServerTransaction> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<SipRequest> acks = new LinkedBlockingQueue<>();
  final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  final CompletableFuture<String> mediaLost = new CompletableFuture<>();

  FakeFocus(EventLoop loop) {
    this.loop = loop;
    this.sip = new SipEndpoint(loop, WireTap.NONE);
    this.media = new MediaEndpoint(loop, "127.0.0.1", false, WireTap.NONE);
    this.address = sip.listen(new InetSocketAddress("127.0.0.1", 0)).join();
    sip.attachOtherwise(new Handler());
    on(Methods.REGISTER, FakeFocus::register);
    on(Methods.BYE, transaction -> transaction.respond(200));
  }

  InetSocketAddress address() {
    return address;
  }

  /// What to do with requests of this method; each is also kept for [#next].
  void on(String method, Consumer<ServerTransaction> action) {
    script.put(method, action);
  }

  private static void register(ServerTransaction transaction) {
    SipResponse response = transaction.prepare(200);
    transaction
        .request()
        .headers()
        .all(HeaderName.CONTACT)
        .forEach(contact -> response.headers().add(HeaderName.CONTACT, contact));
    transaction.respond(response);
  }

  /// The next request of this method; those before it are passed over.
  ServerTransaction next(String method) throws InterruptedException {
    while (true) {
      ServerTransaction found = requests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (found == null) {
        throw new AssertionError("no " + method + " came");
      }
      if (found.request().is(method)) {
        return found;
      }
    }
  }

  SipRequest nextAck() throws InterruptedException {
    SipRequest ack = acks.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (ack == null) {
      throw new AssertionError("no ACK came");
    }
    return ack;
  }

  String nextMessage() throws InterruptedException {
    String text = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("no MSRP message came");
    }
    return text;
  }

  /// An MSRP session of the switch, waiting for the client to connect.
  MediaSession openMedia() {
    return CompletableFuture.supplyAsync(() -> media.newSession(Setup.PASSIVE, listener()), loop)
        .thenCompose(session -> session)
        .join();
  }

  private MediaListener listener() {
    return new MediaListener() {
      @Override
      public void message(String contentType, byte[] body) {
        messages.add(new String(body, StandardCharsets.UTF_8));
      }

      @Override
      public void lost(String reason) {
        mediaLost.complete(reason);
      }
    };
  }

  static SessionDescription describe(
      MediaSession session, long version, Setup setup, String types) {
    MsrpMedia stream =
        new MsrpMedia(
            session.localUri().port(),
            false,
            List.of(session.localUri().toString()),
            List.of(types.split(" ")),
            List.of("text/plain"),
            10_000L,
            Direction.SENDRECV,
            setup,
            null,
            List.of("nickname"),
            List.of());
    return new SessionDescription("imserver", 77, version, "127.0.0.1", List.of(stream));
  }

  static byte[] sdp(MediaSession session) {
    return SdpWriter.write(describe(session, 1, Setup.PASSIVE, "message/cpim"));
  }

  /// Answers an INVITE with 200; the client is expected to connect to `session`.
  static Dialog accept(ServerTransaction invite, MediaSession session, String sessionExpires) {
    SipRequest request = invite.request();
    try {
      for (BodyPart part : Parties.parts(request)) {
        if (part.mediaType().equals("application/sdp")) {
          MsrpMedia offered = SdpReader.read(part.body()).msrp().orElseThrow();
          session.expect(MsrpPath.parse(offered.path().getFirst()));
        }
      }
    } catch (MalformedBodyException e) {
      throw new AssertionError(e);
    }
    SipResponse response = invite.prepare(200);
    response
        .headers()
        .add(HeaderName.CONTACT, CONTACT)
        .add(HeaderName.SUPPORTED, "timer, norefersub")
        .add(HeaderName.REQUIRE, "timer")
        .add(HeaderName.SESSION_EXPIRES, sessionExpires);
    invite.respond(response.withBody("application/sdp", sdp(session)));
    return Dialog.ofCallee(request, invite.localTag());
  }

  /// Sends a request to the client, on the connection that it opened, and waits for the final
  /// answer.
  CompletableFuture<SipResponse> send(SipRequest request, SipFlow flow) {
    CompletableFuture<SipResponse> result = new CompletableFuture<>();
    loop.execute(
        () ->
            sip.send(
                request,
                flow,
                new ResponseHandler() {
                  @Override
                  public void response(SipResponse response) {
                    if (!response.provisional()) {
                      result.complete(response);
                    }
                  }

                  @Override
                  public void failed(RequestFailure failure) {
                    result.completeExceptionally(new AssertionError(failure.detail()));
                  }
                }));
    return result;
  }

  void ack(Dialog dialog, SipResponse response, SipFlow flow) {
    loop.execute(() -> sip.sendAck(dialog.ack(response.cseq()), flow));
  }

  void onLoop(Runnable action) {
    loop.submit(action).awaitUninterruptibly();
  }

  @Override
  public void close() {
    sip.close();
    media.close();
  }

  private final class Handler implements RequestHandler {
    @Override
    public void request(ServerTransaction transaction) {
      requests.add(transaction);
      Consumer<ServerTransaction> action = script.get(transaction.request().method());
      if (action != null) {
        action.accept(transaction);
      }
    }

    @Override
    public void ack(SipRequest ack) {
      acks.add(ack);
    }

    @Override
    public void cancelled(ServerTransaction invite) {
      invite.respond(487);
    }
  }
}
