package org.parlour.client.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.parlour.client.load.JoinStorm;
import org.parlour.protocol.address.ImAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parlour load join`.
@Command(
    name = "join",
    description = {
      "Have many users join one group within moments; all of them watch who is there.",
      "Fails unless everybody joins and sees everybody."
    })
final class LoadJoinCommand implements Callable<Integer> {
  @Mixin LoadOptions load = new LoadOptions();
  @Mixin GroupMaker maker = new GroupMaker();

  @Option(names = "--participants", defaultValue = "200", description = "who join (default: 200)")
  int participants = 200;

  @Option(
      names = "--within",
      defaultValue = "2s",
      converter = LoadOptions.Seconds.class,
      description = "the joins are spread over it (default: 2s)")
  Duration within = Duration.ofSeconds(2);

  @Option(names = "--times", defaultValue = "1", description = "one after another (default: 1)")
  int times = 1;

  @Override
  public Integer call() throws Exception {
    ImAddress group = load.core.group("load-join");
    maker.make(group, List.of(), true);
    boolean clean = true;
    for (int i = 0; i < times; i++) {
      JoinStorm.Plan plan =
          new JoinStorm.Plan(
              group, participants, within, load.connections, load.timeout, load.pids);
      try (JoinStorm storm = JoinStorm.prepare(plan, load)) {
        storm.run().forEach(System.out::println);
        clean &= storm.isClean();
      }
    }
    return clean ? 0 : Failures.FAILED;
  }
}
