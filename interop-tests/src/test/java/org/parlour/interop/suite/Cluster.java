package org.parlour.interop.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parlour.client.CoreAddress;
import org.parlour.conference.ConferenceApplication;
import org.parlour.edge.EdgeApplication;
import org.parlour.history.HistoryApplication;
import org.parlour.labcore.LabCore;
import org.parlour.labcore.LabCoreConfig;
import org.parlour.mswitch.SwitchApplication;
import org.parlour.standalone.embedded.EmbeddedKafka;
import org.parlour.standalone.embedded.EmbeddedPostgres;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.net.FreePorts;
import org.parlour.xdm.XdmApplication;

/// Two edges, two conference instances and two switches, one history and one xdm-adapter, each a
/// process of its own; broker, database and lab core in this JVM.
public final class Cluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int TWO = 2;

  private final Path directory = TemporaryDirectory.create("cluster");
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final List<Member> edges = new ArrayList<>();
  private final List<Member> conferences = new ArrayList<>();
  private final List<Member> switches = new ArrayList<>();
  private final List<InetSocketAddress> originating = addresses();
  private final List<InetSocketAddress> terminating = addresses();
  private final List<InetSocketAddress> controlling = addresses();
  private final InetSocketAddress core = new InetSocketAddress(LOOPBACK, FreePorts.one());
  private final Database database;
  private final String bootstrapServers;
  private final @Nullable BrokerApart broker;
  private final boolean archive;
  private final Member history;
  private final Member xdm;

  private Cluster(boolean brokerApart, boolean archive) {
    this.archive = archive;
    database = opened(Database.start(directory.resolve("postgres")));
    if (brokerApart) {
      broker =
          opened(
              BrokerApart.start(
                  directory.resolve("kafka"), FreePorts.one(), directory.resolve("logs")));
      bootstrapServers = broker.bootstrapServers();
    } else {
      broker = null;
      bootstrapServers =
          opened(EmbeddedKafka.start(directory.resolve("kafka"), FreePorts.one()))
              .bootstrapServers();
    }
    new TopicProvisioner(kafka()).provision();
    for (int i = 0; i < TWO; i++) {
      conferences.add(conference(i));
      switches.add(mediaSwitch(i));
      edges.add(edge(i));
    }
    history = member("history", HistoryApplication.class, withDatabase());
    xdm = member("xdm", XdmApplication.class, withDatabase());
  }

  /// Blocks until all members are ready.
  public static Cluster start() {
    return start(false, true);
  }

  /// @param brokerApart the broker is a process of its own, and can be paused
  /// @param archive sessions are recorded
  public static Cluster start(boolean brokerApart, boolean archive) {
    Cluster cluster = new Cluster(brokerApart, archive);
    try {
      cluster.awaitReady();
      cluster.startCore();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  public CoreAddress core() {
    return CoreAddress.tcp(core);
  }

  /// Where the edges take what goes to the IM domain, by ordinal.
  public List<InetSocketAddress> controllingPorts() {
    return controlling;
  }

  public List<Member> edges() {
    return edges;
  }

  public List<Member> conferences() {
    return conferences;
  }

  public List<Member> switches() {
    return switches;
  }

  public Member history() {
    return history;
  }

  public Member xdm() {
    return xdm;
  }

  public Database database() {
    return database;
  }

  public RestClient rest() {
    return new RestClient("admin", "admin");
  }

  /// Only when it is apart.
  public ServiceProcess broker() {
    if (broker == null) {
      throw new IllegalStateException("the broker is in this JVM (expected: apart)");
    }
    return broker.process();
  }

  public KafkaClients kafka() {
    return new KafkaClients(
        new KafkaProperties(
            bootstrapServers, true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
  }

  public void awaitReady() {
    conferences.forEach(Member::awaitReady);
    switches.forEach(Member::awaitReady);
    edges.forEach(Member::awaitReady);
    history.awaitReady();
    xdm.awaitReady();
  }

  private Member edge(int ordinal) {
    Map<String, String> properties = common();
    properties.put("im.edge.ordinal", Integer.toString(ordinal));
    properties.put("im.sip.originating-port", port(originating.get(ordinal)));
    properties.put("im.sip.terminating-port", port(terminating.get(ordinal)));
    properties.put("im.sip.controlling-port", port(controlling.get(ordinal)));
    properties.put("im.sip.next-hop", LOOPBACK + ":" + core.getPort() + ";transport=tcp");
    properties.put("im.sip.trusted-peers", "127.0.0.0/8");
    properties.put("im.sip.advertised", "im.example.org:" + port(controlling.get(ordinal)));
    return member("edge-" + ordinal, EdgeApplication.class, properties);
  }

  private Member conference(int ordinal) {
    Map<String, String> properties = common();
    properties.put(
        "im.conference.state-dir", directory.resolve("conference-" + ordinal).toString());
    properties.put("im.cf.archive", Boolean.toString(archive));
    properties.put("im.conference.session-timeout", "3s");
    properties.put("im.conference.heartbeat", "500ms");
    properties.put("im.conference.transaction-timeout", "1500ms");
    return member("conference-" + ordinal, ConferenceApplication.class, properties);
  }

  private Member mediaSwitch(int ordinal) {
    Map<String, String> properties = common();
    properties.put("im.msrp.ordinal", Integer.toString(ordinal));
    properties.put("im.msrp.port", Integer.toString(FreePorts.one()));
    properties.put("im.msrp.tls.port", Integer.toString(FreePorts.one()));
    properties.put("im.msrp.web.secure-port", Integer.toString(FreePorts.one()));
    properties.put("im.msrp.tls.self-signed", "true");
    return member("switch-" + ordinal, SwitchApplication.class, properties);
  }

  private Map<String, String> withDatabase() {
    Map<String, String> properties = common();
    properties.put("spring.datasource.url", database.url());
    properties.put("spring.datasource.username", EmbeddedPostgres.USER);
    properties.put("spring.datasource.password", EmbeddedPostgres.PASSWORD);
    properties.put("im.xdm.demo-groups", "true");
    properties.put("im.xdm.settle-margin", "2s");
    properties.put("im.xdm.xcap.trusted-proxies", LOOPBACK);
    return properties;
  }

  private Map<String, String> common() {
    Map<String, String> properties = new HashMap<>();
    properties.put("server.address", LOOPBACK);
    properties.put("im.kafka.bootstrap-servers", bootstrapServers);
    properties.put("im.kafka.small-topics", "true");
    properties.put("im.admin.password", "admin");
    properties.put("im.cluster.secret", "0123456789abcdef0123456789abcdef");
    return properties;
  }

  private Member member(String name, Class<?> application, Map<String, String> properties) {
    int http = FreePorts.one();
    properties.put("server.port", Integer.toString(http));
    return opened(
        new Member(name, application, Map.copyOf(properties), http, directory.resolve("logs")));
  }

  private void startCore() {
    LabCoreConfig config =
        LabCoreConfig.standalone()
            .withListen(core)
            .withImServer(controlling, originating, terminating);
    try {
      opened(LabCore.start(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<InetSocketAddress> addresses() {
    return IntStream.range(0, TWO)
        .mapToObj(i -> new InetSocketAddress(LOOPBACK, FreePorts.one()))
        .toList();
  }

  private static String port(InetSocketAddress address) {
    return Integer.toString(address.getPort());
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.addFirst(part);
    return part;
  }

  @Override
  public void close() {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("while stopping the cluster", e);
      }
    }
    TemporaryDirectory.delete(directory);
  }
}
