package dev.continuum.ide.debug.memory;

import dev.continuum.ide.output.OutputPane;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Where one types what to look for; takes no room while it is closed. */
final class SearchBar extends HBox {
  private final MemorySearchModel model;
  private final Runnable leave;
  private final TextField query = new TextField();

  /**
   * Shows {@code model}.
   *
   * @param leave called when the user closes the bar
   */
  SearchBar(MemorySearchModel model, Runnable leave) {
    this.model = model;
    this.leave = leave;
    getStyleClass().add("memory-bar");
    ComboBox<SearchPattern.Kind> kinds =
        new ComboBox<>(FXCollections.observableArrayList(SearchPattern.Kind.values()));
    kinds.setId("memory-search-kind");
    kinds.valueProperty().bindBidirectional(model.kind());
    query.setId("memory-query");
    query.getStyleClass().add("memory-query");
    query.setMinWidth(80);
    query.textProperty().bindBidirectional(model.query());
    model.kind().subscribe(kind -> query.setPromptText("Such as " + kind.example()));
    Button previous =
        OutputPane.button("fth-chevron-up", "Previous (Shift+Enter)", "memory-search-previous");
    previous.setOnAction(e -> model.previous());
    Button next = OutputPane.button("fth-chevron-down", "Next (Enter)", "memory-search-next");
    next.setOnAction(e -> model.next());
    ProgressBar progress = new ProgressBar();
    progress.getStyleClass().add("memory-search-progress");
    progress.progressProperty().bind(model.progress());
    Button stop = OutputPane.button("fth-square", "End the search", "memory-search-stop");
    stop.setOnAction(e -> model.cancel());
    for (Region each : new Region[] {progress, stop}) {
      each.visibleProperty().bind(model.searching());
      each.managedProperty().bind(model.searching());
    }
    Label status = new Label();
    status.setId("memory-search-status");
    status.getStyleClass().add("memory-words");
    status.textProperty().bind(model.status());
    status.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button close = OutputPane.button("fth-x", "Close (Escape)", "memory-search-close");
    close.setOnAction(e -> hide());
    getChildren().setAll(kinds, query, previous, next, progress, stop, status, space, close);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Opens it, ready to be typed into. */
  void open() {
    setVisible(true);
    query.requestFocus();
    query.selectAll();
  }

  void show(boolean open) {
    if (open) {
      open();
    } else {
      hide();
    }
  }

  /** Closes it; a search under way ends. */
  void hide() {
    if (isVisible()) {
      setVisible(false);
      model.cancel();
      leave.run();
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      if (model.searching().get()) {
        model.cancel();
      } else {
        hide();
      }
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == query) {
      if (event.isShiftDown()) {
        model.previous();
      } else {
        model.next();
      }
      event.consume();
    }
  }
}
