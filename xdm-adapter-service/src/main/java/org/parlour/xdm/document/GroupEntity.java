package org.parlour.xdm.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.XmlDocument;

/// The row of a group, to be read.
@Entity
@Table(schema = "xdm", name = "group_document")
class GroupEntity {
  @Id private String uri;

  private long version;

  private String xui;

  private String name;

  private Instant updated;

  private byte[] body;

  /// What lists show and search.
  @Column(name = "display_name")
  private @Nullable String displayName;

  @SuppressWarnings("NullAway.Init")
  protected GroupEntity() {}

  Group toRecord() {
    GroupContent content = GroupContent.stored(new GroupPlace(xui, name), XmlDocument.stored(body));
    return new Group(ImAddress.parse(uri), version, updated, content);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof GroupEntity other && uri.equals(other.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }
}
