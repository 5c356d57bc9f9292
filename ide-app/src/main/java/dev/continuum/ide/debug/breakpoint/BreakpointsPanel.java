package dev.continuum.ide.debug.breakpoint;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.value.EmptyNote;
import dev.continuum.ide.debug.value.ValueList;
import dev.continuum.ide.debug.value.WatchesPanel;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.shell.Panel;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.theme.Icons;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.ScopeNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** All breakpoints and watchpoints: where they are, when they stop, what became of them. */
public final class BreakpointsPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "debug.breakpoints";

  private static final double ROW = 24;

  private final Workbench workbench;
  private final CodeMarks marks;
  private final Links links;
  private final BreakpointsModel model;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Breakpoints");
  private final ListView<UserBreakpoint> list;
  private final List<BreakpointCell> cells = new ArrayList<>();
  private final Button ableAll = new Button();
  private final BorderPane node = new BorderPane();

  /**
   * Where the panel leads to.
   *
   * @param open shows the place of a breakpoint
   * @param program the file that new breakpoints belong to now: what is debugged, or in front
   * @param names those that complete what is typed in the dialog
   */
  public record Links(
      Consumer<UserBreakpoint> open,
      Supplier<Optional<Path>> program,
      Supplier<ScopeNames> names) {}

  /** The panel. */
  public BreakpointsPanel(Workbench workbench, GuestView guest, CodeMarks marks, Links links) {
    this.workbench = workbench;
    this.marks = marks;
    this.links = links;
    model = new BreakpointsModel(guest, marks.breakpoints());
    list = new ListView<>(model.all());
    list.setId("breakpoints-list");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> {
      BreakpointCell cell = new BreakpointCell(model);
      cells.add(cell);
      return cell;
    });
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    list.setOnMouseClicked(event -> {
      if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
        open();
      }
    });
    ContextMenu menu = new ContextMenu();
    list.setOnContextMenuRequested(event -> {
      UserBreakpoint selected = selected();
      if (selected != null) {
        menu.getItems().setAll(items(selected));
        menu.show(list, event.getScreenX(), event.getScreenY());
        event.consume();
      }
    });
    EmptyNote empty =
        new EmptyNote(
            "A breakpoint stops the program. Click beside a line to set one.",
            "Stop at any trap",
            "breakpoints-first",
            () -> add(new Location.Trap()));
    empty.visibleProperty().bind(Bindings.isEmpty(model.all()));
    list.visibleProperty().bind(Bindings.isNotEmpty(model.all()));
    node.setTop(bar());
    StackPane center = new StackPane(list, empty);
    center.setMinHeight(0);
    node.setCenter(center);
    node.setMinHeight(0);
    node.getStyleClass().addAll("debug-panel", "breakpoints-panel");
    node.getStylesheets()
        .addAll(
            String.valueOf(ValueList.class.getResource("/dev/continuum/ide/editor/editor.css")),
            String.valueOf(ValueList.class.getResource("/dev/continuum/ide/debug/debug.css")));
    model.onUpdate(this::refresh);
    refresh();
  }

  private void refresh() {
    cells.forEach(BreakpointCell::refresh);
    int count = model.all().size();
    title.set(count == 0 ? "Breakpoints" : "Breakpoints " + count);
    boolean any = model.isAnyEnabled();
    ableAll.setGraphic(Icons.of(any ? "fth-toggle-right" : "fth-toggle-left"));
    ableAll.setTooltip(new Tooltip(any ? "Disable all breakpoints" : "Enable all breakpoints"));
    ableAll.setAccessibleText(any ? "Disable all breakpoints" : "Enable all breakpoints");
  }

  private Node bar() {
    MenuButton add = new MenuButton("Add", Icons.of("fth-plus"));
    add.setId("breakpoints-add");
    add.getStyleClass().add("icon-button");
    add.setMinWidth(Region.USE_PREF_SIZE);
    add.getItems()
        .setAll(
            item("On a Function…", () -> ask(false, "$")),
            item("On a Call of an Import…", () -> ask(false, "import ")),
            item("On a Place in the Code…", () -> ask(false, "")),
            new SeparatorMenuItem(),
            item("On Any Trap", () -> add(new Location.Trap())),
            item("On Any Exception", () -> add(new Location.Thrown(null))),
            item("On an Exception of a Tag…", () -> ask(false, "throw $")),
            item("On memory.grow", () -> add(new Location.MemoryGrow())),
            new SeparatorMenuItem(),
            item("When a Value Is Used…", () -> ask(true, "")));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    ableAll.setId("breakpoints-able-all");
    ableAll.getStyleClass().add("icon-button");
    ableAll.setOnAction(event -> model.setAllEnabled(!model.isAnyEnabled()));
    Button remove = new Button(null, Icons.of("fth-trash-2"));
    remove.setId("breakpoints-remove-all");
    remove.getStyleClass().add("icon-button");
    remove.setTooltip(new Tooltip("Remove all breakpoints"));
    remove.setAccessibleText("Remove all breakpoints");
    remove.setOnAction(event -> clear());
    ableAll.disableProperty().bind(Bindings.isEmpty(model.all()));
    remove.disableProperty().bind(Bindings.isEmpty(model.all()));
    HBox bar = new HBox(add, gap, ableAll, remove);
    bar.getStyleClass().add("breakpoints-bar");
    return bar;
  }

  private void ask(boolean watches, String place) {
    program()
        .ifPresent(program ->
            BreakpointDialog.add(workbench, marks, program, watches, place, links.names()));
  }

  private void add(Location location) {
    program().ifPresent(program -> model.add(program, location));
  }

  private Optional<Path> program() {
    Optional<Path> program = links.program().get();
    if (program.isEmpty()) {
      workbench.notify(
          Workbench.Severity.INFORMATION,
          "A breakpoint belongs to a program. Open a .wat or .wasm file first.");
    }
    return program;
  }

  private void clear() {
    int count = model.all().size();
    String message =
        count == 1
            ? "The one breakpoint there is will be gone."
            : "All %,d breakpoints, of every program, will be gone.".formatted(count);
    List<String> choices = List.of("Remove all", "Cancel");
    if (workbench.dialogs().choose("Remove all breakpoints?", message, choices) == 0) {
      model.clear();
    }
  }

  private @Nullable UserBreakpoint selected() {
    return list.getSelectionModel().getSelectedItem();
  }

  private void open() {
    UserBreakpoint breakpoint = selected();
    if (breakpoint != null) {
      links.open().accept(breakpoint);
    }
  }

  private void edit(UserBreakpoint breakpoint) {
    BreakpointDialog.edit(workbench, marks, breakpoint, links.names());
  }

  private void key(KeyEvent event) {
    UserBreakpoint breakpoint = selected();
    if (breakpoint == null || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case KeyCode.ENTER -> open();
      case KeyCode.F2 -> edit(breakpoint);
      case KeyCode.DELETE -> model.remove(breakpoint);
      case KeyCode.SPACE -> model.setEnabled(breakpoint, !breakpoint.spec().enabled());
      default -> {
        return;
      }
    }
    event.consume();
  }

  private List<MenuItem> items(UserBreakpoint breakpoint) {
    boolean enabled = breakpoint.spec().enabled();
    return List.of(
        item("Go to Its Place", "Enter", this::open),
        item("Change…", "F2", () -> edit(breakpoint)),
        item(enabled ? "Disable" : "Enable", "Space", () -> model.setEnabled(breakpoint, !enabled)),
        item("Remove", "Delete", () -> model.remove(breakpoint)));
  }

  private static MenuItem item(String text, String key, Runnable action) {
    MenuItem item = item(text, action);
    item.setAccelerator(KeyCombination.valueOf(key));
    return item;
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(event -> action.run());
    return item;
  }

  /** The rows, for tests. */
  BreakpointsModel model() {
    return model;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-disc";
  }

  @Override
  public Side side() {
    return Side.RIGHT;
  }

  @Override
  public String sharesPlaceWith() {
    return WatchesPanel.ID;
  }

  @Override
  public boolean startsOpen() {
    return false;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void focus() {
    list.requestFocus();
  }

  @Override
  public void close() {
    model.close();
  }
}
