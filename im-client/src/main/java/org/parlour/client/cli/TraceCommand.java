package org.parlour.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `parlour trace`: the demo with every byte.
@Command(name = "trace", description = "Run the demo and print every SIP and MSRP message.")
final class TraceCommand implements Callable<Integer> {
  @Mixin CoreOptions core = new CoreOptions();

  @Override
  public Integer call() throws Exception {
    core.trace = true;
    return new Demo(core, "", "").run();
  }
}
