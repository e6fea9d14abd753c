package org.parlour.interop.conformance;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds `@Spec` in compiled tests without loading them, and what the ladders' headers name: clause
/// → tests.
final class SpecScan {
  private static final String SPEC = "Lorg/parlour/protocol/Spec;";

  private final Map<String, SortedSet<SpecTest>> found = new TreeMap<>();

  /// @param classes a module's `target/test-classes`; nothing when it does not exist
  void add(String module, Path classes) throws IOException {
    if (!Files.isDirectory(classes)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      add(module, ClassFile.of().parse(Files.readAllBytes(file)));
    }
    LadderScan.clauses(module, classes)
        .forEach((ladder, clauses) -> clauses.forEach(clause -> add(clause, ladder)));
  }

  private void add(String clause, SpecTest test) {
    found.computeIfAbsent(clause, c -> new TreeSet<>()).add(test);
  }

  Map<String, SortedSet<SpecTest>> byClause() {
    return found;
  }

  private void add(String module, ClassModel type) {
    Collection<String> ofType = clauses(type);
    String name = type.thisClass().asInternalName().replace('/', '.');
    for (MethodModel method : type.methods()) {
      List<String> clauses = new ArrayList<>(clauses(method));
      if (isTest(method)) {
        clauses.addAll(ofType);
      }
      for (String clause : clauses) {
        add(clause, new SpecTest(module, name, method.methodName().stringValue()));
      }
    }
  }

  private static List<String> clauses(AttributedElement element) {
    return annotations(element)
        .filter(annotation -> annotation.className().equalsString(SPEC))
        .flatMap(annotation -> annotation.elements().stream())
        .flatMap(value -> strings(value.value()))
        .toList();
  }

  /// Whatever JUnit or jqwik runs: the annotation's simple name says so.
  private static boolean isTest(MethodModel method) {
    return annotations(method)
        .map(annotation -> annotation.className().stringValue())
        .anyMatch(
            name ->
                name.endsWith("Test;")
                    || name.endsWith("/TestFactory;")
                    || name.endsWith("/Property;")
                    || name.endsWith("/Example;"));
  }

  private static Stream<Annotation> annotations(AttributedElement element) {
    return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream());
  }

  private static Stream<String> strings(AnnotationValue value) {
    if (value instanceof AnnotationValue.OfArray array) {
      return array.values().stream().flatMap(SpecScan::strings);
    }
    return value instanceof AnnotationValue.OfString text
        ? Stream.of(text.stringValue())
        : Stream.empty();
  }
}
