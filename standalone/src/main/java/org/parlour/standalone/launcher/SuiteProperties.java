package org.parlour.standalone.launcher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parlour.support.net.FreePorts;

/// The properties of one suite: what the caller gave, and for the rest the defaults of a laptop.
public final class SuiteProperties {
  private final Map<String, String> given;

  /// @param given by full name, for example `im.msrp.port`
  public SuiteProperties(Map<String, String> given) {
    this.given = Map.copyOf(given);
  }

  /// On ports that nobody uses, so that several suites can run on one machine.
  public static SuiteProperties onFreePorts(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    List<Integer> free = FreePorts.several(SuitePort.ALL.size());
    for (SuitePort port : SuitePort.ALL) {
      all.put(port.property(), free.get(port.ordinal()).toString());
    }
    all.putAll(given);
    return new SuiteProperties(all);
  }

  Map<String, String> given() {
    return given;
  }

  String get(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  int port(SuitePort port) {
    String text = get(port.property(), Integer.toString(port.standard()));
    try {
      int number = Integer.parseInt(text);
      if (number > 0 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new StartFailure(
        "--" + port.property() + "=" + text + ": no port (expected: 1 to 65535)");
  }
}
