package dev.continuum.ide.debug;

import dev.continuum.ide.guest.GuestStart;
import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.exec.wasi.WasiInput;
import dev.continuum.inspector.exec.wasi.WasiOutput;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes what executes a program: all that the window knows of an engine. For any thread. */
@FunctionalInterface
public interface Debugger {
  /**
   * Makes a program ready; it stands in front of its first instruction, or where a recording does.
   *
   * @param recording what to begin with; null for the start
   * @throws TargetException when it cannot be started
   * @throws IOException when a folder that is granted cannot be opened, or the recording not read
   */
  Opened open(Program program, GuestStart start, @Nullable Path recording, Streams streams)
      throws TargetException, IOException;

  /** A guest's standard streams. */
  record Streams(WasiInput input, WasiOutput output, WasiOutput error) {}

  /**
   * A program that is ready.
   *
   * @param host closed behind the backend
   */
  record Opened(DebugBackend backend, AutoCloseable host) {}
}
