package org.parlour.standalone.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.parlour.support.net.FreePorts;

/// One real Kafka node (broker and controller, KRaft) in this JVM. What it stores stays in its
/// directory and is there after the next start. Its threads keep the JVM alive until [#close()].
public final class EmbeddedKafka implements AutoCloseable {
  private static final int NODE = 1;
  private static final String LOOPBACK = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /// As [#start(Path, int, int)] with any free port for the controller.
  public static EmbeddedKafka start(Path directory, int port) {
    return start(directory, port, FreePorts.one());
  }

  /// Formats `directory` when it is new and blocks until the broker serves clients: about two
  /// seconds.
  ///
  /// @throws IllegalStateException when it does not start, with what Kafka says
  public static EmbeddedKafka start(Path directory, int port, int controllerPort) {
    KafkaRaftServer server = null;
    try {
      format(Files.createDirectories(directory));
      server = new KafkaRaftServer(config(directory, port, controllerPort), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(server, port);
    } catch (Exception e) {
      if (server != null) {
        server.shutdown();
      }
      throw new IllegalStateException("Kafka did not start in " + directory, e);
    }
  }

  public String bootstrapServers() {
    return LOOPBACK + ":" + port;
  }

  /// A controlled shutdown: the logs are closed cleanly, so that the next start needs no recovery.
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) throws Exception {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    new Formatter()
        .setPrintStream(new PrintStream(report, true, StandardCharsets.UTF_8))
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setControllerListenerName("CONTROLLER")
        .run();
  }

  private static KafkaConfig config(Path directory, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(EmbeddedKafkaSettings.ALL);
    settings.put("node.id", Integer.toString(NODE));
    settings.put("log.dirs", directory.toString());
    settings.put(
        "listeners",
        "PLAINTEXT://"
            + LOOPBACK
            + ":"
            + port
            + ",CONTROLLER://"
            + LOOPBACK
            + ":"
            + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://" + LOOPBACK + ":" + port);
    settings.put("controller.quorum.voters", NODE + "@" + LOOPBACK + ":" + controllerPort);
    return new KafkaConfig(settings, false);
  }
}
