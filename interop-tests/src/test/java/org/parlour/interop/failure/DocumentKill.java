package org.parlour.interop.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.interop.messaging.TopicProbe;
import org.parlour.interop.suite.Cluster;
import org.parlour.standalone.embedded.EmbeddedPostgres;

/// Writes documents while xdm-adapter-service and PostgreSQL are killed, and afterwards holds what
/// was answered against the database and the log.
final class DocumentKill {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int DOCUMENTS = 4;

  private final Cluster cluster;
  private final List<DocumentWriter> writers = new ArrayList<>();

  /// @param name of what is written, new in this cluster
  DocumentKill(Cluster cluster, String name, ScheduledExecutorService clock) {
    this.cluster = cluster;
    AtomicInteger numbers = new AtomicInteger();
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < DOCUMENTS; i++) {
      for (WrittenDocument document : WrittenDocument.values()) {
        writers.add(
            new DocumentWriter(
                document,
                name + "-" + i,
                cluster.xdm().http(),
                http,
                clock,
                numbers::incrementAndGet));
      }
    }
  }

  void start() {
    writers.forEach(DocumentWriter::next);
  }

  void stop() {
    writers.forEach(DocumentWriter::stop);
  }

  int acknowledged() {
    return writers.stream().mapToInt(writer -> writer.acknowledged().size()).sum();
  }

  void awaitAcknowledged(int count) {
    await(count + " writes are acknowledged").atMost(PATIENCE).until(() -> acknowledged() >= count);
  }

  /// SIGKILL, and a new process.
  void killService() {
    cluster.xdm().process().kill();
    cluster.xdm().startAgain();
    cluster.xdm().awaitReady();
  }

  void killDatabase() {
    cluster.database().kill();
    cluster.database().startAgain();
  }

  /// Waits until no publication is open any more.
  void awaitSettled() {
    await("all publications are settled")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                numbers("select count(*) from xdm.group_publication").contains(0L)
                    && numbers("select count(*) from xdm.user_publication").contains(0L));
  }

  /// What is not as it was promised; empty when all is well.
  List<String> breaches() {
    Map<String, List<SignallingInput>> published = published();
    Set<Long> audited = numbers("select version from xdm.audit_entry");
    List<String> breaches = new ArrayList<>();
    for (DocumentWriter writer : writers) {
      String key = writer.document().key(writer.name()).toString();
      new Audit(writer, published.getOrDefault(key, List.of()), audited, stored(writer), breaches)
          .check();
    }
    return breaches;
  }

  private String stored(DocumentWriter writer) {
    return writer
        .document()
        .markIn(
            cluster.rest().get(cluster.xdm().http(), writer.document().resource(writer.name())));
  }

  private Map<String, List<SignallingInput>> published() {
    Map<String, List<SignallingInput>> byKey = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        new TopicProbe(cluster.kafka()).readAll(TopicCatalogue.SIGNALLING.name())) {
      try {
        SignallingInput input = RecordCodec.decode(SignallingInput.class, record.value());
        if (version(input) > 0) {
          byKey
              .computeIfAbsent(new String(record.key(), UTF_8), any -> new ArrayList<>())
              .add(input);
        }
      } catch (MalformedRecordException e) {
        // of another test
      }
    }
    return byKey;
  }

  private Set<Long> numbers(String query) {
    Set<Long> found = new HashSet<>();
    try (Connection connection =
            DriverManager.getConnection(
                cluster.database().url(), EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
    return found;
  }

  String figures() {
    Map<Integer, Integer> statuses = new TreeMap<>();
    writers.forEach(
        writer ->
            writer.writes().forEach(write -> statuses.merge(write.status(), 1, Integer::sum)));
    return acknowledged() + " writes acknowledged, answers by status (0: none) " + statuses;
  }

  static long version(SignallingInput input) {
    return switch (input) {
      case GroupDocument d -> d.version();
      case UserPolicy p -> p.version();
      case SignallingInput other -> 0;
    };
  }
}
