package dev.continuum.targets.target.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to run and how: it means the same on this computer and on every device.
 *
 * @param app the app's name, {@link #APP_NAME}: folders on a device and processes are named by it
 * @param module the module's file on this computer, {@code .wasm} or {@code .wat}
 * @param arguments what the guest sees after its own name ({@code argv[1]} onwards)
 * @param environment the guest's whole environment; nothing is inherited
 * @param directories the only folders the guest can reach
 * @param invocation the export to call; empty: {@code _start}, as a WASI command
 */
public record RunConfiguration(
    String app,
    Path module,
    List<String> arguments,
    Map<String, String> environment,
    List<Preopen> directories,
    Optional<Invocation> invocation) {

  /** Letters, digits, dot, dash and underscore, beginning with a letter or digit; 1 to 63 long. */
  public static final Pattern APP_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException when {@code app} is not an {@link #APP_NAME}
   */
  public RunConfiguration {
    if (!APP_NAME.matcher(app).matches()) {
      throw new IllegalArgumentException(
          "“"
              + app
              + "” cannot name an app: use letters, digits, dots, dashes and underscores,"
              + " beginning with a letter or digit, at most 63.");
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    directories = List.copyOf(directories);
  }

  /** A WASI command with no arguments, no environment and no folders, named after its file. */
  public static RunConfiguration of(Path module) {
    return new RunConfiguration(
        appName(module), module, List.of(), Map.of(), List.of(), Optional.empty());
  }

  /** The app name a file suggests: its name without extension, other characters made dashes. */
  public static String appName(Path module) {
    Path file = module.getFileName();
    String name = file == null ? "" : file.toString().replaceFirst("\\.[^.]*$", "");
    name = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    return name.isEmpty() ? "app" : name.substring(0, Math.min(63, name.length()));
  }
}
