package dev.continuum.inspector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The specification's test suite, where it is at hand. */
public final class SpecSuite {
  private SpecSuite() {}

  /** A script of the suite; the test is skipped where the suite is missing. */
  public static String script(String name) throws IOException {
    return Files.readString(folder().resolve(name));
  }

  /** All scripts, proposals included. */
  public static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(file -> file.toString().endsWith(".wast")).sorted().toList();
    }
  }

  /** What to call a script: its path within the suite. */
  public static String name(Path script) {
    return folder().relativize(script).toString().replace('\\', '/');
  }

  private static Path folder() {
    Path folder = Path.of(System.getProperty("continuum.testdata", "../shared/testdata"), "spec");
    assumeTrue(Files.isDirectory(folder), "the specification's test suite is not in " + folder);
    return folder;
  }
}
