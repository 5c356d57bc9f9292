package dev.continuum.inspector.syntax;

/**
 * One entry of the {@code target_features} custom section (tool conventions, "Linking").
 *
 * @param prefix {@code '+'} used, {@code '-'} must not be used, {@code '='} required
 * @param name for example {@code bulk-memory}
 */
public record TargetFeature(char prefix, String name) {
  public boolean isUsed() {
    return prefix != '-';
  }
}
