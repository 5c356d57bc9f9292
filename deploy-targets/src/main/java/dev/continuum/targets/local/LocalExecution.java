package dev.continuum.targets.local;

import dev.continuum.targets.runtime.bundled.SteppingRunner;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.OutputListener.Stream;
import dev.continuum.targets.target.run.Recording;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A guest in its child process: two threads carry its output, a third waits for its end. */
final class LocalExecution implements Execution {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int KILLED = 137;
  private static final int ABORTED = 134;

  /** What a report says that is not about the end. */
  private static final String STARTED = "STARTED";

  private final Process process;
  private final RunReport report;
  private final OutputListener listener;
  private final Optional<SteppingRunner.Kept> kept;
  private final OutputStream input;
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();
  private final long begun = System.nanoTime();
  private volatile boolean stopped;
  private volatile @Nullable String undelivered;

  private LocalExecution(
      Process process,
      RunReport report,
      Optional<SteppingRunner.Kept> kept,
      OutputListener listener) {
    this.process = process;
    this.report = report;
    this.kept = kept;
    this.listener = listener;
    this.input = new Immediate(process.getOutputStream());
  }

  /**
   * Follows a process.
   *
   * @param kept what it keeps of the run; it is then asked before it is killed
   */
  static LocalExecution follow(
      Process process,
      RunReport report,
      Optional<SteppingRunner.Kept> kept,
      OutputListener listener) {
    LocalExecution execution = new LocalExecution(process, report, kept, listener);
    Thread out = execution.pump(Stream.STDOUT, process.getInputStream());
    Thread err = execution.pump(Stream.STDERR, process.getErrorStream());
    daemon("guest-exit", () -> execution.await(out, err)).start();
    return execution;
  }

  private static Thread daemon(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }

  @Override
  public OutputStream standardInput() {
    return input;
  }

  @Override
  public void stop() {
    if (process.isAlive()) {
      boolean again = stopped;
      stopped = true;
      GuestProcesses.end(process, kept.filter(any -> !again).map(any -> report::askForEnd));
    }
  }

  @Override
  public CompletableFuture<Exit> exit() {
    return exit.copy();
  }

  private Thread pump(Stream stream, InputStream from) {
    Thread thread =
        daemon(
            "guest-" + stream.name().toLowerCase(Locale.ROOT),
            () -> {
              byte[] buffer = new byte[BUFFER_BYTES];
              try {
                for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                  listener.output(stream, buffer, length);
                }
              } catch (IOException e) {
                // Reading fails once the stream is closed under us, when the process was killed.
                if (!stopped) {
                  undelivered = String.valueOf(e.getMessage());
                }
              } catch (RuntimeException | Error e) {
                undelivered = e.toString();
                GuestProcesses.kill(process);
              }
            });
    thread.start();
    return thread;
  }

  private void await(Thread out, Thread err) {
    Exit result;
    Optional<Properties> told = Optional.empty();
    try {
      int status = process.waitFor();
      out.join();
      err.join();
      told = report.take();
      result = exitOf(status, told);
    } catch (IOException e) {
      result = died(1, "How the module ended could not be read: " + e.getMessage() + ".");
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it, but the promise to complete is kept in any case.
      GuestProcesses.kill(process);
      result = died(KILLED, "Waiting for the module was interrupted.");
    }
    try {
      if (kept.isPresent() && result.kind() != Exit.Kind.FAILED) {
        Recording became = recording(kept.get(), told);
        switch (kept.get().what()) {
          case RECORDING -> listener.recorded(became);
          case PROFILE -> listener.profiled(became);
        }
      }
    } finally {
      exit.complete(result);
    }
  }

  private static Recording recording(SteppingRunner.Kept kept, Optional<Properties> told) {
    Properties properties = told.orElseGet(Properties::new);
    OptionalLong bytes = RunReport.number(properties, kept.what().kept());
    String problem =
        bytes.isPresent()
            ? ""
            : "The run was not "
                + kept.what().kept()
                + ": "
                + properties.getProperty(kept.what().lost(), "its process ended before it could be")
                + ".";
    return new Recording(kept.file(), bytes.orElse(0), problem);
  }

  private Exit exitOf(int status, Optional<Properties> told) {
    String lost = undelivered;
    if (lost != null) {
      return died(status, "The module's output could not be passed on, so it was ended: " + lost);
    }
    boolean started = told.filter(report -> STARTED.equals(report.getProperty("kind"))).isPresent();
    if (told.isPresent() && !started) {
      Properties properties = told.get();
      return new Exit(
          Exit.Kind.valueOf(properties.getProperty("kind")),
          Integer.parseInt(properties.getProperty("status")),
          properties.getProperty("message", ""),
          Duration.ofNanos(RunReport.number(properties, "elapsed").orElse(0)));
    }
    if (stopped) {
      return new Exit(Exit.Kind.STOPPED, KILLED, "", sinceStart());
    }
    return switch (status) {
      case KILLED ->
          died(
              status,
              "The module's process was killed from outside (signal 9). Linux does so when memory"
                  + " runs out.");
      case ABORTED ->
          died(
              status,
              "The module's process broke down (signal 6). That happens when a module asks for more"
                  + " memory than there is; the last lines of the error output may tell.");
      case 1 ->
          started
              ? died(
                  status,
                  "The module's process gave up while the module ran, most often because memory"
                      + " ran out; the last lines of the error output tell why.")
              : new Exit(
                  Exit.Kind.FAILED,
                  status,
                  "The runner's Java did not start; the error output tells why.",
                  Duration.ZERO);
      default ->
          died(
              status,
              status > 128
                  ? "The module's process was ended from outside (signal " + (status - 128) + ")."
                  : "The module's process ended with status " + status + " and did not say why.");
    };
  }

  private Exit died(int status, String message) {
    return new Exit(Exit.Kind.DIED, status, message, sinceStart());
  }

  /** Where only the runner knew when the guest began: some tenths of a second too long. */
  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** A process's input as the guest sees it: what is written arrives, without being flushed. */
  private static final class Immediate extends FilterOutputStream {
    Immediate(OutputStream to) {
      super(to);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      out.flush();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      out.flush();
    }
  }
}
