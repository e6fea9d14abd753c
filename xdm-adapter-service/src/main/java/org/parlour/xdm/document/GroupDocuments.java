package org.parlour.xdm.document;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.Publications.Changed;

/// Groups, and the only way to change one. When a changing method returns, the change is stored and
/// published; when it throws, nothing is stored, and what may have been published is undone by
/// [Corrections]. A group that another server keeps is read here and changed there. Thread-safe;
/// blocks.
public final class GroupDocuments {
  private final GroupStore store;
  private final Publications<Group, GroupContent> publications;
  private final GroupWording wording;
  private final Keeper keeper;
  private final InstantSource clock;

  GroupDocuments(
      GroupStore store,
      Publications<Group, GroupContent> publications,
      GroupWording wording,
      Keeper keeper,
      InstantSource clock) {
    this.store = store;
    this.publications = publications;
    this.wording = wording;
    this.keeper = keeper;
    this.clock = clock;
  }

  /// @throws GroupRefused with `UNREACHABLE` when that cannot be said now
  public Optional<Group> find(ImAddress uri) {
    keeper.bring(uri);
    return store.find(uri);
  }

  /// As [#find].
  ///
  /// @throws GroupRefused with `UNKNOWN` when there is none
  public Group known(ImAddress uri) {
    return find(uri).orElseThrow(() -> unknown(uri));
  }

  /// As the group is here, also when another server keeps it: that one is not asked.
  public Optional<Group> here(ImAddress uri) {
    return store.find(uri);
  }

  public Optional<Group> find(GroupPlace place) {
    return store.find(place);
  }

  /// What sessions obey, with the users in the lists to which the group refers.
  public Definition inForce(Group group) {
    return wording.inForce(group.uri(), group.content());
  }

  /// G of the group whose document lies there, without the document.
  public Optional<ImAddress> uriAt(GroupPlace place) {
    return store.uriAt(place);
  }

  /// The groups in a user's tree, by name.
  public List<Group> inTree(String xui) {
    return store.inTree(xui);
  }

  /// Groups by URI, after `after` or from the first one on.
  ///
  /// @param text in the URI or the display name; empty for all
  public List<Group> list(@Nullable ImAddress after, String text, int limit) {
    return store.list(after, text, limit);
  }

  /// What a group becomes.
  @FunctionalInterface
  public interface Edit extends Publications.Edit<Group, GroupContent> {}

  /// Makes a group.
  ///
  /// @param uri checked by [GroupRules]
  /// @param owner who may change it by XCAP; null for nobody
  /// @throws GroupRefused with `EXISTS` when there is such a group
  public Group create(ImAddress uri, @Nullable ImAddress owner, Definition definition) {
    return defined(
        uri,
        current -> {
          if (current != null) {
            throw new GroupRefused(
                Reason.EXISTS, "group: " + uri + " exists (expected: a new one)");
          }
          return written(uri, owner, null, definition);
        });
  }

  /// @param created whether there was none
  public record Written(Group group, boolean created) {}

  /// Makes or replaces a group.
  ///
  /// @param uri checked by [GroupRules]
  /// @param owner who may change it by XCAP; null for whoever may, and for nobody when it is new
  public Written put(
      ImAddress uri, @Nullable ImAddress owner, Definition definition, Precondition precondition) {
    return put(uri, precondition, current -> written(uri, owner, current, definition));
  }

  /// Makes or replaces a group by its document.
  ///
  /// @param uri checked by [GroupRules]
  /// @param content in the place of a new group, checked by [GroupRules]; a group that is there
  ///     stays in its place
  /// @throws GroupRefused with `INVALID` when the document is another group's
  public Written put(ImAddress uri, GroupContent content, Precondition precondition) {
    if (!GroupRules.address("list-service/@uri", content.uri()).equals(uri)) {
      throw new GroupRefused(
          Reason.INVALID, "list-service/@uri: " + content.uri() + " (expected: " + uri + ")");
    }
    return put(
        uri,
        precondition,
        current -> current == null ? content : content.at(current.content().place()));
  }

