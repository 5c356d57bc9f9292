package dev.continuum.targets.runtime;

import dev.continuum.inspector.analysis.Feature;
import org.jspecify.annotations.Nullable;

/**
 * Something a module needs of the runtime that is to run it.
 *
 * @param feature the inspector's name for it; null for what the inspector does not count as one
 * @param words the name in a sentence, such as {@code tail calls}
 */
public record Need(@Nullable Feature feature, String words) {
  /** The first form of exceptions ({@code try}, {@code catch}), which never became standard. */
  public static final Need LEGACY_EXCEPTIONS = new Need(null, "exceptions in their first form");

  /** The component model, with WASI 0.2. */
  public static final Need COMPONENT = new Need(null, "components (WASI 0.2)");

  /** A feature of WebAssembly. */
  public static Need of(Feature feature) {
    return new Need(feature, feature.words());
  }
}
