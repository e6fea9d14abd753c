package org.parlour.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParlourTest {
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(err);
  }

  @Test
  void saysInOneLineThatNothingIsListening() {
    String core = "127.0.0.1:1"; // nobody listens at the port of tcpmux
    assertThat(Parlour.run("chat", "--user", "alice", "--core", core)).isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "parlour: nothing is listening at "
                + core
                + "; start the suite with: mvn spring-boot:run\n");
  }

  @Test
  void saysInOneLineThatAMessageReachedNobody() {
    String core = "127.0.0.1:1"; // nobody listens at the port of tcpmux
    assertThat(
            Parlour.run("message", "--user", "alice", "--to", "bob,carol", "--core", core, "hello"))
        .isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("parlour: nothing is listening at " + core);
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    assertThat(Parlour.run("message", "--user", "alice", "--to", "not a user", "hello"))
        .isNotZero();

    assertThat(Parlour.run("chat", "--user", "alice", "--transport", "pigeon")).isNotZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("tcp or udp");
    assertThat(Parlour.run("chat", "--user", "alice", "--msrp", "pigeon")).isNotZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("tcp, tls, ws or wss");
    assertThat(Parlour.run("load", "--duration", "soon")).isEqualTo(2);
    assertThat(Parlour.run("load", "--participants", "1")).isNotZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("participants: 1 (expected: >= 2)");
  }
}
