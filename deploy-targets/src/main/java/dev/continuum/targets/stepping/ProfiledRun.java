package dev.continuum.targets.stepping;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.GuestExit;
import dev.continuum.inspector.exec.GuestRun;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.TrapException;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfileFile;
import dev.continuum.inspector.profile.ProfileFormat;
import dev.continuum.targets.runner.Outcome;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A guest that is profiled while it runs. */
final class ProfiledRun extends KeptRun {
  private final GuestRun run;
  private final String name;
  private List<Value> results = List.of();
  private Outcome outcome = Outcome.stopped();

  /**
   * Makes an instance, of which nothing has run yet.
   *
   * @param name what is run
   * @param file where the profile goes: in this program's own format when it ends with {@link
   *     ProfileFile#EXTENSION}, otherwise in the one of {@link ProfileFormat#of}
   */
  ProfiledRun(Guest guest, String name, Path file) throws LinkException, TrapException {
    super(Keeping.PROFILE, file);
    this.name = name;
    run = GuestRun.profiled(guest);
  }

  @Override
  void move() {
    try {
      results = run.run();
      outcome = Outcome.exited(0);
    } catch (TrapException trap) {
      outcome =
          Outcome.trapped(TrapText.of(String.valueOf(trap.getMessage()), run.depth(), run::frames));
    } catch (GuestExit exit) {
      outcome = Outcome.exited(exit.status());
    } catch (InterruptedException e) {
      outcome = Outcome.stopped();
    }
  }

  @Override
  Outcome outcome(boolean showResults) {
    if (showResults) {
      ResultText.print(results);
    }
    return outcome;
  }

  @Override
  void save(Path to) throws IOException {
    Profile profile = run.profile();
    Path place = Files.exists(to) ? to.toRealPath() : to;
    Path part = place.resolveSibling(place.getFileName() + ".part");
    try {
      if (to.toString().endsWith(ProfileFile.EXTENSION)) {
        ProfileFile.write(profile, part);
      } else {
        ProfileFormat.of(to).write(profile, name, part);
      }
      try {
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  void pause() {
    run.end();
  }
}
