package dev.continuum.ide.device;

import dev.continuum.ide.device.DeployModel.Phase;
import dev.continuum.ide.output.Durations;
import dev.continuum.ide.shell.Panel;
import dev.continuum.targets.target.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A deployment's steps with time and bytes, and how it ended. */
public final class DeployPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "deploy";

  private static final int MOST_REMEDIES = 4;

  /** How wide the steps are at least, in pixels. */
  private static final double STEPS = 360;

  /** How wide the end is, in pixels. */
  private static final double RESULT = 340;

  private final DeployModel model;
  private final Consumer<Remedy> help;
  private final VBox remedies = new VBox();
  private final ListChangeListener<Remedy> onRemedies = change -> showRemedies();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Deploy");
  private final StackPane root = new StackPane();
  private final VBox stepList = new VBox();
  private final List<StepRow> rows = new ArrayList<>();
  private final ListChangeListener<DeployStep> onSteps = change -> showSteps();

  /**
   * A view of a deployment.
   *
   * @param deploy what the button of the empty panel does
   * @param help does what would help, when the user chooses it
   */
  public DeployPanel(DeployModel model, Runnable deploy, Consumer<Remedy> help) {
    this.model = model;
    this.help = help;
    Label heading = new Label();
    heading.setId("deploy-heading");
    heading.getStyleClass().add("deploy-heading");
    heading.textProperty().bind(model.heading());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button cancel = new Button("Cancel");
    cancel.setId("deploy-cancel");
    cancel.getStyleClass().add("small");
    cancel.setOnAction(e -> model.cancel());
    var running =
        Bindings.createBooleanBinding(() -> model.phase().get() == Phase.RUNNING, model.phase());
    cancel.visibleProperty().bind(running);
    Button again = new Button("Deploy again");
    again.setId("deploy-again");
    again.getStyleClass().add("small");
    again.setOnAction(e -> deploy.run());
    again
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.phase().get() == Phase.FAILED || model.phase().get() == Phase.CANCELLED,
                model.phase()));
    cancel.managedProperty().bind(cancel.visibleProperty());
    again.managedProperty().bind(again.visibleProperty());
    HBox head = new HBox(heading, space, again, cancel);
    head.getStyleClass().add("deploy-head");
    head.setAlignment(Pos.CENTER_LEFT);
    stepList.getStyleClass().add("deploy-steps");
    // Side by side, so that the end is in view however low the panel is.
    Node result = resultBox();
    HBox.setHgrow(stepList, Priority.ALWAYS);
    stepList.setMinWidth(STEPS);
    HBox steps = new HBox(stepList, result);
    steps.getStyleClass().add("deploy-body");
    VBox content = new VBox(head, steps);
    content.getStyleClass().add("deploy-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    Node empty = emptyState(deploy);
    empty
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(() -> model.phase().get() == Phase.IDLE, model.phase()));
    scroll.visibleProperty().bind(empty.visibleProperty().not());
    root.getStyleClass().add("deploy-panel");
    root.getChildren().setAll(scroll, empty);
    model.steps().addListener(onSteps);
    showSteps();
  }

  private static Node emptyState(Runnable deploy) {
    Label text =
        new Label(
            "Deploying puts the module or project in front on a device and starts it there."
                + " The steps appear here.");
    text.setWrapText(true);
    Button button = new Button("Deploy");
    button.setId("deploy-first");
    button.setOnAction(e -> deploy.run());
    VBox box = new VBox(text, button);
    box.getStyleClass().add("empty-panel");
    return box;
  }

  private Node resultBox() {
    Label result = new Label();
    result.setId("deploy-result");
    result.setWrapText(true);
    result.getStyleClass().add("deploy-result");
    result.textProperty().bind(model.result());
    result.visibleProperty().bind(model.result().isNotEmpty());
    result.managedProperty().bind(result.visibleProperty());
    Runnable update =
        () -> {
          result.pseudoClassStateChanged(
              PseudoClass.getPseudoClass("failed"), model.phase().get() == Phase.FAILED);
          result.pseudoClassStateChanged(
              PseudoClass.getPseudoClass("done"), model.phase().get() == Phase.SUCCEEDED);
        };
    model.phase().addListener(o -> update.run());
    remedies.getStyleClass().add("deploy-remedies");
    remedies.setId("deploy-remedies");
    model.remedies().addListener(onRemedies);
    showRemedies();
    VBox box = new VBox(result, remedies);
    box.setMinWidth(RESULT);
    box.setPrefWidth(RESULT);
    box.visibleProperty().bind(result.visibleProperty());
    box.managedProperty().bind(result.visibleProperty());
    return box;
  }

  private void showRemedies() {
    remedies.getChildren().clear();
    for (Remedy remedy : model.remedies().stream().limit(MOST_REMEDIES).toList()) {
      Button button = new Button(remedy.title());
      button.getStyleClass().add("small");
      button.setOnAction(e -> help.accept(remedy));
      remedies.getChildren().add(button);
    }
    remedies.setVisible(!remedies.getChildren().isEmpty());
    remedies.setManaged(remedies.isVisible());
  }

  private void showSteps() {
    while (rows.size() < model.steps().size()) {
      StepRow row = new StepRow();
      rows.add(row);
      stepList.getChildren().add(row);
    }
    for (int i = 0; i < rows.size(); i++) {
      boolean there = i < model.steps().size();
      rows.get(i).setVisible(there);
      rows.get(i).setManaged(there);
      if (there) {
        rows.get(i).show(model.steps().get(i));
      }
    }
  }

  /** One step: its state as a shape, its name, what it did, how long it took. */
  private static final class StepRow extends HBox {
    private final FontIcon icon = new FontIcon("fth-circle");
    private final Label name = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label detail = new Label();
    private final Label time = new Label();

    StepRow() {
      getStyleClass().add("deploy-step");
      setAlignment(Pos.CENTER_LEFT);
      name.getStyleClass().add("deploy-step-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      name.setPrefWidth(96);
      detail.getStyleClass().addAll("deploy-step-detail");
      time.getStyleClass().addAll("deploy-step-time", "code");
      time.setMinWidth(72);
      time.setAlignment(Pos.CENTER_RIGHT);
      bar.setPrefWidth(160);
      bar.setMinWidth(60);
      bar.getStyleClass().add("small");
      bar.managedProperty().bind(bar.visibleProperty());
      getChildren().setAll(icon, name, time, bar, detail);
    }

    void show(DeployStep step) {
      name.setText(step.title());
      icon.setIconLiteral(
          switch (step.state()) {
            case WAITING, SKIPPED -> "fth-circle";
            case ACTIVE -> "fth-arrow-right-circle";
            case DONE -> "fth-check-circle";
            case FAILED -> "fth-x-circle";
          });
      for (DeployStep.State state : DeployStep.State.values()) {
        pseudoClassStateChanged(
            PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT)),
            state == step.state());
      }
      bar.setVisible(step.state() == DeployStep.State.ACTIVE && step.fraction() >= 0);
      bar.setProgress(step.fraction());
      detail.setText(step.detail());
      detail.setTooltip(step.detail().length() > 40 ? new Tooltip(step.detail()) : null);
      time.setText(
          step.state() == DeployStep.State.DONE || step.state() == DeployStep.State.FAILED
              ? Durations.text(step.elapsed())
              : "");
      setAccessibleText(step.title() + ", " + step.state() + " " + step.detail());
    }
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
    return "fth-upload-cloud";
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
  public void close() {
    model.steps().removeListener(onSteps);
    model.remedies().removeListener(onRemedies);
  }
}
