package org.parlour.interop.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The signalling ladders of a module: what their `Spec:` lines name, and how their plays ended.
/// Each counts as a test of the class that plays its folder.
final class LadderScan {
  private static final String PLAYERS = "org.parlour.interop.ladder.";

  /// By folder below `ladders`.
  private static final Map<String, String> PLAYED =
      Map.of("", "LadderIT", "policies", "PolicyLadderIT");

  private static final String SUFFIX = ".ladder";
  private static final String SPEC = "Spec:";

  private LadderScan() {}

  /// @param classes a module's `target/test-classes`
  /// @return ladder → clauses
  static Map<SpecTest, List<String>> clauses(String module, Path classes) throws IOException {
    Map<SpecTest, List<String>> found = new TreeMap<>();
    for (String folder : PLAYED.keySet()) {
      for (Path file : files(classes.resolve("ladders").resolve(folder))) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          String ladder = name.substring(0, name.length() - SUFFIX.length());
          found.put(test(module, folder, ladder), specs(file));
        }
      }
    }
    return found;
  }

  private static List<String> specs(Path file) throws IOException {
    List<String> specs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(SPEC)) {
        Arrays.stream(line.substring(SPEC.length()).split(","))
            .map(String::strip)
            .filter(clause -> !clause.isEmpty())
            .forEach(specs::add);
      }
    }
    return specs;
  }

  /// @param target a module's `target`
  /// @return ladder → the worst of its plays
  static Map<SpecTest, Outcome> outcomes(String module, Path target) throws IOException {
    Map<SpecTest, Outcome> found = new TreeMap<>();
    for (String folder : PLAYED.keySet()) {
      for (Path file : files(target.resolve("ladder-reports").resolve(folder))) {
        String name = file.getFileName().toString();
        Outcome outcome =
            Files.readString(file).strip().equals("passed") ? Outcome.PASSED : Outcome.FAILED;
        String ladder = name.substring(0, name.lastIndexOf('.'));
        found.merge(test(module, folder, ladder), outcome, Outcome::worse);
      }
    }
    return found;
  }

  private static SpecTest test(String module, String folder, String ladder) {
    return new SpecTest(module, PLAYERS + PLAYED.get(folder), ladder);
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
