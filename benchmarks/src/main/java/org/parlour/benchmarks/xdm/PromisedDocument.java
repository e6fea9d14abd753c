package org.parlour.benchmarks.xdm;

/// A document and the words that the service has for it and for a change of it.
///
/// @param owner whose document it is, who changes it
/// @param path of the document
/// @param change what the audit trail says of each change
record PromisedDocument(String owner, String path, String change) {
  private static final String LIST = AuditText.of(Documents.list(0), Documents.list(1));
  private static final String GROUP = AuditText.of(Documents.group(0, 0), Documents.group(0, 1));

  static PromisedDocument list(int client) {
    String owner = owner(client);
    return new PromisedDocument(owner, "resource-lists/users/" + owner + "/index", LIST);
  }

  static PromisedDocument group(int client) {
    String owner = owner(client);
    String path = "org.openmobilealliance.groups/users/" + owner + "/g" + client;
    return new PromisedDocument(owner, path, GROUP);
  }

  private static String owner(int client) {
    return "sip:u" + client + "@example.org";
  }
}
