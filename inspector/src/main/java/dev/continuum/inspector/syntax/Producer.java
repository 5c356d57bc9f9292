package dev.continuum.inspector.syntax;

/**
 * One entry of the {@code producers} custom section (tool conventions, "ProducersSection").
 *
 * @param field {@code language}, {@code processed-by} or {@code sdk}
 * @param name for example {@code C11} or {@code clang}
 * @param version may be empty
 */
public record Producer(String field, String name, String version) {
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
