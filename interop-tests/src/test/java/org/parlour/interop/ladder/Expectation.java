package org.parlour.interop.ladder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.parlour.client.sip.SipMessage;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfoReader;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;

/// Holds a message against the clauses of its line.
///
/// `Name: pattern` some header is so; `-Name` there is none; `sdp pattern` some line of the session
/// description is so; `sdp -pattern` none is; `recipients {bob} …` the list says exactly these;
/// `roster full|partial key=value …` the conference document says this about its users and of its
/// `version`, `count` and `active`, and names nobody else; `body type pattern` the part of this
/// media type is so; `no body`.
final class Expectation {
  private static final Set<String> ABOUT_ALL = Set.of("version", "count", "active");

  private final Names names;
  private final SipMessage message;
  private final List<String> problems = new ArrayList<>();

  private Expectation(Names names, SipMessage message) {
    this.names = names;
    this.message = message;
  }

  /// What is not as it should be; empty when all is.
  static List<String> check(List<String> clauses, SipMessage message, Names names) {
    Expectation expectation = new Expectation(names, message);
    clauses.forEach(expectation::check);
    return expectation.problems;
  }

  private void check(String clause) {
    String[] words = clause.split("\\s+", 2);
    String rest = words.length < 2 ? "" : words[1];
    switch (words[0]) {
      case "sdp" -> sdp(rest);
      case "recipients" -> recipients(rest);
      case "roster" -> roster(rest);
      case "body" -> body(rest);
      case "no" -> wants(message.body().length == 0, "a body, expected none");
      default -> header(clause);
    }
  }

  private void header(String clause) {
    if (clause.startsWith("-")) {
      String name = clause.substring(1);
      wants(
          !message.headers().has(name), name + " is " + message.headers().all(name) + ", not none");
      return;
    }
    int colon = clause.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(clause + " (expected: Header: pattern)");
    }
    String name = clause.substring(0, colon);
    String pattern = clause.substring(colon + 1).strip();
    List<String> values = message.headers().all(name);
    wants(
        values.stream().anyMatch(value -> names.matches(pattern, value)),
        name + " is " + values + ", not " + pattern);
  }

  private void sdp(String pattern) {
    List<String> lines =
        Bodies.part(message, Bodies.SDP)
            .map(part -> new String(part.body(), StandardCharsets.UTF_8).lines().toList())
            .orElse(List.of());
    boolean unwanted = pattern.startsWith("-");
    String wanted = unwanted ? pattern.substring(1) : pattern;
    boolean found = lines.stream().anyMatch(line -> names.matches(wanted, line));
    wants(found != unwanted, "SDP is " + lines + ", wanted: " + pattern);
  }

  private void body(String typeAndPattern) {
    String[] words = typeAndPattern.split("\\s+", 2);
    String text =
        Bodies.part(message, words[0])
            .map(part -> new String(part.body(), StandardCharsets.UTF_8).strip())
            .orElse("");
    wants(names.matches(words[1], text), words[0] + " is '" + text + "', not " + words[1]);
  }

  private void recipients(String users) {
    Set<String> wanted = new TreeSet<>();
    for (String user : users.split("\\s+")) {
      wanted.add(names.fill(user));
    }
    Set<String> found = new TreeSet<>();
    Bodies.part(message, ResourceLists.CONTENT_TYPE)
        .ifPresent(
            part -> {
              try {
                ResourceLists.read(part.body()).forEach(r -> found.add(r.address().toString()));
              } catch (MalformedBodyException e) {
                problems.add(e.getMessage());
              }
            });
    wants(found.equals(wanted), "the list says " + found + ", not " + wanted);
  }

  private void roster(String words) {
    ConferenceInfo info =
        Bodies.part(message, "application/conference-info+xml").map(Expectation::read).orElse(null);
    if (info == null) {
      problems.add("no conference document");
      return;
    }
    Map<String, String> wanted = new TreeMap<>();
    for (String word : words.split("\\s+")) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        wants(
            info.partial() == word.equals("partial"),
            "the document is " + (info.partial() ? "partial" : "full"));
      } else {
        String key = word.substring(0, equals);
        wanted.put(ABOUT_ALL.contains(key) ? key : names.user(key), word.substring(equals + 1));
      }
    }
    Map<String, String> found = facts(info, wanted.keySet());
    wants(found.equals(wanted), "the document says " + found + ", not " + wanted);
  }

  private static ConferenceInfo read(BodyPart part) {
    try {
      return ConferenceInfoReader.read(part.body());
    } catch (MalformedBodyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /// Every user, and of the document as a whole what was asked for.
  private static Map<String, String> facts(ConferenceInfo info, Set<String> asked) {
    Map<String, String> facts = new TreeMap<>();
    if (asked.contains("version")) {
      facts.put("version", Long.toString(info.version()));
    }
    ConferenceInfo.State state = info.state();
    if (state != null && asked.contains("count")) {
      facts.put("count", Integer.toString(state.userCount()));
    }
    if (state != null && asked.contains("active")) {
      facts.put("active", Boolean.toString(state.active()));
    }
    for (ConferenceInfo.User user : info.users()) {
      ImAddress entity = user.entity();
      facts.put(
          entity.toString(),
          user.endpoints().isEmpty()
              ? "-"
              : user.endpoints()
                  .getFirst()
                  .status()
                  .name()
                  .toLowerCase(Locale.ROOT)
                  .replace('_', '-'));
    }
    return facts;
  }

  private void wants(boolean good, String problem) {
    if (!good) {
      problems.add(problem);
    }
  }
}
