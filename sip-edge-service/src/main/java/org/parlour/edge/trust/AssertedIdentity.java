package org.parlour.edge.trust;

import org.jspecify.annotations.Nullable;
import org.parlour.edge.syntax.AddressValue;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Identity headers of a message from within the trust domain.
public final class AssertedIdentity {
  private AssertedIdentity() {}

  /// The Authenticated Originator's IM Address (clause 5.2, RFC 3325 §9.1): the first sip or sips
  /// URI of P-Asserted-Identity, else its first tel URI; null when nobody asserts one. Values that
  /// cannot be read assert nothing.
  public static @Nullable NameAddress of(HeaderBlock head) {
    NameAddress telephone = null;
    for (String value : head.all("P-Asserted-Identity")) {
      NameAddress identity = read(value);
      if (identity != null && !identity.address().scheme().equals("tel")) {
        return identity;
      }
      if (identity != null && telephone == null) {
        telephone = identity;
      }
    }
    return telephone;
  }

  /// P-Served-User (RFC 5502); null when absent.
  public static @Nullable ImAddress servedUser(HeaderBlock head) {
    String value = head.firstOrNull("P-Served-User");
    NameAddress user = value == null ? null : read(value);
    return user == null ? null : user.address();
  }

  /// Whether the originator asks not to be named (RFC 3323 §4.2, RFC 3325 §9.3).
  public static boolean anonymous(HeaderBlock head) {
    for (String value : head.all("Privacy")) {
      for (String priv : value.split(";", -1)) {
        if (priv.strip().equalsIgnoreCase("id")) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable NameAddress read(String value) {
    try {
      return AddressValue.parse(value).nameAddress();
    } catch (SyntaxException e) {
      return null;
    }
  }
}
