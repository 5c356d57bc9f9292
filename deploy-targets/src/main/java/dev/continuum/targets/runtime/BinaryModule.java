package dev.continuum.targets.runtime;

import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.valid.CheckedText;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The binary of a module, which may be given in the text format: runtimes are given binaries. */
public final class BinaryModule {
  /** How many assembled modules are kept; what runs has been read by its runtime. */
  private static final int MOST_KEPT = 50;

  private BinaryModule() {}

  /**
   * The file itself, or that of its assembled text.
   *
   * @param module a binary, or a text whose name ends with {@code .wat}
   * @param cache where the assembled module goes, in a folder of its own
   * @throws TargetException BAD_MODULE when the text cannot be read or is not a valid module, with
   *     the place of the first problem; START_FAILED when {@code cache} cannot be written
   */
  public static Path of(Path module, Path cache) throws TargetException {
    if (!String.valueOf(module.getFileName()).toLowerCase(Locale.ROOT).endsWith(".wat")) {
      return module;
    }
    CheckedText text;
    try {
      text = CheckedText.of(Files.readAllBytes(module));
    } catch (IOException e) {
      throw new TargetException(
          TargetException.Problem.BAD_MODULE,
          "The module " + module + " cannot be read: " + e.getMessage() + ".",
          "Check that it is there and readable.",
          e);
    }
    byte[] bytes = text.bytes();
    if (bytes == null || !text.problems().isEmpty()) {
      throw refused(module, text.problems());
    }
    try {
      Path folder = cache.resolve("assembled");
      Path file = CacheFiles.store(folder, "module", ".wasm", bytes).file();
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
      dropOldest(folder);
      return file;
    } catch (IOException | UncheckedIOException e) {
      throw new TargetException(
          TargetException.Problem.START_FAILED,
          "The assembled module could not be written to " + cache + ": " + e.getMessage() + ".",
          "Make room on the disk, or make the folder writable.",
          e);
    }
  }

  private static TargetException refused(Path module, List<TextProblem> problems) {
    TextProblem first = problems.getFirst();
    int more = problems.size() - 1;
    return new TargetException(
        TargetException.Problem.BAD_MODULE,
        module
            + ":"
            + first.line()
            + ":"
            + first.column()
            + ": "
            + first.message()
            + (more == 0
                ? "."
                : more == 1 ? ", and one more problem." : ", and " + more + " more problems."),
        "Mend the text and try again.");
  }

  private static void dropOldest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> newestFirst =
          files
              .filter(file -> file.getFileName().toString().endsWith(".wasm"))
              .sorted(Comparator.comparingLong(BinaryModule::age))
              .toList();
      for (Path file :
          newestFirst.subList(Math.min(MOST_KEPT, newestFirst.size()), newestFirst.size())) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Larger for what was used longer ago. */
  private static long age(Path file) {
    try {
      return -Files.getLastModifiedTime(file).toMillis();
    } catch (IOException goneMeanwhile) {
      return Long.MAX_VALUE;
    }
  }
}
