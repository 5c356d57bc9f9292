package dev.continuum.targets.runtime;

import dev.continuum.inspector.valid.Inspector;
import dev.continuum.targets.stepping.SteppingMain;
import dev.continuum.targets.target.Preopen;
import dev.continuum.targets.target.RunConfiguration;
import dev.continuum.targets.target.TargetException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private static final long MOST_HEAP = 6L << 30;

  private SteppingRunner() {}

  /**
   * The command line that runs a configuration in a child process of this computer.
   *
   * @param memoryBytes how much the process may have
   * @param extra further options of the program, such as {@code --report FILE}
   * @param resolver gives a preopened folder's path on this computer
   * @throws TargetException START_FAILED when there is no {@code java} command
   */
  public static GuestCommand command(
      RunConfiguration configuration,
      long memoryBytes,
      List<String> extra,
      Function<Preopen, String> resolver)
      throws TargetException, IOException {
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    List<String> command = java(memoryBytes);
    command.addAll(extra);
    command.addAll(
        BundledRunner.arguments(configuration, guest, configuration.module().toString(), resolver));
    return new GuestCommand(command, guest.variables());
  }

  private static List<String> java(long memoryBytes) throws TargetException, IOException {
    Path program = rootOf(SteppingMain.class);
    Path inspector = rootOf(Inspector.class);
    List<String> command = new ArrayList<>();
    command.add(BundledRunner.javaCommand().toString());
    command.addAll(BundledRunner.quietOptions());
    long heap = Math.clamp(memoryBytes - OUTSIDE_HEAP, LEAST_HEAP, MOST_HEAP);
    command.add("-Xmx" + (heap >> 20) + "m");
    // Guests' memories live long: they are to have nearly all of the heap.
    command.add("-XX:MaxNewSize=" + Math.min(64, heap >> 22) + "m");
    command.add("-Xrs");
    Path cache = program.resolveSibling(START_CACHE);
    if (Files.isRegularFile(cache)) {
      command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    }
    command.addAll(
        List.of("-cp", program + File.pathSeparator + inspector, SteppingMain.class.getName()));
    return command;
  }

  private static Path rootOf(Class<?> type) throws IOException {
    return ClassPath.root(type.getName().replace('.', '/') + ".class");
  }
}
