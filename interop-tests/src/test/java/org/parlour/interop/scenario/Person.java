package org.parlour.interop.scenario;

import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.media.MediaIdentity;
import org.parlour.client.transport.WireTap;
import org.parlour.interop.suite.ImUser;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.sdp.MsrpTransport;

/// A user with a client, for stories.
final class Person extends ImUser {
  private final ClientRuntime runtime;

  private Person(ClientRuntime runtime, CoreAddress core, ClientOptions options) {
    super(runtime, core, options);
    this.runtime = runtime;
  }

  /// Registers at the suite's lab core, over TCP.
  ///
  /// @param name any: the lab core knows every user
  static Person arrives(String name, RunningSuite suite) {
    return arrives(name, suite, MsrpTransport.TCP, new MediaIdentity());
  }

  static Person arrives(String name, CoreAddress core) {
    return arrives(name, core, MsrpTransport.TCP, new MediaIdentity());
  }

  /// @param by what MSRP is offered over
  static Person arrives(String name, RunningSuite suite, MsrpTransport by, MediaIdentity shown) {
    return arrives(name, labCore(suite), by, shown);
  }

  private static Person arrives(
      String name, CoreAddress core, MsrpTransport by, MediaIdentity shown) {
    return new Person(
        new ClientRuntime(1, WireTap.NONE, shown),
        core,
        ClientOptions.of(name, "example.org", "im.example.org").withMsrp(by));
  }

  @Override
  public void close() {
    super.close();
    runtime.close();
  }
}
