package dev.continuum.ide.debug;

import dev.continuum.ide.guest.GuestStart;
import dev.continuum.ide.guest.Program;
import dev.continuum.ide.guest.ProgramException;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.wasi.QueuedInput;
import dev.continuum.inspector.exec.wasi.WasiOutput;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A program under the debugger: its session, its host and its streams; to the console it is an
 * execution like others, that lasts until the user ends it. For any thread.
 */
final class DebugRun implements Execution {
  private static final Logger LOG = Logger.getLogger(DebugRun.class.getName());

  private final Program program;
  private final OutputListener output;
  private final DebugSession session;
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();
  private final long begun = System.nanoTime();
  private final QueuedInput input = new QueuedInput();
  private volatile Stop last = new Stop(Stop.Reason.ENTRY, 0);

  private final AutoCloseable host;

  /** Opens what a configuration says, or a recording of it. */
  static DebugRun open(
      Debugger debugger,
      RunConfiguration configuration,
      @Nullable Path recording,
      OutputListener output,
      DebugSession.Listener listener)
      throws TargetException {
    try {
      Program program = Program.read(configuration.module().toAbsolutePath().normalize());
      GuestStart start = GuestStart.of(configuration, program, history(), false);
      return new DebugRun(debugger, program, start, recording, output, listener);
    } catch (ProgramException | LinkException refused) {
      throw new TargetException(
          TargetException.Problem.BAD_MODULE, refused.getMessage() + ".", "", refused);
    } catch (IOException unreadable) {
      throw new TargetException(
          TargetException.Problem.LOCAL_FILE,
          "It cannot be read: " + unreadable + ".",
          "",
          unreadable);
    }
  }

  /** A part of the window's memory. */
  private static long history() {
    return Math.clamp(Runtime.getRuntime().maxMemory() / 4, 16L << 20, Guest.DEFAULT_HISTORY);
  }

  private DebugRun(
      Debugger debugger,
      Program program,
      GuestStart start,
      @Nullable Path recording,
      OutputListener output,
      DebugSession.Listener listener)
      throws TargetException, IOException {
    this.program = program;
    this.output = output;
    Debugger.Opened opened = debugger.open(program, start, recording, streams());
    host = opened.host();
    session = new DebugSession(opened.backend(), program.lines(), new Remembering(listener));
    var unused = session.ended().thenRun(this::end);
  }

  /** Notes how it stands, for its end. */
  private final class Remembering implements DebugSession.Listener {
    private final DebugSession.Listener next;

    Remembering(DebugSession.Listener next) {
      this.next = next;
    }

    @Override
    public void moving(dev.continuum.inspector.debug.Motion motion) {
      next.moving(motion);
    }

    @Override
    public void stopped(Stop stop) {
      last = stop;
      next.stopped(stop);
    }

    @Override
    public void logged(int breakpoint, String message) {
      next.logged(breakpoint, message);
    }
  }

  private Debugger.Streams streams() {
    return new Debugger.Streams(
        input, to(OutputListener.Stream.STDOUT), to(OutputListener.Stream.STDERR));
  }

  private WasiOutput to(OutputListener.Stream stream) {
    return (bytes, from, length) ->
        output.output(
            stream, from == 0 ? bytes : Arrays.copyOfRange(bytes, from, from + length), length);
  }

  Program program() {
    return program;
  }

  DebugSession session() {
    return session;
  }

  private void closeHost() {
    try {
      host.close();
    } catch (Exception failed) {
      LOG.log(Level.WARNING, "The host of a debugged program could not be closed", failed);
    }
  }

  private void end() {
    closeHost();
    input.end();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    exit.complete(
        switch (last.reason()) {
          case EXIT -> new Exit(Exit.Kind.EXITED, last.status(), "", elapsed);
          case END -> new Exit(Exit.Kind.EXITED, 0, "", elapsed);
          case TRAP -> new Exit(Exit.Kind.TRAPPED, 134, "", elapsed);
          default -> new Exit(Exit.Kind.STOPPED, 137, "", elapsed);
        });
  }

  @Override
  public OutputStream standardInput() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          input.put(bytes, from, length);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw (IOException) new InterruptedIOException("nobody waits any more").initCause(e);
        }
      }

      @Override
      public void close() {
        input.end();
      }
    };
  }

  @Override
  public void stop() {
    session.close();
  }

  @Override
  public CompletableFuture<Exit> exit() {
    return exit;
  }
}
