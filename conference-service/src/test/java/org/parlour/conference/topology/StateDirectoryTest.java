package org.parlour.conference.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.protocol.Spec;

@NullUnmarked
class StateDirectoryTest {
  @TempDir Path root;

  @Test
  @Spec("KAFKA-20685")
  void empties_what_a_crash_left() throws IOException {
    Path store = Files.createDirectories(root.resolve("app/0_1")).resolve("data");
    Files.writeString(store, "aborted");

    new StateDirectory(root).prepare();

    assertThat(root).isEmptyDirectory();
  }

  @Test
  void keeps_what_a_clean_stop_left_once() throws IOException {
    Path store = Files.createDirectories(root.resolve("app/0_1")).resolve("data");
    Files.writeString(store, "committed");
    StateDirectory directory = new StateDirectory(root);
    directory.markClean();

    directory.prepare();
    assertThat(store).exists();
    directory.prepare();

    assertThat(store).doesNotExist();
  }
}
