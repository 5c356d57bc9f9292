package dev.continuum.targets.target.run;

import java.util.List;

/**
 * One call of an exported function.
 *
 * @param export the export's name
 * @param arguments one text per parameter, read as that parameter's type: decimal or {@code 0x}
 *     integers, decimal floats, {@code inf}, {@code nan}
 */
public record Invocation(String export, List<String> arguments) {
  /** Copies the list. */
  public Invocation {
    arguments = List.copyOf(arguments);
  }
}
