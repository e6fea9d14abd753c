package org.parlour.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;

class SpecScanTest {
  private final SpecScan scan = new SpecScan();

  @BeforeEach
  void scanThisModule() throws IOException {
    scan.add("interop-tests", Path.of("target/test-classes"));
  }

  @Test
  @Spec("RFC 0000 §1")
  void aMethodProvesWhatItNames() {
    assertThat(scan.byClause().get("RFC 0000 §1"))
        .containsExactly(
            new SpecTest(
                "interop-tests", SpecScanTest.class.getName(), "aMethodProvesWhatItNames"));
  }

  @Test
  void aClassProvesWithAllOfItsTests() {
    assertThat(scan.byClause().get("RFC 0000 §2"))
        .extracting(SpecTest::shortName)
        .containsExactly("SpecScanTest.OfAClass.first", "SpecScanTest.OfAClass.second");
  }

  @Test
  void aModuleWithoutTestsIsFine() throws IOException {
    scan.add("none", Path.of("target/no-such-directory"));
  }

  /// Not run by itself: nothing here is `@Nested`.
  @Spec("RFC 0000 §2")
  static class OfAClass {
    @Test
    void first() {}

    @Test
    void second() {}

    void noTest() {}
  }
}
