package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.cli.command.Times;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.targets.fleet.Places;
import dev.continuum.targets.fleet.TargetNames;
import dev.continuum.targets.log.MergedLine;
import dev.continuum.targets.log.MergedListener;
import dev.continuum.targets.log.MergedLog;
import dev.continuum.targets.log.PagedLog;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogLine.Source;
import dev.continuum.targets.target.app.LogPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an app's log, of one device or of several as one. */
@Command(
    name = "logs",
    description = {
      "Show what an app on a device wrote: the time by the device's clock, who wrote it (out, err,"
          + " or --- for the device's supervisor), and the line.",
      "Of several devices, the lines are merged by time, set right by what is known of the devices'"
          + " clocks, with the device's name before each.",
      "With --json, one object on each line; its “next” is where to go on with --from."
    })
final class LogsCommand extends CliCommand {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final Map<String, Source> STREAMS =
      Map.of("out", Source.STDOUT, "err", Source.STDERR, "events", Source.SUPERVISOR);

  @Parameters(paramLabel = "APP", description = "The app.")
  String app = "";

  @Option(
      names = "--on",
      required = true,
      paramLabel = "DEVICE|tag:TAG",
      description = "The device, or all devices with a tag; give it again for more.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until you press Ctrl+C.")
  boolean follow;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "Begin at this position instead of the log's beginning; of one device only.")
  @Nullable Long from;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Begin that long ago, by the device's clock: 30s, 10m, 2h or 1d.")
  @Nullable String since;

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "Begin so many lines before the end, on each device.")
  @Nullable Integer lines;

  @Option(
      names = "--stream",
      split = ",",
      paramLabel = "STREAM",
      description = "Show only these, with commas between: out, err, events.")
  List<String> streams = new ArrayList<>();

  @Option(
      names = "--grep",
      paramLabel = "REGEX",
      description = "Show only lines that match this regular expression.")
  @Nullable String grep;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  private List<Device> devices = List.of();
  private @Nullable Pattern wanted;

  LogsCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    LogPlace place = place();
    wanted = pattern();
    for (String stream : streams) {
      if (!STREAMS.containsKey(stream)) {
        throw CliException.wrongCall(
            "There is no stream “" + stream + "”.", "Give out, err or events.");
      }
    }
    devices = TargetNames.devices(names, services().devices().devices());
    if (from != null && devices.size() > 1) {
      throw CliException.wrongCall(
          "A position is one of one device's log.", "Give --since or --lines for several.");
    }
    if (devices.size() == 1) {
      return connection.connect(this, devices.getFirst(), target -> show(device -> target, place));
    }
    return connection.connectAll(this, devices, places -> show(places, place));
  }

  private LogPlace place() throws CliException {
    if ((from == null ? 0 : 1) + (since == null ? 0 : 1) + (lines == null ? 0 : 1) > 1) {
      throw CliException.wrongCall(
          "--from, --since and --lines each say where to begin.", "Give one of them.");
    }
    if (since != null) {
      return new LogPlace.Since(ago(since));
    }
    if (lines != null) {
      if (lines < 0) {
        throw CliException.wrongCall(
            "A number of lines is not negative.", "Give --lines 0 or more.");
      }
      return new LogPlace.Last(lines);
    }
    if (from == null) {
      return new LogPlace.Beginning();
    }
    if (from < 0) {
      throw CliException.wrongCall("A position is not negative.", "Give --from 0 or more.");
    }
    return new LogPlace.Position(from);
  }

  private static Duration ago(String text) throws CliException {
    Matcher parts = AGO.matcher(text);
    if (!parts.matches()) {
      throw CliException.wrongCall(
          "“" + text + "” is not a time.", "Give it as 30s, 10m, 2h or 1d.");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private @Nullable Pattern pattern() throws CliException {
    try {
      return grep == null ? null : Pattern.compile(grep);
    } catch (PatternSyntaxException e) {
      throw CliException.wrongCall(
          "“" + grep + "” is not a regular expression: " + e.getDescription() + ".",
          "Put a backslash before characters that are meant as themselves.");
    }
  }

  private int show(Places places, LogPlace place) throws TargetException, InterruptedException {
    if (follow) {
      follow(places, place);
    } else {
      read(places, place);
    }
    return ExitStatus.DONE;
  }

  private Duration ahead(Device device) throws TargetException {
    return devices.size() == 1
        ? Duration.ZERO
        : services()
            .devices()
            .probe(device.name())
            .flatMap(probe -> probe.facts().clock())
            .map(DeviceFacts.Clock::offset)
            .orElse(Duration.ZERO);
  }

  private void read(Places places, LogPlace place) throws TargetException, InterruptedException {
    List<PagedLog> logs = new ArrayList<>();
    for (Device device : devices) {
      logs.add(new PagedLog(places.target(device), app, place, ahead(device)));
    }
    while (true) {
      PagedLog best = PagedLog.oldest(logs);
      LogLine line = best == null ? null : best.peek();
      if (best == null || line == null) {
        return;
      }
      print(logs.indexOf(best), line, best.time());
      best.remove();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private void follow(Places places, LogPlace place) throws TargetException, InterruptedException {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    List<AutoCloseable> handles = new ArrayList<>();
    try (MergedLog merged = MergedLog.start("printed", devices.size(), new Printer(ended))) {
      for (int i = 0; i < devices.size(); i++) {
        merged.clockAhead(i, ahead(devices.get(i)));
        DeviceTarget target = places.target(devices.get(i));
        handles.add(target.followLog(app, target.logPosition(app, place), merged.source(i)));
      }
      ended.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Terminal.OutputClosed closed) {
        throw closed;
      }
      throw new IllegalStateException(e);
    } finally {
      for (AutoCloseable handle : handles) {
        close(handle);
      }
    }
  }

  private void close(AutoCloseable handle) {
    try {
      handle.close();
    } catch (Exception e) {
      terminal()
          .errorLine(
              "A log could not be closed: " + SafeText.line(String.valueOf(e.getMessage())) + ".");
    }
  }

  private boolean passes(LogLine line) {
    return (streams.isEmpty()
            || streams.stream().anyMatch(stream -> STREAMS.get(stream) == line.source()))
        && (wanted == null || wanted.matcher(line.text()).find());
  }

  private void print(int index, LogLine line, Instant time) {
    if (!passes(line)) {
      return;
    }
    String device = devices.get(index).name();
    if (json) {
      Map<String, @Nullable Object> object =
          Json.object(
              "position", line.position(),
              "next", line.next(),
              "time", time,
              "source", line.source().name().toLowerCase(Locale.ROOT),
              "text", line.text());
      object.put("device", device);
      sayJson(object);
      return;
    }
    String source =
        switch (line.source()) {
          case STDOUT -> "out";
          case STDERR -> "err";
          case SUPERVISOR -> "---";
        };
    int width = devices.stream().mapToInt(d -> d.name().length()).max().orElse(1);
    String label =
        devices.size() == 1 ? "" : String.format(Locale.ROOT, "%-" + width + "s  ", device);
    say(label + Times.local(time) + "  " + source + "  " + SafeText.line(line.text()));
  }

  /** Prints what comes. */
  private final class Printer implements MergedListener {
    private final CompletableFuture<Boolean> ended;
    private int over;

    Printer(CompletableFuture<Boolean> ended) {
      this.ended = ended;
    }

    @Override
    public void lines(List<MergedLine> merged) {
      try {
        merged.forEach(line -> print(line.source(), line.line(), line.time()));
      } catch (Terminal.OutputClosed e) {
        ended.completeExceptionally(e);
      }
    }

    @Override
    public void caughtUp(int source) {}

    @Override
    public void connection(int source, boolean connected, String message) {
      tell(source, message);
    }

    @Override
    public void ended(int source, String message) {
      tell(source, message);
      if (++over == devices.size()) {
        ended.complete(true);
      }
    }

    private void tell(int source, String message) {
      if (!message.isBlank()) {
        String label = devices.size() == 1 ? "" : devices.get(source).name() + ": ";
        terminal().errorLine(label + SafeText.line(message));
      }
    }
  }
}
