package dev.continuum.templates;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Programs on this computer, found by the PATH, and their answers to short questions.
 *
 * @param environment the variables to look at
 * @param root the root folder of system locations, {@code /} except in tests
 * @param system the operating system's name, as in the property {@code os.name}
 */
record SystemPrograms(Map<String, String> environment, Path root, String system) {
  private static final int ANSWER_SECONDS = 10;
  private static final int ANSWER_BYTES = 64 * 1024;

  /** What a program answered. */
  record Answer(int status, String text) {
    /** The first line that is not blank. */
    String firstLine() {
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }
  }

  SystemPrograms {
    environment = Map.copyOf(environment);
  }

  boolean windows() {
    return system.toLowerCase(Locale.ROOT).startsWith("windows");
  }

  boolean mac() {
    return system.toLowerCase(Locale.ROOT).startsWith("mac");
  }

  /** The value of a variable, when it is set and not blank. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** A system location below the root. */
  Path at(String location) {
    return root.resolve(location);
  }

  /** The first program of this name on the PATH. */
  Optional<Path> find(String program) {
    for (Path folder : path()) {
      Optional<Path> found = in(folder, program);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The program of this name in a folder. */
  Optional<Path> in(Path folder, String program) {
    for (String ending : windows() ? List.of(".exe", ".cmd", ".bat") : List.of("")) {
      Path file = folder.resolve(program + ending);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private List<Path> path() {
    List<Path> folders = new ArrayList<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      try {
        // A relative folder in the PATH would make what is found depend on where we stand.
        if (Path.of(folder).isAbsolute()) {
          folders.add(Path.of(folder));
        }
      } catch (InvalidPathException e) {
        // Not a folder of this system: nothing can be found there.
        continue;
      }
    }
    return folders;
  }

  /**
   * What a program answers, both its streams; empty when it cannot be started, says nothing for ten
   * seconds, or we are interrupted.
   */
  static Optional<Answer> ask(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture.delayedExecutor(ANSWER_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      try (InputStream in = process.getInputStream()) {
        byte[] bytes = in.readNBytes(ANSWER_BYTES);
        int status = process.waitFor();
        return Optional.of(new Answer(status, new String(bytes, StandardCharsets.UTF_8)));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      // It is there but cannot be run: for the one who asks, it is not there.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
