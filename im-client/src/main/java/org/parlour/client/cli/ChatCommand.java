package org.parlour.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.ImClient;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parlour chat`.
@Command(
    name = "chat",
    description = "Chat as a user: invite others, join a group, or wait to be invited.")
final class ChatCommand implements Callable<Integer> {
  @Mixin CoreOptions core = new CoreOptions();

  @Option(names = "--user", required = true, description = "your name, for example alice")
  String user = "";

  @Option(names = "--password", description = "default: your name")
  @Nullable String password;

  @Option(
      names = "--invite",
      split = ",",
      paramLabel = "USER",
      description = "whom to invite, for example bob,carol")
  List<String> invite = List.of();

  @Option(
      names = "--join",
      paramLabel = "GROUP",
      description = "a group or a session to join, for example lobby")
  @Nullable String join;

  @Option(names = "--subject", description = "what it is about")
  @Nullable String subject;

  @Option(names = "--anonymous", description = "hide who you are from the others")
  boolean anonymous;

  @Option(names = "--ask", description = "ask before joining when invited")
  boolean ask;

  @Override
  public Integer call() throws Exception {
    ClientOptions options = core.options(user, password);
    List<Recipient> recipients = new ArrayList<>();
    for (String name : invite) {
      recipients.add(Recipient.to(core.user(name)));
    }
    ImAddress group = join == null ? null : core.group(join);
    try (ClientRuntime runtime = core.runtime(1, core.tap());
        ClientNode node = core.node(runtime);
        ChatWindow window = new ChatWindow()) {
      Chat chat = new Chat(window, core, ask);
      ImClient client = core.register(node, anonymous ? options.withAnonymity() : options, chat);
      chat.begin(client);
      if (group != null) {
        chat.join(group, subject);
      } else if (!recipients.isEmpty()) {
        chat.invite(recipients, subject);
      } else {
        window.note("You are " + options.user() + ". Waiting to be invited; /help for help.");
      }
      chat.talk();
      return 0;
    }
  }
}
