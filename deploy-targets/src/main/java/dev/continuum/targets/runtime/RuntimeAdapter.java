package dev.continuum.targets.runtime;

import dev.continuum.inspector.analysis.WasiFunctions;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of WebAssembly runtime on a device: how it is found there, what it can run, which files
 * of ours it needs beside the module, and its command line. Adapters keep no state and may be used
 * from any thread.
 */
public interface RuntimeAdapter {
  /** The name a {@link Probe.Runtime} carries: {@code bundled}, {@code wasmtime}, {@code node}. */
  String id();

  /** What the user reads. */
  String title();

  /** How to look for it on a device. */
  Detection detection();

  /**
   * The version in what the program printed (standard output and error together) for {@link
   * Detection#versionArguments()}; empty when the text is not that program's.
   */
  Optional<String> parseVersion(String output);

  /**
   * Why this runtime cannot run this configuration on the device it was found on, as a whole
   * sentence; empty when it can. The module's file is judged by its name only.
   */
  Optional<String> objection(RunConfiguration configuration, Probe.Runtime runtime, Probe device);

  /** Whether it gives modules a function of that name, imported from a module of that name. */
  default boolean provides(String module, String name) {
    return WasiFunctions.isPreview1(module) && WasiFunctions.of(name) != null;
  }

  /**
   * The files of ours the runtime needs on a device of this architecture, made in {@code cache}
   * when they are not there yet. Their names carry their digest: a file that is already on the
   * device under the same name is the same file.
   *
   * @throws TargetException NO_RUNTIME when there is none for that architecture
   */
  List<SupportFile> supportFiles(String architecture, Path cache) throws TargetException;

  /** The command line and environment that run the configuration on the device. */
  Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement);

  /**
   * How to look for a runtime.
   *
   * @param program the program's name, to be looked up on the {@code PATH}
   * @param patterns absolute paths where it is often found off the {@code PATH}, best first, as
   *     shell patterns; they hold {@code $HOME}, {@code *} and no other shell syntax, and may stand
   *     unquoted in a script
   * @param versionArguments what makes it say its version
   */
  record Detection(String program, List<String> patterns, List<String> versionArguments) {
    /** Copies the lists. */
    public Detection {
      patterns = List.copyOf(patterns);
      versionArguments = List.copyOf(versionArguments);
    }
  }

  /**
   * A file of ours that a runtime needs.
   *
   * @param file where it is on this computer
   * @param name its file name on the device
   * @param sha256 64 hexadecimal digits
   */
  record SupportFile(Path file, String name, String sha256) {}

  /**
   * Where things lie on a device. All paths are absolute, with {@code /}.
   *
   * @param module the module's file; its name need not end in {@code .wasm}
   * @param support the folder that holds the support files under their names; the runtime may add
   *     files of its own
   * @param base the app's folder, which relative {@link Preopen#host() preopened folders} are
   *     resolved against
   * @param supportFiles what {@link RuntimeAdapter#supportFiles} gave for this device
   * @param memoryBytes the most that one memory of the module may grow to, where the runtime can
   *     hold it to that; the device's own limit on the process stands beside it
   */
  record Placement(
      String module,
      String support,
      String base,
      List<SupportFile> supportFiles,
      Optional<Long> memoryBytes) {
    /** Copies the list. */
    public Placement {
      supportFiles = List.copyOf(supportFiles);
    }

    /** The same without a limit on memory. */
    public Placement(String module, String support, String base, List<SupportFile> supportFiles) {
      this(module, support, base, supportFiles, Optional.empty());
    }

    /** A preopened folder's absolute path on the device. */
    public String folder(Preopen preopen) {
      String host = preopen.host();
      return host.startsWith("/") ? host : base + "/" + host;
    }
  }

  /**
   * A process to start.
   *
   * @param command the program's absolute path, then its arguments, to be passed on as they are
   *     (quote each for a shell); holds no value of the guest's environment
   * @param environment variables to set for the process: they carry the guest's values, which may
   *     be secret, under names any shell can export. Everything else of the process's environment
   *     stays unseen by the guest
   */
  record Launch(List<String> command, Map<String, String> environment) {
    /** Copies both. */
    public Launch {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }
}
