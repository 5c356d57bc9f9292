package dev.continuum.ide.shell;

import dev.continuum.ide.shell.PaletteModel.ActionItem;
import dev.continuum.ide.shell.PaletteModel.FileItem;
import dev.continuum.ide.shell.PaletteModel.Found;
import dev.continuum.ide.task.Tasks;
import dev.continuum.ide.theme.Icons;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** The field in which a user types what they want: a file, or an action. */
final class Palette {
  /** What is offered. */
  enum Mode {
    EVERYTHING("Search files and actions"),
    COMMANDS("Search actions");

    private final String prompt;

    Mode(String prompt) {
      this.prompt = prompt;
    }
  }

  private static final Logger LOG = Logger.getLogger(Palette.class.getName());
  private static final int ROWS = 12;

  private final WorkbenchWindow window;
  private final OverlayLayer overlay;
  private final PaletteModel model;
  private List<Path> files = List.of();
  private @Nullable View view;

  Palette(WorkbenchWindow window, OverlayLayer overlay) {
    this.window = window;
    this.overlay = overlay;
    this.model = new PaletteModel(window.actions());
  }

  void show(Mode mode) {
    hide();
    if (overlay.isBusy()) {
      return;
    }
    view = new View(mode);
  }

  void hide() {
    View shown = view;
    if (shown != null) {
      shown.close();
    }
  }

  private final class View {
    private final Mode mode;
    private final TextField field = new TextField();
    private final ListView<Found> list = new ListView<>();
    private final OverlayLayer.Card card;
    private Tasks.@Nullable Job listing;

    View(Mode mode) {
      this.mode = mode;
      field.setId("palette-field");
      field.setPromptText(mode.prompt);
      list.setId("palette-list");
      list.setCellFactory(ignored -> new Cell());
      list.setFocusTraversable(false);
      list.setPlaceholder(new Label("Nothing has this name."));
      VBox box = new VBox(field, list);
      box.getStyleClass().add("palette");
      field.textProperty().addListener((p, was, is) -> search());
      field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
      list.setOnMouseClicked(event -> accept());
      card = overlay.showLight(box, Pos.TOP_CENTER, this::close);
      card.focusFirst();
      if (mode == Mode.EVERYTHING) {
        listFiles();
      }
      search();
    }

    private void listFiles() {
      Path folder = window.folder().get();
      if (folder == null) {
        files = List.of();
        return;
      }
      listing =
          window
              .tasks()
              .start(
                  "Listing files",
                  progress -> FolderFiles.list(folder),
                  found -> {
                    files = found;
                    search();
                  },
                  failure -> LOG.log(Level.WARNING, "The files could not be listed.", failure));
    }

    private void search() {
      String query = field.getText();
      List<Found> found =
          mode == Mode.COMMANDS
              ? model.commands(query)
              : model.everything(
                  query, List.copyOf(window.recentFiles().all()), window.folder().get(), files);
      list.getItems().setAll(found);
      list.getSelectionModel().selectFirst();
      list.scrollTo(0);
      list.setPrefHeight(Math.clamp(found.size(), 2, ROWS) * rowHeight() + 2);
    }

    private double rowHeight() {
      return 26 * window.appearance().zoom().get();
    }

    private void onKey(KeyEvent event) {
      switch (event.getCode()) {
        case DOWN -> move(1);
        case UP -> move(-1);
        case PAGE_DOWN -> move(ROWS - 1);
        case PAGE_UP -> move(1 - ROWS);
        case ENTER -> accept();
        default -> {
          return;
        }
      }
      event.consume();
    }

    private void move(int by) {
      int size = list.getItems().size();
      if (size == 0) {
        return;
      }
      int now = list.getSelectionModel().getSelectedIndex();
      int next =
          Math.abs(by) == 1 ? Math.floorMod(now + by, size) : Math.clamp(now + by, 0, size - 1);
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - ROWS / 2));
    }

    private void accept() {
      Found found = list.getSelectionModel().getSelectedItem();
      if (found == null) {
        return;
      }
      close();
      switch (found.item()) {
        case ActionItem item -> window.actions().run(item.entry().action().id());
        case FileItem item -> window.open(item.file());
      }
    }

    void close() {
      if (listing != null) {
        listing.cancel();
      }
      view = null;
      card.close();
    }
  }

  /** A row: icon, title with the matched letters strong, key or folder at the right. */
  private static final class Cell extends ListCell<Found> {
    @Override
    protected void updateItem(@Nullable Found found, boolean empty) {
      super.updateItem(found, empty);
      setText(null);
      if (empty || found == null) {
        setGraphic(null);
        return;
      }
      HBox title = new HBox();
      title.getStyleClass().add("palette-title");
      String text = found.item().title();
      for (int i = 0; i < text.length(); ) {
        boolean matched = found.positions().contains(i);
        int end = i + 1;
        while (end < text.length() && found.positions().contains(end) == matched) {
          end++;
        }
        Text part = new Text(text.substring(i, end));
        if (matched) {
          part.getStyleClass().add("matched");
        }
        title.getChildren().add(part);
        i = end;
      }
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      Label detail = new Label(found.item().detail());
      detail.getStyleClass().add(found.item() instanceof ActionItem ? "key" : "hint");
      detail.setMinWidth(0);
      HBox row = new HBox(Icons.of(found.item().icon()), title, space, detail);
      row.getStyleClass().add("palette-row");
      // As wide as the list, not as its text: the detail is cut, not the row.
      row.setPrefWidth(0);
      setGraphic(row);
    }
  }
}
