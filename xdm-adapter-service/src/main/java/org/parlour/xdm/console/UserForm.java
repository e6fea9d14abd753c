package org.parlour.xdm.console;

import java.util.Map;
import org.parlour.xdm.user.Subscription;
import org.parlour.xdm.user.UserView;

/// What stands in the fields of a user's form.
///
/// @param user an address; only for a new user
/// @param aliases see [AddressLines]
/// @param blockList likewise
/// @param maxGroups empty is the default
/// @param maxDocuments likewise
record UserForm(
    String user,
    String aliases,
    boolean barredOutgoing,
    boolean barredIncoming,
    boolean allowSession,
    boolean allowMessage,
    String blockList,
    String maxGroups,
    String maxDocuments) {
  static final UserForm EMPTY = new UserForm("", "", false, false, true, true, "", "", "");

  static UserForm of(Map<String, String> fields) {
    return new UserForm(
        Fields.text(fields, "user"),
        Fields.text(fields, "aliases"),
        fields.containsKey("barredOutgoing"),
        fields.containsKey("barredIncoming"),
        fields.containsKey("allowSession"),
        fields.containsKey("allowMessage"),
        Fields.text(fields, "blockList"),
        Fields.text(fields, "maxGroups"),
        Fields.text(fields, "maxDocuments"));
  }

  static UserForm of(UserEntry user) {
    Subscription said = user.subscription();
    return new UserForm(
        user.address().toString(),
        AddressLines.of(said.aliases()),
        said.barredOutgoing(),
        said.barredIncoming(),
        user.allowSession(),
        user.allowMessage(),
        AddressLines.of(user.access().blocked()),
        Fields.text(said.maxGroups()),
        Fields.text(said.maxDocuments()));
  }

  /// What is said of the user.
  ///
  /// @throws Problem that names the field
  UserView view() {
    return new UserView(
        null,
        AddressLines.read("aliases", aliases),
        new UserView.Barred(barredOutgoing, barredIncoming),
        allowSession,
        allowMessage,
        AddressLines.read("blockList", blockList),
        new UserView.Quotas(
            Fields.number("quotas.groups", maxGroups),
            Fields.number("quotas.documents", maxDocuments)),
        null,
        null);
  }
}
