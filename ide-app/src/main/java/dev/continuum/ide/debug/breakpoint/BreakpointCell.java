package dev.continuum.ide.debug.breakpoint;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.mark.BreakpointShape;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.theme.Icons;
import dev.continuum.inspector.debug.Location;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A breakpoint: whether it is enabled, what it is, where, under which conditions, its hits. */
final class BreakpointCell extends ListCell<UserBreakpoint> {
  private static final PseudoClass DISABLED = PseudoClass.getPseudoClass("off");
  private static final PseudoClass TROUBLED = PseudoClass.getPseudoClass("troubled");

  /** How many characters of what there is to say stand where the mouse rests. */
  private static final int TIP = 600;

  /** How many characters of a place are kept before what is behind it gives way. */
  private static final int PLACE = 18;

  private final BreakpointsModel model;
  private final CheckBox enabled = new CheckBox();
  private final StackPane icon = new StackPane();
  private final Label place = new Label();
  private final Label detail = new Label();
  private final Region gap = new Region();
  private final Label hits = new Label();
  private final HBox row = new HBox(enabled, icon, place, detail, gap, hits);
  private final Tooltip tip = new Tooltip();

  BreakpointCell(BreakpointsModel model) {
    this.model = model;
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("breakpoint-row");
    icon.getStyleClass().add("breakpoint-icon");
    detail.getStyleClass().add("breakpoint-detail");
    hits.getStyleClass().add("value-text");
    HBox.setHgrow(gap, Priority.ALWAYS);
    detail.setMinWidth(0);
    hits.setMinWidth(USE_PREF_SIZE);
    enabled.setFocusTraversable(false);
    enabled.setOnAction(event -> {
      UserBreakpoint breakpoint = getItem();
      if (breakpoint != null) {
        model.setEnabled(breakpoint, enabled.isSelected());
      }
    });
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable UserBreakpoint breakpoint, boolean none) {
    super.updateItem(breakpoint, none);
    refresh();
  }

  /** Shows what is known of its breakpoint now. */
  void refresh() {
    UserBreakpoint breakpoint = getItem();
    if (breakpoint == null || isEmpty()) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    String where = model.place(breakpoint);
    String problem = model.problem(breakpoint);
    enabled.setSelected(breakpoint.spec().enabled());
    enabled.setAccessibleText("Enabled");
    icon.getChildren().setAll(icon(breakpoint));
    place.setText(where);
    place.setMinWidth(
        where.length() <= PLACE ? USE_PREF_SIZE : PLACE * place.getFont().getSize() * 0.5);
    detail.setText(problem.isEmpty() ? model.detail(breakpoint) : problem);
    hits.setText(model.hits(breakpoint));
    row.pseudoClassStateChanged(DISABLED, !breakpoint.spec().enabled());
    row.pseudoClassStateChanged(TROUBLED, !problem.isEmpty());
    String words =
        GuestText.shown(BreakpointShape.words(breakpoint.spec(), model.state(breakpoint)), TIP);
    tip.setText(where + "\n" + breakpoint.program() + (words.isEmpty() ? "" : "\n" + words));
    setTooltip(tip);
    setAccessibleText(where + ". " + words);
    setGraphic(row);
  }

  private Node icon(UserBreakpoint breakpoint) {
    if (!model.problem(breakpoint).isEmpty()) {
      return Icons.of("fth-alert-triangle", "icon-small", "status-warn");
    }
    String literal =
        switch (breakpoint.spec().location()) {
          case Location.Watch watch -> "fth-eye";
          case Location.Trap() -> "fth-alert-octagon";
          case Location.Thrown thrown -> "fth-zap";
          case Location.ImportCall call -> "fth-log-out";
          case Location.MemoryGrow() -> "fth-maximize-2";
          default -> "";
        };
    if (!literal.isEmpty()) {
      return Icons.of(literal, "icon-small", "breakpoint-event");
    }
    Region shape = new Region();
    shape
        .getStyleClass()
        .setAll(BreakpointShape.of(breakpoint.spec(), model.state(breakpoint)).styleClasses());
    return shape;
  }
}
