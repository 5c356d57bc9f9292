package dev.continuum.ide.debug;

import dev.continuum.ide.guest.GuestStart;
import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.RecordingException;
import dev.continuum.inspector.exec.SteppingBackend;
import dev.continuum.inspector.exec.TrapException;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The stepping engine, in this process: a guest gets a part of its memory. */
public final class SteppingDebugger implements Debugger {
  @Override
  public Opened open(Program program, GuestStart start, @Nullable Path recording, Streams streams)
      throws TargetException, IOException {
    Wasi host = Wasi.open(start.wasi(streams.input(), streams.output(), streams.error()));
    boolean good = false;
    try {
      Opened opened =
          recording == null
              ? new Opened(new SteppingBackend(start.guest(program, host, limits(start))), host)
              : recorded(program, start, recording, host);
      good = true;
      return opened;
    } catch (LinkException | TrapException refused) {
      throw refused(
          "%s cannot be started: %s%s."
              .formatted(program.file(), refused.getMessage(), program.hosts(Wasi.MODULE)),
          refused);
    } catch (RecordingException refused) {
      throw refused("%s cannot be opened: %s.".formatted(recording, refused.getMessage()), refused);
    } finally {
      if (!good) {
        host.close();
      }
    }
  }

  private static TargetException refused(String sentence, Exception cause) {
    return new TargetException(TargetException.Problem.BAD_MODULE, sentence, "", cause);
  }

  private static Opened recorded(Program program, GuestStart start, Path recording, Wasi host)
      throws RecordingException, IOException, LinkException, TrapException {
    try (InputStream in = Files.newInputStream(recording)) {
      return new Opened(
          SteppingBackend.open(start.guest(program, host, EngineLimits.DEFAULT), in), host);
    }
  }

  /** The window needs memory of its own, and so does history. */
  private static EngineLimits limits(GuestStart start) {
    return EngineLimits.within(
        Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 3 * 2 - start.historyBudget()));
  }
}
