package org.parlour.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.standalone.Parlour;

/// The launcher as its user sees it: a process, its words and its exit code.
class LauncherIT {
  @TempDir private Path data;

  @Test
  void aTakenPortEndsWithOneLineAndCode1AndLeavesNothingBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended = launch(Map.of("im.msrp.port", Integer.toString(taken.getLocalPort())));

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.output().lines().filter(line -> line.startsWith("Parlour cannot start")))
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort(), "the MSRP switch", "--im.msrp.port");
      assertThat(data.resolve("kafka")).doesNotExist();
      assertThat(data.resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void aSecondSuiteInTheSameDirectoryIsToldSo() throws Exception {
    try (DataDirectory first = DataDirectory.open(data, false)) {
      Ended ended = launch(Map.of());

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.output()).contains("another suite runs in " + first.path());
    }
  }

  @Test
  void anAddressForTheWorldIsRefused() throws Exception {
    Ended ended = launch(Map.of("server.address", "0.0.0.0"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("--server.address=0.0.0.0");
  }

  private Ended launch(Map<String, String> properties) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Parlour.class.getName());
    command.add("--data-dir=" + data);
    SuiteProperties.onFreePorts(properties)
        .given()
        .forEach((name, value) -> command.add("--" + name + "=" + value));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private record Ended(int code, String output) {}
}
