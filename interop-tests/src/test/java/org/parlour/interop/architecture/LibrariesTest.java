package org.parlour.interop.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class LibrariesTest {
  @Test
  void theSipStackIsKnownInTwoPackagesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.parlour.edge.sipstack..", "org.parlour.edge.transport..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sip..", "gov.nist..")
        .check(OurClasses.ALL);
  }

  @Test
  void whatTheWorldAndOurServicesSayKnowsNoSpring() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.parlour.protocol..", "org.parlour.contracts..", "org.parlour.msrp..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(OurClasses.ALL);
  }

  @Test
  void theMediaSwitchHasNoDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.parlour.mswitch..", "org.parlour.edge..", "org.parlour.conference..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..")
        .allowEmptyShould(true)
        .check(OurClasses.ALL);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : OurClasses.ALL) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(type.getPackageName());
      }
    }

    assertThat(unmarked).isEmpty();
  }
}
