package dev.continuum.inspector.analysis;

import org.jspecify.annotations.Nullable;

/**
 * A feature a module uses, and how that was seen.
 *
 * @param feature null for a name in {@code target_features} that is not known
 * @param name its title, or the name that is not known
 * @param evidence what in the module tells, for example "memory 0 has 64-bit addresses"
 */
public record FeatureUse(@Nullable Feature feature, String name, String evidence) {
  static FeatureUse of(Feature feature, String evidence) {
    return new FeatureUse(feature, feature.title(), evidence);
  }
}
