package dev.continuum.ide.profile;

import dev.continuum.ide.shell.Document;
import dev.continuum.ide.theme.Icons;
import dev.continuum.inspector.profile.ProfileFormat;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A profile of a run. */
final class ProfileDocument implements Document {
  private final ProfileModel model;
  private final Runnable closed;
  private final ReadOnlyStringWrapper title;
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);
  private final BorderPane node = new BorderPane();
  private final Map<ProfileModel.Page, Node> pages = new EnumMap<>(ProfileModel.Page.class);
  private final TextField search = new TextField();

  /**
   * Shows a profile.
   *
   * @param closed called when it is closed
   */
  ProfileDocument(ProfileModel model, Runnable closed) {
    this.model = model;
    this.closed = closed;
    title = new ReadOnlyStringWrapper("Profile: " + model.name());
    node.getStyleClass().add("profile-document");
    node.getStylesheets()
        .add(
            Objects.requireNonNull(ProfileDocument.class.getResource("profile.css"))
                .toExternalForm());
    node.setTop(new VBox(head(), bar()));
    model
        .page()
        .subscribe(page -> {
          node.setCenter(pages.computeIfAbsent(page, key -> ProfilePages.of(model, key)));
          boolean searches =
              page != ProfileModel.Page.MEMORY && page != ProfileModel.Page.HOST_CALLS;
          search.setVisible(searches);
          search.setManaged(searches);
        });
  }

  private Node head() {
    Label summary = new Label(model.summary());
    summary.setId("profile-summary");
    Label note =
        new Label(
            model.data().profile().tree().isCut()
                ? "Counted, not sampled. Paths that had no room of their own are gathered under …"
                : "Counted, not sampled.");
    note.getStyleClass().add("muted");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    MenuButton export = new MenuButton("Export", Icons.of("fth-download"));
    export.setId("profile-export");
    export
        .getItems()
        .setAll(
            item("For speedscope…", ProfileFormat.SPEEDSCOPE),
            item("Collapsed Stacks…", ProfileFormat.COLLAPSED));
    HBox head = new HBox(12, summary, note, space, export);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("profile-head");
    return head;
  }

  private MenuItem item(String title, ProfileFormat format) {
    MenuItem item = new MenuItem(title);
    item.setOnAction(event -> model.export(format));
    return item;
  }

  private Node bar() {
    ToggleGroup group = new ToggleGroup();
    HBox choices = new HBox();
    choices.getStyleClass().add("profile-pages");
    for (ProfileModel.Page page : ProfileModel.Page.values()) {
      ToggleButton button = new ToggleButton(title(page));
      button.setId("profile-page-" + page.ordinal());
      button.setToggleGroup(group);
      button.setSelected(page == model.page().get());
      button.setOnAction(event -> {
        // One of them is always chosen.
        button.setSelected(true);
        model.page().set(page);
      });
      model.page().subscribe(now -> button.setSelected(now == page));
      String place =
          page.ordinal() == 0
              ? "left-pill"
              : page.ordinal() == ProfileModel.Page.values().length - 1
                  ? "right-pill"
                  : "center-pill";
      button.getStyleClass().add(place);
      choices.getChildren().add(button);
    }
    search.setId("profile-search");
    search.setPromptText("Search");
    search.setAccessibleText("Search in the names of functions");
    search.textProperty().bindBidirectional(model.search());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox bar = new HBox(12, choices, space, search);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("profile-bar");
    return bar;
  }

  private String title(ProfileModel.Page page) {
    return switch (page) {
      case FUNCTIONS -> "Functions";
      case FLAME_GRAPH -> "Flame Graph";
      case LINES -> model.data().isText() ? "Lines" : "Instructions";
      case MEMORY -> "Memory Growth";
      case HOST_CALLS -> "Host Calls";
    };
  }

  ProfileModel model() {
    return model;
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
    return "fth-activity";
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
    Node page = node.getCenter();
    for (String kind : List.of(".table-view", ".flame-view")) {
      Node first = page.lookup(kind);
      if (first != null) {
        first.requestFocus();
        return;
      }
    }
  }

  @Override
  public boolean save() {
    return true;
  }

  @Override
  public void close() {
    closed.run();
  }
}
