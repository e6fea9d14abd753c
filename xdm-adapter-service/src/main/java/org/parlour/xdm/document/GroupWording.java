package org.parlour.xdm.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.address.ImAddress;

/// Groups are told as [GroupDocument]s.
final class GroupWording implements Wording<GroupContent> {
  /// Instead of the group's URI, which is counted.
  private static final ImAddress NOBODY = ImAddress.parse("sip:nobody@invalid");

  /// What lengths and times may take more than in a record that has none.
  private static final int OVERHEAD = 64;

  /// The names of two fields, and what stands before them, their values and the whole.
  private static final int MEMBER_OVERHEAD = 32;

  @Override
  public String noun() {
    return "group";
  }

  @Override
  public GroupDocument command(
      Instant at, ImAddress uri, long version, @Nullable GroupContent content) {
    return new GroupDocument(at, uri, version, content == null ? null : content.definition());
  }

  /// Members are many and alike: they are counted, and the rest is written.
  @Override
  public int mostOctets(GroupContent content) {
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
      most += MEMBER_OVERHEAD + octets(member.address().toString());
      most += member.nickname() == null ? 0 : octets(member.nickname());
    }
    return (int) Math.min(most, Integer.MAX_VALUE);
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
