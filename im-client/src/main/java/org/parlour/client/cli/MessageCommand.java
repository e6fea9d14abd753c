package org.parlour.client.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.ImClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `parlour message`.
@Command(name = "message", description = "Send one pager message to users or to a group.")
final class MessageCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 30;

  @Mixin CoreOptions core = new CoreOptions();

  @Option(names = "--user", required = true, description = "your name, for example alice")
  String user = "";

  @Option(names = "--password", description = "default: your name")
  @Nullable String password;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TO",
      description = "users, for example bob,carol, or a group, for example sip:team@im.example.org")
  String to = "";

  @Option(names = "--anonymous", description = "hide who you are from the others")
  boolean anonymous;

  @Parameters(paramLabel = "TEXT", description = "what to say")
  String text = "";

  @Override
  public Integer call() throws Exception {
    ClientOptions options = core.options(user, password);
    PagerTarget target = PagerTarget.parse(to, core);
    try (ClientRuntime runtime = new ClientRuntime(1, core.tap());
        ClientNode node = core.node(runtime)) {
      ImClient client =
          core.register(node, anonymous ? options.withAnonymity() : options, event -> {});
      target.send(client, text).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      System.out.println("sent to " + to);
      client.unregister().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return 0;
    }
  }
}
