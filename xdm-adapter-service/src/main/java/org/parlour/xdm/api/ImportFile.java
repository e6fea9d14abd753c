package org.parlour.xdm.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads files of groups: a JSON array of groups as REST writes them, or CSV (RFC 4180) with a
/// header of their fields' names. A group that cannot be read is a row with a problem; a file that
/// cannot be read is refused.
final class ImportFile {
  private static final String MEMBERS = "members";
  private static final Set<String> COLUMNS =
      Set.of(
          "uri",
          "owner",
          "displayName",
          MEMBERS,
          "inviteMembers",
          "maxParticipants",
          "openToAll",
          "maxDuration",
          "subject");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();

  /// With which some programs begin their UTF-8.
  private static final String MARK = "\uFEFF";

  private final JsonMapper json;

  ImportFile(JsonMapper json) {
    this.json = json;
  }

  /// @throws GroupRefused with `INVALID` when it is no JSON array
  List<ImportRow> json(byte[] file) {
    try {
      if (json.readTree(file) instanceof ArrayNode groups) {
        List<ImportRow> rows = new ArrayList<>();
        groups.forEach(group -> rows.add(row(rows.size() + 1, group)));
        return rows;
      }
    } catch (JacksonException e) {
      throw invalid(e.getOriginalMessage());
    }
    throw invalid("no array (expected: an array of groups)");
  }

  /// @throws GroupRefused with `INVALID` when it is no CSV, or has columns that no group has
  List<ImportRow> csv(byte[] file) {
    List<ImportRow> rows = new ArrayList<>();
    try (CSVParser lines = CSVParser.parse(text(file), FORMAT)) {
      Set<String> unknown = new TreeSet<>(lines.getHeaderNames());
      unknown.removeAll(COLUMNS);
      if (!unknown.isEmpty()) {
        throw invalid("columns " + unknown + " (expected: " + new TreeSet<>(COLUMNS) + ")");
      }
      for (CSVRecord line : lines) {
        rows.add(row(rows.size() + 1, line, lines.getHeaderNames().size()));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw invalid("behind row " + rows.size() + ": " + e.getMessage());
    }
    return rows;
  }

  private static String text(byte[] file) throws CharacterCodingException {
    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  private ImportRow row(int number, CSVRecord line, int columns) {
    if (line.size() > columns) {
      return new ImportRow(
          number, null, "group: " + line.size() + " values (expected: at most " + columns + ")");
    }
    ObjectNode group = json.createObjectNode();
    line.toMap()
        .forEach(
            (column, value) -> {
              if (column.equals(MEMBERS)) {
                group.set(column, members(value));
              } else if (!value.isBlank()) {
                group.put(column, value.strip());
              }
            });
    return row(number, group);
  }

  /// `sip:alice@example.org Captain; sip:bob@example.org`.
  private ArrayNode members(String text) {
    ArrayNode members = json.createArrayNode();
    for (String member : text.split(";")) {
      if (!member.isBlank()) {
        String[] parts = member.strip().split("\\s+", 2);
        ObjectNode entry = members.addObject().put("address", parts[0]);
        if (parts.length > 1) {
          entry.put("nickname", parts[1]);
        }
      }
    }
    return members;
  }

  private ImportRow row(int number, JsonNode group) {
    if (!group.isObject()) {
      return new ImportRow(number, null, "group: no object (expected: an object)");
    }
    try {
      return new ImportRow(number, json.treeToValue(group, GroupView.class), null);
    } catch (JacksonException e) {
      return new ImportRow(number, null, "group: " + e.getOriginalMessage());
    }
  }

  private static GroupRefused invalid(String detail) {
    return new GroupRefused(Reason.INVALID, "import: " + detail);
  }
}
