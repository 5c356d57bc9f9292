package dev.continuum.ide.cli;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.LogLine;
import dev.continuum.targets.target.LogListener;
import dev.continuum.targets.target.TargetException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an app's log. */
@Command(
    name = "logs",
    description = {
      "Show what an app on a device wrote: the time by the device's clock, who wrote it (out, err,"
          + " or --- for the device's supervisor), and the line.",
      "With --json, one object on each line; its “next” is where to go on with --from."
    })
final class LogsCommand extends CliCommand {
  private static final int PAGE = 1000;
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  @Parameters(paramLabel = "APP", description = "The app.")
  String app = "";

  @Option(names = "--on", required = true, paramLabel = "DEVICE", description = "The device.")
  String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until you press Ctrl+C.")
  boolean follow;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "Begin at this position instead of the log's beginning.")
  long from;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  LogsCommand(CliContext context) {
    super(context);
  }

  /** A time as people here read it. */
  static String dateTime(Instant time) {
    return DATE_TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  @Override
  public Integer call() throws Exception {
    if (from < 0) {
      throw CliException.wrongCall("A position is not negative.", "Give --from 0 or more.");
    }
    Device device = services().devices().device(name);
    return connection.connect(
        this,
        device,
        target -> {
          if (follow) {
            follow(target);
          } else {
            read(target);
          }
          return ExitStatus.DONE;
        });
  }

  private void read(DeviceTarget target) throws TargetException, InterruptedException {
    long position = from;
    while (true) {
      List<LogLine> lines = target.readLog(app, position, PAGE);
      if (lines.isEmpty()) {
        return;
      }
      lines.forEach(this::print);
      position = lines.getLast().next();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private void follow(DeviceTarget target)
      throws TargetException, CliException, InterruptedException {
    CompletableFuture<String> ended = new CompletableFuture<>();
    try (AutoCloseable following = target.followLog(app, from, new Printer(ended))) {
      String message = ended.get();
      if (!message.isBlank()) {
        terminal().errorLine(SafeText.line(message));
      }
    } catch (TargetException | InterruptedException e) {
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Terminal.OutputClosed closed) {
        throw closed;
      }
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw CliException.failed(
          "PROTOCOL", "The log could not be closed: " + e.getMessage() + ".", "");
    }
  }

  private void print(LogLine line) {
    if (json) {
      sayJson(
          Json.object(
              "position", line.position(),
              "next", line.next(),
              "time", line.time(),
              "source", line.source().name().toLowerCase(Locale.ROOT),
              "text", line.text()));
      return;
    }
    String source =
        switch (line.source()) {
          case STDOUT -> "out";
          case STDERR -> "err";
          case SUPERVISOR -> "---";
        };
    say(dateTime(line.time()) + "  " + source + "  " + SafeText.line(line.text()));
  }

  /** Prints what comes. */
  private final class Printer implements LogListener {
    private final CompletableFuture<String> ended;

    Printer(CompletableFuture<String> ended) {
      this.ended = ended;
    }

    @Override
    public void lines(List<LogLine> lines) {
      try {
        lines.forEach(LogsCommand.this::print);
      } catch (Terminal.OutputClosed e) {
        ended.completeExceptionally(e);
      }
    }

    @Override
    public void connection(boolean connected, String message) {
      if (!message.isBlank()) {
        terminal().errorLine(SafeText.line(message));
      }
    }

    @Override
    public void ended(String message) {
      ended.complete(message);
    }
  }
}
