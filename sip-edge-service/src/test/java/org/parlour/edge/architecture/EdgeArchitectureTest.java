package org.parlour.edge.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class EdgeArchitectureTest {
  @Test
  void jainSipStaysAtTheRim() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.parlour.edge.sipstack..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sip..", "gov.nist..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.parlour.edge"));
  }

  @Test
  void log4j1IsNotOnTheClassPath() throws Exception {
    assertThatThrownBy(() -> Class.forName("org.apache.log4j.Logger"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(Class.forName("org.slf4j.Logger", false, getClass().getClassLoader())).isNotNull();
  }
}
