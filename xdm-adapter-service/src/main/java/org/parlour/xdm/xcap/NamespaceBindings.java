package org.parlour.xdm.xcap;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xml.XmlCharacters;

/// The query of an XCAP URI: pointer parts of the scheme `xmlns()`, one after the other (RFC 4825
/// §6.4, W3C XPointer xmlns() Scheme). Parts of other schemes mean nothing here.
final class NamespaceBindings {
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  private final String query;
  private final Map<String, String> bindings = new HashMap<>();
  private int at;

  private NamespaceBindings(String query) {
    this.query = query;
    bindings.put("xml", XML);
  }

  /// @param encoded null for none
  /// @return namespaces by prefix
  static Map<String, String> parse(@Nullable String encoded) throws XcapUriException {
    NamespaceBindings reader =
        new NamespaceBindings(encoded == null ? "" : PercentCoding.decoded(encoded));
    while (reader.at < reader.query.length()) {
      reader.part();
    }
    return Map.copyOf(reader.bindings);
  }

  private void part() throws XcapUriException {
    if (query.charAt(at) == ' ') {
      at++;
      return;
    }
    int open = query.indexOf('(', at);
    if (open <= at) {
      throw bad();
    }
    String scheme = query.substring(at, open);
    at = open + 1;
    String data = data();
    if (scheme.equals("xmlns")) {
      bind(data);
    }
  }

  /// Up to the parenthesis that closes; `^` escapes.
  private String data() throws XcapUriException {
    StringBuilder data = new StringBuilder();
    int depth = 1;
    while (at < query.length()) {
      char c = query.charAt(at++);
      if (c == '^' && at < query.length()) {
        data.append(query.charAt(at++));
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return data.toString();
      }
      data.append(c);
    }
    throw bad();
  }

  private void bind(String data) throws XcapUriException {
    int equals = data.indexOf('=');
    String prefix = equals < 0 ? "" : data.substring(0, equals).strip();
    String namespace = data.substring(equals + 1).strip();
    boolean reserved = prefix.equals("xmlns") || prefix.equals("xml") && !namespace.equals(XML);
    if (!XmlCharacters.isName(prefix) || namespace.isEmpty() || reserved) {
      throw bad();
    }
    bindings.put(prefix, namespace);
  }

  private static XcapUriException bad() {
    return new XcapUriException("query: unreadable (expected: xmlns(prefix=namespace) …)");
  }
}
