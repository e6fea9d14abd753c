package org.parlour.interop.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.ImClient;
import org.parlour.client.SessionOptions;
import org.parlour.protocol.list.Recipient;

/// Real sessions of two which are set up and then idle, to fill the stores.
final class Prefill implements AutoCloseable {
  private static final int NODES = 4;
  private static final int PAIRS_A_NODE = 25;
  private static final int AT_ONCE = 32;

  private final ClientRuntime runtime = new ClientRuntime();
  private final List<ClientNode> nodes = new ArrayList<>();
  private final List<ImClient> inviters = new ArrayList<>();
  private final List<ImClient> invitees = new ArrayList<>();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  Prefill(CoreAddress core) {
    for (int n = 0; n < NODES; n++) {
      ClientNode node = Party.outcome("node", runtime.open(core, true));
      nodes.add(node);
      for (int i = 0; i < PAIRS_A_NODE; i++) {
        inviters.add(client(node, "idle-inviter-" + n + "-" + i));
        invitees.add(client(node, "idle-invitee-" + n + "-" + i));
      }
    }
  }

  private ImClient client(ClientNode node, String name) {
    ClientOptions options =
        ClientOptions.of(name, "example.org", "im.example.org").withSessionSeconds(1_800);
    ImClient client = new ImClient(node, options, this::on);
    Party.outcome("registration of " + name, client.register());
    return client;
  }

  private void on(ClientEvent event) {
    if (event instanceof ClientEvent.InvitationReceived received) {
      received.invitation().accept();
    } else if (event instanceof ClientEvent.SessionEnded) {
      ended.incrementAndGet();
    }
  }

  /// Returns when this many were tried.
  void setUp(int sessions) throws InterruptedException {
    Semaphore room = new Semaphore(AT_ONCE);
    long start = System.nanoTime();
    for (int i = 0; i < sessions; i++) {
      room.acquire();
      int pair = i % inviters.size();
      inviters
          .get(pair)
          .createSession(
              List.of(Recipient.to(invitees.get(pair).options().user())), SessionOptions.DEFAULT)
          .session()
          .whenComplete(
              (session, failure) -> {
                if (failure != null) {
                  failed.incrementAndGet();
                }
                room.release();
              });
      if ((i + 1) % 500 == 0) {
        System.out.printf(
            "prefill: %d sessions after %d s, %d failed%n",
            i + 1, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), failed.get());
      }
    }
    room.acquire(AT_ONCE);
    System.out.printf(
        "prefill: %d sessions in %d s, %d failed%n",
        sessions, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), failed.get());
  }

  /// Ends of a session that clients saw, two for each session.
  int ended() {
    return ended.get();
  }

  @Override
  public void close() {
    inviters.forEach(ImClient::close);
    invitees.forEach(ImClient::close);
    nodes.forEach(ClientNode::close);
    runtime.close();
  }
}
