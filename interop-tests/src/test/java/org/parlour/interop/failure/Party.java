package org.parlour.interop.failure;

import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.interop.suite.ImUser;
import org.parlour.protocol.sdp.MsrpTransport;

/// A registered user of the reference client, who shares its threads with others.
final class Party extends ImUser {
  private Party(ClientRuntime runtime, CoreAddress core, ClientOptions options) {
    super(runtime, core, options);
  }

  static Party arrives(String name, ClientRuntime runtime, CoreAddress core) {
    return arrives(name, runtime, core, MsrpTransport.TCP);
  }

  /// @param by what MSRP is offered over
  static Party arrives(String name, ClientRuntime runtime, CoreAddress core, MsrpTransport by) {
    return new Party(
        runtime, core, ClientOptions.of(name, "example.org", "im.example.org").withMsrp(by));
  }
}
