package org.parlour.conference.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;

/// The group document that is in force. Immutable.
public final class StoredDocument implements StatePart {
  /// About as many members as take the memory of a leg.
  private static final int MEMBERS_A_PART = 8;

  private final long version;
  private final GroupDocument.Definition definition;

  /// Made when somebody asks; whoever made it first, it says the same.
  private @Nullable Map<ImAddress, Member> members;

  @JsonCreator
  public StoredDocument(
      @JsonProperty("version") long version,
      @JsonProperty("definition") GroupDocument.Definition definition) {
    this.version = version;
    this.definition = definition;
  }

  @JsonProperty("version")
  public long version() {
    return version;
  }

  @JsonProperty("definition")
  public GroupDocument.Definition definition() {
    return definition;
  }

  /// By canonical address, in no order.
  public Map<ImAddress, Member> members() {
    Map<ImAddress, Member> known = members;
    if (known == null) {
      Map<ImAddress, Member> found = new HashMap<>();
      for (Member member : definition.members()) {
        found.putIfAbsent(member.address().canonical(), member);
      }
      known = Map.copyOf(found);
      members = known;
    }
    return known;
  }

  /// What its members take in memory, in parts.
  int weight() {
    return definition.members().size() / MEMBERS_A_PART;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof StoredDocument other
        && version == other.version
        && definition.equals(other.definition);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(version);
  }

  @Override
  public String toString() {
    return "StoredDocument[version=" + version + ", definition=" + definition + "]";
  }
}
