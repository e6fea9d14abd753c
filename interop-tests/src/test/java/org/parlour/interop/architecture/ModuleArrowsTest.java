package org.parlour.interop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ModuleArrowsTest {
  private static final Set<String> SERVICES =
      Set.of("edge", "conference", "mswitch", "history", "xdm");

  /// Module → the modules that it may use.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("protocol", Set.of()),
          Map.entry("msrp", Set.of("protocol")),
          Map.entry("contracts", Set.of("protocol")),
          Map.entry("support", Set.of("protocol", "contracts")),
          Map.entry("edge", Set.of("protocol", "contracts", "support")),
          Map.entry("conference", Set.of("protocol", "contracts", "support")),
          Map.entry("mswitch", Set.of("protocol", "contracts", "support", "msrp")),
          Map.entry("history", Set.of("protocol", "contracts", "support")),
          Map.entry("xdm", Set.of("protocol", "contracts", "support")),
          Map.entry("client", Set.of("protocol", "msrp")),
          Map.entry("labcore", Set.of("protocol", "client")),
          Map.entry(
              "standalone",
              Set.of(
                  "protocol",
                  "contracts",
                  "support",
                  "edge",
                  "conference",
                  "mswitch",
                  "history",
                  "xdm",
                  "labcore")));

  @Test
  void aModuleUsesOnlyTheModulesBelowIt() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : OurClasses.ALL) {
      String from = OurClasses.module(type.getPackageName());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String to = OurClasses.module(dependency.getTargetClass().getPackageName());
        if (!to.isEmpty() && !to.equals(from) && !mayUse(from, to)) {
          wrong.add(from + " → " + to + ": " + dependency.getDescription());
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void noServiceMayUseAnother() {
    for (String service : SERVICES) {
      assertThat(ARROWS.get(service)).doesNotContainAnyElementsOf(SERVICES);
    }
  }

  @Test
  void everyServiceIsLookedAt() {
    Set<String> seen = new TreeSet<>();
    for (JavaClass type : OurClasses.ALL) {
      seen.add(OurClasses.module(type.getPackageName()));
    }

    assertThat(seen).containsAll(SERVICES);
  }

  /// Modules that the table does not know are tools, which nobody may use and which may use all.
  private static boolean mayUse(String from, String to) {
    Set<String> allowed = ARROWS.get(from);
    return allowed == null ? ARROWS.containsKey(to) : allowed.contains(to);
  }
}
