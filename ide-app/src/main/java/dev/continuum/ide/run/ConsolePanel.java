package dev.continuum.ide.run;

import dev.continuum.ide.output.OutputPane;
import dev.continuum.ide.shell.Panel;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The console's view: output, and a line to type standard input in while something runs. */
public final class ConsolePanel implements Panel {
  /** The panel's id. */
  public static final String ID = "console";

  private static final KeyCombination END_OF_FILE =
      new KeyCodeCombination(KeyCode.D, KeyCombination.CONTROL_DOWN);

  private final ConsoleModel model;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Console");
  private final BorderPane root = new BorderPane();
  private final OutputPane pane;
  private final TextField input = new TextField();

  /** A view of a console; {@code run} is what the button of the empty console does. */
  public ConsolePanel(ConsoleModel model, Runnable run) {
    this.model = model;
    pane = new OutputPane(model.output(), emptyState(run));
    Label heading = new Label();
    heading.setId("console-heading");
    heading.textProperty().bind(model.heading());
    pane.head().getChildren().add(heading);
    root.getStyleClass().add("console-panel");
    root.setCenter(pane);
    root.setBottom(inputLine());
  }

  private static Node emptyState(Runnable run) {
    Label text = new Label("What you run prints here. Run the module or project in front.");
    text.setWrapText(true);
    Button button = new Button("Run");
    button.setId("console-run");
    button.setOnAction(e -> run.run());
    VBox box = new VBox(text, button);
    box.getStyleClass().add("empty-panel");
    return box;
  }

  private Node inputLine() {
    input.setId("console-input");
    input.setPromptText("Standard input: Enter sends a line, Ctrl+D ends the input");
    input.getStyleClass().addAll("console-input", "code");
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    HBox.setHgrow(input, Priority.ALWAYS);
    Label mark = new Label("‹");
    mark.getStyleClass().add("console-prompt");
    Button end = OutputPane.button("fth-log-out", "End the input (Ctrl+D)", "console-end-input");
    end.setTooltip(new Tooltip("End the input (Ctrl+D)"));
    end.setOnAction(e -> model.endInput());
    HBox line = new HBox(mark, input, end);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("console-input-line");
    line.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.state().get() == ConsoleModel.State.RUNNING, model.state()));
    line.managedProperty().bind(line.visibleProperty());
    return line;
  }

  private void key(KeyEvent event) {
    if (END_OF_FILE.match(event)) {
      if (!input.getText().isEmpty()) {
        send();
      }
      model.endInput();
    } else if (event.getCode() == KeyCode.ENTER) {
      send();
    } else if (event.getCode() == KeyCode.UP) {
      show(model.previousInput(input.getText()));
    } else if (event.getCode() == KeyCode.DOWN) {
      show(model.nextInput(input.getText()));
    } else {
      return;
    }
    event.consume();
  }

  private void send() {
    model.input(input.getText());
    input.clear();
  }

  private void show(String text) {
    input.setText(text);
    input.end();
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
    return "fth-terminal";
  }

  @Override
  public Side side() {
    return Side.BOTTOM;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void focus() {
    if (model.state().get() == ConsoleModel.State.RUNNING) {
      input.requestFocus();
    } else {
      pane.view().requestFocus();
    }
  }

  @Override
  public @Nullable String save() {
    return pane.view().wrapProperty().get() ? "wrap" : null;
  }

  @Override
  public void restore(String saved) {
    pane.setWrap(saved.equals("wrap"));
  }

  @Override
  public void close() {
    model.stop();
    pane.close();
  }
}
