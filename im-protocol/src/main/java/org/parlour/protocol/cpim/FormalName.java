package org.parlour.protocol.cpim;

import java.util.regex.Pattern;
import org.parlour.protocol.address.NameAddress;

/// An address as the grammar of CPIM has it (RFC 3862 §3.5): `Name of tokens <uri>`, or
/// `"Na, me"<uri>` without the blank that SIP allows there.
final class FormalName {
  private static final String TOKEN = "[!#-'*+\\-.^-`|~A-Za-z0-9\\x{80}-\\x{10ffff}]+";
  private static final Pattern TOKENS = Pattern.compile(TOKEN + "( " + TOKEN + ")*");

  private FormalName() {}

  static String of(NameAddress address) {
    String name = address.displayName();
    String uri = "<" + address.address() + ">";
    if (name == null) {
      return uri;
    }
    return TOKENS.matcher(name).matches()
        ? name + " " + uri
        : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" + uri;
  }
}
