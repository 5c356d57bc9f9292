package dev.continuum.targets.local;

import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.runtime.GuestCommand;
import dev.continuum.targets.runtime.Platform;
import dev.continuum.targets.runtime.bundled.BundledRunner;
import dev.continuum.targets.runtime.bundled.SteppingRunner;
import dev.continuum.targets.runtime.fit.EngineChoice;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.target.run.RunEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * This computer: runs modules on Wasmtime, or on the stepping engine where they need more, each in
 * a child process that can always be ended and that ends with this program. May be used from any
 * thread.
 *
 * <p>A guest's memory is bounded on Linux (see {@link GuestProcesses#bounded}); its processor time
 * is not.
 */
public final class LocalTarget {
  private final Path cache;
  private final long memoryBytes;

  /**
   * A target that keeps the runner's files in a folder.
   *
   * @param cache made when it is not there; may be shared by several programs, and emptied any time
   *     nothing runs
   */
  public LocalTarget(Path cache) {
    this(cache, GuestProcesses.defaultMemory());
  }

  /**
   * The same with a bound of its own on memory.
   *
   * @param memoryBytes how much a guest's process may have on Linux, about 200 MiB for Java and the
   *     compiler included; by default three quarters of this computer's memory, at most 6 GiB
   */
  public LocalTarget(Path cache, long memoryBytes) {
    this.cache = cache.toAbsolutePath();
    this.memoryBytes = memoryBytes;
  }

  /**
   * Makes the runner's files ready, so that the first run need not wait for it.
   *
   * @throws TargetException when this computer cannot run modules
   */
  public void prepare() throws TargetException {
    BundledRunner.local(cache);
  }

  /** What can execute modules on this computer, the one that is taken first in front. */
  public static List<RunEngine> engines() {
    return Platform.current().isPresent()
        ? List.of(RunEngine.values())
        : List.of(RunEngine.STEPPING);
  }

  /** Starts a module whose project is the folder it lies in. */
  public Execution start(RunConfiguration configuration, OutputListener listener)
      throws TargetException {
    return start(configuration, LocalOptions.NONE, listener);
  }

  /** The same, with options. */
  public Execution start(
      RunConfiguration configuration, LocalOptions options, OutputListener listener)
      throws TargetException {
    Path folder = configuration.module().toAbsolutePath().getParent();
    return start(
        configuration, Objects.requireNonNullElse(folder, Path.of("/")), options, listener);
  }

  /**
   * Starts a module.
   *
   * @param project the folder that relative preopened folders are resolved against; also the child
   *     process's working folder, which the guest does not see
   * @param listener told of the guest's output; what it throws ends the guest
   * @throws TargetException BAD_MODULE when there is no such module, or it is not valid, NOT_FOUND
   *     when a granted folder is not there, START_FAILED when no process can be started, NO_RUNTIME
   *     when Wasmtime was asked for and lacks what the module uses, or there is none for this
   *     computer. What only the process notices comes as {@link Exit.Kind#FAILED}
   */
  public Execution start(
      RunConfiguration configuration, Path project, LocalOptions options, OutputListener listener)
      throws TargetException {
    Path module = BinaryModule.of(existing(configuration.module()), cache);
    Optional<SteppingRunner.Kept> kept = SteppingRunner.Kept.of(options);
    EngineChoice choice = choice(module, options, kept);
    Path base = project.toAbsolutePath();
    for (Preopen preopen : configuration.directories()) {
      Path folder = base.resolve(preopen.host());
      if (!Files.isDirectory(folder)) {
        throw new TargetException(
            TargetException.Problem.NOT_FOUND,
            "The folder " + folder + ", granted as " + preopen.guest() + ", does not exist.",
            "Make the folder, or take it out of the run settings.");
      }
    }
    RunConfiguration absolute =
        new RunConfiguration(
            configuration.app(),
            module,
            configuration.arguments(),
            configuration.environment(),
            configuration.directories(),
            configuration.invocation());
    listener.engine(choice.engine(), choice.reason());
    try {
      RunReport report = RunReport.create();
      try {
        GuestCommand command = command(choice.engine(), absolute, base, report, kept);
        ProcessBuilder builder =
            new ProcessBuilder(GuestProcesses.bounded(command.command(), memoryBytes))
                .directory(base.toFile());
        command.applyTo(builder.environment());
        Process process = GuestProcesses.start(builder, kept.map(any -> report::askForEnd));
        return LocalExecution.follow(process, report, kept, listener);
      } catch (IOException | RuntimeException | TargetException e) {
        report.delete();
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw notStarted(e);
    }
  }

  private static EngineChoice choice(
      Path module, LocalOptions options, Optional<SteppingRunner.Kept> kept)
      throws TargetException {
    if (kept.isEmpty()) {
      return EngineChoice.of(module, options.engine());
    }
    Path file = kept.get().file().toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file) || !Files.isWritable(folder)) {
      throw new TargetException(
          TargetException.Problem.LOCAL_FILE,
          "The run cannot be "
              + kept.get().what().kept()
              + " in "
              + file
              + ": "
              + (Files.isDirectory(file)
                  ? "that is a folder."
                  : "its folder is not there, or cannot be written."),
          "Name another file.");
    }
    return EngineChoice.of(module, Optional.of(RunEngine.STEPPING));
  }

  private GuestCommand command(
      RunEngine engine,
      RunConfiguration configuration,
      Path base,
      RunReport report,
      Optional<SteppingRunner.Kept> kept)
      throws TargetException, IOException {
    Function<Preopen, String> folders =
        preopen -> base.resolve(preopen.host()).normalize().toString();
    return switch (engine) {
      case WASMTIME -> BundledRunner.local(cache).command(configuration, extra(report), folders);
      case STEPPING ->
          SteppingRunner.command(configuration, memoryBytes, kept, extra(report), folders);
    };
  }

  private static List<String> extra(RunReport report) {
    return List.of(
        "--report",
        report.file().toString(),
        "--parent",
        Long.toString(ProcessHandle.current().pid()));
  }

  private static Path existing(Path module) throws TargetException {
    Path file = module.toAbsolutePath();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new TargetException(
          TargetException.Problem.BAD_MODULE,
          Files.exists(file)
              ? "The module " + file + " is not a file that can be read."
              : "There is no module " + file + ".",
          "Build the project, or choose another module.");
    }
    return file;
  }

  private static TargetException notStarted(Exception e) {
    return new TargetException(
        TargetException.Problem.START_FAILED,
        "The module's process could not be started: " + e.getMessage(),
        "Close other programs if memory is short, and look at the run settings.",
        e);
  }
}