  private Written put(ImAddress uri, Precondition precondition, Edit next) {
    boolean[] created = new boolean[1];
    Group group =
        defined(
            uri,
            current -> {
              precondition.check(current);
              created[0] = current == null;
              return next.apply(current);
            });
    return new Written(group, created[0]);
  }

  /// Whether [#put] would make a group, and does not replace one. Nothing is written.
  ///
  /// @throws GroupRefused as [#put] would, unless Kafka or another change is why
  public boolean wouldCreate(
      ImAddress uri, @Nullable ImAddress owner, Definition definition, Precondition precondition) {
    Group current = store.find(uri).orElse(null);
    refuseKept(uri, current);
    precondition.check(current);
    publications.checkSize(uri, written(uri, owner, current, definition));
    return current == null;
  }

  /// Changes what a group says. What `next` throws goes to the caller.
  ///
  /// @param next what is to be said by a document that is there, checked by [GroupRules]; no other
  ///     change comes in between
  /// @throws GroupRefused with `UNKNOWN` when there is none
  public Group edit(ImAddress uri, Precondition precondition, Function<Group, Definition> next) {
    return defined(
        uri,
        current -> {
          Group known = known(uri, current, precondition);
          return written(uri, null, known, next.apply(known));
        });
  }

  /// Deletes a group: its session ends, if there is one.
  ///
  /// @throws GroupRefused with `UNKNOWN` when there is none
  public void delete(ImAddress uri, Precondition precondition) {
    change(
        uri,
        current -> {
          Group _ = known(uri, current, precondition);
          return null;
        });
  }

  private static Group known(ImAddress uri, @Nullable Group current, Precondition precondition) {
    precondition.check(current);
    if (current == null) {
      throw unknown(uri);
    }
    return current;
  }

  private static GroupRefused unknown(ImAddress uri) {
    return new GroupRefused(Reason.UNKNOWN, "group: " + uri + " is unknown");
  }

  /// A document that says `definition`, made new or of the one that is there.
  private GroupContent written(
      ImAddress uri, @Nullable ImAddress owner, @Nullable Group current, Definition definition) {
    if (current == null) {
      return GroupContent.of(placeOfNew(uri, owner), GroupEditor.make(uri, definition));
    }
    if (owner != null && !owner.canonical().toString().equals(current.owner())) {
      throw constraint("owner: " + owner + " (expected: " + current.owner() + ", as it was made)");
    }
    return GroupContent.written(
        current.content().place(),
        GroupEditor.edited(current.content().document(), current.definition(), definition),
        definition.members());
  }

  private GroupPlace placeOfNew(ImAddress uri, @Nullable ImAddress owner) {
    if (owner == null) {
      return GroupPlace.ofItsOwn(uri);
    }
    GroupPlace place = GroupPlace.inTreeOf(owner, uri);
    if (store.find(place).isPresent()) {
      throw constraint("owner: " + owner + " has another group in the document " + place.name());
    }
    return place;
  }

  private static GroupRefused constraint(String detail) {
    return new GroupRefused(Reason.CONSTRAINT_FAILURE, detail);
  }

  private Group defined(ImAddress uri, Edit edit) {
    Changed<GroupContent> changed = change(uri, edit);
    return new Group(
        uri, changed.version(), clock.instant(), Objects.requireNonNull(changed.content()));
  }

  /// Changes a group in any way. What `edit` throws goes to the caller.
  ///
  /// @param uri checked by [GroupRules]
  /// @throws GroupRefused with `READ_ONLY` when another server keeps the group
  public Changed<GroupContent> change(ImAddress uri, Edit edit) {
    return publications.change(
        uri,
        current -> {
          refuseKept(uri, current);
          return edit.apply(current);
        });
  }

  private void refuseKept(ImAddress uri, @Nullable Group current) {
    if (keeper.keeps(uri, current != null)) {
      throw new GroupRefused(
          Reason.READ_ONLY, "group: " + uri + " is another server's (expected: a change there)");
    }
  }
}
