package dev.continuum.ide.run;

import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.ide.shell.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The run settings of a project, which are in its file, or of a module without one. */
final class RunSettingsDialog {
  private final Workbench workbench;
  private final RunSettingsStore store;
  private final Launcher launcher;

  RunSettingsDialog(Workbench workbench, RunSettingsStore store, Launcher launcher) {
    this.workbench = workbench;
    this.store = store;
    this.launcher = launcher;
  }

  /** What is edited: the settings, and the project file they are in. */
  private record Subject(Path root, Optional<ProjectFile> project, RunSettings settings) {}

  void open(Path place) {
    if (!launcher.saveAll()) {
      return;
    }
    var unused =
        workbench
            .tasks()
            .start(
                "Reading the run settings",
                progress -> read(place),
                this::ask,
                failure ->
                    workbench
                        .dialogs()
                        .error("The run settings cannot be shown", SettingsParts.words(failure)));
  }

  private Subject read(Path place) throws ProjectException {
    Path root = Launcher.projectOf(place);
    RunSettings remembered = store.get(root);
    if (!Files.isDirectory(root) || !ProjectFile.isIn(root)) {
      return new Subject(root, Optional.empty(), remembered);
    }
    ProjectFile project = ProjectFile.read(root);
    return new Subject(
        root,
        Optional.of(project),
        new RunSettings(
            project.arguments(),
            new TreeMap<>(project.environment()),
            project.directories(),
            remembered.invocation()));
  }

  private void ask(Subject subject) {
    RunSettingsModel model = new RunSettingsModel(subject.settings());
    String title = "Run settings of " + RunFeature.nameOf(subject.root());
    if (workbench.dialogs().form(title, form(model, subject), "Save", model.valid())) {
      save(subject, model.settings());
    }
  }

  private void save(Subject subject, RunSettings settings) {
    var unused =
        workbench
            .tasks()
            .start(
                "Saving the run settings",
                progress -> {
                  if (subject.project().isPresent()) {
                    RunSection.write(subject.project().get().file(), settings);
                    store.set(
                        subject.root(),
                        new RunSettings(List.of(), Map.of(), List.of(), settings.invocation()));
                  } else {
                    store.set(subject.root(), settings);
                  }
                  return true;
                },
                saved -> {},
                failure ->
                    workbench
                        .dialogs()
                        .error(
                            "The run settings could not be saved", SettingsParts.words(failure)));
  }

  private VBox form(RunSettingsModel model, Subject subject) {
    TextField arguments = new TextField();
    arguments.setId("run-arguments");
    arguments.setPromptText("one 'two words' three");
    arguments.textProperty().bindBidirectional(model.arguments);
    Label preview = SettingsParts.note("run-arguments-preview");
    preview.textProperty().bind(model.argumentsPreview());
    TextArea environment = area("run-environment", "NAME=value, one a line", 3);
    environment.textProperty().bindBidirectional(model.environment);
    TextArea directories = area("run-directories", "host::/guest or host::/guest::rw", 3);
    directories.textProperty().bindBidirectional(model.directories);
    Button add = new Button("Add a folder…");
    add.setId("run-add-folder");
    add.setOnAction(e -> addFolder(model, subject));
    TextField export = new TextField();
    export.setId("run-export");
    export.setPromptText("_start");
    export.textProperty().bindBidirectional(model.export);
    TextField exportArguments = new TextField();
    exportArguments.setId("run-export-arguments");
    exportArguments.setPromptText("1 2.5 0x10");
    exportArguments.textProperty().bindBidirectional(model.exportArguments);
    HBox.setHgrow(exportArguments, Priority.ALWAYS);
    HBox call = new HBox(8, export, exportArguments);
    VBox form =
        new VBox(
            field("Arguments", arguments),
            arguments,
            preview,
            field("Environment: all the module sees of it", environment),
            environment,
            trouble("run-environment-trouble", model.environmentTrouble()),
            field("Folders the module can reach", directories),
            directories,
            trouble("run-directories-trouble", model.directoriesTrouble()),
            add,
            field("Call an export with arguments, instead of starting it", export),
            call,
            trouble("run-call-trouble", model.callTrouble()));
    subject
        .project()
        .ifPresent(project -> {
          Label where = SettingsParts.note("run-where");
          where.setText(
              "Arguments, environment and folders are kept in "
                  + project.file()
                  + " under [run]; host folders are relative to it.");
          form.getChildren().addFirst(where);
        });
    form.getStyleClass().addAll("form", "run-settings");
    form.setPrefWidth(560);
    return form;
  }

  private void addFolder(RunSettingsModel model, Subject subject) {
    workbench
        .dialogs()
        .folder("Choose a folder for the module")
        .ifPresent(folder -> {
          Path home = subject.project().map(ProjectFile::folder).orElse(null);
          String host =
              home != null && folder.startsWith(home)
                  ? home.relativize(folder).toString()
                  : folder.toString();
          String line = (host.isEmpty() ? "." : host) + "::/" + RunFeature.nameOf(folder);
          String before = model.directories.get().strip();
          model.directories.set(before.isEmpty() ? line : before + "\n" + line);
        });
  }

  private static Label field(String title, TextInputControl control) {
    Label label = new Label(title);
    label.setLabelFor(control);
    label.getStyleClass().add("form-label");
    return label;
  }

  private static Label trouble(String id, StringBinding what) {
    Label label = SettingsParts.note(id);
    label.getStyleClass().add("form-trouble");
    label.textProperty().bind(what);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private static TextArea area(String id, String prompt, int rows) {
    TextArea area = new TextArea();
    area.setId(id);
    area.setPromptText(prompt);
    area.setPrefRowCount(rows);
    area.getStyleClass().add("code");
    return area;
  }
}
