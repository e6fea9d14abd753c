package org.parlour.interop.suite;

import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;

/// A user whose client has threads of its own, and who keeps every SIP message that reached it.
public abstract class TappedUser extends ImUser {
  private final ClientRuntime runtime;
  private final IncomingSip received;

  protected TappedUser(CoreAddress core, ClientOptions options) {
    this(new IncomingSip(), core, options);
  }

  private TappedUser(IncomingSip received, CoreAddress core, ClientOptions options) {
    this(new ClientRuntime(1, received), received, core, options);
  }

  private TappedUser(
      ClientRuntime runtime, IncomingSip received, CoreAddress core, ClientOptions options) {
    super(runtime, core, options);
    this.runtime = runtime;
    this.received = received;
  }

  protected final IncomingSip received() {
    return received;
  }

  @Override
  public final void close() {
    super.close();
    runtime.close();
  }
}
