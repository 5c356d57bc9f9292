package dev.continuum.ide.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionProblem;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A field for an expression: what is wrong stands below it as one types, names are offered as one
 * types and with Ctrl+Space, Enter hands it over.
 */
public final class ExpressionField extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final ExpressionFieldModel model;
  private final TextField input = new TextField();
  private final Label trouble = new Label();
  private final CompletionPopup popup;
  private @Nullable Consumer<String> submitted;
  private boolean taking;

  /**
   * A field over a model.
   *
   * @param id of the text field within
   */
  public ExpressionField(ExpressionFieldModel model, String id, String prompt) {
    this.model = model;
    input.setId(id);
    input.setPromptText(prompt);
    input.textProperty().bindBidirectional(model.text());
    trouble.setId(id + "-trouble");
    trouble.setWrapText(true);
    trouble.getStyleClass().add("expression-trouble");
    trouble.managedProperty().bind(trouble.visibleProperty());
    trouble.setVisible(false);
    popup = new CompletionPopup(model, this::take);
    getStyleClass().add("expression-field");
    getStylesheets()
        .add(
            String.valueOf(
                ExpressionField.class.getResource("/dev/continuum/ide/debug/expression.css")));
    getChildren().setAll(input, trouble);
    model.problem().subscribe(this::show);
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    input.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    input
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            model.dismiss();
          }
        });
  }

  /**
   * What Enter does with a text that nothing is wrong with; without it Enter is left to the window.
   */
  public void setOnSubmit(Consumer<String> consumer) {
    submitted = consumer;
  }

  /** The text field within, for keys and focus. */
  public TextField input() {
    return input;
  }

  /** What is typed, and what is wrong with it. */
  public ExpressionFieldModel model() {
    return model;
  }

  /** Says that what was handed over cannot be done, until something else is typed. */
  public void refuse(String why) {
    say(why);
  }

  private void show(@Nullable ExpressionProblem problem) {
    say(problem == null ? "" : problem.message());
  }

  private void say(String message) {
    trouble.setText(GuestText.sentence(message));
    trouble.setVisible(!message.isEmpty());
    input.pseudoClassStateChanged(WRONG, !message.isEmpty());
  }

  private void typed(KeyEvent event) {
    String typed = event.getCharacter();
    boolean erased = typed.equals("\b") || typed.equals("\u007f");
    if (event.isShortcutDown() || typed.isEmpty() || typed.charAt(0) < ' ' && !erased) {
      return;
    }
    // Soon, when the character is there.
    Platform.runLater(() -> offer(erased));
  }

  private void offer(boolean erased) {
    show(model.problem().get());
    if (erased && !popup.isShowing() || !input.isFocused()) {
      return;
    }
    model.typed(input.getCaretPosition());
    popup.follow(input);
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE && event.isShortcutDown()) {
      model.complete(input.getCaretPosition());
      popup.follow(input);
      event.consume();
    } else if (popup.isShowing() && inPopup(event.getCode())) {
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
      Consumer<String> consumer = submitted;
      if (consumer != null && model.isReady()) {
        event.consume();
        consumer.accept(input.getText().strip());
      }
    } else if (event.getCode() == KeyCode.LEFT
        || event.getCode() == KeyCode.RIGHT
        || event.getCode() == KeyCode.HOME
        || event.getCode() == KeyCode.END) {
      model.dismiss();
    }
  }

  private boolean inPopup(KeyCode code) {
    switch (code) {
      case DOWN -> model.choose(1);
      case UP -> model.choose(-1);
      case PAGE_DOWN -> model.choose(CompletionPopup.ROWS);
      case PAGE_UP -> model.choose(-CompletionPopup.ROWS);
      case ESCAPE -> model.dismiss();
      case TAB -> take();
      case ENTER -> {
        // A completion that changes nothing leaves Enter to the field.
        return take();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean take() {
    if (taking) {
      return false;
    }
    taking = true;
    try {
      return model
          .accept()
          .map(edit -> {
            input.positionCaret(edit.caret());
            return true;
          })
          .orElse(false);
    } finally {
      taking = false;
    }
  }
}
