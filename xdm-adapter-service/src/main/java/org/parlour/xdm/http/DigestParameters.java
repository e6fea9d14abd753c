package org.parlour.xdm.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `name=value, name="value"` (RFC 9110 §11.2). What cannot be read is left out.
public final class DigestParameters {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\s*+([A-Za-z0-9_*-]{1,32}+)\\s*+=\\s*+"
              + "(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s,\"]*+))\\s*+,?");

  private DigestParameters() {}

  /// @return by lower-case name; the first of a name counts
  public static Map<String, String> parse(String text) {
    Map<String, String> parameters = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(text);
    while (matcher.lookingAt()) {
      String quoted = matcher.group(2);
      String value = quoted == null ? matcher.group(3) : unescaped(quoted);
      parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
      matcher.region(matcher.end(), text.length());
    }
    return parameters;
  }

  private static String unescaped(String quoted) {
    return quoted.indexOf('\\') < 0 ? quoted : quoted.replaceAll("\\\\(.)", "$1");
  }
}
