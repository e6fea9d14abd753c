package org.parlour.xdm.console;

import static org.parlour.xdm.console.Problem.told;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.user.User;
import org.parlour.xdm.user.UserDocuments;
import org.parlour.xdm.user.UserView;
import org.springframework.http.HttpStatus;

/// The users as the console reads and changes them. Every method throws [Problem] when that cannot
/// be; a change was stored and published when its method returns.
final class UserBook {
  private final UserDocuments users;
  private final int pageSize;

  UserBook(UserDocuments users, int pageSize) {
    this.users = users;
    this.pageSize = pageSize;
  }

  /// @param next where the next page begins; null on the last one
  record Page(List<UserEntry> users, @Nullable String next) {}

  /// Users by address.
  ///
  /// @param search a part of the address or of an alias; empty for all users
  /// @param after the `next` of the page before; empty for the first one
  Page page(String search, String after) {
    return told(
        () -> {
          ImAddress last = after.isEmpty() ? null : GroupRules.address("after", after);
          List<UserEntry> rows =
              users.list(last, search.strip(), pageSize + 1).stream().map(UserEntry::of).toList();
          List<UserEntry> shown = rows.stream().limit(pageSize).toList();
          return new Page(
              shown, rows.size() > pageSize ? shown.getLast().address().toString() : null);
        });
  }

  /// @param address of the user, or an alias
  /// @throws Problem with 404 when nothing is known of the user
  UserEntry get(String address) {
    return told(
        () ->
            users
                .find(GroupRules.address("user", address))
                .map(UserEntry::of)
                .orElseThrow(
                    () -> new Problem(HttpStatus.NOT_FOUND, "There is no user " + address)));
  }

  /// Whether another server keeps the user's rules.
  boolean areRulesElsewhere(UserEntry user) {
    return told(() -> users.areRulesElsewhere(user.address(), user.rules() != null));
  }

  /// @param who the administrator
  /// @throws Problem with 409 when there is one
  UserEntry create(String who, ImAddress address, UserView said) {
    return told(
        () ->
            Actor.as(
                who,
                () ->
                    UserEntry.of(
                        users
                            .put(
                                address.canonical(),
                                new Precondition.None(),
                                current -> {
                                  refuseKnown(current);
                                  return said.content(null);
                                })
                            .user())));
  }

  private static void refuseKnown(@Nullable User current) {
    if (current != null) {
      throw new GroupRefused(
          Reason.EXISTS, "user: " + current.address() + " is known already (expected: a new one)");
    }
  }

  /// @throws Problem with 412 when the user has another version by now
  void replace(String who, String address, long version, UserView said) {
    told(
        () ->
            Actor.as(
                who,
                () ->
                    users.put(
                        GroupRules.address("user", address).canonical(),
                        only(version),
                        current -> said.content(current == null ? null : current.content()))));
  }

  /// @throws Problem with 412 when the user has another version by now
  void delete(String who, String address, long version) {
    told(
        () ->
            Actor.as(
                who,
                () -> {
                  users.delete(GroupRules.address("user", address).canonical(), only(version));
                  return address;
                }));
  }

  private static Precondition only(long version) {
    return new Precondition.OneOf(Set.of(version));
  }
}
