package dev.continuum.ide.project;

import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A run that is stopped when the project's {@code timeout} is over. Its exit then has the status
 * {@value #STATUS} and says so.
 */
public final class TimedExecution implements Execution {
  /** The exit status of what was stopped for its time, as {@code timeout(1)} has it. */
  public static final int STATUS = 124;

  private final Execution execution;
  private final CompletableFuture<Exit> exit;
  private volatile boolean timedOut;

  /** Limits a run that has just begun. */
  public TimedExecution(Execution execution, Duration timeout) {
    this.execution = execution;
    this.exit = execution.exit().thenApply(how -> timedOut ? over(how, timeout) : how);
    CompletableFuture<Boolean> alarm =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, timeout.toNanos(), TimeUnit.NANOSECONDS);
    var unused =
        alarm.thenAccept(late -> {
          if (late && !execution.exit().isDone()) {
            timedOut = true;
            execution.stop();
          }
        });
    // Frees the alarm of a run that ended by itself.
    var ended = execution.exit().thenAccept(how -> alarm.complete(false));
  }

  /** The run, limited when there is a limit. */
  public static Execution limit(Execution execution, Optional<Duration> timeout) {
    return timeout.isPresent() ? new TimedExecution(execution, timeout.get()) : execution;
  }

  private static Exit over(Exit how, Duration timeout) {
    // One that ended by itself in that very moment did not need to be stopped.
    return how.kind() == Exit.Kind.STOPPED
        ? new Exit(
            how.kind(),
            STATUS,
            "The app was stopped after "
                + timeout.toMillis() / 1000.0
                + " s, as the project's timeout asks.",
            how.elapsed())
        : how;
  }

  @Override
  public OutputStream standardInput() {
    return execution.standardInput();
  }

  @Override
  public void stop() {
    execution.stop();
  }

  @Override
  public CompletableFuture<Exit> exit() {
    return exit;
  }
}
