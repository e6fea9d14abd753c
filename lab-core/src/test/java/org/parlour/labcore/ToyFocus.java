package org.parlour.labcore;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.media.MediaEndpoint;
import org.parlour.client.media.MediaListener;
import org.parlour.client.media.MediaSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.RequestFailure;
import org.parlour.client.transaction.RequestHandler;
import org.parlour.client.transaction.ResponseHandler;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.client.transaction.SipEndpoint;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.WireTap;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// Just enough of a controlling function to try the client's commands against: ad-hoc sessions,
/// fan-out, participant information, release. One event loop; believes everything it is told.
final class ToyFocus implements AutoCloseable, RequestHandler {
  private final SipEndpoint sip;
  private final MediaEndpoint media;
  private final InetSocketAddress address;
  private final Map<String, Room> rooms = new HashMap<>();
  private final Map<String, Runnable> byes = new HashMap<>();
  private final Map<String, ServerTransaction> acknowledged = new HashMap<>();
  private @Nullable InetSocketAddress core;

  ToyFocus(EventLoop loop) {
    this.sip = new SipEndpoint(loop, WireTap.NONE);
    this.media = new MediaEndpoint(loop, "127.0.0.1", false, WireTap.NONE);
    this.address = sip.listen(new InetSocketAddress("127.0.0.1", 0)).join();
    sip.attachOtherwise(this);
    openPort(loop);
  }

  /// Later sessions find the port open, so that nobody waits on the event loop.
  private void openPort(EventLoop loop) {
    MediaListener nobody =
        new MediaListener() {
          @Override
          public void message(String contentType, byte[] body) {}

          @Override
          public void lost(String reason) {}
        };
    CompletableFuture.supplyAsync(() -> media.newSession(Setup.PASSIVE, nobody), loop)
        .thenCompose(session -> session)
        .join();
  }

  InetSocketAddress address() {
    return address;
  }

  void core(InetSocketAddress at) {
    core = at;
  }

  private final class Leg implements MediaListener {
    final Room room;
    final String user;
    final MediaSession session;
    @Nullable Dialog dialog;

    Leg(Room room, String user) {
      this.room = room;
      this.user = user;
      this.session = media.newSession(Setup.PASSIVE, this).join();
    }

    byte[] sdp(Setup setup) {
      MsrpMedia stream =
          new MsrpMedia(
              session.localUri().port(),
              false,
              List.of(session.localUri().toString()),
              List.of("message/cpim"),
              List.of("text/plain"),
              10_000L,
              Direction.SENDRECV,
              setup,
              null,
              List.of("nickname"),
              List.of());
      return SdpWriter.write(new SessionDescription("toy", 1, 1, "127.0.0.1", List.of(stream)));
    }

    @Override
    public void message(String contentType, byte[] body) {
      room.legs.values().stream()
          .filter(leg -> leg != this)
          .forEach(leg -> leg.session.send(contentType, body, FailureReport.NO));
    }

    @Override
    public void lost(String reason) {}
  }

  private static final class Room {
    final String uri = "sip:s-" + Tokens.random(26) + "@im.example.org";
    final Map<String, Leg> legs = new LinkedHashMap<>();
    final List<Dialog> watchers = new ArrayList<>();
    int version;
    int pending;
  }

  @Override
  public void request(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    switch (request.method()) {
      case Methods.INVITE -> invite(transaction);
      case Methods.BYE -> {
        transaction.respond(200);
        Runnable bye = byes.remove(request.callId());
        if (bye != null) {
          bye.run();
        }
      }
      case Methods.SUBSCRIBE -> subscribe(transaction);
      default -> transaction.respond(200);
    }
  }

  private void invite(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    Room room = new Room();
    rooms.put(room.uri, room);
    String contact = "<" + room.uri + ">;isfocus";
    try {
      List<BodyPart> parts =
          Multipart.read(request.headers().firstOr(HeaderName.CONTENT_TYPE, ""), request.body());
      String inviter = request.headers().firstOr(HeaderName.ASSERTED_IDENTITY, "");
      Leg leg = new Leg(room, SipAddress.parse(inviter).uri());
      expect(leg, parts.get(0).body());
      boolean[] answered = {false};
      for (Recipient recipient : ResourceLists.read(parts.get(1).body())) {
        room.pending++;
        call(
            room,
            recipient.address().toString(),
            inviter,
            () -> {
              if (!answered[0]) {
                answered[0] = true;
                leg.dialog = Dialog.ofCallee(request, transaction.localTag());
                enter(leg);
                SipResponse ok = transaction.prepare(200);
                ok.headers()
                    .add(HeaderName.CONTACT, contact)
                    .add(HeaderName.REQUIRE, "timer")
                    .add(HeaderName.SESSION_EXPIRES, "1800;refresher=uac");
                transaction.respond(ok.withBody("application/sdp", leg.sdp(Setup.PASSIVE)));
                acknowledged.put(request.callId(), transaction);
              }
            });
      }
    } catch (MalformedBodyException e) {
      transaction.respond(400);
    }
  }

