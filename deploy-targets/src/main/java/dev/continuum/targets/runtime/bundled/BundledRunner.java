package dev.continuum.targets.runtime.bundled;

import dev.continuum.targets.runtime.CacheFiles;
import dev.continuum.targets.runtime.GuestCommand;
import dev.continuum.targets.runtime.GuestEnvironment;
import dev.continuum.targets.runtime.Platform;
import dev.continuum.targets.runtime.RuntimeAdapter.SupportFile;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The bundled runner as files and command lines: a jar for this computer (whose native library lies
 * beside it, ready to be loaded) and one for each device platform (with the library inside). Both
 * are put together from this program's own class path, wherever it runs from.
 */
public final class BundledRunner {
  public static final String MAIN_CLASS = "dev.continuum.targets.runner.Main";

  /** What the runner's process gets besides the guest's values: source lines in back traces. */
  public static final Map<String, String> ENVIRONMENT = Map.of("WASMTIME_BACKTRACE_DETAILS", "1");

  private static final Map<String, SupportFile> DEVICE_JARS = new ConcurrentHashMap<>();
  private static final Map<Path, BundledRunner> LOCAL = new ConcurrentHashMap<>();

  private final Path java;
  private final Path jar;
  private final Path library;

  private BundledRunner(Path java, Path jar, Path library) {
    this.java = java;
    this.jar = jar;
    this.library = library;
  }

  /**
   * The runner for this computer, its files made in {@code cache} when they are not there yet.
   *
   * @throws TargetException START_FAILED when there is no {@code java} command or the folder cannot
   *     be written; NO_RUNTIME when Wasmtime-Java has no library for this platform
   */
  public static BundledRunner local(Path cache) throws TargetException {
    BundledRunner known = LOCAL.get(cache);
    if (known != null && Files.exists(known.jar) && Files.exists(known.library)) {
      return known;
    }
    Platform platform =
        Platform.current()
            .orElseThrow(() ->
                new TargetException(
                    TargetException.Problem.NO_RUNTIME,
                    "Wasmtime-Java has no library for this computer ("
                        + System.getProperty("os.name")
                        + ", "
                        + System.getProperty("os.arch")
                        + ").",
                    "Run the module on a device."));
    try {
      RunnerJar source = RunnerJar.ofThisProgram();
      SupportFile jar = CacheFiles.store(cache, "continuum-runner", ".jar", source.bytes(null));
      BundledRunner runner =
          new BundledRunner(javaCommand(), jar.file(), source.extractLibrary(platform, cache));
      LOCAL.put(cache, runner);
      return runner;
    } catch (IOException e) {
      throw CacheFiles.failed(cache, e);
    }
  }

  /**
   * The self-contained runner jar for a device: only that platform's library inside, the same bytes
   * each time.
   *
   * @throws TargetException START_FAILED when {@code cache} cannot be written
   */
  public static SupportFile deviceJar(Platform platform, Path cache) throws TargetException {
    String key = platform.id() + " " + cache.toAbsolutePath();
    SupportFile known = DEVICE_JARS.get(key);
    if (known != null && Files.exists(known.file())) {
      return known;
    }
    try {
      SupportFile jar =
          CacheFiles.store(
              cache,
              "continuum-runner-" + platform.id(),
              ".jar",
              RunnerJar.ofThisProgram().bytes(platform));
      DEVICE_JARS.put(key, jar);
      return jar;
    } catch (IOException e) {
      throw CacheFiles.failed(cache, e);
    }
  }

  /**
   * The {@code java} command of the Java this program runs on.
   *
   * @throws TargetException START_FAILED when it has none
   */
  public static Path javaCommand() throws TargetException {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    for (String name : List.of("java", "java.exe")) {
      if (Files.isExecutable(bin.resolve(name))) {
        return bin.resolve(name);
      }
    }
    throw new TargetException(
        TargetException.Problem.START_FAILED,
        "The Java this program runs on has no java command in " + bin + ", which a guest needs.",
        "Install the program again.");
  }

  /**
   * The command line that runs a configuration in a child process of this computer.
   *
   * @param extra further options of the runner, such as {@code --report FILE}
   * @param resolver gives a preopened folder's path on this computer
   */
  public GuestCommand command(
      RunConfiguration configuration, List<String> extra, Function<Preopen, String> resolver) {
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    List<String> command = runner(extra);
    command.addAll(arguments(configuration, guest, configuration.module().toString(), resolver));
    Map<String, String> variables = new LinkedHashMap<>(ENVIRONMENT);
    variables.putAll(guest.variables());
    return new GuestCommand(command, variables);
  }

  private List<String> runner(List<String> extra) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(jvmOptions(Runtime.version().feature()));
    command.addAll(List.of("-cp", jar.toString(), MAIN_CLASS, "--native", library.toString()));
    command.addAll(List.of("--cache", jar.resolveSibling("compiled").toString()));
    command.addAll(extra);
    return command;
  }

  /**
   * Java's options for the runner: quick to start, small, and ended by SIGTERM at once whatever the
   * guest does ({@code -Xrs}).
   *
   * @param feature the Java that runs it, 17 or more
   */
  public static List<String> jvmOptions(int feature) {
    List<String> options = new ArrayList<>(quietOptions());
    options.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx96m", "-Xrs"));
    if (feature >= 22) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }

  /** Java's options for any process of a guest: nothing of Java's comes between its output. */
  static List<String> quietOptions() {
    return List.of(
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=" + nullDevice(),
        "-XX:+DisplayVMOutputToStderr");
  }

  private static String nullDevice() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")
        ? "NUL"
        : "/dev/null";
  }

  /** The runner's own arguments for a configuration. */
  public static List<String> arguments(
      RunConfiguration configuration,
      GuestEnvironment guest,
      String module,
      Function<Preopen, String> resolver) {
    List<String> arguments = new ArrayList<>();
    for (Preopen preopen : configuration.directories()) {
      arguments.add("--dir");
      arguments.add(
          resolver.apply(preopen)
              + "::"
              + preopen.guest()
              + (preopen.mode() == Preopen.Mode.READ_ONLY ? "::ro" : "::rw"));
    }
    for (Map.Entry<String, String> name : guest.names().entrySet()) {
      arguments.add("--env");
      arguments.add(name.getKey() + "=" + name.getValue());
    }
    arguments.add("--argv0");
    arguments.add(configuration.app());
    configuration
        .invocation()
        .ifPresent(invocation -> arguments.addAll(List.of("--invoke", invocation.export())));
    arguments.add(module);
    arguments.add("--");
    configuration
        .invocation()
        .ifPresentOrElse(
            invocation -> arguments.addAll(invocation.arguments()),
            () -> arguments.addAll(configuration.arguments()));
    return arguments;
  }
}
