package org.parlour.msrp.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Where fuzzing begins.
final class Seeds {
  private Seeds() {}

  /// Every file of the torture set.
  static List<Arguments> torture() throws IOException, URISyntaxException {
    List<Arguments> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(Seeds.class.getResource("/torture").toURI()))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".msrp")).sorted().toList()) {
        seeds.add(Arguments.of((Object) Files.readAllBytes(file)));
      }
    }
    return seeds;
  }
}
