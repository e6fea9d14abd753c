package org.parlour.client.cli;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientListener;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.ImClient;
import org.parlour.client.media.MediaIdentity;
import org.parlour.client.transport.WireTap;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.MsrpTransport;
import picocli.CommandLine.Option;

/// Where the service is; the same for every command.
final class CoreOptions {
  @Option(
      names = "--core",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:5060",
      description = "the SIP core (default: ${DEFAULT-VALUE})")
  String core = "127.0.0.1:5060";

  @Option(
      names = "--transport",
      paramLabel = "tcp|udp",
      defaultValue = "tcp",
      description = "how to talk to it (default: ${DEFAULT-VALUE})")
  String transport = "tcp";

  @Option(
      names = "--domain",
      defaultValue = "example.org",
      description = "the users' domain (default: ${DEFAULT-VALUE})")
  String domain = "example.org";

  @Option(
      names = "--im-domain",
      defaultValue = "im.example.org",
      description = "the IM server's domain (default: ${DEFAULT-VALUE})")
  String imDomain = "im.example.org";

  @Option(
      names = "--msrp",
      paramLabel = "tcp|tls|ws|wss",
      defaultValue = "tcp",
      description = "what MSRP is offered over (default: ${DEFAULT-VALUE})")
  String msrp = "tcp";

  @Option(
      names = "--msrp-trust",
      paramLabel = "FILE",
      description = "PEM file of authorities for MSRP over TLS (default: those of the JDK)")
  @Nullable Path msrpTrust;

  @Option(names = "--trace", description = "print every SIP and MSRP message")
  boolean trace;

  CoreAddress address() throws CommandFailure {
    int colon = core.lastIndexOf(':');
    try {
      String host = colon < 0 ? core : core.substring(0, colon);
      int port = colon < 0 ? 5060 : Integer.parseInt(core.substring(colon + 1));
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new CommandFailure(2, "--core " + core + ": no such host");
      }
      return new CoreAddress(
          address, CoreAddress.Transport.valueOf(transport.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          2, "--core " + core + " --transport " + transport + " (expected: host:port, tcp or udp)");
    }
  }

  /// A user's address: a bare name belongs to the users' domain.
  ImAddress user(String name) throws CommandFailure {
    return address(name, domain);
  }

  /// A group's address: a bare name belongs to the IM domain.
  ImAddress group(String name) throws CommandFailure {
    return address(name, imDomain);
  }

  private static ImAddress address(String name, String host) throws CommandFailure {
    String text = name.strip();
    try {
      if (text.startsWith("sip:") || text.startsWith("sips:") || text.startsWith("tel:")) {
        return ImAddress.parse(text);
      }
      return ImAddress.parse("sip:" + (text.indexOf('@') < 0 ? text + '@' + host : text));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(2, name + " is no user (expected: a name, or sip:name@domain)");
    }
  }

  /// What a user of the suite is: the password defaults to the name.
  ClientOptions options(String user, @Nullable String password) throws CommandFailure {
    ImAddress address = user(user);
    ClientOptions options =
        ClientOptions.of(address.user(), address.host(), imDomain).withMsrp(msrp());
    return password == null ? options : options.withPassword(password);
  }

  private MsrpTransport msrp() throws CommandFailure {
    try {
      return MsrpTransport.valueOf(msrp.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(2, "--msrp " + msrp + " (expected: tcp, tls, ws or wss)");
    }
  }

  /// Threads for clients.
  ClientRuntime runtime(int threads, WireTap tap) {
    return new ClientRuntime(threads, tap, new MediaIdentity(msrpTrust));
  }

  WireTap tap() {
    return trace ? new TracePrinter(System.out) : WireTap.NONE;
  }

  ClientNode node(ClientRuntime runtime) throws CommandFailure, InterruptedException {
    return node(runtime, false);
  }

  /// A connection to the core; says so when nobody listens there.
  ClientNode node(ClientRuntime runtime, boolean sharedMedia)
      throws CommandFailure, InterruptedException {
    CoreAddress address = address();
    try {
      return runtime.open(address, sharedMedia).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | CompletionException e) {
      if (Failures.cause(e) instanceof ConnectException) {
        throw Failures.unreachable(address);
      }
      throw new CommandFailure(Failures.FAILED, Failures.text(e));
    } catch (TimeoutException e) {
      throw Failures.unreachable(address);
    }
  }

  /// A client that is registered.
  ImClient register(ClientNode node, ClientOptions options, ClientListener listener)
      throws CommandFailure, InterruptedException {
    ImClient client = new ImClient(node, options, listener);
    try {
      client.register().get(10, TimeUnit.SECONDS);
      return client;
    } catch (ExecutionException e) {
      throw new CommandFailure(Failures.FAILED, Failures.text(e));
    } catch (TimeoutException e) {
      throw Failures.unreachable(node.core());
    }
  }
}
