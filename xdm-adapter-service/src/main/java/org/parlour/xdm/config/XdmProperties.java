package org.parlour.xdm.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param demoGroups makes the demo groups at start, where they are missing
/// @param demoUsersDomain of the demo groups' members
/// @param maxMembers of one group
/// @param maxInvited of the members of one group when its session starts: each is a dialog of the
///     same decision
/// @param pageLimit the largest page that one may ask for
/// @param importMaxBytes of one file of groups
/// @param publishPatience a write waits so long for Kafka's acknowledgement, then it is undone and
///     answered 503; longer than `im.kafka.delivery-timeout`, so that nothing is on its way then
/// @param settleMargin a publication whose writer was not heard of is undone so long after its
///     patience: longer than a pause of this process or the database
/// @param correctionInterval between looks for publications to undo
@ConfigurationProperties("im.xdm")
public record XdmProperties(
    @DefaultValue("false") boolean demoGroups,
    @DefaultValue("example.org") String demoUsersDomain,
    @DefaultValue("10000") int maxMembers,
    @DefaultValue("2000") int maxInvited,
    @DefaultValue("200") int pageLimit,
    @DefaultValue("16777216") int importMaxBytes,
    @DefaultValue("6s") Duration publishPatience,
    @DefaultValue("20s") Duration settleMargin,
    @DefaultValue("1s") Duration correctionInterval) {
  public XdmProperties {
    require("max-members", maxMembers, 1, 20_000);
    require("max-invited", maxInvited, 1, 2500);
    require("page-limit", pageLimit, 1, 1000);
    require("import-max-bytes", importMaxBytes, 1024, 256 * 1024 * 1024);
    require("publish-patience in ms", publishPatience.toMillis(), 100, 60_000);
    require("settle-margin in ms", settleMargin.toMillis(), 100, 600_000);
    require("correction-interval in ms", correctionInterval.toMillis(), 10, 60_000);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "im.xdm." + name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
