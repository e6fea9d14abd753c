package org.parlour.xdm.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;

/// Groups are told as [GroupDocument]s, with the users in lists elsewhere. Thread-safe; blocks
/// while such a list is read.
final class GroupWording implements Wording<GroupContent> {
  /// Instead of the group's URI, which is counted.
  private static final ImAddress NOBODY = ImAddress.parse("sip:nobody@invalid");

  /// What lengths and times may take more than in a record that has none.
  private static final int OVERHEAD = 64;

  /// The names of two fields, and what stands before them, their values and the whole.
  private static final int MEMBER_OVERHEAD = 32;

  private final ReferredLists lists;
  private final int maxMembers;
  private final int maxInvited;

  /// @param maxMembers of a group, those in lists elsewhere included
  /// @param maxInvited of them when its session starts
  GroupWording(ReferredLists lists, int maxMembers, int maxInvited) {
    this.lists = lists;
    this.maxMembers = maxMembers;
    this.maxInvited = maxInvited;
  }

  @Override
  public String noun() {
    return "group";
  }

  @Override
  public GroupDocument command(
      Instant at, ImAddress uri, long version, @Nullable GroupContent content) {
    return new GroupDocument(at, uri, version, content == null ? null : inForce(uri, content));
  }

  /// What sessions obey, with the users in lists elsewhere as they are now.
  Definition inForce(ImAddress uri, GroupContent content) {
    Definition said = content.definition();
    if (!content.mayRefer()) {
      return said;
    }
    Integer most = said.maxParticipants();
    boolean allInvited = said.inviteMembers() && (most == null || most > maxInvited);
    String xui = content.place().xui();
    return new Enlistment(
            lists,
            xui.equals(GroupPlace.ofItsOwn(uri.canonical()).xui()) ? null : xui,
            Math.max(0, (allInvited ? maxInvited : maxMembers) - said.members().size()),
            TopicCatalogue.SIGNALLING.maxRecordBytes()
                - Publications.RECORD_OVERHEAD
                - said(content))
        .of(content);
  }

  /// Lists elsewhere never make it longer than a record may be.
  @Override
  public int mostOctets(GroupContent content) {
    return said(content);
  }

  /// Members are many and alike: they are counted, and the rest is written.
  private static int said(GroupContent content) {
    Definition all = content.definition();
    Definition rest =
        new Definition(
            all.displayName(),
            List.of(),
            all.inviteMembers(),
            all.maxParticipants(),
            all.openToAll(),
            all.rules(),
            all.maxDuration(),
            all.subject());
    GroupDocument document = new GroupDocument(Instant.EPOCH, NOBODY, Long.MAX_VALUE, rest);
    long most = RecordCodec.encode(SignallingInput.class, document).length + OVERHEAD;
    most += octets(content.uri());
    for (Member member : all.members()) {
      most += octets(member.address());
      most += member.nickname() == null ? 0 : octets(member.nickname());
    }
    return (int) Math.min(most, Integer.MAX_VALUE);
  }

  /// Of one member.
  static long octets(ImAddress member) {
    return MEMBER_OVERHEAD + octets(member.toString());
  }

  /// At least those of UTF-8.
  private static long octets(String text) {
    long octets = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      octets += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
    }
    return octets;
  }
}
