package org.parlour.interop.ladder;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `{…}` stands for in one play: the server's addresses, the users, and what messages told.
final class Names {
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
  private static final String HEARD = "([^\\s<>;,\"]+)";

  /// Between angle brackets a URI may have parameters.
  private static final String HEARD_IN_BRACKETS = "([^\\s<>,\"]+)";

  private final Map<String, String> bound = new HashMap<>();
  private final String run;

  /// @param run tells the users of this play from those of others
  Names(String run) {
    this.run = run;
    bound.put("factory", "sip:conference-factory@im.example.org");
    bound.put("exploder", "sip:exploder@im.example.org");
    bound.put("domain", "im.example.org");
    bound.put("G", "sip:team-" + run + "@im.example.org");
  }

  /// The address of record of somebody in the play.
  String user(String name) {
    return bound.computeIfAbsent(name, n -> "sip:" + n + "-" + run + "@example.org");
  }

  /// `text` with every name's meaning; a name without one is a user.
  String fill(String text) {
    return NAME.matcher(text).replaceAll(m -> Matcher.quoteReplacement(user(m.group(1))));
  }

  /// Whether `value` is what `pattern` says: `*` is anything, a name that has a meaning is that,
  /// and one that has none is given what stands there.
  boolean matches(String pattern, String value) {
    StringBuilder regex = new StringBuilder();
    Map<String, Integer> heard = new HashMap<>();
    Matcher name = NAME.matcher(pattern);
    int groups = 0;
    int from = 0;
    while (name.find()) {
      regex.append(plain(pattern.substring(from, name.start())));
      String meaning = bound.get(name.group(1));
      if (meaning == null) {
        heard.put(name.group(1), ++groups);
        regex.append(pattern.startsWith(">", name.end()) ? HEARD_IN_BRACKETS : HEARD);
      } else {
        regex.append(Pattern.quote(meaning));
      }
      from = name.end();
    }
    regex.append(plain(pattern.substring(from)));
    Matcher matcher = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value);
    if (!matcher.matches()) {
      return false;
    }
    heard.forEach((key, group) -> bound.put(key, matcher.group(group)));
    return true;
  }

  private static String plain(String text) {
    return text.isEmpty() ? "" : Pattern.quote(text).replace("*", "\\E.*\\Q");
  }
}
