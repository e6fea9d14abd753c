package org.parlour.standalone.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the command line says.
///
/// @param fresh start empty
/// @param processes the five services as processes of their own
/// @param properties everything else of the form `--name=value`
record LaunchOptions(
    Path dataDirectory,
    boolean fresh,
    boolean processes,
    boolean help,
    Map<String, String> properties) {
  static final String USAGE =
      """
      Parlour on one machine: broker, database, five services and a small SIP core.

        --data-dir <path>   where everything durable is kept (default: ./data)
        --fresh             start empty
        --processes         the five services as processes of their own
        --im.<name>=<value> any property of the services; also --spring.… and --logging.level.…
        --help              this text
      """;

  LaunchOptions {
    properties = Map.copyOf(properties);
  }

  /// @throws StartFailure naming the argument that nobody understands
  static LaunchOptions parse(String... arguments) {
    Path directory = Path.of("data");
    boolean fresh = false;
    boolean processes = false;
    boolean help = false;
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      switch (argument) {
        case "--fresh" -> fresh = true;
        case "--processes" -> processes = true;
        case "--help", "-h" -> help = true;
        case "--data-dir" -> {
          i++;
          if (i == arguments.length) {
            throw new StartFailure("--data-dir: a path is missing");
          }
          directory = Path.of(arguments[i]);
        }
        default -> {
          int equals = argument.indexOf('=');
          if (!argument.startsWith("--") || equals < 3) {
            throw new StartFailure("unknown argument " + argument + " (--help lists them)");
          }
          String name = argument.substring(2, equals);
          String value = argument.substring(equals + 1);
          if (name.equals("data-dir")) {
            directory = Path.of(value);
          } else {
            properties.put(name, value);
          }
        }
      }
    }
    return new LaunchOptions(directory, fresh, processes, help, properties);
  }
}
