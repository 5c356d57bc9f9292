package dev.continuum.targets.runtime;

import java.util.List;
import java.util.Map;

/**
 * A process of this computer that holds a guest: the command, and the variables to set for it.
 *
 * @param command the program and its arguments
 * @param variables what carries the guest's environment, and what the program itself is told
 */
public record GuestCommand(List<String> command, Map<String, String> variables) {
  /** Copies both. */
  public GuestCommand {
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
  }

  /** Puts the variables into a child's environment and takes out what Java would listen to. */
  public void applyTo(Map<String, String> environment) {
    for (String name : List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")) {
      environment.remove(name); // Each makes Java print a line on the guest's standard error.
    }
    environment.putAll(variables);
  }
}
