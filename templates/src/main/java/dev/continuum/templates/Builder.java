package dev.continuum.templates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a project's build command. {@code ${wasi.clang}}, {@code ${wasi.sysroot}} and {@code
 * ${wasi.target}} in it stand for the clang that {@link Toolchains} found; no shell reads it.
 */
public final class Builder {
  /** How many problems of one build are kept. */
  public static final int MAX_PROBLEMS = 1000;

  /** Longer lines are cut into pieces: a build may print anything. */
  private static final int MAX_LINE = 16 * 1024;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(wasi\\.[^}]*)}");

  /** The one place of this module where threads are made: one per build, reading its output. */
  private static final Executor READER =
      work -> Thread.ofVirtual().name("build-output").start(work);

  private final Toolchains toolchains;

  /** A builder that finds compilers with {@code toolchains}. */
  public Builder(Toolchains toolchains) {
    this.toolchains = toolchains;
  }

  /**
   * Builds, and returns when the command has ended. Interrupting the calling thread ends the
   * command and what it started.
   *
   * @param folder the project's folder, where the command runs
   * @param command the program and its arguments
   * @param module the file it is to make; its folder is made before
   * @param output gets each line of both streams as it comes, on another thread
   * @throws TemplateException when the command could not be started
   * @throws InterruptedException when it was cancelled
   */
  public BuildResult build(Path folder, List<String> command, Path module, Consumer<String> output)
      throws TemplateException, InterruptedException {
    Path home = folder.toAbsolutePath().normalize();
    List<String> filled = new ArrayList<>();
    for (String part : command) {
      filled.add(fill(part));
    }
    long start = System.nanoTime();
    Process process = start(home, filled, home.resolve(module));
    List<BuildProblem> problems = new ArrayList<>();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> read(process, home, problems, output), READER);
    try {
      int status = process.waitFor();
      reading.get();
      return new BuildResult(status, problems, Duration.ofNanos(System.nanoTime() - start));
    } catch (ExecutionException e) {
      throw new TemplateException(
          "The build's output could not be read: " + e.getCause() + ".", "Build again.", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(Path folder, List<String> command, Path module) throws TemplateException {
    try {
      Path parent = module.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw new TemplateException(
          "The folder of " + module + " could not be made: " + e.getMessage() + ".",
          "Mend [app] module in continuum.toml, or the folder's permissions.",
          e);
    }
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      // Nobody answers a build's questions.
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      String program = command.getFirst();
      throw new TemplateException(
          "The build command “" + program + "” could not be started in " + folder + ".",
          toolchains
              .install(program)
              .map(install -> "Install it (" + install + "), or change [build] command.")
              .orElse("Install it, or change [build] command in continuum.toml."),
          e);
    }
  }

  private static void read(
      Process process, Path folder, List<BuildProblem> problems, Consumer<String> output) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = nextLine(reader)) != null) {
        if (problems.size() < MAX_PROBLEMS) {
          BuildProblem.parse(line, folder).ifPresent(problems::add);
        }
        output.accept(line);
      }
    } catch (IOException e) {
      throw new CompletionException(new UncheckedIOException(e));
    }
  }

  private static @Nullable String nextLine(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = reader.read()) >= 0) {
      if (c == '\n') {
        break;
      }
      line.append((char) c);
      if (line.length() == MAX_LINE) {
        return line.toString();
      }
    }
    if (c < 0 && line.isEmpty()) {
      return null;
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  /** Puts what was found in the place of {@code ${wasi.…}}. */
  private String fill(String part) throws TemplateException {
    Matcher matcher = VARIABLE.matcher(part);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      WasiClang clang = wasiClang();
      String value =
          switch (matcher.group(1)) {
            case "wasi.clang" -> clang.clang().toString();
            case "wasi.sysroot" -> clang.sysroot().toString();
            case "wasi.target" -> clang.target();
            default ->
                throw new TemplateException(
                    "[build] command uses " + matcher.group() + ", which stands for nothing.",
                    "Use ${wasi.clang}, ${wasi.sysroot} or ${wasi.target}.",
                    null);
          };
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }

  private WasiClang wasiClang() throws TemplateException {
    if (toolchains.wasiClang().isPresent()) {
      return toolchains.wasiClang().get();
    }
    Tool tool = toolchains.detect("wasi-c").orElseThrow();
    throw new TemplateException(
        "This project needs clang for WebAssembly. " + tool.trouble(),
        "Install it: " + tool.install(),
        null);
  }
}
