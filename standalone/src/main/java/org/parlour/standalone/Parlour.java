package org.parlour.standalone;

import org.parlour.standalone.launcher.Launcher;

/// The main class of `mvn spring-boot:run`: the whole suite on one machine. `--help` lists the
/// options.
public final class Parlour {
  private Parlour() {}

  public static void main(String[] arguments) {
    Launcher.launch(arguments);
  }
}
