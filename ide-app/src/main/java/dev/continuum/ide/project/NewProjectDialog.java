package dev.continuum.ide.project;

import dev.continuum.ide.shell.Workbench;
import dev.continuum.templates.Template;
import dev.continuum.templates.TemplateCatalog;
import dev.continuum.templates.TemplateException;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Makes projects from templates: with a form, or as a sample without questions. */
final class NewProjectDialog {
  private final Workbench workbench;
  private final TemplateCatalog catalog;
  private final Toolchains toolchains;
  private final Path samples;

  NewProjectDialog(
      Workbench workbench, TemplateCatalog catalog, Toolchains toolchains, Path samples) {
    this.workbench = workbench;
    this.catalog = catalog;
    this.toolchains = toolchains;
    this.samples = samples;
  }

  void open() {
    Path home = Path.of(System.getProperty("user.home", "."), "ContinuumProjects");
    Path folder = workbench.folder().get();
    Path location = folder == null || folder.getParent() == null ? home : folder.getParent();
    NewProjectModel model = new NewProjectModel(catalog, toolchains, workbench.tasks(), location);
    StringBinding trouble = model.trouble();
    while (workbench
        .dialogs()
        .form(
            "New project",
            form(model, trouble),
            "Create",
            Bindings.createBooleanBinding(() -> trouble.get().isEmpty(), trouble))) {
      if (trouble.get().isEmpty()) {
        create(model.template.get(), model.folder(), model.name.get().strip());
        return;
      }
    }
  }

  private void create(Template template, Path folder, String name) {
    var unused =
        workbench
            .tasks()
            .start(
                "Making " + name,
                progress -> catalog.create(template, folder, name),
                project -> show(project.folder(), project.main()),
                failure -> workbench.dialogs().error(name + " could not be made", words(failure)));
  }

  /** Opens a template's sample project, making it when it is not there. */
  void openSample(Template template) {
    Path folder = samples.resolve(template.sample());
    var unused =
        workbench
            .tasks()
            .start(
                "Opening the sample " + template.sample(),
                progress -> {
                  if (Files.isDirectory(folder) && ProjectFile.isIn(folder)) {
                    String main = template.main().replace("{{name}}", template.sample());
                    return folder.resolve(main);
                  }
                  return catalog.create(template, folder, template.sample()).main();
                },
                main -> show(folder, main),
                failure ->
                    workbench.dialogs().error("The sample could not be opened", words(failure)));
  }

  private void show(Path folder, Path main) {
    workbench.openFolder(folder);
    if (Files.exists(main)) {
      var unused = workbench.open(main);
    }
  }

  private static String words(Exception failure) {
    return failure instanceof TemplateException e
        ? (e.getMessage() + " " + e.remedy()).strip()
        : String.valueOf(failure.getMessage());
  }

  private Node form(NewProjectModel model, StringBinding trouble) {
    ListView<Template> list = new ListView<>();
    list.setId("template-list");
    list.getStyleClass().add("template-list");
    list.getItems().setAll(model.templates());
    list.setCellFactory(view -> new TemplateCell());
    list.getSelectionModel().select(model.template.get());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((p, was, is) -> {
          if (is != null) {
            model.template.set(is);
          }
        });
    Label title = new Label();
    title.getStyleClass().add("template-title");
    title
        .textProperty()
        .bind(Bindings.createStringBinding(() -> model.template.get().title(), model.template));
    Label description = wrapped("template-description", "form-note");
    description
        .textProperty()
        .bind(
            Bindings.createStringBinding(() -> model.template.get().description(), model.template));
    Label tools = wrapped("template-tools", "form-trouble");
    StringBinding toolTrouble = model.toolTrouble();
    tools.textProperty().bind(toolTrouble);
    tools.visibleProperty().bind(tools.textProperty().isNotEmpty());
    tools.managedProperty().bind(tools.visibleProperty());
    TextField name = new TextField();
    name.setId("project-name");
    name.textProperty().bindBidirectional(model.name);
    TextField location = new TextField();
    location.setId("project-location");
    location.textProperty().bindBidirectional(model.location);
    HBox.setHgrow(location, Priority.ALWAYS);
    Button choose = new Button("Choose…");
    choose.setOnAction(e ->
        workbench
            .dialogs()
            .folder("Choose where to make the project")
            .ifPresent(folder -> location.setText(folder.toString())));
    Label problem = wrapped("project-trouble", "form-trouble");
    problem.textProperty().bind(trouble);
    VBox details =
        new VBox(
            title,
            description,
            tools,
            label("Name", name),
            name,
            label("Location", location),
            new HBox(8, location, choose),
            problem);
    details.getStyleClass().add("form");
    details.setPrefWidth(420);
    HBox form = new HBox(16, list, details);
    HBox.setHgrow(details, Priority.ALWAYS);
    return form;
  }

  private static Label label(String title, Node control) {
    Label label = new Label(title);
    label.setLabelFor(control);
    label.getStyleClass().add("form-label");
    return label;
  }

  private static Label wrapped(String id, String style) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }

  private static final class TemplateCell extends ListCell<Template> {
    @Override
    protected void updateItem(@Nullable Template template, boolean empty) {
      super.updateItem(template, empty);
      setText(template == null || empty ? null : template.title());
    }
  }
}
