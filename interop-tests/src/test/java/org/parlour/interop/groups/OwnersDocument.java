package org.parlour.interop.groups;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;

/// The document of a group in the tree of its owner, who changes it by XCAP.
final class OwnersDocument {
  private final OwnersTree tree;
  private final String ruleset;

  /// @param owner a demo user
  OwnersDocument(RunningSuite suite, ImAddress owner, ImAddress group) {
    this.tree = new OwnersTree(suite, owner);
    this.ruleset =
        tree.at(
            "org.openmobilealliance.groups",
            group.user()
                + "/~~/group/list-service/cp:ruleset"
                + "?xmlns(cp=urn:ietf:params:xml:ns:common-policy)");
  }

  /// From now on nobody else may take part.
  void letsJoinOnly(Guest... guests) {
    String ones =
        Arrays.stream(guests)
            .map(guest -> "<cp:one id=\"" + guest.address() + "\"/>")
            .collect(Collectors.joining());
    tree.put(
        ruleset,
        "application/xcap-el+xml",
        """
        <cp:ruleset xmlns="urn:oma:xml:poc:list-service"
            xmlns:cp="urn:ietf:params:xml:ns:common-policy">
          <cp:rule id="named">
            <cp:conditions><cp:identity>%s</cp:identity></cp:conditions>
            <cp:actions>
              <allow-initiate-conference>true</allow-initiate-conference>
              <join-handling>true</join-handling>
            </cp:actions>
          </cp:rule>
        </cp:ruleset>\
        """
            .formatted(ones));
  }
}
