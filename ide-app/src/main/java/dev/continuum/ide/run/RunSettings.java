package dev.continuum.ide.run;

import dev.continuum.ide.project.RunOverrides;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How something is run, as the user set it.
 *
 * @param arguments the guest's
 * @param environment the guest's whole environment, in the user's order
 * @param directories the folders granted to it
 * @param invocation the export to call; empty: {@code _start}
 */
public record RunSettings(
    List<String> arguments,
    Map<String, String> environment,
    List<Preopen> directories,
    Optional<Invocation> invocation) {
  /** Nothing set. */
  public static final RunSettings NONE =
      new RunSettings(List.of(), Map.of(), List.of(), Optional.empty());

  /** Copies the collections; the environment keeps its order. */
  public RunSettings {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    directories = List.copyOf(directories);
  }

  /**
   * These settings for a module without a project.
   *
   * @param options texts under {@link dev.continuum.ide.project.DeployKeys}
   */
  RunOverrides forFile(Map<String, String> options) {
    return new RunOverrides(
        Optional.empty(), Optional.of(arguments), environment, directories, invocation, options);
  }

  /** What of these settings a project file does not hold. */
  RunOverrides besidesProject() {
    return new RunOverrides(
        Optional.empty(), Optional.empty(), Map.of(), List.of(), invocation, Map.of());
  }
}
