package dev.continuum.targets.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The guest's environment as it travels to the runner or launcher: each value in a variable with a
 * plain name of ours, and only the names in the arguments. So a value never shows in a process
 * list, a guest's {@code JAVA_TOOL_OPTIONS} or {@code LD_PRELOAD} means nothing to the process that
 * carries it, and a name that no shell can export still arrives.
 *
 * @param variables our variable to the guest's value
 * @param names the guest's name to our variable, by name
 */
public record GuestEnvironment(Map<String, String> variables, Map<String, String> names) {
  private static final String PREFIX = "CONTINUUM_GUEST_ENV_";

  /**
   * Lays out a guest's environment.
   *
   * @throws IllegalArgumentException for a name or value that no environment can hold
   */
  public static GuestEnvironment of(Map<String, String> environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String name = entry.getKey();
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "“" + name + "” cannot name an environment variable: it is empty or holds “=”.");
      }
      if (entry.getValue().indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "The environment variable “" + name + "” holds a zero character, which none can.");
      }
      String variable = PREFIX + variables.size();
      variables.put(variable, entry.getValue());
      names.put(name, variable);
    }
    return new GuestEnvironment(variables, names);
  }
}
