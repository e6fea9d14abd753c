package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.interop.suite.SuiteExtension;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// A group whose members stand in a list of its owner.
@ExtendWith(SuiteExtension.class)
class GroupListsIT {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final String name = "list-" + Tokens.random(8).toLowerCase(Locale.ROOT);
  private final OwnersTree tree;
  private final String list;
  private final RunningSuite suite;

  GroupListsIT(RunningSuite suite) {
    this.suite = suite;
    this.tree = new OwnersTree(suite, ImAddress.sip("dave", "example.org"));
    this.list = tree.at("resource-lists", name);
  }

  private void friends(Guest... guests) {
    tree.put(
        list,
        "application/resource-lists+xml",
        Arrays.stream(guests)
            .map(guest -> "<entry uri=\"" + guest.address() + "\"/>")
            .collect(
                Collectors.joining(
                    "",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">"
                        + "<list name=\"friends\">",
                    "</list></resource-lists>")));
  }

  private ImAddress group() {
    ImAddress group = ImAddress.sip(name, "im.example.org");
    tree.put(
        tree.at("org.openmobilealliance.groups", name),
        "application/vnd.oma.poc.groups+xml",
        """
        <group xmlns="urn:oma:xml:poc:list-service"><list-service uri="%s">
          <list><external anchor="%s/~~/resource-lists/list%%5B@name=%%22friends%%22%%5D"/></list>
        </list-service></group>"""
            .formatted(group, list));
    return group;
  }

  @Test
  @Spec({"8.3.2.1-5b", "D-06", "7.2.1.3-4"})
  void whoStandsInTheListIsAMemberAsLongAsItStandsThere() {
    try (Guest ann = Guest.arrives("list-ann", suite);
        Guest ben = Guest.arrives("list-ben", suite);
        Guest cat = Guest.arrives("list-cat", suite)) {
      friends(ann, ben);
      ImAddress group = group();
      ann.joins(group);
      ImSession bens = ben.joins(group);
      assertThat(cat.isRefusedBy(group)).contains("403", "joining not allowed");
      Guest.outcome("a message to the list", ann.client().sendPager(group, "to my friends"));
      ben.getsMessage("to my friends");
      assertThat(cat.messages()).isEmpty();

      long from = System.nanoTime();
      friends(ann, cat);
      ben.seesTheEndOf(bens);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
      System.out.printf("expelled %d ms after the change of the list%n", millis);
      assertThat(millis).isLessThan(SOON.toMillis());
      cat.joins(group);
    }
  }
}
