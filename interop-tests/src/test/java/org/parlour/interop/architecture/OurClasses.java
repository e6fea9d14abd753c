package org.parlour.interop.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The production classes of all modules, read once.
final class OurClasses {
  static final String ROOT = "org.parlour.";

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/interop-tests/"))
          .importPackages("org.parlour");

  private OurClasses() {}

  /// `org.parlour.edge.sipstack` → `edge`; empty for classes that are not ours.
  static String module(String packageName) {
    if (!packageName.startsWith(ROOT)) {
      return "";
    }
    int end = packageName.indexOf('.', ROOT.length());
    return packageName.substring(ROOT.length(), end < 0 ? packageName.length() : end);
  }
}
