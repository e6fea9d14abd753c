package org.parlour.xdm.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.Precondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/// Makes `lobby`, open to all, who may also expel, and whose members get its pager messages, and
/// `team`, whose members are invited, where they are missing; a group that somebody changed stays
/// as it is. The service is not ready before.
final class DemoGroups implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(DemoGroups.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final GroupDocuments groups;
  private final ImDomain domain;
  private final String usersDomain;

  DemoGroups(GroupDocuments groups, ImDomain domain, String usersDomain) {
    this.groups = groups;
    this.domain = domain;
    this.usersDomain = usersDomain;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try (ScheduledExecutorService attempts = Executors.newSingleThreadScheduledExecutor()) {
      var _ = attempts.scheduleWithFixedDelay(() -> attempt(done), 0, 1, TimeUnit.SECONDS);
      done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .whenComplete((_, _) -> attempts.shutdownNow())
          .join();
    }
  }

  /// A change that another process left unsettled, or a Kafka that is not there yet, passes.
  private void attempt(CompletableFuture<Void> done) {
    try {
      definitions().forEach(this::makeIfMissing);
      done.complete(null);
    } catch (GroupRefused e) {
      if (e.reason() == Reason.READ_ONLY || e.reason() == Reason.UNREACHABLE) {
        LOG.info("no demo groups: another server keeps the groups");
        done.complete(null);
        return;
      }
      LOG.warn("demo groups: again in a second: {}", e.getMessage());
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void makeIfMissing(ImAddress uri, Definition definition) {
    if (groups.find(uri).isEmpty()) {
      groups.put(uri, null, definition, new Precondition.Absent());
    }
  }

  private Map<ImAddress, Definition> definitions() {
    return Map.of(
        ImAddress.sip("lobby", domain.host()),
        new Definition(
            "Lobby",
            members("alice", "bob", "carol", "dave", "erin"),
            false,
            null,
            true,
            List.of(GroupRule.forEverybody().and(GroupAction.ALLOW_EXPELLING)),
            null,
            null),
        ImAddress.sip("team", domain.host()),
        new Definition("Team", members("alice", "bob", "carol"), true, null, false));
  }

  private List<Member> members(String... users) {
    return Stream.of(users)
        .map(user -> new Member(ImAddress.sip(user, usersDomain), null))
        .toList();
  }
}
