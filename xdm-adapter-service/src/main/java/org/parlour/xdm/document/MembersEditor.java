package org.parlour.xdm.document;

import static org.parlour.xdm.document.GroupNames.LISTS;
import static org.parlour.xdm.document.GroupNames.LIST_SERVICE;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.Splices;
import org.parlour.xdm.xml.XmlElement;

/// Writes members into the list of a group document. Entries that stay in their order stay as they
/// are written; new ones come behind them. Another order is a new list of entries.
final class MembersEditor {
  private final Splices splices;
  private final XmlElement list;
  private final String indent;
  private final Map<ImAddress, Known> entries = new LinkedHashMap<>();

  private record Known(XmlElement entry, @Nullable String nickname) {}

  /// @param members what the entries of `list` say, in their order
  MembersEditor(Splices splices, XmlElement list, List<Member> members) {
    this.splices = splices;
    this.list = list;
    List<XmlElement> current = list.children(LIST_SERVICE, "entry");
    this.indent =
        current.isEmpty() ? splices.space(list) + "  " : splices.space(current.getFirst());
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      entries.put(member.address(), new Known(current.get(i), member.nickname()));
    }
  }

  /// A whole list.
  ///
  /// @param indent what to write before its end
  static String list(XmlElement scope, String indent, List<Member> members) {
    StringBuilder text =
        new StringBuilder("<list").append(GroupNames.declarations(scope, "", "rl")).append('>');
    members.forEach(member -> text.append(indent).append("  ").append(entry(member, "")));
    return text.append(indent).append("</list>").toString();
  }

  void edit(List<Member> wanted) {
    boolean inOrder = keepsOrder(wanted);
    StringBuilder added = new StringBuilder();
    Set<ImAddress> kept = new HashSet<>();
    for (Member member : wanted) {
      Known known = entries.get(member.address());
      if (inOrder && known != null) {
        kept.add(member.address());
        rename(known, member.nickname());
      } else {
        added.append(indent).append(entry(member, GroupNames.declarations(list, "", "rl")));
      }
    }
    int place = list.contentStart();
    for (Map.Entry<ImAddress, Known> known : entries.entrySet()) {
      XmlElement entry = known.getValue().entry();
      if (!kept.contains(known.getKey())) {
        splices.remove(entry);
      }
      place = entry.end();
    }
    if (!added.isEmpty()) {
      splices.insert(place, added.toString());
    }
  }

  /// Whether those who stay do so in their order, before all new ones.
  private boolean keepsOrder(List<Member> wanted) {
    Iterator<ImAddress> before = entries.keySet().iterator();
    boolean added = false;
    for (Member member : wanted) {
      if (!entries.containsKey(member.address())) {
        added = true;
      } else if (added || !reaches(before, member.address())) {
        return false;
      }
    }
    return true;
  }

  private static boolean reaches(Iterator<ImAddress> addresses, ImAddress address) {
    while (addresses.hasNext()) {
      if (addresses.next().equals(address)) {
        return true;
      }
    }
    return false;
  }

  private void rename(Known known, @Nullable String nickname) {
    if (Objects.equals(known.nickname(), nickname)) {
      return;
    }
    XmlElement entry = known.entry();
    Optional<XmlElement> name = entry.child(LISTS, "display-name");
    name.ifPresent(element -> splices.replace(element.start(), element.end(), ""));
    if (nickname == null) {
      return;
    }
    String text = name(nickname, GroupNames.declarations(entry, "rl"));
    if (entry.isSelfClosing()) {
      splices.replace(
          entry.end() - 2, entry.end(), ">" + text + "</" + entry.qualifiedName() + ">");
    } else {
      splices.insert(entry.contentStart(), text);
    }
  }

  private static String entry(Member member, String declarations) {
    String uri = AttributeValue.escaped(member.address().toString());
    String start = "<entry" + declarations + " uri=\"" + uri + "\"";
    return member.nickname() == null
        ? start + "/>"
        : start + ">" + name(member.nickname(), "") + "</entry>";
  }

  private static String name(String nickname, String declarations) {
    return "<rl:display-name"
        + declarations
        + ">"
        + GroupNames.escaped(nickname)
        + "</rl:display-name>";
  }
}
