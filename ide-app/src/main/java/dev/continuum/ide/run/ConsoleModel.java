package dev.continuum.ide.run;

import dev.continuum.ide.output.OutputLine;
import dev.continuum.ide.output.OutputLine.Kind;
import dev.continuum.ide.output.OutputModel;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.project.TimedExecution;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.target.run.RunEngine;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The console: one run at a time on this computer, its output, its input and its end. Starting
 * again while something runs stops that first. Used on the JavaFX thread.
 */
public final class ConsoleModel {
  /** What the console does. */
  public enum State {
    IDLE,
    /** The build is under way, or the guest's process is being made. */
    PREPARING,
    RUNNING,
    /** Stop was asked for; what ran has not ended yet. */
    STOPPING
  }

  /** Starts a guest on this computer. */
  @FunctionalInterface
  public interface Starter {
    /** Starts it; blocks until its process exists. */
    Execution start(RunConfiguration configuration, OutputListener output) throws TargetException;
  }

  private static final String SEPARATOR = "  ·  ";

  private final Tasks tasks;
  private final Starter starter;
  private final OutputModel output;
  private final InputHistory history = new InputHistory();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyStringWrapper heading = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<Exit>> exit =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private @Nullable Run run;
  private @Nullable Runnable next;

  /** A console that starts guests with {@code starter}. */
  public ConsoleModel(Tasks tasks, Starter starter) {
    this.tasks = tasks;
    this.starter = starter;
    this.output = new OutputModel(tasks);
  }

  /** What it shows. */
  public OutputModel output() {
    return output;
  }

  /** What it does now. */
  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** What runs or ran, with its state; empty before the first run. */
  public ReadOnlyStringProperty heading() {
    return heading.getReadOnlyProperty();
  }

  /** How the last run ended; empty while one is under way and when it never started. */
  public ReadOnlyObjectProperty<Optional<Exit>> exit() {
    return exit.getReadOnlyProperty();
  }

  /** Runs it; what runs now is stopped first. */
  public void run(Launch launch) {
    run(launch, starter);
  }

  /** Has it started by another starter; what runs now is stopped first. */
  public void run(Launch launch, Starter by) {
    if (state.get() != State.IDLE) {
      next = () -> run(launch, by);
      end();
      return;
    }
    next = null;
    Run started = new Run(launch.title());
    run = started;
    exit.set(Optional.empty());
    output.clear();
    output.line(OutputLine.of(Kind.HEADING, PlainText.of(launch.commandLine())));
    become(State.PREPARING, launch);
    started.job =
        tasks.start(
            "Starting " + launch.title(),
            progress -> {
              RunConfiguration configuration =
                  launch.prepare(line -> output.line(OutputLine.of(Kind.NOTE, PlainText.of(line))));
              Execution execution =
                  TimedExecution.limit(by.start(configuration, new Shown()), launch.timeout());
              started.began(execution);
              return execution;
            },
            execution -> running(started, launch, execution),
            failure -> failed(started, failure));
  }

  /** Brings what a guest writes to the console, and first what runs it. */
  private final class Shown implements OutputListener {
    @Override
    public void engine(RunEngine engine, String reason) {
      if (!reason.isEmpty()) {
        note(Kind.NOTE, reason);
      }
    }

    @Override
    public void output(Stream stream, byte[] buffer, int length) {
      output.bytes(kindOf(stream), buffer, length);
    }
  }

  private static Kind kindOf(OutputListener.Stream stream) {
    return stream == OutputListener.Stream.STDERR ? Kind.STDERR : Kind.STDOUT;
  }

  private void running(Run started, Launch launch, Execution execution) {
    if (started != run) {
      return;
    }
    started.input = new ConsoleInput(tasks, execution.standardInput(), e -> inputFailed(started));
    become(State.RUNNING, launch);
    var unused =
        execution.exit().thenAccept(how -> tasks.onScreen(() -> ended(started, launch, how)));
  }

  private void inputFailed(Run started) {
    if (started == run && state.get() == State.RUNNING) {
      note(Kind.NOTE, "The program no longer reads its standard input.");
    }
  }

  private void failed(Run started, Exception failure) {
    if (started != run) {
      return;
    }
    if (failure instanceof InterruptedException) {
      note(Kind.FAILURE, "Stopped before it began.");
    } else if (failure instanceof LaunchException) {
      note(Kind.FAILURE, messageOf(failure));
    } else if (failure instanceof TargetException problem) {
      note(Kind.FAILURE, (problem.getMessage() + " " + problem.remedy()).strip());
    } else {
      note(Kind.FAILURE, "It could not be started: " + failure + ".");
    }
    finish("did not start");
  }

  private static String messageOf(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private void ended(Run started, Launch launch, Exit how) {
    if (started != run) {
      return;
    }
    output.endStreams();
    exit.set(Optional.of(how));
    EndText.lines(how).forEach(output::line);
    finish(EndText.brief(how));
  }

  private void finish(String how) {
    Run over = run;
    if (over != null && over.input != null) {
      over.input.close();
    }
    run = null;
    heading.set((over == null ? "" : over.title + SEPARATOR) + how);
    state.set(State.IDLE);
    Runnable again = next;
    if (again != null) {
      again.run();
    }
  }

  private void become(State now, Launch launch) {
    state.set(now);
    heading.set(
        launch.title() + SEPARATOR + (now == State.PREPARING ? "starting" : launch.doing()));
  }

  /** Ends what runs or is being built; does nothing when nothing does. */
  public void stop() {
    next = null;
    end();
  }

  private void end() {
    Run current = run;
    if (current == null || state.get() == State.STOPPING) {
      return;
    }
    boolean preparing = state.get() == State.PREPARING;
    current.end();
    if (preparing) {
      note(Kind.FAILURE, "Stopped before it began.");
      finish("stopped");
    } else {
      state.set(State.STOPPING);
    }
  }

  /** Sends a line to what runs; it is shown in the console too. */
  public void input(String line) {
    history.add(line);
    Run current = run;
    if (current != null && current.input != null && !current.input.isEnded()) {
      note(Kind.INPUT, PlainText.of(line));
      current.input.line(line);
    }
  }

  /** Sends end of file to what runs. */
  public void endInput() {
    Run current = run;
    if (current != null && current.input != null && !current.input.isEnded()) {
      note(Kind.NOTE, "End of input.");
      current.input.end();
    }
  }

  /** The line typed before {@code current}. */
  public String previousInput(String current) {
    return history.previous(current);
  }

  /** The line typed after {@code current}. */
  public String nextInput(String current) {
    return history.next(current);
  }

  private void note(Kind kind, String text) {
    output.line(OutputLine.of(kind, text));
  }

  /** One run's parts, which come into being on a background thread. */
  private static final class Run {
    final String title;
    Tasks.@Nullable Job job;
    @Nullable ConsoleInput input;
    private @Nullable Execution execution;
    private boolean endWanted;

    Run(String title) {
      this.title = title;
    }

    synchronized void began(Execution started) {
      execution = started;
      if (endWanted) {
        started.stop();
      }
    }

    void end() {
      Execution started;
      synchronized (this) {
        endWanted = true;
        started = execution;
      }
      if (started != null) {
        started.stop();
      }
      if (job != null) {
        job.cancel();
      }
    }
  }
}
