package org.parlour.xdm.support;

/// Documents for tests, with their places and media types.
public final class Samples {
  public static final String LISTS = "application/resource-lists+xml";
  public static final String GROUP = "application/vnd.oma.poc.groups+xml";

  /// Where alice has her lists.
  public static final String TREE = "resource-lists/users/sip:alice@example.org/";

  public static final String GROUPS = "org.openmobilealliance.groups/";

  public static final String TEXT =
      """
      <?xml version='1.0' encoding="UTF-8"?>
      <!-- é -->
      <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
        <list name="friends" >
          <entry uri="sip:bob@example.org"/>
        </list>
      </resource-lists>
      """;

  private Samples() {}

  /// A group of alice and bob.
  ///
  /// @param user of its identity
  public static String group(String user) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <group xmlns="urn:oma:xml:poc:list-service" xmlns:rl='urn:ietf:params:xml:ns:resource-lists'>
          <list-service  uri="sip:%s@im.example.org">
            <list><!-- us -->
              <entry uri="sip:alice@example.org"/>
              <entry uri="sip:bob@example.org"><rl:display-name>Bobby</rl:display-name></entry>
            </list>
            <invite-members>true</invite-members>
          </list-service>
        </group>
        """
        .formatted(user);
  }
}