  private static void expect(Leg leg, byte[] sdp) throws MalformedBodyException {
    MsrpMedia remote = SdpReader.read(sdp).msrp().orElseThrow();
    leg.session.expect(MsrpPath.parse(remote.path().getFirst()));
  }

  private void call(Room room, String user, String inviter, Runnable onAnswer) {
    Leg leg = new Leg(room, user);
    SipRequest invite = new SipRequest(Methods.INVITE, user);
    invite
        .headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, inviter + ";tag=" + Tokens.tag())
        .add(HeaderName.TO, "<" + user + ">")
        .add(HeaderName.CALL_ID, Tokens.random(20))
        .add(HeaderName.CSEQ, "1 INVITE")
        .add(HeaderName.CONTACT, "<" + room.uri + ">;isfocus")
        .add(HeaderName.ASSERTED_IDENTITY, inviter)
        .add(HeaderName.SUPPORTED, "timer")
        .add(HeaderName.SESSION_EXPIRES, "1800;refresher=uas");
    send(
        invite.withBody("application/sdp", leg.sdp(Setup.ACTPASS)),
        response -> {
          room.pending--;
          if (!response.success()) {
            return;
          }
          try {
            expect(leg, response.body());
          } catch (MalformedBodyException e) {
            return;
          }
          Dialog dialog = Dialog.ofCaller(invite, response);
          leg.dialog = dialog;
          enter(leg);
          connect().thenAccept(flow -> sip.sendAck(dialog.ack(1), flow));
          onAnswer.run();
        });
  }

  private void enter(Leg leg) {
    leg.room.legs.put(leg.user, leg);
    Dialog dialog = leg.dialog;
    if (dialog != null) {
      byes.put(dialog.callId(), () -> leave(leg));
    }
    changed(leg.room, user(leg.user));
  }

  private void leave(Leg leg) {
    Room room = leg.room;
    leg.session.close();
    room.legs.remove(leg.user);
    changed(room, "<user entity=\"" + leg.user + "\" state=\"deleted\"/>");
    if (room.legs.size() == 1 && room.pending == 0) {
      Leg last = room.legs.values().iterator().next();
      Dialog dialog = last.dialog;
      if (dialog != null) {
        byes.remove(dialog.callId());
        send(dialog.request(Methods.BYE), response -> {});
      }
      room.legs.clear();
      room.watchers.forEach(w -> notify(room, w, "full", "", "terminated;reason=noresource"));
      room.watchers.clear();
    }
  }

  private static String user(String uri) {
    return "<user entity=\""
        + uri
        + "\" state=\"full\"><endpoint entity=\""
        + uri
        + "\"><status>connected</status></endpoint></user>";
  }

  private void changed(Room room, String users) {
    room.watchers.forEach(watcher -> notify(room, watcher, "partial", users, "active"));
  }

  private void subscribe(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    SipResponse response = transaction.prepare(200);
    response
        .headers()
        .add(HeaderName.CONTACT, "<" + request.uri() + ">;isfocus")
        .add(HeaderName.EXPIRES, request.headers().firstOr(HeaderName.EXPIRES, "3600"));
    transaction.respond(response);
    Room room = rooms.get(request.uri());
    if (room != null && request.toTag() == null) {
      Dialog dialog = Dialog.ofCallee(request, transaction.localTag());
      room.watchers.add(dialog);
      String users = room.legs.keySet().stream().map(ToyFocus::user).collect(Collectors.joining());
      notify(room, dialog, "full", users, "active");
    }
  }

  private void notify(Room room, Dialog to, String state, String users, String subscription) {
    SipRequest notify = to.request(Methods.NOTIFY);
    notify
        .headers()
        .add(HeaderName.CONTACT, "<" + room.uri + ">;isfocus")
        .add(HeaderName.EVENT, "conference")
        .add(HeaderName.SUBSCRIPTION_STATE, subscription);
    String document =
        "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\""
            + room.uri
            + "\" state=\""
            + state
            + "\" version=\""
            + room.version++
            + "\"><users state=\""
            + state
            + "\">"
            + users
            + "</users></conference-info>";
    send(
        notify.withBody(
            "application/conference-info+xml", document.getBytes(StandardCharsets.UTF_8)),
        response -> {});
  }

  private CompletableFuture<SipFlow> connect() {
    InetSocketAddress at = core;
    return at == null
        ? CompletableFuture.failedFuture(new IllegalStateException("no core"))
        : sip.connect(at);
  }

  private void send(SipRequest request, Consumer<SipResponse> onFinal) {
    connect()
        .thenAccept(
            flow ->
                sip.send(
                    request,
                    flow,
                    new ResponseHandler() {
                      @Override
                      public void response(SipResponse response) {
                        if (!response.provisional()) {
                          onFinal.accept(response);
                        }
                      }

                      @Override
                      public void failed(RequestFailure failure) {}
                    }));
  }

  @Override
  public void ack(SipRequest ack) {
    ServerTransaction waiting = acknowledged.remove(ack.callId());
    if (waiting != null) {
      waiting.acknowledged();
    }
  }

  @Override
  public void cancelled(ServerTransaction invite) {
    invite.respond(487);
  }

  @Override
  public void close() {
    sip.close();
    media.close();
  }
}
