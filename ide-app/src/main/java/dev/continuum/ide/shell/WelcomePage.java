package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.KeyLabels;
import dev.continuum.ide.theme.Icons;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The first page a user sees: links to the registered actions that start something. */
final class WelcomePage implements Document {
  private static final int RECENT_SHOWN = 8;

  /** What the titles of the actions that open a sample begin with. */
  private static final String SAMPLE = "Sample: ";

  private final WorkbenchWindow window;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Welcome");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);
  private final VBox recent = new VBox();
  private final ScrollPane node;
  private final ListChangeListener<Path> onRecent = change -> fillRecent();

  private WelcomePage(WorkbenchWindow window) {
    this.window = window;
    Label name = new Label("Continuum Studio");
    name.getStyleClass().add("welcome-title");
    Label line = new Label("Build, look inside, run and deploy WebAssembly apps.");
    line.getStyleClass().add("welcome-line");
    VBox start = section("Start", "file.newProject", "file.open", "file.openFolder");
    VBox devices = section("Devices", "deploy.addDevice");
    VBox samples = samples();
    VBox learn = section("Find your way", "go.command", "go.anything", "help.keys");
    recent.getStyleClass().add("welcome-section");
    VBox left = new VBox(start, samples, devices);
    VBox right = new VBox(recent, learn);
    left.getStyleClass().add("welcome-column");
    right.getStyleClass().add("welcome-column");
    HBox columns = new HBox(left, right);
    columns.getStyleClass().add("welcome-columns");
    for (VBox column : List.of(left, right)) {
      column
          .getChildren()
          .removeIf(
              child -> child instanceof VBox box && box != recent && box.getChildren().size() < 2);
    }
    VBox page = new VBox(name, line, columns);
    page.getStyleClass().add("welcome-page");
    node = new ScrollPane(page);
    node.setFitToWidth(true);
    node.getStyleClass().add("welcome");
    // Weak, for the lists live as long as the window and the page does not.
    window.recentFiles().all().addListener(new WeakListChangeListener<>(onRecent));
    window.recentFolders().all().addListener(new WeakListChangeListener<>(onRecent));
    fillRecent();
  }

  /** Shows the page, opening it when it is not open. */
  static void show(WorkbenchWindow window) {
    window.show(
        window.documents().stream()
            .filter(WelcomePage.class::isInstance)
            .findFirst()
            .orElseGet(() -> new WelcomePage(window)));
  }

  private VBox section(String heading, String... actionIds) {
    VBox box = box(heading);
    for (String id : actionIds) {
      window.actions().find(id).ifPresent(entry -> box.getChildren().add(link(entry)));
    }
    return box;
  }

  private VBox samples() {
    VBox box = box("Samples");
    for (ActionRegistry.Entry entry : window.actions().all()) {
      if (entry.action().id().startsWith("sample.")) {
        box.getChildren().add(link(entry));
      }
    }
    return box;
  }

  private static VBox box(String heading) {
    Label label = new Label(heading);
    label.getStyleClass().add("welcome-heading");
    VBox box = new VBox(label);
    box.getStyleClass().add("welcome-section");
    return box;
  }

  private static Node link(ActionRegistry.Entry entry) {
    String icon = entry.action().icon();
    String title = KeyLabels.plain(entry.action().title());
    Hyperlink link =
        new Hyperlink(
            // The heading above says that it is a sample.
            title.startsWith(SAMPLE) ? title.substring(SAMPLE.length()) : title,
            Icons.of(icon == null ? "fth-chevron-right" : icon));
    link.setId("welcome-" + entry.action().id());
    link.setMinWidth(Hyperlink.USE_PREF_SIZE);
    link.disableProperty().bind(ActionViews.not(entry.command().enabled()));
    link.setOnAction(event -> {
      link.setVisited(false);
      entry.command().execute();
    });
    HBox row = new HBox(link);
    row.getStyleClass().add("welcome-row");
    KeyLabels.of(entry.action())
        .ifPresent(key -> {
          Label label = new Label(key);
          label.getStyleClass().add("key");
          row.getChildren().add(label);
        });
    return row;
  }

  private void fillRecent() {
    Label heading = new Label("Recent");
    heading.getStyleClass().add("welcome-heading");
    recent.getChildren().setAll(heading);
    window.recentFolders().all().stream()
        .limit(RECENT_SHOWN / 2)
        .forEach(path -> recent.getChildren().add(recentLink(path, "fth-folder")));
    window.recentFiles().all().stream()
        .limit(RECENT_SHOWN)
        .forEach(path -> recent.getChildren().add(recentLink(path, "fth-file-text")));
    if (recent.getChildren().size() == 1) {
      Label none = new Label("What you open is listed here.");
      none.getStyleClass().add("hint");
      recent.getChildren().add(none);
    }
  }

  private Node recentLink(Path path, String icon) {
    Hyperlink link = new Hyperlink(String.valueOf(path.getFileName()), Icons.of(icon));
    link.setOnAction(event -> {
      link.setVisited(false);
      window.open(path);
    });
    link.setMinWidth(Hyperlink.USE_PREF_SIZE);
    Label where = new Label(String.valueOf(path.getParent()));
    where.getStyleClass().add("hint");
    where.setMinWidth(0);
    HBox row = new HBox(link, where);
    row.getStyleClass().add("welcome-row");
    return row;
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-home";
  }

  @Override
  public ReadOnlyBooleanProperty modified() {
    return modified.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void focus() {
    node.requestFocus();
  }

  @Override
  public boolean save() {
    return true;
  }

  @Override
  public void close() {
    // Its listeners are weak; nothing else is held.
  }
}
