package org.parlour.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.client.ClientRuntime;
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
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.WireTap;

class LoadPagerImcTest {
  private final ClientRuntime runtime = new ClientRuntime();
  private final SipEndpoint sip = new SipEndpoint(runtime.nextLoop(), WireTap.NONE);
  private final Room room = new Room();

  @AfterEach
  void close() {
    sip.close();
    runtime.close();
  }

  @Test
  void aRoomIsMadeByWordsBeforeTheMessages() {
    sip.attachOtherwise(room);
    InetSocketAddress core = sip.listen(new InetSocketAddress("127.0.0.1", 0)).join();
    int code =
        Parlour.run(
            ("load pager --imc --groups 1 --members 3 --rate 20 --duration 100ms"
                    + " --connections 1 --core 127.0.0.1:"
                    + core.getPort())
                .split(" "));
    assertThat(room.said)
        .containsExactly(
            "load00000 #create",
            "load00001 #join",
            "load00002 #join",
            "load00000 pager 0",
            "load00001 pager 1");
    assertThat(code).isZero();
  }

  /// Passes what one says on to all others, with the name of who said it. Thread: the event loop.
  private final class Room implements RequestHandler {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Map<String, Registered> members = new LinkedHashMap<>();
    private int passed;

    private record Registered(String contact, SipFlow flow) {}

    @Override
    public void request(ServerTransaction transaction) {
      SipRequest request = transaction.request();
      String user = user(request.headers().firstOr(HeaderName.FROM, ""));
      SipResponse response = transaction.prepare(200);
      if (request.is(Methods.REGISTER)) {
        String contact = request.headers().firstOr(HeaderName.CONTACT, "");
        response.headers().add(HeaderName.CONTACT, contact);
        members.put(user, new Registered(contact, transaction.flow()));
        transaction.respond(response);
        return;
      }
      transaction.respond(response);
      String text = new String(request.body(), StandardCharsets.UTF_8);
      said.add(user + ' ' + text);
      String copy = text.startsWith("#") ? "*** Room" : '[' + user + "]: " + text;
      members.forEach(
          (name, member) -> {
            if (!name.equals(user)) {
              pass(request, copy, member);
            }
          });
    }

    private void pass(SipRequest request, String text, Registered member) {
      SipRequest copy = new SipRequest(Methods.MESSAGE, SipAddress.parse(member.contact()).uri());
      copy.headers()
          .add(HeaderName.MAX_FORWARDS, "70")
          .add(HeaderName.FROM, '<' + request.uri() + ">;tag=1")
          .add(HeaderName.TO, member.contact())
          .add(HeaderName.CALL_ID, "copy-" + ++passed)
          .add(HeaderName.CSEQ, "1 MESSAGE");
      var _ =
          sip.send(
              copy.withBody("text/plain", text.getBytes(StandardCharsets.UTF_8)),
              member.flow(),
              new ResponseHandler() {
                @Override
                public void response(SipResponse answer) {}

                @Override
                public void failed(RequestFailure failure) {}
              });
    }

    private static String user(String header) {
      String uri = SipAddress.parse(header).uri();
      return uri.substring(uri.indexOf(':') + 1, uri.indexOf('@'));
    }

    @Override
    public void ack(SipRequest ack) {}

    @Override
    public void cancelled(ServerTransaction invite) {}
  }
}
