package org.parlour.xdm.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.tree.Xui;

/// Users with passwords.
final class Accounts {
  private final String realm;
  private final Map<ImAddress, String> passwords = new HashMap<>();

  /// @param passwords by address
  Accounts(String realm, Map<String, String> passwords) {
    this.realm = realm;
    passwords.forEach(
        (name, password) ->
            this.passwords.put(
                user(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "im.xdm.xcap.passwords: " + name + " (expected: an address)")),
                password));
  }

  String realm() {
    return realm;
  }

  /// Who logs in under that name: an address, with or without `sip:`, or a user of the realm.
  Optional<ImAddress> user(String name) {
    boolean bare = name.indexOf('@') < 0 && name.indexOf(':') < 0;
    return Xui.user(bare ? name + "@" + realm : name);
  }

  Optional<String> password(ImAddress user) {
    return Optional.ofNullable(passwords.get(user));
  }
}
