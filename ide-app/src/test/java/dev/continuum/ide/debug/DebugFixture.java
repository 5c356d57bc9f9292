package dev.continuum.ide.debug;

import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A program under the debugger, without a screen. The engine is the real one. */
public final class DebugFixture implements AutoCloseable {
  public final PumpedTasks tasks = new PumpedTasks();
  public final CodeMarks marks = new CodeMarks(new Breakpoints(kept -> {}));
  public final List<String> said = Collections.synchronizedList(new ArrayList<>());
  public final DebugModel model =
      new DebugModel(tasks, marks, new SteppingDebugger(), (bad, text) -> said.add(text));
  public final Path file;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private @Nullable Execution execution;

  /** Writes a WAT program into a folder. */
  public DebugFixture(Path folder, String wat) throws Exception {
    file = folder.resolve("program.wat").toAbsolutePath();
    Files.writeString(file, wat);
    marks.breakpoints().load(Map.of());
  }

  /** Sets a breakpoint by its command. */
  public long breakpoint(String command) throws Exception {
    return marks.breakpoints().add(file, BreakpointParser.parse(command)).id();
  }

  /** Starts it, and waits until it stands still. */
  public Standing start() throws Exception {
    return start(null);
  }

  /** Starts it, or a recording of it. */
  public Standing start(@Nullable Path recording) throws Exception {
    begin(recording);
    return stand();
  }

  /** Starts it. */
  public void begin(@Nullable Path recording) throws Exception {
    execution =
        model
            .starter(recording)
            .start(
                RunConfiguration.of(file),
                new OutputListener() {
                  @Override
                  public void output(Stream stream, byte[] buffer, int length) {
                    output.write(buffer, 0, length);
                  }
                });
    tasks.await(() -> model.state().get() != DebugModel.State.IDLE);
  }

  /** How the console sees it. */
  public Execution execution() {
    return Objects.requireNonNull(execution);
  }

  /** Moves it, and waits until it stands still. */
  public Standing move(Motion motion) {
    model.move(motion);
    return stand();
  }

  /** Waits until it stands still and everybody knows. */
  public Standing stand() {
    tasks.await(
        () -> model.state().get() == DebugModel.State.STANDING && model.standing().get() != null);
    return Objects.requireNonNull(model.standing().get());
  }

  /** What it has written. */
  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (execution != null) {
      execution.stop();
      tasks.await(() -> model.state().get() == DebugModel.State.IDLE);
    }
  }
}
