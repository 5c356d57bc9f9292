package dev.continuum.ide.debug.value;

import dev.continuum.ide.theme.Icons;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A row: an arrow where it has parts, its name and type, a mark when it has changed, its value. */
final class ValueCell extends ListCell<ValueNode> {
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double INDENT = 14;

  /** How wide a character of the code font is, in parts of its size. */
  private static final double ADVANCE = 0.62;

  /** How many characters of a name are kept before its value gives way. */
  private static final int NAME = 14;

  /** How much of the row a value may take. */
  private static final double VALUE = 0.6;

  private final Function<ValueNode, String> takers;
  private final Region indent = new Region();
  private final StackPane arrow = new StackPane();
  private final Node right = Icons.of("fth-chevron-right", "icon-small");
  private final Node link = Icons.of("fth-external-link", "icon-small");
  private final Node down = Icons.of("fth-chevron-down", "icon-small");
  private final Label name = new Label();
  private final Label type = new Label();
  private final Region gap = new Region();
  private final Region dot = new Region();
  private final Label value = new Label();
  private final HBox row = new HBox(indent, arrow, name, type, gap, dot, value);
  private final Tooltip tip = new Tooltip();

  /**
   * A cell.
   *
   * @param toggle opens or closes a row
   * @param takers which instruction takes a row as its operand, or empty
   */
  ValueCell(BiConsumer<ValueNode, Boolean> toggle, Function<ValueNode, String> takers) {
    this.takers = takers;
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("value-row");
    arrow.getStyleClass().add("value-arrow");
    name.getStyleClass().add("value-name");
    type.getStyleClass().add("value-type");
    dot.getStyleClass().add("value-dot");
    value.getStyleClass().add("value-text");
    HBox.setHgrow(gap, Priority.ALWAYS);
    type.setMinWidth(0);
    dot.managedProperty().bind(dot.visibleProperty());
    setPrefWidth(0);
    arrow.setOnMousePressed(event -> {
      ValueNode node = getItem();
      if (node != null && node.opens()) {
        toggle.accept(node, !node.open);
        event.consume();
      }
    });
  }

  @Override
  protected void updateItem(@Nullable ValueNode node, boolean none) {
    super.updateItem(node, none);
    refresh();
  }

  /** Shows what is known of its row now. */
  void refresh() {
    ValueNode node = getItem();
    if (node == null || isEmpty()) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    Learned learned = node.learned;
    String label = SpotText.label(node);
    String taker = takers.apply(node);
    String words = learned == null ? "" : learned.type();
    String text = learned == null ? node.note : learned.text();
    String problem = learned == null ? "" : learned.problem();
    boolean wrong = !problem.isEmpty();
    if (wrong) {
      text = problem;
    }
    indent.setMinWidth(node.indentation() * INDENT);
    if (node.opens()) {
      arrow.getChildren().setAll(node.open ? down : right);
    } else {
      boolean memory =
          node.spot instanceof Spot.Heading heading && heading.kind() == Spot.Kind.MEMORY;
      arrow.getChildren().setAll(memory ? List.of(link) : List.of());
    }
    name.setText(label);
    type.setText(taker.isEmpty() ? words : words + " for " + taker);
    value.setText(text);
    dot.setVisible(node.changed);
    row.pseudoClassStateChanged(CHANGED, node.changed);
    row.pseudoClassStateChanged(WRONG, wrong);
    double advance = name.getFont().getSize() * ADVANCE;
    double most = Math.max(60, getListView().getWidth() * VALUE);
    name.setMinWidth(label.length() <= NAME ? USE_PREF_SIZE : NAME * advance);
    value.setMaxWidth(most);
    value.setMinWidth(wrong ? 0 : Math.min(text.length() * advance, most));
    tip.setText(
        label
            + (words.isEmpty() ? "" : "  " + words)
            + (text.isEmpty() ? "" : "\n" + text)
            + (node.changed ? "\nChanged since the last stop." : "")
            + (learned != null && learned.parts() > node.count
                ? "\nThe first %,d are listed; others can be watched.".formatted(node.count)
                : "")
            + (arrow.getChildren().contains(link) ? "\nEnter shows its bytes." : "")
            + (taker.isEmpty() ? "" : "\nAn operand of the next instruction, " + taker + "."));
    setTooltip(tip);
    setAccessibleText(tip.getText());
    setGraphic(row);
  }

  /** Where the value begins, in the cell. */
  double valueLeft() {
    return Math.max(row.getWidth() * (1 - VALUE), 0);
  }
}
