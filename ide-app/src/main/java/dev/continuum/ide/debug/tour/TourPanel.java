package dev.continuum.ide.debug.tour;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.shell.Panel;
import dev.continuum.ide.theme.Icons;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The tour beside the program: what to do next, and what was done. */
final class TourPanel implements Panel {
  static final String ID = "debug.tour";

  private final TourModel model;
  private final ActionRegistry actions;
  private final Runnable again;
  private final Runnable leave;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Tour");
  private final VBox steps = new VBox();
  private final ScrollPane node = new ScrollPane(steps);

  /**
   * @param again starts over
   * @param leave closes it
   */
  TourPanel(TourModel model, ActionRegistry actions, Runnable again, Runnable leave) {
    this.model = model;
    this.actions = actions;
    this.again = again;
    this.leave = leave;
    steps.getStyleClass().add("tour");
    node.setFitToWidth(true);
    node.getStyleClass().add("tour-scroller");
    model.step().subscribe(step -> fill());
  }

  private void fill() {
    steps.getChildren().clear();
    int now = model.step().get();
    for (int i = 0; i < TourStep.ALL.size(); i++) {
      TourStep step = TourStep.ALL.get(i);
      Label heading = new Label((i + 1) + "  " + step.title());
      heading.getStyleClass().add("tour-heading");
      if (i < now) {
        heading.setGraphic(Icons.of("fth-check", "icon-small", "status-ok"));
        heading.getStyleClass().add("taken");
      }
      steps.getChildren().add(heading);
      if (i == now) {
        steps.getChildren().add(text(step.text()));
        button(step).ifPresent(steps.getChildren()::add);
      }
    }
    if (now == TourStep.ALL.size()) {
      steps
          .getChildren()
          .add(
              text(
                  "17.4: found and mended. You have used a breakpoint, a watchpoint and the way"
                      + " back in time; all of it works for every .wat and .wasm file."));
    }
    Button over = new Button("Start over");
    over.setId("tour-again");
    over.setOnAction(event -> again.run());
    Button close = new Button("Close");
    close.setId("tour-close");
    close.setOnAction(event -> leave.run());
    HBox foot = new HBox(8, over, close);
    foot.getStyleClass().add("tour-foot");
    steps.getChildren().add(foot);
  }

  private static Label text(String words) {
    Label text = new Label(words);
    text.setWrapText(true);
    text.setMinHeight(Label.USE_PREF_SIZE);
    text.getStyleClass().add("tour-text");
    return text;
  }

  private java.util.Optional<Button> button(TourStep step) {
    String id = step.action();
    if (id == null) {
      return java.util.Optional.empty();
    }
    return actions
        .find(id)
        .map(entry -> {
          Button button = new Button(step.button());
          button.setId("tour-do");
          button.getStyleClass().add("accent");
          button
              .disableProperty()
              .bind(
                  javafx.beans.binding.BooleanExpression.booleanExpression(
                          entry.command().enabled())
                      .not());
          button.setOnAction(event -> entry.command().execute());
          return button;
        });
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
    return "fth-compass";
  }

  @Override
  public Side side() {
    return Side.LEFT;
  }

  @Override
  public boolean startsOpen() {
    return false;
  }

  @Override
  public @Nullable String sharesPlaceWith() {
    return "devices";
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void close() {
    // It holds nothing but its controls.
  }
}
