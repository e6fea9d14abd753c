package org.parlour.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parlour demo`.
@Command(
    name = "demo",
    description = {
      "Alice invites Bob and Carol, all three chat, Bob watches who is there, Carol leaves, the"
          + " session ends, and the history shows who said what when.",
      "Exit code 0 only when all of it was seen."
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin CoreOptions core = new CoreOptions();

  @Option(
      names = "--history",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8083",
      description = "the history service (default: ${DEFAULT-VALUE}); empty: leave it out")
  String history = "";

  @Option(
      names = "--login",
      paramLabel = "USER:PASSWORD",
      defaultValue = "admin:admin",
      description = "for the history service (default: ${DEFAULT-VALUE})")
  String login = "admin:admin";

  @Override
  public Integer call() throws Exception {
    return new Demo(core, history, login).run();
  }
}
