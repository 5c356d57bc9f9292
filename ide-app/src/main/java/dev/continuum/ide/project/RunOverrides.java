package dev.continuum.ide.project;

import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said besides the project file.
 *
 * @param name the app's name in place of the project's
 * @param arguments in place of the project's, when present
 * @param environment added to the project's; the same name replaces it
 * @param directories added to the project's; the same guest folder replaces it
 * @param invocation the export to call in place of {@code _start}
 * @param options texts under {@link DeployKeys}, in place of the project's
 */
public record RunOverrides(
    Optional<String> name,
    Optional<List<String>> arguments,
    Map<String, String> environment,
    List<Preopen> directories,
    Optional<Invocation> invocation,
    Map<String, String> options) {
  /** Nothing besides. */
  public static final RunOverrides NONE =
      new RunOverrides(
          Optional.empty(), Optional.empty(), Map.of(), List.of(), Optional.empty(), Map.of());

  /** Copies the collections. */
  public RunOverrides {
    arguments = arguments.map(List::copyOf);
    environment = Map.copyOf(environment);
    directories = List.copyOf(directories);
    options = Map.copyOf(options);
  }
}
