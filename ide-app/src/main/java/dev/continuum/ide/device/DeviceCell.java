package dev.continuum.ide.device;

import dev.continuum.ide.device.DevicesPanel.AppRow;
import dev.continuum.ide.device.DevicesPanel.DeviceRow;
import dev.continuum.ide.device.DevicesPanel.Owner;
import dev.continuum.ide.device.DevicesPanel.Row;
import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.output.PlainText;
import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.app.AppStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.collections.MapChangeListener;
import javafx.collections.WeakMapChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A row of the devices: its state as a shape and in words, its name, what it is. */
final class DeviceCell extends TreeCell<Row> {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** The sign before a name with the gaps around it. */
  private static final double BESIDE_NAME = 32;

  private final Owner owner;
  private final DeviceActions more;
  private final FontIcon icon = new FontIcon("fth-circle");
  private final Region dot = new Region();
  private final Label name = new Label();
  private final Label detail = new Label();
  private final HBox line;
  private final MapChangeListener<String, String> onNote = change -> showNote(change.getKey());

  /**
   * A row.
   *
   * @param more what else its menu offers
   */
  DeviceCell(Owner owner, DeviceActions more) {
    this.owner = owner;
    this.more = more;
    getStyleClass().add("device-cell");
    more.notes().addListener(new WeakMapChangeListener<>(onNote));
    dot.getStyleClass().add("device-dot");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    name.getStyleClass().add("row-name");
    name.setTextOverrun(OverrunStyle.ELLIPSIS);
    detail.getStyleClass().add("row-detail");
    // The name comes first: where it is narrow, the rest is cut and stands in the tooltip.
    detail.setMinWidth(0);
    detail.setTextOverrun(OverrunStyle.ELLIPSIS);
    line = new HBox(dot, icon, name, space, detail);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("row-line");
    line.setMinWidth(0);
    line.setPrefWidth(1);
    // Only a name longer than the whole row is cut itself.
    name.minWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.max(0, Math.min(name.prefWidth(-1), line.getWidth() - BESIDE_NAME)),
                name.textProperty(),
                name.fontProperty(),
                line.widthProperty()));
  }

  @Override
  protected void updateItem(@Nullable Row row, boolean empty) {
    super.updateItem(row, empty);
    if (row == null || empty) {
      setText(null);
      setGraphic(null);
      setTooltip(null);
      setContextMenu(null);
      return;
    }
    switch (row) {
      case DeviceRow device -> showDevice(device.entry());
      case AppRow app -> showApp(app);
    }
    setGraphic(line);
  }

  private void showDevice(DeviceEntry entry) {
    part(dot, true);
    part(icon, false);
    for (DeviceEntry.State state : DeviceEntry.State.values()) {
      dot.pseudoClassStateChanged(
          PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT)),
          state == entry.state());
    }
    name.setText(entry.name());
    detail.setText(summary(entry));
    detail.pseudoClassStateChanged(PseudoClass.getPseudoClass("bad"), false);
    setAccessibleText(accessible(entry));
    setTooltip(new Tooltip(details(entry)));
    setContextMenu(deviceMenu(entry));
  }

  private String summary(DeviceEntry entry) {
    String note = more.notes().get(entry.name());
    return note == null ? entry.summary() : note + "  " + entry.summary();
  }

  private String accessible(DeviceEntry entry) {
    String note = more.notes().get(entry.name());
    return entry.name() + ", " + entry.state().title() + (note == null ? "" : ", " + note);
  }

  private void showNote(String device) {
    if (getItem() instanceof DeviceRow row && !isEmpty() && row.device().equals(device)) {
      detail.setText(summary(row.entry()));
      setAccessibleText(accessible(row.entry()));
    }
  }

  private void showApp(AppRow row) {
    AppStatus app = row.app();
    part(dot, false);
    part(icon, true);
    icon.setIconLiteral("fth-box");
    name.setText(app.app());
    detail.setText("r" + app.release() + " " + stateOf(app));
    detail.pseudoClassStateChanged(PseudoClass.getPseudoClass("bad"), failed(app));
    setAccessibleText(app.app() + " release " + app.release() + ", " + stateOf(app));
    setTooltip(new Tooltip(details(app)));
    setContextMenu(appMenu(row));
  }

  private static void part(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static boolean failed(AppStatus app) {
    return app.state() == AppStatus.State.EXITED && app.exitStatus().orElse(0) != 0
        || !app.watched();
  }

  private static String stateOf(AppStatus app) {
    return switch (app.state()) {
      case RUNNING -> app.watched() ? "running" : "running, unwatched";
      case WAITING -> app.next().map(next -> "waiting, next " + time(next)).orElse("waiting");
      case STOPPED -> "stopped";
      case EXITED -> app.exitStatus().map(status -> "exited " + status).orElse("exited");
    };
  }

  /** The time of day, with the date when it is another day. */
  private static String time(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneId.systemDefault());
    return (time.toLocalDate().equals(LocalDate.now(time.getZone())) ? TIME : DATE).format(time);
  }

  private static String details(AppStatus app) {
    List<String> lines = new ArrayList<>();
    lines.add(app.app() + ", release " + app.release() + ": " + stateOf(app));
    app.since()
        .ifPresent(
            since -> lines.add("since " + DATE.format(since.atZone(ZoneId.systemDefault()))));
    if (app.restarts() > 0) {
      lines.add(app.restarts() == 1 ? "restarted once" : "restarted " + app.restarts() + " times");
    }
    app.next()
        .ifPresent(
            next -> lines.add("next start " + DATE.format(next.atZone(ZoneId.systemDefault()))));
    if (app.state() == AppStatus.State.WAITING) {
      app.exitStatus().ifPresent(status -> lines.add("the last run ended with status " + status));
    }
    if (!app.watched()) {
      lines.add("Its supervisor is gone: its log is not kept and it is not started again.");
    }
    lines.add("runtime: " + app.runtime());
    lines.add("SHA-256: " + app.digest());
    return String.join("\n", lines);
  }

  private static String details(DeviceEntry entry) {
    List<String> lines = new ArrayList<>();
    firstNote(entry).ifPresent(lines::add);
    lines.add(entry.device().address() + ": " + entry.state().title());
    if (!entry.trouble().isEmpty()) {
      lines.add(entry.trouble());
    }
    entry.probe().ifPresent(probe -> lines.addAll(probeLines(probe)));
    if (!entry.device().hostKey().isEmpty()) {
      lines.add("Host key: " + entry.device().hostKey());
    }
    if (!entry.device().tags().isEmpty()) {
      lines.add("Tags: " + String.join(", ", entry.device().tags()));
    }
    return String.join("\n", lines);
  }

  /** The first line of the user's notes, cut to what a tooltip holds. */
  private static Optional<String> firstNote(DeviceEntry entry) {
    return entry
        .device()
        .notes()
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> line.length() > 80 ? line.substring(0, 80) + "…" : line)
        .map(PlainText::of);
  }

  private static List<String> probeLines(Probe probe) {
    List<String> lines = new ArrayList<>();
    lines.add(probe.operatingSystem() + ", " + probe.architecture());
    List<String> sizes = new ArrayList<>();
    if (probe.processors() > 0) {
      sizes.add(probe.processors() + (probe.processors() == 1 ? " processor" : " processors"));
    }
    if (probe.memoryBytes() > 0) {
      sizes.add(Bytes.text(probe.memoryBytes()) + " of memory");
    }
    if (probe.freeDiskBytes() > 0) {
      sizes.add(Bytes.text(probe.freeDiskBytes()) + " free on disk");
    }
    if (!sizes.isEmpty()) {
      lines.add(String.join(", ", sizes));
    }
    lines.add(
        "Runs WebAssembly with: "
            + (probe.runtimes().isEmpty()
                ? "nothing that was found"
                : probe.runtimes().stream()
                    .map(RuntimeNames::of)
                    .collect(Collectors.joining(", "))));
    lines.add("Probed " + DATE.format(probe.time().atZone(ZoneId.systemDefault())));
    return lines;
  }

  private ContextMenu deviceMenu(DeviceEntry entry) {
    String device = entry.name();
    ContextMenu menu = new ContextMenu(item("Deploy Here", () -> owner.deploy(device)));
    group(menu, entry, DeviceActions.Group.REACH);
    group(menu, entry, DeviceActions.Group.KNOW);
    menu.getItems()
        .addAll(
            item("Refresh", () -> owner.refresh(device)), item("Probe", () -> owner.probe(device)));
    group(menu, entry, DeviceActions.Group.KEEP);
    menu.getItems().add(item("Edit…", () -> owner.edit(device)));
    group(menu, entry, DeviceActions.Group.END);
    if (!entry.device().hostKey().isEmpty()) {
      menu.getItems().add(item("Forget Key…", () -> owner.forgetKey(device)));
    }
    menu.getItems().add(item("Remove…", () -> owner.remove(device)));
    return menu;
  }

  /** What other rooms do with a device, below a line. */
  private void group(ContextMenu menu, DeviceEntry entry, DeviceActions.Group group) {
    menu.getItems().add(new SeparatorMenuItem());
    for (DeviceActions.OnDevice action : more.onDevices()) {
      if (action.group() == group) {
        MenuItem item = item(action.title(), () -> action.work().accept(entry));
        item.setDisable(!action.applies().test(entry));
        menu.getItems().add(item);
      }
    }
  }

  private ContextMenu appMenu(AppRow row) {
    ContextMenu menu =
        new ContextMenu(item("Show Log", () -> owner.showLog(row.device(), row.app().app())));
    for (DeviceActions.OnApp action : more.onApps()) {
      MenuItem item =
          item(action.title(), () -> action.work().accept(row.entry(), row.app().app()));
      item.setDisable(!action.applies().test(row.entry(), row.app().app()));
      menu.getItems().add(item);
    }
    MenuItem stop = item("Stop App", () -> owner.stop(row.device(), row.app().app()));
    stop.setDisable(!row.app().active());
    menu.getItems().addAll(new SeparatorMenuItem(), stop);
    return menu;
  }

  private static MenuItem item(String title, Runnable work) {
    MenuItem item = new MenuItem(title);
    item.setOnAction(e -> work.run());
    return item;
  }
}
