package org.parlour.standalone.launcher;

import java.io.IOException;
import java.util.Arrays;

/// The main class of a service that runs as a child: the service's own main, and an end when the
/// parent is gone.
final class ChildMain {
  private ChildMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread.ofPlatform().name("parent-watch").daemon().start(ChildMain::endWithParent);
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /// Standard input is a pipe from the parent: it ends when the parent does, however that was.
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever written
      }
    } catch (IOException e) {
      // the same as its end
    }
    Runtime.getRuntime().exit(0);
  }
}
