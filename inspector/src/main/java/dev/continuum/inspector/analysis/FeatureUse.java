package dev.continuum.inspector.analysis;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature a module uses, and how that was seen.
 *
 * @param feature null for a name in {@code target_features} that is not known
 * @param name its title, or the name that is not known
 * @param evidence what in the module tells, for example "memory 0 has 64-bit addresses"
 */
public record FeatureUse(@Nullable Feature feature, String name, String evidence) {
  /**
   * The features that an engine must have to take a module: without those that only its compiler
   * names.
   *
   * @param inspection of a whole, valid module; of a component there are none
   */
  public static List<FeatureUse> required(Inspection inspection) {
    return inspection.binary() instanceof WasmModule module
        ? FeatureScan.required(module, inspection.uses())
        : List.of();
  }

  static FeatureUse of(Feature feature, String evidence) {
    return new FeatureUse(feature, feature.title(), evidence);
  }
}
