package dev.continuum.ide.project;

import dev.continuum.ide.task.Tasks;
import dev.continuum.templates.Template;
import dev.continuum.templates.TemplateCatalog;
import dev.continuum.templates.Tool;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/** What a new project is to be, and what is wrong with that. Used on the JavaFX thread. */
final class NewProjectModel {
  final StringProperty name = new SimpleStringProperty("");
  final StringProperty location = new SimpleStringProperty("");
  final ObjectProperty<Template> template = new SimpleObjectProperty<>();
  private final TemplateCatalog catalog;
  private final ObservableMap<String, Tool> tools = FXCollections.observableHashMap();
  private String suggested = "";

  /** Begins with the first template; tools are looked for in the background. */
  NewProjectModel(TemplateCatalog catalog, Toolchains toolchains, Tasks tasks, Path location) {
    this.catalog = catalog;
    this.location.set(location.toString());
    template.addListener((p, was, is) -> suggestName(is));
    template.set(catalog.all().getFirst());
    var unused =
        tasks.start(
            "Looking for compilers",
            progress -> {
              Map<String, Tool> found = new HashMap<>();
              toolchains.detect().forEach(tool -> found.put(tool.id(), tool));
              return found;
            },
            tools::putAll,
            failure -> {
              throw new IllegalStateException(failure);
            });
  }

  List<Template> templates() {
    return catalog.all();
  }

  private void suggestName(Template chosen) {
    if (name.get().isEmpty() || name.get().equals(suggested)) {
      suggested = chosen.sample();
      name.set(suggested);
    }
  }

  /** What is missing to build the chosen template and how to get it; empty when nothing is. */
  StringBinding toolTrouble() {
    return Bindings.createStringBinding(
        () ->
            String.join(
                "\n",
                template.get().tools().stream()
                    .flatMap(id -> Stream.ofNullable(tools.get(id)))
                    .filter(tool -> !tool.found())
                    .map(NewProjectModel::missing)
                    .toList()),
        template,
        tools);
  }

  private static String missing(Tool tool) {
    return tool.trouble() + "\nTo get it: " + tool.install();
  }

  /** Why the project cannot be made so; empty when it can. */
  StringBinding trouble() {
    return Bindings.createStringBinding(this::findTrouble, name, location);
  }

  private String findTrouble() {
    String text = name.get().strip();
    if (text.isEmpty()) {
      return "Give the project a name.";
    }
    if (!TemplateCatalog.NAME.matcher(text).matches()) {
      return "Use letters, digits, dots, dashes and underscores in the name, at most 63.";
    }
    if (location.get().isBlank()) {
      return "Choose the folder to make the project in.";
    }
    try {
      Path folder = folder();
      return Files.exists(folder) ? folder + " exists already. Choose another name." : "";
    } catch (InvalidPathException e) {
      return "The location cannot be a folder's name.";
    }
  }

  /** The folder the project will be in. */
  Path folder() {
    String text = location.get().strip();
    Path parent =
        text.startsWith("~/")
            ? Path.of(System.getProperty("user.home", "."), text.substring(2))
            : Path.of(text);
    return parent.toAbsolutePath().normalize().resolve(name.get().strip());
  }

  TemplateCatalog catalog() {
    return catalog;
  }
}
