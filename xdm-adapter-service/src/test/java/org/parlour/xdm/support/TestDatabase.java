package org.parlour.xdm.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// A real PostgreSQL for tests, one a JVM: a container where Docker is, an embedded one elsewhere.
/// Each test class takes a database of its own.
///
/// @param url a JDBC URL
public record TestDatabase(String name, String url, String user, String password) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  public static TestDatabase create() {
    TestDatabase server = Server.INSTANCE;
    String name = "t" + COUNT.incrementAndGet();
    server.execute("create database " + name);
    return server.withName(name);
  }

  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /// With the tables of this service.
  public DataSource migrated() {
    DataSource database = dataSource();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/xdm")
        .schemas("xdm")
        .load()
        .migrate();
    return database;
  }

  /// Cuts every connection to this database and takes no new ones.
  public void goAway() {
    Server.INSTANCE.execute("alter database " + name + " allow_connections false");
    Server.INSTANCE.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  public void comeBack() {
    Server.INSTANCE.execute("alter database " + name + " allow_connections true");
  }

  private TestDatabase withName(String database) {
    return new TestDatabase(database, url.replace("/" + name, "/" + database), user, password);
  }

  private void execute(String statement) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement runner = connection.createStatement()) {
      runner.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private static final class Server {
    static final TestDatabase INSTANCE = start();

    /// Ends with the JVM.
    private static TestDatabase start() {
      if (DockerClientFactory.instance().isDockerAvailable()) {
        PostgreSQLContainer container =
            new PostgreSQLContainer("postgres:18").withDatabaseName("postgres");
        container.start();
        String url = container.getJdbcUrl().replaceFirst("\\?.*", "");
        return new TestDatabase("postgres", url, container.getUsername(), container.getPassword());
      }
      try {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        return new TestDatabase("postgres", url, "postgres", "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
