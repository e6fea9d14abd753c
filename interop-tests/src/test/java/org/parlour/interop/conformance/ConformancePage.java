package org.parlour.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The last step of `mvn verify`: writes `docs/spec/conformance.md` from all modules' test reports.
class ConformancePage {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void isWrittenFromTheTestsThatRan() throws IOException {
    Conformance conformance = Conformance.of(ROOT);

    assertThat(conformance.unknownRows())
        .as("@Spec names rows that docs/spec/requirements.md does not have")
        .isEmpty();
    List<SpecTest> missing = conformance.withoutOutcome();
    if (missing.isEmpty()) {
      Files.writeString(
          ROOT.resolve("docs/spec/conformance.md"), ConformanceReport.render(conformance));
    } else {
      // Only a part of the tests ran: the page of the last full run stays.
      System.out.println("docs/spec/conformance.md is left as it is: these tests did not run");
      missing.forEach(test -> System.out.println("  " + test.module() + ": " + test.shortName()));
    }
  }
}
