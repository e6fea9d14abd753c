package org.parlour.xdm.document;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;

/// The row of a group. Who changes it holds the group's row of `group_publication`.
@Entity
@Table(schema = "xdm", name = "group_document")
class GroupEntity {
  @Id private String uri;

  private long version;

  @Column(name = "display_name")
  private @Nullable String displayName;

  @ElementCollection
  @CollectionTable(
      schema = "xdm",
      name = "group_member",
      joinColumns = @JoinColumn(name = "group_uri"))
  @OrderColumn(name = "position")
  @BatchSize(size = 200)
  private List<MemberRow> members = new ArrayList<>();

  @Column(name = "invite_members")
  private boolean inviteMembers;

  @Column(name = "max_participants")
  private @Nullable Integer maxParticipants;

  @Column(name = "open_to_all")
  private boolean openToAll;

  /// JSON of [RuleForm].
  private @Nullable String rules;

  @Column(name = "max_duration")
  private @Nullable Integer maxDuration;

  private @Nullable String subject;

  GroupEntity(ImAddress uri) {
    this.uri = uri.canonical().toString();
  }

  @SuppressWarnings("NullAway.Init")
  protected GroupEntity() {}

  void define(long newVersion, Definition definition) {
    if (newVersion <= version) {
      throw new IllegalArgumentException(
          "version: " + newVersion + " (expected: > " + version + ")");
    }
    version = newVersion;
    displayName = definition.displayName();
    members = new ArrayList<>(definition.members().stream().map(MemberRow::new).toList());
    inviteMembers = definition.inviteMembers();
    maxParticipants = definition.maxParticipants();
    openToAll = definition.openToAll();
    rules = RuleForm.written(definition.rules());
    maxDuration = definition.maxDuration();
    subject = definition.subject();
  }

  Group toRecord() {
    return new Group(
        ImAddress.parse(uri),
        version,
        new Definition(
            displayName,
            members.stream().map(MemberRow::toRecord).toList(),
            inviteMembers,
            maxParticipants,
            openToAll,
            RuleForm.read(rules),
            maxDuration,
            subject));
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
