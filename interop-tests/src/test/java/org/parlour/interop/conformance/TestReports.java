package org.parlour.interop.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// The outcomes in the XML reports of surefire and failsafe, and those of the ladders.
final class TestReports {
  private static final String PREFIX = "TEST-";
  private static final String SUFFIX = ".xml";
  private static final Pattern PARAMETERS = Pattern.compile("[(\\[{].*");

  private final Map<SpecTest, Outcome> outcomes = new HashMap<>();

  /// @param target a module's `target`
  void add(String module, Path target) throws IOException {
    for (String directory : List.of("surefire-reports", "failsafe-reports")) {
      Path reports = target.resolve(directory);
      if (!Files.isDirectory(reports)) {
        continue;
      }
      List<Path> files;
      try (Stream<Path> listed = Files.list(reports)) {
        files = listed.filter(f -> isReport(f.getFileName().toString())).toList();
      }
      for (Path file : files) {
        addReport(module, file);
      }
    }
    LadderScan.outcomes(module, target)
        .forEach((ladder, outcome) -> outcomes.merge(ladder, outcome, Outcome::worse));
  }

  private static boolean isReport(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /// Empty when the test did not run.
  Optional<Outcome> outcome(SpecTest test) {
    return Optional.ofNullable(outcomes.get(test));
  }

  private void addReport(String module, Path file) throws IOException {
    NodeList cases = parse(file).getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element testCase = (Element) cases.item(i);
      SpecTest test =
          new SpecTest(
              module,
              type(file, testCase.getAttribute("classname")),
              method(testCase.getAttribute("name")));
      outcomes.merge(test, outcome(testCase), Outcome::worse);
    }
  }

  /// jqwik leaves the package out; the file's name has it. A class with parameters is reported with
  /// a number behind its name for each of them.
  private static String type(Path file, String reported) {
    String name = PARAMETERS.matcher(reported).replaceFirst("");
    String report = file.getFileName().toString();
    int end = report.lastIndexOf('.', report.length() - SUFFIX.length() - 1);
    return name.contains(".") || end < PREFIX.length()
        ? name
        : report.substring(PREFIX.length(), end + 1) + name;
  }

  /// The method's name: what follows it tells the parameters or the repetition, and jqwik reads
  /// underscores as blanks.
  private static String method(String name) {
    return PARAMETERS.matcher(name).replaceFirst("").strip().replace(' ', '_');
  }

  private static Outcome outcome(Element testCase) {
    if (has(testCase, "failure") || has(testCase, "error")) {
      return Outcome.FAILED;
    }
    return has(testCase, "skipped") ? Outcome.SKIPPED : Outcome.PASSED;
  }

  private static boolean has(Element testCase, String child) {
    return testCase.getElementsByTagName(child).getLength() > 0;
  }

  private static Element parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      return builder.parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file.toString(), e);
    }
  }
}
