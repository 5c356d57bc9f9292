package dev.continuum.ide.project;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.Preopen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project's {@code continuum.toml}, as {@code docs/project-file.md} describes it.
 *
 * @param file the file, absolute
 * @param name the app's name
 * @param module the module's file, absolute; it need not exist before the project was built
 * @param build the build command; empty when nothing needs building
 * @param arguments the guest's
 * @param environment the guest's
 * @param directories the folders granted to the guest, host folders as written
 * @param timeout after which a run on this computer is stopped
 * @param options how it is watched, kept running and bounded on a device
 * @param targets where it is deployed to when nothing else is said
 * @param attestedOnly whether it must only go to devices whose evidence verifies
 * @param warnings what in it has no effect
 */
public record ProjectFile(
    Path file,
    String name,
    Path module,
    List<String> build,
    List<String> arguments,
    Map<String, String> environment,
    List<Preopen> directories,
    Optional<Duration> timeout,
    DeployOptions options,
    List<String> targets,
    boolean attestedOnly,
    List<ProjectWarning> warnings) {
  /** What a project file is called. */
  public static final String NAME = "continuum.toml";

  /** Copies the collections. */
  public ProjectFile {
    build = List.copyOf(build);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    directories = List.copyOf(directories);
    targets = List.copyOf(targets);
    warnings = List.copyOf(warnings);
  }

  /** The project's folder. */
  public Path folder() {
    return file.resolveSibling("").normalize();
  }

  /** Whether a folder has a project file. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /**
   * Reads a folder's project file.
   *
   * @throws ProjectException when it is not there, cannot be read, or says something that cannot
   *     be; the message names the line
   */
  public static ProjectFile read(Path folder) throws ProjectException {
    return ProjectFileReader.read(folder.toAbsolutePath().normalize().resolve(NAME));
  }

  /** The folder of the project a file belongs to: the nearest one above it that has one. */
  public static Optional<Path> folderOf(Path file) {
    for (Path folder = file.toAbsolutePath().normalize().getParent();
        folder != null;
        folder = folder.getParent()) {
      if (isIn(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
