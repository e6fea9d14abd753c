package org.parlour.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LaunchOptionsTest {
  @Test
  void withoutArgumentsDataIsKeptInDataAndServicesShareOneJvm() {
    LaunchOptions options = LaunchOptions.parse();

    assertThat(options.dataDirectory()).isEqualTo(Path.of("data"));
    assertThat(options.fresh()).isFalse();
    assertThat(options.processes()).isFalse();
    assertThat(options.properties()).isEmpty();
  }

  @Test
  void theDataDirectoryIsGivenInEitherForm() {
    assertThat(LaunchOptions.parse("--data-dir", "x").dataDirectory()).isEqualTo(Path.of("x"));
    assertThat(LaunchOptions.parse("--data-dir=x").dataDirectory()).isEqualTo(Path.of("x"));
  }

  @Test
  void propertiesAreTakenAsTheyAre() {
    LaunchOptions options =
        LaunchOptions.parse("--fresh", "--im.sip.next-hop=127.0.0.1:5062", "--processes");

    assertThat(options.fresh()).isTrue();
    assertThat(options.processes()).isTrue();
    assertThat(options.properties()).containsEntry("im.sip.next-hop", "127.0.0.1:5062");
  }

  @Test
  void anUnknownArgumentIsNamed() {
    assertThatThrownBy(() -> LaunchOptions.parse("--frehs"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--frehs");
  }

  @Test
  void aMissingPathIsSaid() {
    assertThatThrownBy(() -> LaunchOptions.parse("--data-dir"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("path is missing");
  }
}
