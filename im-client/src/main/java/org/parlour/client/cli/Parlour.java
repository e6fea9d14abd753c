package org.parlour.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/// The program's entry.
@Command(
    name = "parlour",
    description = "Chat, show and load the Parlour IM server.",
    mixinStandardHelpOptions = true,
    version = "parlour 0.1.0",
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ChatCommand.class,
      MessageCommand.class,
      DemoCommand.class,
      TraceCommand.class,
      LoadCommand.class
    },
    footer = {
      "",
      "The suite must be running: mvn spring-boot:run",
      "Then, in two terminals:",
      "  ./parlour chat --user bob",
      "  ./parlour chat --user alice --invite bob"
    })
public final class Parlour {
  private Parlour() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// Runs one command and returns its exit code.
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new Parlour());
    line.setExecutionExceptionHandler((failure, command, parsed) -> Failures.tell(failure));
    line.setUsageHelpAutoWidth(true);
    if (arguments.length == 0) {
      line.usage(System.out);
      return 2;
    }
    return line.execute(arguments);
  }
}
