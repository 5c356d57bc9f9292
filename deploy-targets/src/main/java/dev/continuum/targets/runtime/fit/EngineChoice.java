package dev.continuum.targets.runtime.fit;

import dev.continuum.inspector.analysis.Feature;
import dev.continuum.inspector.analysis.FeatureUse;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.targets.runtime.Platform;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.RunEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What executes a module on this computer.
 *
 * @param reason why it is not Wasmtime, as a sentence; empty when it is, and when it was asked for
 */
public record EngineChoice(RunEngine engine, String reason) {
  /** The versions of WebAssembly that Wasmtime 7 knows. */
  private static final Set<String> WASMTIME_VERSIONS = Set.of("1.0", "2.0");

  /**
   * Chooses: what was asked for, else Wasmtime for modules that need no more than it has.
   *
   * @param binary the module's file
   * @param wanted what was asked for
   * @throws TargetException BAD_MODULE when it cannot be read or is not valid, NO_RUNTIME when
   *     Wasmtime was asked for and cannot run it
   */
  public static EngineChoice of(Path binary, Optional<RunEngine> wanted) throws TargetException {
    if (wanted.isPresent() && wanted.get() == RunEngine.STEPPING) {
      return new EngineChoice(RunEngine.STEPPING, "");
    }
    if (wanted.isEmpty() && Platform.current().isEmpty()) {
      return new EngineChoice(
          RunEngine.STEPPING,
          "There is no Wasmtime for this computer: the module runs on the stepping engine.");
    }
    List<String> lacking = lacking(binary);
    if (lacking.isEmpty()) {
      return new EngineChoice(RunEngine.WASMTIME, "");
    }
    String uses = "This module uses " + list(lacking) + ", which Wasmtime 7 lacks";
    if (wanted.isPresent()) {
      throw new TargetException(
          TargetException.Problem.NO_RUNTIME, uses + ".", "Run it with --engine stepping.");
    }
    return new EngineChoice(RunEngine.STEPPING, uses + ": it runs on the stepping engine.");
  }

  /** What a module needs and Wasmtime 7 does not have, in words. */
  private static List<String> lacking(Path binary) throws TargetException {
    Inspection inspection =
        ValidModule.inspect(
            binary, "Build it again; ‘continuum validate’ lists everything that is wrong with it.");
    return FeatureUse.required(inspection).stream()
        .map(FeatureUse::feature)
        .filter(Objects::nonNull)
        .filter(feature -> !isInWasmtime(feature))
        .map(Feature::words)
        .toList();
  }

  private static boolean isInWasmtime(Feature feature) {
    String version = feature.version();
    return version != null && WASMTIME_VERSIONS.contains(version);
  }

  private static String list(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
