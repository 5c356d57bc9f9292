package dev.continuum.targets.local;

import dev.continuum.targets.stepping.SteppingMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The file in which a guest's process tells what happened; a folder of its own holds it. */
final class RunReport {
  private final Path folder;
  private final Path file;

  private RunReport(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("report");
  }

  static RunReport create() throws IOException {
    return new RunReport(Files.createTempDirectory("continuum-run"));
  }

  Path file() {
    return file;
  }

  /** What the runner wrote; empty when it did not live to write it. The report is gone then. */
  Optional<Properties> take() throws IOException {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      }
      return Optional.of(properties);
    } finally {
      delete();
    }
  }

  /** Asks a process that records to save the recording and to end. */
  void askForEnd() throws IOException {
    Files.write(folder.resolve(SteppingMain.END_FILE), new byte[0]);
  }

  void delete() throws IOException {
    Files.deleteIfExists(folder.resolve(SteppingMain.END_FILE));
    Files.deleteIfExists(folder.resolve("report.part")); // Of a runner killed as it wrote.
    Files.deleteIfExists(file);
    Files.deleteIfExists(folder);
  }

  static OptionalLong number(Properties report, String key) {
    @Nullable String text = report.getProperty(key);
    return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }
}
