package org.parlour.xdm.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.protocol.address.ImAddress;

/// Groups are told as [GroupDocument]s.
final class GroupWording implements Wording<GroupContent> {
  @Override
  public String noun() {
    return "group";
  }

  @Override
  public GroupDocument command(
      Instant at, ImAddress uri, long version, @Nullable GroupContent content) {
    return new GroupDocument(at, uri, version, content == null ? null : content.definition());
  }
}
