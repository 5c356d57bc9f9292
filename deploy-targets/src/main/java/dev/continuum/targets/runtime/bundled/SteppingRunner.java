package dev.continuum.targets.runtime.bundled;

import dev.continuum.inspector.valid.CheckedText;
import dev.continuum.inspector.valid.Inspector;
import dev.continuum.targets.runtime.GuestCommand;
import dev.continuum.targets.runtime.GuestEnvironment;
import dev.continuum.targets.stepping.Keeping;
import dev.continuum.targets.stepping.SteppingMain;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stepping engine as a command line: a child process with the Java this program runs on, and
 * with as much of its class path as the engine needs.
 */
public final class SteppingRunner {
  /** Beside the jar; the JVM begins with it when it fits. Made with the packages. */
  private static final String START_CACHE = "stepping.aot";

  /** What Java takes besides its heap. */
  private static final long OUTSIDE_HEAP = 192L << 20;

  private static final long LEAST_HEAP = 64L << 20;

  private static final long TRAINING_MEMORY = 512L << 20;
  private static final long MOST_HEAP = 6L << 30;

  /** Calls, branches, memory, structures, and a little output. */
  private static final String TRAINING =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_read"
          (func $fd_read (param i32 i32 i32 i32) (result i32)))
        (type $pair (struct (field i32) (field i32)))
        (memory (export "memory") 1)
        (table 1 funcref)
        (elem (i32.const 0) $fibonacci)
        (data (i32.const 0) "\\10\\00\\00\\00\\06\\00\\00\\00")
        (data (i32.const 16) "train\\n")
        (func $fibonacci (param $n i32) (result i32)
          (if (result i32) (i32.lt_s (local.get $n) (i32.const 2))
            (then (local.get $n))
            (else
              (i32.add
                (call $fibonacci (i32.sub (local.get $n) (i32.const 1)))
                (call $fibonacci (i32.sub (local.get $n) (i32.const 2)))))))
        (func $fill (param $count i32) (local $i i32) (local $pair (ref null $pair))
          (loop $next
            (i32.store offset=64
              (i32.and (i32.shl (local.get $i) (i32.const 2)) (i32.const 0x3fff))
              (i32.add (local.get $i) (i32.load8_u offset=64 (i32.const 3))))
            (if (i32.eqz (i32.and (local.get $i) (i32.const 63)))
              (then
                (local.set $pair (struct.new $pair (local.get $i) (local.get $count)))
                (drop (struct.get $pair 1 (local.get $pair)))))
            (br_if $next
              (i32.lt_u
                (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count)))))
        (func (export "train") (param $n i32) (result i32)
          (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
          (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
          (call $fill (i32.const 4000000))
          (call_indirect (param i32) (result i32) (local.get $n) (i32.const 0))))
      """;

  private SteppingRunner() {}

  /**
   * Something that is kept of a run.
   *
   * @param file where it goes
   */
  public record Kept(Keeping what, Path file) {
    /** What options say. */
    public static Optional<Kept> of(LocalOptions options) {
      return options
          .recording()
          .map(file -> new Kept(Keeping.RECORDING, file))
          .or(() -> options.profile().map(file -> new Kept(Keeping.PROFILE, file)));
    }
  }

  /**
   * The command line that runs a configuration in a child process of this computer.
   *
   * @param memoryBytes how much the process may have
   * @param keeping what is kept of the run
   * @param extra further options of the program, such as {@code --report FILE}
   * @param resolver gives a preopened folder's path on this computer
   * @throws TargetException START_FAILED when there is no {@code java} command
   */
  public static GuestCommand command(
      RunConfiguration configuration,
      long memoryBytes,
      Optional<Kept> keeping,
      List<String> extra,
      Function<Preopen, String> resolver)
      throws TargetException, IOException {
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    List<String> command = java(memoryBytes, keeping.isPresent());
    keeping.ifPresent(kept ->
        command.addAll(List.of(kept.what().option(), kept.file().toAbsolutePath().toString())));
    command.addAll(extra);
    command.addAll(
        BundledRunner.arguments(configuration, guest, configuration.module().toString(), resolver));
    return new GuestCommand(command, guest.variables());
  }

  private static List<String> java(long memoryBytes, boolean keeps)
      throws TargetException, IOException {
    Path cache = startCache();
    return java(
        memoryBytes,
        keeps,
        Files.isRegularFile(cache)
            ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
            : List.of());
  }

  private static List<String> java(long memoryBytes, boolean keeps, List<String> start)
      throws TargetException, IOException {
    long heap = Math.clamp(memoryBytes - OUTSIDE_HEAP, LEAST_HEAP, MOST_HEAP);
    List<String> command = new ArrayList<>();
    command.add(BundledRunner.javaCommand().toString());
    command.addAll(BundledRunner.quietOptions());
    command.add("-Xmx" + (heap >> 20) + "m");
    // Guests' memories live long: they are to have nearly all of the heap.
    command.add("-XX:MaxNewSize=" + Math.min(64, heap >> 22) + "m");
    if (!keeps) {
      command.add("-Xrs"); // Whoever keeps something saves first when a signal comes.
    }
    command.addAll(start);
    command.add("-cp");
    command.add(rootOf(SteppingMain.class) + File.pathSeparator + rootOf(Inspector.class));
    command.add(SteppingMain.class.getName());
    return command;
  }

  private static Path startCache() throws IOException {
    return rootOf(SteppingMain.class).resolveSibling(START_CACHE);
  }

  private static Path rootOf(Class<?> type) throws IOException {
    return ClassPath.root(type.getName().replace('.', '/') + ".class");
  }

  /**
   * Makes what the JVM begins the engine's process with: a run of a module in which the JVM records
   * what a start needs, and what the interpreter spends its time with. Does nothing where the
   * program does not lie in jars.
   *
   * @throws TargetException START_FAILED when there is no {@code java} command
   * @throws IOException when the folder of the jars cannot be written, or the run fails
   */
  public static void train() throws TargetException, IOException, InterruptedException {
    if (!Files.isRegularFile(rootOf(SteppingMain.class))) {
      return;
    }
    Path folder = Files.createTempDirectory("continuum-train-");
    Path module = folder.resolve("training.wasm");
    Path report = folder.resolve("report");
    try {
      byte[] bytes = CheckedText.of(TRAINING.getBytes(StandardCharsets.UTF_8)).bytes();
      Files.write(module, Objects.requireNonNull(bytes, "the training module is not valid"));
      List<String> command =
          java(TRAINING_MEMORY, false, List.of("-XX:AOTCacheOutput=" + startCache()));
      command.addAll(List.of("--dir", folder + "::/data::ro", "--env", "NAME=TRAINING"));
      command.addAll(List.of("--report", report.toString(), "--invoke", "train"));
      command.addAll(List.of(module.toString(), "--", "32"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      new GuestCommand(command, Map.of("TRAINING", "value")).applyTo(builder.environment());
      Process process = builder.start();
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        throw new IOException("The training of the stepping engine failed.");
      }
    } finally {
      Files.deleteIfExists(module);
      Files.deleteIfExists(report);
      Files.delete(folder);
    }
  }
}
