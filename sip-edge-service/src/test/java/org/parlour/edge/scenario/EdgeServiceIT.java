package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.StopRetransmission;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.edge.EdgeApplication;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.net.FreePorts;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/// The whole service between a real broker, SIP sockets and HTTP.
class EdgeServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "for-this-test";
  private static final AggregateKey KEY = new AggregateKey("sip:team@im.example.org");
  private static final AggregateKey BUSY = new AggregateKey("sip:busy@im.example.org");
  private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
  private static final int CONTROLLING = FreePorts.one();
  private static final int NEXT_HOP = FreePorts.one();

  private static ConfigurableApplicationContext service;
  private static RecordPublisher publisher;
  private static KafkaClients clients;

  @BeforeAll
  static void start() {
    BROKER.afterPropertiesSet();
    clients =
        new KafkaClients(
            new KafkaProperties(
                BROKER.getBrokersAsString(), true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
    service =
        ServiceRunner.builder("sip-edge", EdgeApplication.class)
            .run(
                "--server.port=0",
                "--im.sip.originating-port=" + FreePorts.one(),
                "--im.sip.terminating-port=" + FreePorts.one(),
                "--im.sip.controlling-port=" + CONTROLLING,
                "--im.sip.next-hop=127.0.0.1:" + NEXT_HOP,
                "--im.sip.trusted-peers=127.0.0.0/8",
                "--im.edge.ordinal=1",
                "--im.cluster.secret=0123456789abcdef0123456789abcdef",
                "--im.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                "--im.kafka.small-topics=true",
                "--im.admin.password=" + PASSWORD);
    publisher = new RecordPublisher(clients.producer("test"));
  }

  @AfterAll
  static void stop() {
    publisher.close();
    service.close();
    BROKER.destroy();
  }

  @Test
  void carriesARequestToTheCoreAndItsAnswerBack() throws Exception {
    try (TcpPeer peer = new TcpPeer(CONTROLLING)) {
      peer.send(Requests.of("OPTIONS").bytes());
      assertThat(peer.readFinal().status()).isEqualTo(200);

      Requests message = Requests.message("over Kafka");
      peer.send(message.bytes());
      SipRequest request = request(message.callId());
      assertThat(request.replyTo().edge()).isEqualTo(1);
      assertThat(((SipMethod.Message) request.method()).body()).asString().isEqualTo("over Kafka");
      toInbox(1, TestEdgeAnswers.of(request, request.replyTo(), 202));
      assertThat(peer.readFinal().status()).isEqualTo(202);
    }
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/prometheus").body())
        .contains("im_edge_requests_total", "im_edge_in_flight");
    assertThat(get("/actuator/imstate").body()).contains("\"ordinal\":1", "\"ready\":true");
  }

  @Test
  void sendsWhatTheCoreWantsAndTellsItTheAnswer() throws Exception {
    try (ServerSocket core = new ServerSocket(NEXT_HOP, 1, InetAddress.getLoopbackAddress())) {
      SendRequest bye = EdgeOutboundTest.request("BYE", "z9hG4bKit1", SipHeaders.NONE);
      publisher.publish(TopicCatalogue.SIP_REQUESTS, bye.key().value(), bye, bye.callId()).join();
      try (TcpPeer peer = new TcpPeer(core.accept())) {
        SipMessage sent = peer.read();
        assertThat(sent.startLine()).startsWith("BYE ");
        peer.send(EdgeOutboundTest.reply(sent, 200, ""));
        SipResponse response =
            first(
                TopicCatalogue.SIGNALLING,
                input -> input instanceof SipResponse r && r.request().equals(bye.id()) ? r : null);
        assertThat(response.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void refusesNewWorkWhileTheCoreIsBehind() throws Exception {
    Producer<byte[], byte[]> core = clients.producer("core");
    try (core;
        TcpPeer peer = new TcpPeer(CONTROLLING)) {
      AtomicInteger said = new AtomicInteger();
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                for (int left = 20; left >= 0; left--) {
                  core.send(waited(5_000 + left)).get();
                }
                return said.incrementAndGet() > 8;
              });
      peer.send(Requests.message("too much").uri(BUSY.value()).bytes());
      SipMessage refused = peer.readFinal();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Warning")).contains("overload");
      assertThat(get("/actuator/imstate").body()).contains("\"coreWaitMillis\":5000");
      assertThat(get("/actuator/prometheus").body())
          .containsPattern("im_edge_core_wait\\{[^}]*} 5000")
          .containsPattern("im_edge_refusals_total\\{reason=\"core_behind\"[^}]*} 1");
    }
  }

  /// What nobody waits for any more, under a key of its own.
  private static ProducerRecord<byte[], byte[]> waited(long millis) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            TopicCatalogue.EDGE_INBOX.name(),
            1,
            BUSY.value().getBytes(StandardCharsets.UTF_8),
            RecordCodec.encode(
                EdgeInstruction.class,
                new StopRetransmission(BUSY, new TransactionId("of nobody"))));
    record
        .headers()
        .add(RecordHeaders.WAITED, Long.toString(millis).getBytes(StandardCharsets.UTF_8));
    return record;
  }

  @Test
  void answersForAnEdgeThatDied() throws Exception {
    try (TcpPeer peer = new TcpPeer(CONTROLLING);
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Requests message =
          Requests.message("whose edge dies").sentBy("127.0.0.1:" + listener.getLocalPort());
      peer.send(message.bytes());
      SipRequest request = request(message.callId());
      ReplyTo dead = new ReplyTo(0, 5);
      heartbeat(dead, Instant.now().minusSeconds(10));
      toInbox(0, TestEdgeAnswers.of(request, dead, 200));
      listener.setSoTimeout(30_000);
      try (TcpPeer answered = new TcpPeer(listener.accept())) {
        assertThat(answered.read().header("Call-ID")).isEqualTo(message.callId());
      }
      heartbeat(new ReplyTo(0, 6), Instant.now().plusSeconds(60));
    }
  }

  private static void heartbeat(ReplyTo edge, Instant at) {
    InstanceHeartbeat beat =
        new InstanceHeartbeat(
            InstanceHeartbeat.Kind.EDGE,
            edge.edge(),
            edge.incarnation(),
            at,
            "im.example.org",
            5090,
            0,
            false);
    publisher.publish(TopicCatalogue.INSTANCES, beat.key(), beat, null).join();
  }

  private static void toInbox(int edge, EdgeInstruction instruction) {
    publisher.publishTo(TopicCatalogue.EDGE_INBOX, edge, KEY.value(), instruction, "it").join();
  }

  private static final class TestEdgeAnswers {
    static SendAnswer of(SipRequest request, ReplyTo replyTo, int status) {
      return new SendAnswer(
          KEY,
          replyTo.edge() == 1 ? request.transaction() : new TransactionId("held by the dead"),
          replyTo,
          request.skeleton(),
          status,
          "core",
          SipHeaders.NONE,
          SipContent.NONE,
          List.of());
    }
  }

  private static SipRequest request(String callId) {
    return first(
        TopicCatalogue.SIGNALLING,
        input -> input instanceof SipRequest r && r.dialog().callId().equals(callId) ? r : null);
  }

  private static <T> T first(
      Topic<SignallingInput> topic, java.util.function.Function<SignallingInput, T> wanted) {
    Queue<T> found = new ConcurrentLinkedQueue<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer("it", null)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(1))
          .pollInSameThread()
          .until(
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                  T value = wanted.apply(RecordCodec.decode(topic.valueType(), record.value()));
                  if (value != null) {
                    found.add(value);
                  }
                }
                return !found.isEmpty();
              });
    }
    return found.element();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    String port = service.getEnvironment().getProperty("local.server.port");
    String login =
        Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + login)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
