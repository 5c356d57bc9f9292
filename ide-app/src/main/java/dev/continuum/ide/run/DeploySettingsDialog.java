package dev.continuum.ide.run;

import dev.continuum.ide.project.DeployKeys;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** How what is in front is kept on devices: in a project's file, or remembered for a module. */
final class DeploySettingsDialog {
  private final Workbench workbench;
  private final RunSettingsStore store;
  private final Launcher launcher;

  DeploySettingsDialog(Workbench workbench, RunSettingsStore store, Launcher launcher) {
    this.workbench = workbench;
    this.store = store;
    this.launcher = launcher;
  }

  /** What is edited: the texts, and the project file they are in. */
  private record Subject(Path root, Optional<ProjectFile> project, Map<String, String> texts) {}

  void open(Path place) {
    if (!launcher.saveAll()) {
      return;
    }
    var unused =
        workbench
            .tasks()
            .start(
                "Reading the deployment settings",
                progress -> read(place),
                this::ask,
                failure ->
                    workbench
                        .dialogs()
                        .error(
                            "The deployment settings cannot be shown",
                            SettingsParts.words(failure)));
  }

  private Subject read(Path place) throws ProjectException {
    Path root = Launcher.projectOf(place);
    if (!Files.isDirectory(root) || !ProjectFile.isIn(root)) {
      return new Subject(root, Optional.empty(), store.options(root));
    }
    ProjectFile project = ProjectFile.read(root);
    return new Subject(root, Optional.of(project), DeployKeys.write(project.options()));
  }

  private void ask(Subject subject) {
    DeploySettingsModel model = new DeploySettingsModel(subject.texts());
    String title = "Deployment settings of " + RunFeature.nameOf(subject.root());
    if (workbench.dialogs().form(title, form(model, subject), "Save", model.valid())) {
      save(subject, model.texts());
    }
  }

  private void save(Subject subject, Map<String, String> texts) {
    var unused =
        workbench
            .tasks()
            .start(
                "Saving the deployment settings",
                progress -> {
                  if (subject.project().isPresent()) {
                    DeploySection.write(subject.project().get().file(), texts);
                  } else {
                    store.setOptions(subject.root(), texts);
                  }
                  return true;
                },
                saved -> {},
                failure ->
                    workbench
                        .dialogs()
                        .error(
                            "The deployment settings could not be saved",
                            SettingsParts.words(failure)));
  }

  private static VBox form(DeploySettingsModel model, Subject subject) {
    GridPane grid = new GridPane(12, 8);
    grid.getStyleClass().add("deploy-settings");
    ComboBox<DeploySettingsModel.Health> health = new ComboBox<>();
    health.getItems().setAll(DeploySettingsModel.Health.values());
    health.setId("deploy-health");
    health.valueProperty().bindBidirectional(model.health);
    TextField healthTime = text("deploy-health-time", "3s", model.healthTime);
    healthTime
        .promptTextProperty()
        .bind(
            Bindings.when(model.health.isEqualTo(DeploySettingsModel.Health.ALIVE))
                .then("3s")
                .otherwise("30s"));
    TextField line = text("deploy-health-line", "^ready", model.healthLine);
    HBox.setHgrow(line, Priority.ALWAYS);
    shownWhen(line, model.health.isEqualTo(DeploySettingsModel.Health.LINE));
    Label within = new Label("within");
    within.setMinWidth(Region.USE_PREF_SIZE);
    shownWhen(within, model.health.isNotEqualTo(DeploySettingsModel.Health.ALIVE));
    row(grid, "A new release is healthy when", health, within, healthTime);
    HBox pattern = new HBox(line);
    pattern.visibleProperty().bind(line.visibleProperty());
    pattern.managedProperty().bind(line.visibleProperty());
    grid.add(pattern, 1, rows(grid));
    ComboBox<DeploySettingsModel.After> after = new ComboBox<>();
    after.getItems().setAll(DeploySettingsModel.After.values());
    after.setId("deploy-after");
    after.valueProperty().bindBidirectional(model.after);
    TextField every = text("deploy-every", "15m", model.every);
    shownWhen(every, model.after.isEqualTo(DeploySettingsModel.After.EVERY));
    row(grid, "When it has ended, it", after, every);
    CheckBox boot = new CheckBox("Start it when the device starts, where the device can");
    boot.setId("deploy-boot");
    boot.selectedProperty().bindBidirectional(model.boot);
    row(grid, "", boot);
    row(grid, "Time to end when stopped", text("deploy-grace", "5s", model.grace));
    row(grid, "Releases kept on the device", text("deploy-keep", "10", model.keep));
    row(grid, "Runs with", runtimes(model));
    row(grid, "Most memory", text("deploy-memory", "64MiB", model.memory));
    row(grid, "Most processor time", text("deploy-cpu", "1h", model.cpu));
    row(grid, "Most open files", text("deploy-files", "64", model.files));
    Label where = SettingsParts.note("deploy-where");
    where.setText(
        subject
                .project()
                .map(project ->
                    "Kept in the project's continuum.toml under [deploy], memory under [run].")
                .orElse("Remembered for this module.")
            + " A field left empty is as its grey text says; a limit left empty is the device's.");
    Label trouble = SettingsParts.note("deploy-trouble");
    trouble.getStyleClass().add("form-trouble");
    trouble.textProperty().bind(model.trouble());
    shownWhen(trouble, trouble.textProperty().isNotEmpty());
    VBox form = new VBox(where, grid, trouble);
    form.getStyleClass().addAll("form", "run-settings");
    form.setPrefWidth(600);
    return form;
  }

  private static ComboBox<String> runtimes(DeploySettingsModel model) {
    ComboBox<String> runtimes = new ComboBox<>();
    runtimes.setId("deploy-runtime");
    List<String> ids = new ArrayList<>(List.of(""));
    RuntimeAdapters.all().stream().map(RuntimeAdapter::id).forEach(ids::add);
    runtimes.getItems().setAll(ids);
    runtimes.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String id) {
            return id == null || id.isEmpty()
                ? "whatever fits, on each device"
                : RuntimeAdapters.byId(id).map(RuntimeAdapter::title).orElse(id);
          }

          @Override
          public String fromString(String title) {
            throw new UnsupportedOperationException("The box is not editable.");
          }
        });
    runtimes.valueProperty().bindBidirectional(model.runtime);
    return runtimes;
  }

  private static void row(GridPane grid, String title, Node... nodes) {
    HBox line = new HBox(8, nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    Label label = new Label(title);
    label.setLabelFor(nodes[0]);
    label.setMinWidth(Region.USE_PREF_SIZE);
    grid.addRow(rows(grid), label, line);
  }

  /** How many rows there are, with those that are not shown now. */
  private static int rows(GridPane grid) {
    return grid.getChildren().stream().mapToInt(GridPane::getRowIndex).max().orElse(-1) + 1;
  }

  private static TextField text(String id, String usual, StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(usual);
    field.setPrefColumnCount(6);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  private static void shownWhen(Node node, BooleanExpression shown) {
    node.visibleProperty().bind(shown);
    node.managedProperty().bind(shown);
  }
}
