package dev.continuum.ide.prompt;

import dev.continuum.ide.guest.GuestStart;
import dev.continuum.ide.guest.Program;
import dev.continuum.ide.guest.WatchChange;
import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.RecordingException;
import dev.continuum.inspector.exec.SteppingBackend;
import dev.continuum.inspector.exec.TrapException;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.inspector.exec.wasi.WasiInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The program that commands are about: its session, the frame that is selected, and its host. For
 * use by one thread.
 */
public final class Debuggee implements AutoCloseable {
  private final Program program;
  private GuestStart launch;
  private final WasiInput input;
  private final PromptOutput output;
  private final Waiting waiting;
  private final DebugSession session;
  private final Frames frames;
  private final StopAnswers stops;
  private Wasi wasi;
  private int level;
  private Stop stop;

  /** Makes a backend for a program and its host. */
  private interface Opening {
    DebugBackend open(Wasi host) throws LinkException, TrapException, IOException, CommandException;
  }

  /**
   * Makes the program ready; it stands in front of its first instruction, or where a recording
   * does.
   *
   * @param recording what to begin with; null for the start
   * @param waiting what happens while it moves
   * @throws CommandException when it cannot be started; the message says why
   * @throws IOException when a folder that is granted cannot be opened
   */
  public Debuggee(
      Program program,
      GuestStart launch,
      @Nullable Path recording,
      WasiInput input,
      PromptOutput output,
      Waiting waiting)
      throws CommandException, IOException {
    this.program = program;
    this.launch = launch;
    this.input = input;
    this.output = output;
    this.waiting = waiting;
    frames = new Frames(program);
    stops = new StopAnswers(program, frames);
    wasi = host();
    DebugBackend first =
        opened(wasi, recording == null ? this::atStart : host -> recorded(host, recording));
    long tick = first.tick();
    session =
        new DebugSession(
            first,
            program.lines(),
            new DebugSession.Listener() {
              @Override
              public void logged(int breakpoint, String message) {
                output.answer(
                    Answer.event("log", message, "breakpoint", breakpoint, "message", message));
              }
            });
    stop =
        recording == null
            ? new Stop(Stop.Reason.ENTRY, 0)
            : new Stop(Stop.Reason.STEP, tick, List.of(), opened(recording));
  }

  private DebugBackend atStart(Wasi host) throws LinkException, TrapException {
    return new SteppingBackend(launch.guest(program, host, EngineLimits.DEFAULT));
  }

  private Wasi host() throws IOException {
    return Wasi.open(
        launch.wasi(
            input,
            (bytes, from, length) -> output.guest(false, bytes, from, length),
            (bytes, from, length) -> output.guest(true, bytes, from, length)));
  }

  private DebugBackend opened(Wasi host, Opening opening) throws CommandException, IOException {
    try {
      return opening.open(host);
    } catch (LinkException | TrapException refused) {
      host.close();
      throw new CommandException(
          "%s cannot be started: %s%s"
              .formatted(program.file(), refused.getMessage(), program.hosts(Wasi.MODULE)),
          refused);
    } catch (CommandException | IOException | RuntimeException failed) {
      host.close();
      throw failed;
    }
  }

  Program program() {
    return program;
  }

  DebugSession session() {
    return session;
  }

  Frames frames() {
    return frames;
  }

  /** Where it stands. */
  Stop stop() {
    return stop;
  }

  /** The frame that locals and expressions are looked up in; 0 is the innermost. */
  int level() {
    return level;
  }

  void select(int frame) {
    level = frame;
  }

  /** Looks at the guest. */
  <T> T look(DebugSession.Inspection<T> inspection) throws Exception {
    return DebugSession.await(session.inspect(inspection));
  }

  /** Looks at the guest by moving it about. */
  <T> T excursion(DebugSession.Excursion<T> excursion) throws Exception {
    return waiting.until(session, session.excursion(excursion));
  }

  Answer move(Motion motion) throws Exception {
    return moved(session.move(motion));
  }

  Answer moved(CompletableFuture<Stop> moving) throws Exception {
    return stopped(waiting.until(session, moving));
  }

  /** What there is to say of where it stands. */
  Answer shown() throws Exception {
    List<Breakpoint> all = DebugSession.await(session.breakpoints());
    return look(backend -> stops.answer(stop, WatchChange.of(backend, stop, all), backend));
  }

  private Answer stopped(Stop now) throws Exception {
    stop = now;
    level = 0;
    return shown();
  }

  /** Starts it anew; breakpoints stay. */
  Answer restart() throws Exception {
    return open(this::atStart, Stop.Reason.ENTRY, "");
  }

  /** Goes on with what was saved; breakpoints stay. */
  Answer load(Path recording) throws Exception {
    return open(host -> recorded(host, recording), Stop.Reason.STEP, opened(recording));
  }

  private static String opened(Path recording) {
    return "opened from " + recording;
  }

  private DebugBackend recorded(Wasi host, Path recording)
      throws LinkException, TrapException, IOException, CommandException {
    try (InputStream in = Files.newInputStream(recording)) {
      SteppingBackend backend =
          SteppingBackend.open(launch.guest(program, host, EngineLimits.DEFAULT), in);
      // What was called then is called again from now on.
      launch = launch.calling(backend.invocation());
      return backend;
    } catch (RecordingException refused) {
      throw new CommandException("%s: %s".formatted(recording, refused.getMessage()), refused);
    }
  }

  private Answer open(Opening opening, Stop.Reason reason, String message) throws Exception {
    Wasi next = host();
    long tick = DebugSession.await(session.restart(() -> opened(next, opening)));
    wasi.close();
    wasi = next;
    return stopped(new Stop(reason, tick, List.of(), message));
  }

  @Override
  public void close() throws IOException {
    session.close();
    wasi.close();
  }
}
