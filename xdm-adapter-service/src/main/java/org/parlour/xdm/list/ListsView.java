package org.parlour.xdm.list;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.xml.XmlCharacters;

/// The lists of a document as JSON, both ways.
///
/// @param lists in order
/// @param partial only in answers: the document says more than this, and is changed as XML only
record ListsView(
    @Nullable List<@Nullable ListView> lists,
    @Schema(accessMode = Schema.AccessMode.READ_ONLY, example = "false")
        @Nullable Boolean partial) {

  /// @param name differs from those of the other lists; missing in answers only
  /// @param entries missing is none
  record ListView(
      @Schema(example = "friends") @Nullable String name,
      @Schema(example = "My friends") @Nullable String displayName,
      @Nullable List<@Nullable EntryView> entries) {}

  /// @param address a sip, sips or tel URI; canonical in answers
  record EntryView(
      @Schema(example = "sip:bob@example.org") @Nullable String address,
      @Schema(example = "Bob") @Nullable String displayName) {}

  static ListsView of(List<UserList> lists, boolean partial) {
    return new ListsView(lists.stream().<@Nullable ListView>map(ListsView::list).toList(), partial);
  }

  private static ListView list(UserList list) {
    return new ListView(
        list.name(),
        list.displayName(),
        list.entries().stream()
            .<@Nullable EntryView>map(entry -> new EntryView(entry.address(), entry.displayName()))
            .toList());
  }

  /// The lists that are asked for: addresses canonical, names without blanks around them.
  ///
  /// @throws GroupRefused with `INVALID`
  List<UserList> checked() {
    if (lists == null) {
      throw invalid("lists: missing (expected: an array)");
    }
    Set<String> names = new HashSet<>();
    List<UserList> checked = new ArrayList<>();
    for (ListView list : lists) {
      String name = list == null ? null : text("name", list.name());
      if (list == null || name == null) {
        throw invalid("lists: one without a name (expected: each with one)");
      }
      if (!names.add(name)) {
        throw invalid("lists: " + name + " stands there twice (expected: once)");
      }
      checked.add(new UserList(name, text("displayName", list.displayName()), entries(list)));
    }
    return checked;
  }

  private static List<UserList.Entry> entries(ListView list) {
    Set<String> seen = new HashSet<>();
    List<UserList.Entry> entries = new ArrayList<>();
    for (EntryView given : requireNonNullElse(list.entries(), List.<@Nullable EntryView>of())) {
      EntryView entry = requireNonNullElse(given, new EntryView(null, null));
      String address = GroupRules.address("address", entry.address()).canonical().toString();
      if (!seen.add(address)) {
        throw invalid(
            "entries: " + address + " stands twice in " + list.name() + " (expected: once)");
      }
      entries.add(new UserList.Entry(address, text("displayName", entry.displayName())));
    }
    return entries;
  }

  /// Null for what says nothing.
  private static @Nullable String text(String what, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (!text.codePoints().allMatch(XmlCharacters::isXml)) {
      throw invalid(what + ": has a character that XML has not (expected: none)");
    }
    return text.strip();
  }

  private static GroupRefused invalid(String detail) {
    return new GroupRefused(Reason.INVALID, detail);
  }
}
