package org.parlour.client.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parlour.client.sip.HeaderText;

/// The `name=value` list behind `Digest`, in challenges and in credentials.
public record DigestParameters(Map<String, String> values) {

  /// Empty for another scheme.
  public static Optional<DigestParameters> parse(String header) {
    String text = header.strip();
    if (!text.regionMatches(true, 0, "Digest ", 0, 7)) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : HeaderText.split(text.substring(7), ',')) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(
            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            HeaderText.unquote(part.substring(equals + 1).strip()));
      }
    }
    return Optional.of(new DigestParameters(values));
  }

  /// The value, or empty text.
  public String get(String name) {
    return values.getOrDefault(name, "");
  }
}
