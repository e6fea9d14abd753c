package org.parlour.labcore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.client.ClientRuntime;
import org.parlour.client.cli.Parlour;

/// The commands as a person runs them, against the core and a toy of a server.
class CommandsTest {
  private final ClientRuntime runtime = new ClientRuntime();
  private final PrintStream out = System.out;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private ToyFocus focus;
  private LabCore core;

  @BeforeEach
  void start() throws Exception {
    focus = new ToyFocus(runtime.nextLoop());
    List<InetSocketAddress> server = List.of(focus.address());
    core =
        LabCore.start(
            LabCoreConfig.standalone()
                .withListen(new InetSocketAddress("127.0.0.1", 0))
                .withImServer(server, server, server));
    focus.core(core.address());
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    System.setOut(out);
    focus.close();
    core.close();
    runtime.close();
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--core";
    all[arguments.length + 1] = "127.0.0.1:" + core.address().getPort();
    return Parlour.run(all);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void demoSeesAllOfASession(String transport) {
    int code = run("demo", "--history", "", "--transport", transport);
    assertThat(said())
        .contains("INVITE conference-factory ──▶")
        .contains("◀── INVITE")
        .contains("Pizza at noon?")
        .contains("◀── NOTIFY full v0")
        .contains("All of it was seen.");
    assertThat(code).isZero();
  }

  @Test
  void demoSaysWhatItMissed() {
    assertThat(run("demo", "--history", "http://127.0.0.1:1")).isNotZero();
    assertThat(said()).contains("Missing: history: nothing is listening at http://127.0.0.1:1");
  }

  @Test
  void traceShowsEveryMessage() {
    assertThat(run("trace")).isZero();
    assertThat(said())
        .contains("INVITE sip:conference-factory@im.example.org SIP/2.0")
        .contains("recipient-list-invite")
        .contains("MSRP ");
  }

  @Test
  void loadCountsWhatItDid() {
    int code =
        run("load", "--rate", "50", "--duration", "1s", "--participants", "3", "--messages", "2");
    assertThat(said())
        .contains("sessions   50 started, 50 succeeded, 0 failed")
        .contains("(200 deliveries)");
    assertThat(code).isZero();
  }

  @Test
  void loadCountsFailuresByCause() {
    focus.close();
    assertThat(run("load", "--rate", "20", "--duration", "500ms")).isEqualTo(1);
    assertThat(said()).contains("10 failed").contains("x set-up: 503 Service Unavailable (503)");
  }
}
