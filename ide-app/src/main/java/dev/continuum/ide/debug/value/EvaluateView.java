package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.expression.ExpressionField;
import dev.continuum.ide.debug.expression.ExpressionFieldModel;
import dev.continuum.ide.debug.expression.Grammar;
import dev.continuum.inspector.debug.expression.ScopeNames;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A line that evaluates expressions, with what was answered above it. */
final class EvaluateView extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double ROW = 22;

  /** How many characters of an expression are kept before its value gives way. */
  private static final int NAME = 14;

  /** How many answers are in view at once. */
  private static final int ROWS = 5;

  private final EvaluateModel model;
  private final ExpressionField field;

  EvaluateView(EvaluateModel model, Supplier<ScopeNames> names) {
    this.model = model;
    field =
        new ExpressionField(
            new ExpressionFieldModel(Grammar.EXPRESSION, names),
            "evaluate-field",
            "Evaluate an expression");
    ListView<EvaluateModel.Answer> list = new ListView<>(model.answers());
    list.setId("evaluate-answers");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new AnswerCell());
    list.prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.min(ROWS, model.answers().size()) * ROW, model.answers()));
    list.setMinHeight(0);
    list.visibleProperty().bind(Bindings.isNotEmpty(model.answers()));
    list.managedProperty().bind(list.visibleProperty());
    list.setContextMenu(
        new ContextMenu(
            ValueMenu.item("Copy Value", () -> copy(list)), ValueMenu.item("Clear", model::clear)));
    model.answers().subscribe(() -> list.scrollTo(model.answers().size() - 1));
    field.setOnSubmit(text -> {
      model.evaluate(text);
      field.input().clear();
    });
    field.input().addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    getStyleClass().add("evaluate");
    getChildren().setAll(list, field);
  }

  private void key(KeyEvent event) {
    if (event.isConsumed() || event.isShortcutDown()) {
      return;
    }
    TextField input = field.input();
    if (event.getCode() == KeyCode.UP) {
      show(model.previous(input.getText()));
    } else if (event.getCode() == KeyCode.DOWN) {
      show(model.next(input.getText()));
    } else {
      return;
    }
    event.consume();
  }

  private void show(String text) {
    field.input().setText(text);
    field.input().positionCaret(text.length());
  }

  private static void copy(ListView<EvaluateModel.Answer> list) {
    EvaluateModel.Answer answer = list.getSelectionModel().getSelectedItem();
    if (answer != null) {
      Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, answer.value()));
    }
  }

  /** An expression and what it came to. */
  private static final class AnswerCell extends ListCell<EvaluateModel.Answer> {
    private final Label expression = new Label();
    private final Label type = new Label();
    private final Region gap = new Region();
    private final Label value = new Label();
    private final HBox row = new HBox(expression, type, gap, value);
    private final Tooltip tip = new Tooltip();

    AnswerCell() {
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("value-row");
      expression.getStyleClass().add("value-code");
      type.getStyleClass().add("value-type");
      value.getStyleClass().add("value-text");
      HBox.setHgrow(gap, Priority.ALWAYS);
      type.setMinWidth(0);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(EvaluateModel.@Nullable Answer answer, boolean none) {
      super.updateItem(answer, none);
      if (answer == null || none) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      expression.setText(answer.expression());
      boolean brief = answer.expression().length() <= NAME;
      expression.setMinWidth(brief ? USE_PREF_SIZE : NAME * expression.getFont().getSize() * 0.62);
      type.setText(answer.type());
      value.setText(answer.value());
      tip.setText(answer.expression() + "\n" + answer.value());
      row.pseudoClassStateChanged(WRONG, answer.wrong());
      setTooltip(tip);
      setGraphic(row);
    }
  }
}
