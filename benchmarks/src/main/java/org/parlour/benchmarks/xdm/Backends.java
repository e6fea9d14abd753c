package org.parlour.benchmarks.xdm;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.parlour.standalone.embedded.EmbeddedKafka;
import org.parlour.standalone.embedded.EmbeddedPostgres;
import org.parlour.support.net.FreePorts;
import org.parlour.xdm.XdmApplication;

/// A broker and a database server, and services on them.
final class Backends implements AutoCloseable {
  static final String ADMIN = "admin";

  /// Users who may log in are `u0` and so on; their password is their name.
  static final int USERS = 64;

  private static final String DEFAULT_DATABASE = "/postgres";

  private final Path directory;
  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;
  private int servers;

  Backends(Path directory) {
    this.directory = directory;
    this.postgres = EmbeddedPostgres.start(directory.resolve("postgres"), FreePorts.one());
    this.kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePorts.one());
  }

  /// Makes a database.
  ///
  /// @return its URL
  String database(String name) {
    execute(postgres.jdbcUrl(), "create database " + name);
    return url(name);
  }

  String url(String database) {
    return postgres.jdbcUrl().replace(DEFAULT_DATABASE, "/" + database);
  }

  void execute(String url, String... statements) {
    try (Connection connection =
            DriverManager.getConnection(url, EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD);
        Statement runner = connection.createStatement()) {
      for (String statement : statements) {
        runner.execute(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The service as it ships, not ready yet.
  ///
  /// @param flags further ones of its JVM
  Server service(String database, List<String> flags) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--im.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--im.kafka.small-topics=true",
                "--im.admin.password=" + ADMIN,
                "--spring.datasource.url=" + url(database),
                "--spring.datasource.username=" + EmbeddedPostgres.USER,
                "--spring.datasource.password=" + EmbeddedPostgres.PASSWORD));
    for (int i = 0; i < USERS; i++) {
      arguments.add("--im.xdm.xcap.passwords[u" + i + "@example.org]=u" + i);
    }
    return new Server(XdmApplication.class, log("service"), flags, arguments);
  }

  /// What the service is compared with, not ready yet. Topics are the service's.
  Server bare(String database) {
    return new Server(
        BareApplication.class,
        log("bare"),
        List.of(),
        List.of("--bare.database=" + url(database), "--bare.kafka=" + kafka.bootstrapServers()));
  }

  private Path log(String name) {
    return directory.resolve(name + "-" + servers++ + ".log");
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }
}
