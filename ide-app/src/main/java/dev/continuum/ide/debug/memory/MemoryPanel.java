package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.value.EmptyNote;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.shell.Panel;
import dev.continuum.ide.shell.Workbench;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The memory of the guest: rows of bytes, what they mean, search, comparison. */
public final class MemoryPanel implements Panel {
  /** Its id among the panels. */
  public static final String ID = "debug.memory";

  /** From how many pixels on there is room for what the bytes mean. */
  private static final double WIDE = 700;

  private static final String START = "debug.start";
  private static final String NO_MEMORY = "This program has no memory.";

  private final Workbench workbench;
  private final MemoryModel model;
  private final MemorySearchModel search;
  private final MemoryGrid grid;
  private final MemoryBar bar;
  private final SearchBar searchBar;
  private final CompareBar compareBar;
  private final ReadingsPane readings;
  private final MemoryWordsOf words;
  private final Label place = new Label();
  private final Hyperlink access = new Hyperlink();
  private final Label note = new Label();
  private final BorderPane node = new BorderPane();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Memory");
  private final Label none = new Label(NO_MEMORY);
  private final EmptyNote empty;
  private final HBox content = new HBox();
  private final ChangeListener<Number> onRevision = (p, was, is) -> update();

  /**
   * A panel for the guest that {@code guest} shows.
   *
   * @param marks has the watchpoints
   */
  public MemoryPanel(Workbench workbench, GuestView guest, CodeMarks marks) {
    this.workbench = workbench;
    model = new MemoryModel(guest, marks);
    search = new MemorySearchModel(model);
    grid = new MemoryGrid(model);
    words = new MemoryWordsOf(model);
    readings = new ReadingsPane(model);
    searchBar = new SearchBar(search, grid::requestFocus);
    compareBar = new CompareBar(model.comparison(), grid::requestFocus);
    bar = new MemoryBar(model, grid, searchBar, compareBar);
    MemoryMenu.install(grid, model);
    HBox.setHgrow(grid, Priority.ALWAYS);
    grid.setMinWidth(0);
    // Where there is little room, it belongs to the rows.
    readings.visibleProperty().bind(content.widthProperty().greaterThan(WIDE));
    readings.managedProperty().bind(readings.visibleProperty());
    content.getChildren().setAll(grid, readings);
    none.getStyleClass().add("memory-empty");
    none.setWrapText(true);
    StackPane.setAlignment(none, Pos.TOP_LEFT);
    empty =
        new EmptyNote(
            EmptyNote.NOT_DEBUGGING, "Debug", "memory-start", () -> workbench.actions().run(START));
    node.getStyleClass().add("memory-panel");
    node.getStylesheets()
        .add(Objects.requireNonNull(MemoryPanel.class.getResource("memory.css")).toExternalForm());
    node.setTop(new VBox(bar, searchBar, compareBar));
    node.setCenter(new StackPane(content, none, empty));
    node.setBottom(foot());
    node.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    node.setMinSize(0, 0);
    model.revision().addListener(onRevision);
    // A tab that is not in front is not in the window.
    node.sceneProperty().subscribe(scene -> model.setShown(scene != null));
    update();
  }

  private HBox foot() {
    place.getStyleClass().add("memory-place");
    place.setId("memory-place");
    place.setMinWidth(0);
    access.setId("memory-access");
    access.setMinWidth(0);
    access.setTooltip(new Tooltip("Show what the next instruction touches"));
    access.setOnAction(e -> grid.commands().showAccess());
    access.managedProperty().bind(access.visibleProperty());
    note.getStyleClass().add("memory-note");
    note.setId("memory-note");
    note.textProperty().bind(model.note());
    note.setMinWidth(0);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(model.note());
    note.setTooltip(whole);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox foot = new HBox(place, access, space, note);
    foot.getStyleClass().add("memory-foot");
    return foot;
  }

  private void update() {
    boolean any = model.memory().get() != null;
    empty.setVisible(model.standing() == null);
    // Between the start of a guest and the first answer there is nothing to say.
    none.setVisible(!any && model.standing() != null && model.isAnswered());
    content.setVisible(any);
    for (Node each : new Node[] {bar, Objects.requireNonNull(node.getBottom())}) {
      each.setVisible(any);
      each.setManaged(any);
    }
    if (!any) {
      searchBar.hide();
      compareBar.hide();
    }
    place.setText(words.status());
    String next = words.access();
    access.setText(next);
    access.setVisible(!next.isEmpty());
    readings.update();
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.G) {
      bar.goTo();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
      searchBar.open();
    } else if (event.getCode() == KeyCode.F3) {
      if (event.isShiftDown()) {
        search.previous();
      } else {
        search.next();
      }
    } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
      model.back();
    } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT) {
      model.forward();
    } else {
      return;
    }
    event.consume();
  }

  /**
   * Brings the panel to the front with some bytes selected.
   *
   * @param memory its index
   * @param address of the first byte, unsigned; one outside of the memory is refused in words
   * @param length at least 1
   */
  public void show(int memory, long address, long length) {
    workbench.showPanel(ID);
    model.show(memory, address, length);
    grid.requestFocus();
  }

  /** What it shows, for tests and measuring. */
  MemoryModel model() {
    return model;
  }

  MemoryGrid grid() {
    return grid;
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
    return "fth-grid";
  }

  @Override
  public Side side() {
    return Side.BOTTOM;
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
    grid.requestFocus();
  }

  @Override
  public @Nullable String save() {
    return model.format().get().name() + " " + grid.perRow().get();
  }

  @Override
  public void restore(String saved) {
    for (MemoryFormat format : MemoryFormat.values()) {
      String before = format.name() + " ";
      if (saved.startsWith(before)) {
        model.format().set(format);
        String rest = saved.substring(before.length());
        grid.perRow().set(rest.matches("[0-9]{1,3}") ? Integer.parseInt(rest) : 0);
      }
    }
  }

  @Override
  public void close() {
    model.revision().removeListener(onRevision);
    grid.close();
    search.close();
    model.close();
  }
}
