package org.parlour.interop.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows and decisions of `docs/spec/requirements.md`, in the order of the document. The
/// numbered rules of its section 16 are rows too: `16-1` and so on.
record RequirementMatrix(Map<String, Requirement> rows, Set<String> decisions) {
  private static final String HEADER = "| ID | Role | Lvl |";
  private static final String RULES = "## 16.";
  private static final Pattern RULE = Pattern.compile("(\\d+)\\. (.+)");
  private static final Pattern DECISION = Pattern.compile("\\| (D-\\d+) \\|.*");
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");

  static RequirementMatrix read(Path file) throws IOException {
    return parse(Files.readAllLines(file));
  }

  static RequirementMatrix parse(List<String> lines) {
    Map<String, Requirement> rows = new LinkedHashMap<>();
    Set<String> decisions = new LinkedHashSet<>();
    boolean inMatrix = false;
    boolean inRules = false;
    for (String line : lines) {
      if (line.startsWith("## ")) {
        inRules = line.startsWith(RULES);
      }
      Matcher rule = RULE.matcher(line);
      if (inRules && rule.matches()) {
        String id = "16-" + rule.group(1);
        rows.put(id, new Requirement(id, List.of("suite"), "M", rule.group(2)));
      }
      if (line.startsWith(HEADER)) {
        inMatrix = true;
      } else if (!line.startsWith("|")) {
        inMatrix = false;
      } else if (inMatrix && !line.startsWith("|--")) {
        Requirement row = row(cells(line));
        if (rows.put(row.id(), row) != null) {
          throw new IllegalArgumentException("row " + row.id() + " is there twice");
        }
      }
      Matcher decision = DECISION.matcher(line);
      if (decision.matches()) {
        decisions.add(decision.group(1));
      }
    }
    return new RequirementMatrix(rows, decisions);
  }

  private static Requirement row(List<String> cells) {
    return new Requirement(
        cells.get(0), Requirement.roles(cells.get(1)), cells.get(2), cells.get(3));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : CELLS.split(line.substring(1))) {
      cells.add(cell.strip());
    }
    return cells;
  }
}
