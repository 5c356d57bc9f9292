package dev.continuum.ide.device.fleet;

import dev.continuum.targets.fleet.DeviceRun;
import dev.continuum.targets.fleet.DeviceRun.State;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes the table of a rollout's devices. */
final class FleetTable {
  private FleetTable() {}

  static TableView<DeviceRun> of(ObservableList<DeviceRun> runs, FleetPanel.Owner owner) {
    SortedList<DeviceRun> sorted = new SortedList<>(runs);
    TableView<DeviceRun> table = new TableView<>(sorted);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setId("fleet-table");
    table.getStyleClass().addAll("fleet-table", "dense", "edge-to-edge");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .add(text("Device", 104, FleetTable::name, Comparator.comparing(FleetTable::name)));
    table.getColumns().add(state());
    table
        .getColumns()
        .add(text("Step", 88, FleetTable::step, Comparator.comparing(FleetTable::step)));
    TableColumn<DeviceRun, DeviceRun> release =
        text(
            "Release", 72, FleetTable::release, Comparator.comparingInt(FleetTable::releaseNumber));
    TableColumn<DeviceRun, DeviceRun> time =
        text("Time", 72, run -> FleetModel.time(run.time()), Comparator.comparing(DeviceRun::time));
    time.getStyleClass().add("number-column");
    TableColumn<DeviceRun, DeviceRun> wave =
        text(
            "Wave",
            52,
            run -> String.valueOf(run.wave()),
            Comparator.comparingInt(DeviceRun::wave));
    wave.getStyleClass().add("number-column");
    table.getColumns().add(release);
    table.getColumns().add(wave);
    table.getColumns().add(time);
    TableColumn<DeviceRun, DeviceRun> message =
        text(
            "Message",
            160,
            run -> FleetPanel.plain(run.message()),
            Comparator.comparing(DeviceRun::message));
    message.setMaxWidth(Double.MAX_VALUE);
    table.getColumns().add(message);
    table.setRowFactory(view -> row(owner));
    table.setOnKeyPressed(e -> {
      DeviceRun selected = table.getSelectionModel().getSelectedItem();
      if (e.getCode() == KeyCode.ENTER && selected != null) {
        owner.details(selected);
        e.consume();
      }
    });
    return table;
  }

  private static TableRow<DeviceRun> row(FleetPanel.Owner owner) {
    TableRow<DeviceRun> row = new TableRow<>();
    row.setOnMouseClicked(e -> {
      if (e.getClickCount() == 2 && e.getButton() == MouseButton.PRIMARY && row.getItem() != null) {
        owner.details(row.getItem());
      }
    });
    MenuItem log = new MenuItem("Show Log");
    log.setOnAction(e -> owner.showLog(row.getItem()));
    MenuItem details = new MenuItem("Details");
    details.setOnAction(e -> owner.details(row.getItem()));
    ContextMenu menu = new ContextMenu(details, log);
    menu.setOnShowing(e -> {
      DeviceRun run = row.getItem();
      log.setDisable(run == null || run.after().isEmpty());
    });
    row.emptyProperty().addListener((p, was, is) -> row.setContextMenu(is ? null : menu));
    return row;
  }

  private static String name(DeviceRun run) {
    return run.device().name();
  }

  static String step(DeviceRun run) {
    if (run.state() != State.RUNNING && run.state() != State.FAILED) {
      return "";
    }
    String title = run.step().map(step -> step.title()).orElse("");
    return run.state() == State.RUNNING && run.fraction() >= 0
        ? title + " " + Math.round(run.fraction() * 100) + " %"
        : title;
  }

  /** Such as {@code 3 → 4}. */
  static String release(DeviceRun run) {
    String before = run.before().map(String::valueOf).orElse("–");
    return run.after()
        .map(status -> before + " → " + status.release())
        .orElseGet(() -> run.before().map(String::valueOf).orElse(""));
  }

  private static int releaseNumber(DeviceRun run) {
    return run.after().map(status -> status.release()).or(run::before).orElse(0);
  }

  private static TableColumn<DeviceRun, DeviceRun> text(
      String title, double width, Function<DeviceRun, String> text, Comparator<DeviceRun> order) {
    return column(
        title,
        width,
        order,
        () ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable DeviceRun run, boolean empty) {
                super.updateItem(run, empty);
                String shown = run == null || empty ? "" : text.apply(run);
                setText(shown);
                setTooltip(shown.length() > 40 ? new Tooltip(shown) : null);
              }
            });
  }

  private interface Cells {
    TableCell<DeviceRun, DeviceRun> make();
  }

  private static TableColumn<DeviceRun, DeviceRun> column(
      String title, double width, Comparator<DeviceRun> order, Cells cells) {
    TableColumn<DeviceRun, DeviceRun> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
    column.setCellFactory(of -> cells.make());
    column.setComparator(order);
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setMaxWidth(width * 3);
    return column;
  }

  private static TableColumn<DeviceRun, DeviceRun> state() {
    return column("State", 100, Comparator.comparing(DeviceRun::state), StateCell::new);
  }

  /** The state as a shape and in words. */
  private static final class StateCell extends TableCell<DeviceRun, DeviceRun> {
    private final FontIcon icon = new FontIcon("fth-circle");

    StateCell() {
      getStyleClass().add("fleet-state");
    }

    @Override
    protected void updateItem(@Nullable DeviceRun run, boolean empty) {
      super.updateItem(run, empty);
      State now = run == null || empty ? null : run.state();
      for (State state : State.values()) {
        pseudoClassStateChanged(
            PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT)), state == now);
      }
      if (now == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      icon.setIconLiteral(
          switch (now) {
            case WAITING -> "fth-circle";
            case RUNNING -> "fth-arrow-right-circle";
            case DONE -> "fth-check-circle";
            case FAILED -> "fth-x-circle";
            case SKIPPED -> "fth-minus-circle";
            case QUEUED -> "fth-clock";
            case RETURNED -> "fth-rotate-ccw";
          });
      setText(now.title());
      setGraphic(icon);
    }
  }
}
