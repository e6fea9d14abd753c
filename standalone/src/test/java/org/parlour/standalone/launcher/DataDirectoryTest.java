package org.parlour.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path temporary;

  @Test
  void aSecondSuiteInTheSameDirectoryIsRefused() {
    try (DataDirectory first = DataDirectory.open(temporary, false)) {
      assertThatThrownBy(() -> DataDirectory.open(temporary, false))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("another suite runs in " + first.path());
    }
  }

  @Test
  void itIsFreeAgainWhenTheSuiteEnds() {
    DataDirectory.open(temporary, false).close();

    DataDirectory.open(temporary, false).close();
  }

  @Test
  void theClusterSecretIsDrawnOnceAndReadableByItsOwnerOnly() throws IOException {
    try (DataDirectory data = DataDirectory.open(temporary, false)) {
      String secret = data.clusterSecret();

      assertThat(secret).hasSize(64).matches("[0-9a-f]+");
      assertThat(data.clusterSecret()).isEqualTo(secret);
      assertThat(Files.getPosixFilePermissions(temporary.resolve("cluster-secret")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void servicesThatStartTogetherGetTheSameSecret() {
    try (DataDirectory data = DataDirectory.open(temporary, false)) {
      List<CompletableFuture<String>> asked =
          IntStream.range(0, 8)
              .mapToObj(i -> OwnThread.supply("ask-" + i, data::clusterSecret))
              .toList();

      assertThat(asked).extracting(CompletableFuture::join).containsOnly(data.clusterSecret());
    }
  }

  @Test
  void freshDeletesWhatASuiteLeftAndNothingElse() throws IOException {
    Files.createDirectories(temporary.resolve("kafka/topic-0"));
    Files.writeString(temporary.resolve("kafka/topic-0/log"), "x");
    Files.writeString(temporary.resolve("notes.txt"), "mine");

    DataDirectory.open(temporary, true).close();

    assertThat(temporary.resolve("kafka")).doesNotExist();
    assertThat(temporary.resolve("notes.txt")).exists();
  }

  @Test
  void aFileInItsPlaceIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(temporary.resolve("data"), "x");

    assertThatThrownBy(() -> DataDirectory.open(file, false))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(file.toString())
        .message()
        .hasLineCount(1);
  }
}
