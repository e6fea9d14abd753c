package org.parlour.xdm.user;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.Keeper;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.document.Publications;
import org.parlour.xdm.document.Publications.Changed;
import org.parlour.xdm.document.Publications.Edit;
import org.parlour.xdm.xml.XmlDocument;

/// Users, and the only way to change one: stored and published, or neither. Thread-safe; blocks.
public final class UserDocuments {
  /// The name of the document with a user's rules (reference §11.1).
  public static final String RULES = "im-rules";

  private final UserStore store;
  private final Publications<User, UserContent> publications;
  private final Keeper keeper;
  private final boolean provisioned;

  /// @param provisioned whether only an administrator makes users known
  UserDocuments(
      UserStore store,
      Publications<User, UserContent> publications,
      Keeper keeper,
      boolean provisioned) {
    this.store = store;
    this.publications = publications;
    this.keeper = keeper;
    this.provisioned = provisioned;
  }

  /// By its address, or by one of its aliases.
  ///
  /// @throws GroupRefused with `UNREACHABLE` when its rules cannot be said now
  public Optional<User> find(ImAddress address) {
    keeper.bring(store.find(address).map(User::address).orElseGet(address::canonical));
    return store.find(address);
  }

  /// As the user is here, also when another server keeps its rules: that one is not asked.
  Optional<User> here(ImAddress address) {
    return store.find(address);
  }

  /// Users by address, after `after` or from the first one on.
  ///
  /// @param part of the address, or of an alias; null for any
  public List<User> list(@Nullable ImAddress after, @Nullable String part, int limit) {
    return store.list(after, part, limit);
  }

  /// Whether another server keeps the user's rules: they are changed there.
  ///
  /// @param here whether there are rules of the user here
  public boolean areRulesElsewhere(ImAddress address, boolean here) {
    return keeper.keeps(address, here);
  }

  /// How many groups the user may own.
  public int mostGroups(ImAddress address, int otherwise) {
    return most(address, Subscription::maxGroups, otherwise);
  }

  /// How many documents the user may have besides.
  public int mostDocuments(ImAddress address, int otherwise) {
    return most(address, Subscription::maxDocuments, otherwise);
  }

  private int most(
      ImAddress address, Function<Subscription, @Nullable Integer> limit, int otherwise) {
    Integer most =
        store.find(address).map(user -> limit.apply(user.content().subscription())).orElse(null);
    return most == null ? otherwise : most;
  }

  /// Whether the service knows the user, or whoever comes is one.
  boolean isKnown(ImAddress address) {
    return !provisioned || store.find(address).isPresent();
  }

  /// @param created whether there was none
  public record Written(User user, boolean created) {}

  /// Makes or replaces a user.
  ///
  /// @param edit gets null when there is none
  public Written put(ImAddress address, Precondition precondition, Edit<User, UserContent> edit) {
    refuseAlias(address);
    boolean[] created = new boolean[1];
    Changed<UserContent> changed =
        change(
            address,
            current -> {
              precondition.check("user", current == null ? null : current.version());
              created[0] = current == null;
              UserContent next = Objects.requireNonNull(edit.apply(current));
              next.subscription().aliases().forEach(alias -> refuseTaken(address, alias));
              return next;
            });
    User user =
        new User(
            address.canonical(),
            changed.version(),
            Instant.now(),
            Objects.requireNonNull(changed.content()));
    return new Written(user, created[0]);
  }

  private void refuseAlias(ImAddress address) {
    store
        .find(address)
        .filter(user -> !user.address().equals(address.canonical()))
        .ifPresent(
            user -> {
              throw new GroupRefused(
                  Reason.CONSTRAINT_FAILURE,
                  "user: " + address + " (expected: " + user.address() + ", whose alias it is)");
            });
  }

  private void refuseTaken(ImAddress address, ImAddress alias) {
    boolean own = alias.canonical().equals(address.canonical());
    if (own
        || store.find(alias).filter(u -> !u.address().equals(address.canonical())).isPresent()) {
      throw new GroupRefused(
          Reason.CONSTRAINT_FAILURE,
          "aliases: " + alias + " (expected: an address that no user has)");
    }
  }

  /// Forgets a user.
  ///
  /// @throws GroupRefused with `UNKNOWN` when there is none
  public void delete(ImAddress address, Precondition precondition) {
    change(
        address,
        current -> {
          precondition.check("user", current == null ? null : current.version());
          if (current == null) {
            throw new GroupRefused(Reason.UNKNOWN, "user: " + address + " is unknown");
          }
          return null;
        });
  }

  /// Changes a user in any way. What `edit` throws goes to the caller.
  ///
  /// @throws GroupRefused with `READ_ONLY` when the rules would be others, and another server keeps
  ///     them
  Changed<UserContent> change(ImAddress address, Edit<User, UserContent> edit) {
    return publications.change(
        address,
        current -> {
          UserContent next = edit.apply(current);
          XmlDocument before = current == null ? null : current.content().rules();
          boolean same = Objects.equals(before, next == null ? null : next.rules());
          if (!same && keeper.keeps(address, before != null)) {
            throw new GroupRefused(
                Reason.READ_ONLY,
                "rules: of " + address + " are another server's (expected: a change there)");
          }
          return next;
        });
  }
}
