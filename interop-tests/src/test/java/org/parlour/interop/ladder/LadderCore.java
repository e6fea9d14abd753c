package org.parlour.interop.ladder;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipUri;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.SipReceiver;
import org.parlour.client.transport.SipTransport;
import org.parlour.client.transport.WireTap;

/// Stands where the SIP/IP core stands: the server's next hop, and the trusted peer that hands over
/// what the agents say. It decides nothing; it gives each agent its messages.
final class LadderCore implements SipReceiver, AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, Consumer<Arrival>> byUser = new ConcurrentHashMap<>();
  private final Map<String, Consumer<Arrival>> byCall = new ConcurrentHashMap<>();
  private final SipTransport transport = new SipTransport(loops.next(), this, WireTap.NONE);
  private final int port = transport.listen(new InetSocketAddress(LOOPBACK, 0)).join().getPort();

  /// Of UDP and TCP.
  int port() {
    return port;
  }

  EventLoop loop() {
    return transport.loop();
  }

  /// Requests for `user` go to `agent`.
  void attach(String user, Consumer<Arrival> agent) {
    byUser.put(user, agent);
  }

  void detach(String user) {
    byUser.remove(user);
  }

  /// Sends a request; responses to it go to `agent`.
  void send(SipRequest request, InetSocketAddress to, boolean udp, Consumer<Arrival> agent) {
    byCall.put(request.callId(), agent);
    if (udp) {
      loop()
          .execute(
              () -> {
                SipFlow flow = transport.udp(to);
                if (flow != null) {
                  flow.send(request);
                }
              });
    } else {
      loop().execute(() -> transport.tcp(to).thenAccept(flow -> flow.send(request)));
    }
  }

  /// Sends a message back the way another came.
  void send(SipMessage message, SipFlow flow) {
    loop().execute(() -> flow.send(message));
  }

  @Override
  public void received(SipMessage message, SipFlow flow) {
    Consumer<Arrival> agent =
        message instanceof SipRequest request
            ? byUser.get(userOf(request.uri()))
            : byCall.get(message.callId());
    if (agent != null) {
      agent.accept(new Arrival(message, flow));
    }
  }

  private static String userOf(String uri) {
    try {
      return SipUri.parse(uri).user();
    } catch (MalformedSipException e) {
      return "";
    }
  }

  @Override
  public void close() {
    transport.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }
}
