package dev.continuum.inspector.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the custom sections of a module say, as far as they are understood.
 *
 * @param nameCounts how many names the name section gives, by kind, in its order
 * @param sourceMappingUrl where a source map lies, or null
 * @param dynamicLinking what a shared library asks for, or null when it is none
 * @param branchHints how many branches it says to be likely or unlikely
 */
public record Metadata(
    List<NameCount> nameCounts,
    List<Producer> producers,
    List<TargetFeature> targetFeatures,
    @Nullable String sourceMappingUrl,
    @Nullable DynamicLinking dynamicLinking,
    long branchHints) {
  /** What a module without custom sections says. */
  public static final Metadata NONE = new Metadata(List.of(), List.of(), List.of(), null, null, 0);

  public Metadata {
    nameCounts = List.copyOf(nameCounts);
    producers = List.copyOf(producers);
    targetFeatures = List.copyOf(targetFeatures);
  }

  /**
   * How many names a part of the name section gives.
   *
   * @param kind for example {@code function} or {@code local}
   */
  public record NameCount(String kind, long count) {}
}
