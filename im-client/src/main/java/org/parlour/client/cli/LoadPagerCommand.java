package org.parlour.client.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.parlour.client.load.ImcRooms;
import org.parlour.client.load.PagerPlan;
import org.parlour.client.load.PagerRun;
import org.parlour.protocol.address.ImAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parlour load pager`.
@Command(
    name = "pager",
    description = {
      "Send pager messages to groups at a given rate, however slow the server is (open loop).",
      "Fails when a message is refused, or a copy is missing or comes twice."
    })
final class LoadPagerCommand implements Callable<Integer> {
  @Mixin LoadOptions load = new LoadOptions();
  @Mixin LastingOptions time = new LastingOptions();
  @Mixin GroupMaker maker = new GroupMaker();

  @Option(names = "--rate", defaultValue = "50", description = "messages a second (default: 50)")
  double rate = 50;

  @Option(names = "--groups", defaultValue = "20", description = "groups (default: 20)")
  int groups = 20;

  @Option(names = "--members", defaultValue = "10", description = "of each (default: 10)")
  int members = 10;

  @Option(
      names = "--imc",
      description = {
        "the server is Kamailio with its module imc: groups are made by",
        "words in messages, and --xdm is not asked"
      })
  boolean imc;

  @Override
  public Integer call() throws Exception {
    List<ImAddress> addresses = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      addresses.add(load.core.group("load-pager-" + i));
    }
    PagerPlan plan = plan(rate, time.duration, addresses);
    if (imc) {
      ImcRooms.make(plan, load);
    } else {
      make(plan);
    }
    if (!time.warmUp.isZero()) {
      System.out.printf("warming up, %.0f messages/s%n", rate / 2);
      try (PagerRun run = PagerRun.prepare(plan(rate / 2, time.warmUp, addresses), load)) {
        var _ = run.run(System.out::println);
      }
    }
    try (PagerRun run = PagerRun.prepare(plan, load)) {
      run.run(System.out::println).forEach(System.out::println);
      return run.isClean() ? 0 : Failures.FAILED;
    }
  }

  private void make(PagerPlan plan) throws CommandFailure, InterruptedException {
    for (int i = 0; i < groups; i++) {
      List<ImAddress> listed = new ArrayList<>();
      for (String name : plan.members(i)) {
        listed.add(load.core.user(name));
      }
      maker.make(plan.groups().get(i), listed, false);
    }
  }

  private PagerPlan plan(double messagesASecond, Duration lasting, List<ImAddress> addresses) {
    return new PagerPlan(
        messagesASecond, lasting, addresses, members, load.connections, load.timeout, load.pids);
  }
}
