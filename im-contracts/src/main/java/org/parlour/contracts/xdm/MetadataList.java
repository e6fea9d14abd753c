package org.parlour.contracts.xdm;

/// The documents of a user in which this server keeps metadata (reference §11.1).
public enum MetadataList {
  /// What was recorded.
  CONVERSATIONS("org.openmobilealliance.conv-history", "conv-history"),
  /// What waits for the user.
  DEFERRED("org.openmobilealliance.deferred-list", "deferred-list");

  private final String auid;
  private final String document;

  MetadataList(String auid, String document) {
    this.auid = auid;
    this.document = document;
  }

  /// The application usage.
  public String auid() {
    return auid;
  }

  /// The document's name in the user's tree.
  public String document() {
    return document;
  }
}
