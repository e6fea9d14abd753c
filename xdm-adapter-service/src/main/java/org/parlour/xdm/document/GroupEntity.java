package org.parlour.xdm.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.XmlDocument;

/// The row of a group. Who changes it holds the group's row of `group_publication`.
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
  GroupEntity(ImAddress uri) {
    this.uri = uri.canonical().toString();
  }

  @SuppressWarnings("NullAway.Init")
  protected GroupEntity() {}

  void define(long newVersion, GroupContent content) {
    if (newVersion <= version) {
      throw new IllegalArgumentException(
          "version: " + newVersion + " (expected: > " + version + ")");
    }
    version = newVersion;
    xui = content.place().xui();
    name = content.place().name();
    updated = Instant.now();
    body = content.document().octets();
    displayName = content.definition().displayName();
  }

  GroupPlace place() {
    return new GroupPlace(xui, name);
  }

  /// The document as it is stored.
  String text() {
    return new String(body, UTF_8);
  }

  Group toRecord() {
    GroupContent content = GroupContent.stored(place(), XmlDocument.stored(body));
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
