package org.parlour.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.support.net.FreePorts;

class EmbeddedPostgresIT {
  @Test
  void whatItStoresIsThereAfterARestart(@TempDir Path directory) throws SQLException {
    int port = FreePorts.one();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, port);
        Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (value int)");
      statement.execute("insert into kept values (42)");
    }

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, port)) {
      assertThat(first(postgres, "select value from kept")).isEqualTo("42");
    }
  }

  @Test
  void aCommitIsOnTheDisk(@TempDir Path directory) throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, FreePorts.one())) {
      assertThat(first(postgres, "show fsync")).isEqualTo("on");
      assertThat(first(postgres, "show synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void aServerLeftBehindByAKilledJvmIsReplaced(@TempDir Path directory) throws Exception {
    new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            LeavesPostgresBehind.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    assertThat(directory.resolve("postmaster.pid")).exists();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, FreePorts.one())) {
      assertThat(first(postgres, "select 1")).isEqualTo("1");
    }
  }

  /// A JVM that ends without a word.
  static final class LeavesPostgresBehind {
    private LeavesPostgresBehind() {}

    public static void main(String[] arguments) {
      EmbeddedPostgres.start(Path.of(arguments[0]), FreePorts.one());
      Runtime.getRuntime().halt(0);
    }
  }

  private static String first(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD);
  }
}
