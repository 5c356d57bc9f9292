package dev.continuum.ide.device.access;

import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceAccess;
import dev.continuum.targets.target.ForwardSpec;
import dev.continuum.targets.target.PortForward;
import dev.continuum.targets.target.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The ports of this computer that lead through devices: which there are is kept, and each is
 * started by hand. Used on the JavaFX thread.
 */
final class ForwardsModel implements AutoCloseable {
  /** The way to a device, by its name; on a background thread. */
  @FunctionalInterface
  interface Way {
    DeviceAccess to(String device) throws TargetException;
  }

  /** What is kept over a restart. */
  record Kept(List<KeptForward> forwards) {
    Kept {
      forwards = forwards == null ? List.of() : List.copyOf(forwards);
    }
  }

  /** One of them, the rest as {@link ForwardSpec#parse} reads it. */
  record KeptForward(String device, String ports) {}

  /** What one does now. */
  enum State {
    STOPPED,
    STARTING,
    LISTENING,
    FAILED
  }

  /**
   * One as it is shown.
   *
   * @param detail what goes through it, or why it does not; whole sentences
   */
  record Row(String device, ForwardSpec what, State state, String detail) {}

  private static final Logger LOG = Logger.getLogger(ForwardsModel.class.getName());

  private final Tasks tasks;
  private final Way way;
  private final JsonFile<Kept> file;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final List<Running> running = new ArrayList<>();
  private volatile boolean closed;

  /** One that was started. */
  private record Running(String device, ForwardSpec what, PortForward forward) {}

  /** A model over what was kept. */
  ForwardsModel(Tasks tasks, Way way, JsonFile<Kept> file) {
    this.tasks = tasks;
    this.way = way;
    this.file = file;
    for (KeptForward kept : file.read().forwards()) {
      ForwardSpec.parse(Objects.toString(kept.ports(), ""))
          .ifPresent(what ->
              rows.add(new Row(Objects.toString(kept.device(), ""), what, State.STOPPED, "")));
    }
  }

  /** All of them. */
  ObservableList<Row> rows() {
    return rows;
  }

  /** Why a text adds nothing; empty when it does. */
  String trouble(String device, String text) {
    ForwardSpec what = ForwardSpec.parse(text).orElse(null);
    if (what == null || what.localPort() == 0) {
      return "Say which port leads where: PORT:HOST:PORT, such as 8080:localhost:80.";
    }
    return rows.stream()
        .filter(row -> row.what().localPort() == what.localPort())
        .findFirst()
        .map(row ->
            row.device().equals(device)
                ? "Port " + what.localPort() + " is in the list already."
                : "Port " + what.localPort() + " is set to lead through " + row.device() + ".")
        .orElse("");
  }

  /** Adds one and starts it; called only where {@link #trouble} has nothing to say. */
  void add(String device, String text) {
    ForwardSpec what = ForwardSpec.parse(text).orElseThrow();
    rows.add(new Row(device, what, State.STOPPED, ""));
    keep();
    start(device, what);
  }

  /** Stops one and takes it off the list. */
  void remove(Row row) {
    stop(row.device(), row.what());
    rows.removeIf(each -> is(each, row.device(), row.what()));
    keep();
  }

  /** Starts one. */
  void start(String device, ForwardSpec what) {
    if (find(device, what) != null) {
      return;
    }
    show(device, what, State.STARTING, "");
    var unused =
        tasks.start(
            "Forwarding port " + what.localPort() + " to " + device,
            progress -> opened(way.to(device).forward(what)),
            forward -> {
              running.add(new Running(device, what, forward));
              refresh();
            },
            failure -> show(device, what, State.FAILED, words(failure)));
  }

  private PortForward opened(PortForward forward) {
    if (closed) {
      forward.close();
    }
    return forward;
  }

  private static String words(Exception failure) {
    return PlainText.of(
        failure instanceof TargetException problem
            ? (problem.getMessage() + " " + problem.remedy()).strip()
            : "Something unexpected happened: " + failure + ".");
  }

  /** Stops one. */
  void stop(String device, ForwardSpec what) {
    Running one = find(device, what);
    if (one != null) {
      running.remove(one);
      one.forward().close();
    }
    show(device, what, State.STOPPED, "");
  }

  private @Nullable Running find(String device, ForwardSpec what) {
    for (Running each : running) {
      if (each.device().equals(device) && each.what().equals(what)) {
        return each;
      }
    }
    return null;
  }

  /** Looks at what goes through them; called while they are in view. */
  void refresh() {
    for (Running each : List.copyOf(running)) {
      if (!each.forward().listening()) {
        running.remove(each);
        show(
            each.device(),
            each.what(),
            State.FAILED,
            "The connection was closed with the device. Start it again.");
        continue;
      }
      PortForward.Traffic traffic = each.forward().traffic();
      show(each.device(), each.what(), State.LISTENING, detail(traffic));
    }
  }

  private static String detail(PortForward.Traffic traffic) {
    if (!traffic.trouble().isEmpty()) {
      return PlainText.of(traffic.trouble());
    }
    return traffic.open()
        + " open, "
        + traffic.total()
        + (traffic.total() == 1 ? " connection" : " connections")
        + " so far; "
        + Bytes.text(traffic.sent())
        + " sent, "
        + Bytes.text(traffic.received())
        + " received";
  }

  private static boolean is(Row row, String device, ForwardSpec what) {
    return row.device().equals(device) && row.what().equals(what);
  }

  private void show(String device, ForwardSpec what, State state, String detail) {
    for (int i = 0; i < rows.size(); i++) {
      Row next = new Row(device, what, state, detail);
      if (is(rows.get(i), device, what) && !rows.get(i).equals(next)) {
        rows.set(i, next);
      }
    }
  }

  private void keep() {
    Kept kept =
        new Kept(
            rows.stream()
                .map(row -> new KeptForward(row.device(), row.what().toString()))
                .toList());
    var unused =
        tasks.start(
            "Remembering forwarded ports",
            progress -> {
              synchronized (file) {
                file.write(kept);
              }
              return true;
            },
            done -> {},
            failure -> LOG.log(Level.WARNING, "Forwarded ports could not be kept.", failure));
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(each -> each.forward().close());
    running.clear();
  }
}
