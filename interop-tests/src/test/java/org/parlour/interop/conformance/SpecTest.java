package org.parlour.interop.conformance;

import java.util.Comparator;

/// A test method that names a clause.
///
/// @param type the class's binary name
record SpecTest(String module, String type, String method) implements Comparable<SpecTest> {
  private static final Comparator<SpecTest> ORDER =
      Comparator.comparing(SpecTest::module)
          .thenComparing(SpecTest::type)
          .thenComparing(SpecTest::method);

  /// Whether it runs over real sockets, with a broker or a database where one is needed.
  boolean isIntegrationTest() {
    return type.split("\\$", 2)[0].endsWith("IT");
  }

  /// Class and method, without the package.
  String shortName() {
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
  }

  @Override
  public int compareTo(SpecTest other) {
    return ORDER.compare(this, other);
  }
}
