package dev.continuum.ide.profile;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.guest.ProgramException;
import dev.continuum.ide.run.ConsoleModel;
import dev.continuum.inspector.profile.ProfileFile;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.Recording;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.target.run.RunEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts programs with a profile, which comes through a temporary file when they have ended. */
final class Profiling implements ConsoleModel.Starter {
  private static final Logger LOG = Logger.getLogger(Profiling.class.getName());
  private static final String FILE = "run" + ProfileFile.EXTENSION;
  private static final String ENGINE = "The run is profiled, which takes the stepping engine.";

  /** Starts programs on this computer. */
  @FunctionalInterface
  interface Local {
    Execution start(RunConfiguration configuration, LocalOptions options, OutputListener output)
        throws TargetException;
  }

  private final Local local;
  private final Consumer<ProfileData> done;
  private final Consumer<String> failed;

  /**
   * What is done with profiles.
   *
   * @param done gets each, on a background thread
   * @param failed gets a sentence that says why there is none, likewise
   */
  Profiling(Local local, Consumer<ProfileData> done, Consumer<String> failed) {
    this.local = local;
    this.done = done;
    this.failed = failed;
  }

  @Override
  public Execution start(RunConfiguration configuration, OutputListener output)
      throws TargetException {
    Path folder = folder();
    try {
      Path program = configuration.module().toAbsolutePath().normalize();
      Execution execution =
          local.start(
              configuration,
              LocalOptions.profiling(folder.resolve(FILE)),
              new Listening(output, program, read(program)));
      var unused = execution.exit().thenRun(() -> delete(folder));
      return execution;
    } catch (TargetException | RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  /** What is run, as it is now; null when it is not valid, which whoever starts it will say. */
  private static @Nullable Program read(Path file) {
    try {
      return Program.read(file);
    } catch (IOException | ProgramException e) {
      LOG.log(Level.FINE, "What is profiled cannot be read.", e);
      return null;
    }
  }

  private static Path folder() throws TargetException {
    try {
      Path folder = Files.createTempDirectory("continuum-profile");
      // Also when this program ends first; in the other order than they are named here.
      folder.toFile().deleteOnExit();
      folder.resolve(FILE).toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new TargetException(
          TargetException.Problem.LOCAL_FILE,
          "There is no place for the profile: " + e.getMessage() + ".",
          "Make room in the folder for temporary files.",
          e);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(FILE + ".part"));
      Files.deleteIfExists(folder.resolve(FILE));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A temporary file is left behind.", e);
    }
  }

  /** Passes on what the program writes, and reads the profile at its end. */
  private final class Listening implements OutputListener {
    private final OutputListener output;
    private final Path file;
    private final @Nullable Program program;

    Listening(OutputListener output, Path file, @Nullable Program program) {
      this.output = output;
      this.file = file;
      this.program = program;
    }

    @Override
    public void engine(RunEngine engine, String reason) {
      output.engine(engine, reason.isEmpty() ? ENGINE : reason);
    }

    @Override
    public void output(Stream stream, byte[] buffer, int length) {
      output.output(stream, buffer, length);
    }

    @Override
    public void profiled(Recording profile) {
      if (!profile.problem().isEmpty()) {
        failed.accept(profile.problem());
        return;
      }
      try {
        done.accept(ProfileData.of(file, program, ProfileFile.read(profile.file())));
      } catch (IOException e) {
        failed.accept("The profile could not be read. " + e.getMessage());
      }
    }
  }
}
