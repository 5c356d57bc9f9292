package dev.continuum.ide.device.release;

import dev.continuum.ide.device.release.ReleasesModel.Outcome;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.shell.Panel;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.Release;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** An app's releases on a device as a table, with what can be done with them. */
final class ReleasesPanel implements Panel {
  static final String ID = "releases";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final int DIGITS = 12;
  private static final int LONGEST_NAME = 24;

  private final ReleasesModel model;
  private final Dialogs dialogs;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Releases");
  private final TableView<Release> table = new TableView<>();
  private final StackPane root = new StackPane();

  /**
   * The panel.
   *
   * @param choose asks which app to show
   */
  ReleasesPanel(ReleasesModel model, Dialogs dialogs, Runnable choose) {
    this.model = model;
    this.dialogs = dialogs;
    fillTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox content = new VBox(head(), table, foot());
    content.getStyleClass().add("releases-content");
    Label text =
        new Label("Every deployment makes a release. They are kept on the device, to go back to.");
    text.setWrapText(true);
    Button button = new Button("Show an app's releases…");
    button.setId("releases-choose");
    button.setOnAction(e -> choose.run());
    VBox empty = new VBox(text, button);
    empty.getStyleClass().add("empty-panel");
    BooleanBinding nothing =
        Bindings.createBooleanBinding(() -> model.subject().get().isEmpty(), model.subject());
    empty.visibleProperty().bind(nothing);
    content.visibleProperty().bind(nothing.not());
    root.getStyleClass().add("releases-panel");
    root.getChildren().setAll(content, empty);
    title.bind(
        Bindings.createStringBinding(
            () ->
                model
                    .subject()
                    .get()
                    .map(s -> "Releases: " + cut(s.app()) + " on " + cut(s.device()))
                    .orElse("Releases"),
            model.subject()));
  }

  /** A name as short as a tab can hold; the devices have it whole. */
  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private void fillTable() {
    table.setId("releases-table");
    table.getStyleClass().addAll("dense", "edge-to-edge");
    table.setItems(model.releases());
    table.setPlaceholder(new Label("No release is known."));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .setAll(
            List.of(
                column("Release", 94, r -> r.number() + (r.current() ? "  current" : "")),
                column("Kept", 60, r -> r.pinned() ? "pinned" : ""),
                column(
                    "Made",
                    144,
                    r ->
                        r.created()
                            .map(at -> TIME.format(at.atZone(ZoneId.systemDefault())))
                            .orElse("")),
                column("By", 90, Release::by),
                column("Runtime", 90, Release::runtime),
                column("Module", 180, Release::file),
                column(
                    "SHA-256",
                    130,
                    r ->
                        r.digest().substring(0, Math.min(DIGITS, r.digest().length()))
                            + (r.present() ? "" : "  gone"))));
    table.getColumns().getLast().getStyleClass().add("code");
    table.setRowFactory(view -> new Row());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((p, was, is) -> model.choose(Optional.ofNullable(is)));
  }

  /** The current release is marked by more than its word. */
  private static final class Row extends TableRow<Release> {
    @Override
    protected void updateItem(Release release, boolean empty) {
      super.updateItem(release, empty);
      pseudoClassStateChanged(CURRENT, !empty && release != null && release.current());
    }
  }

  private static TableColumn<Release, String> column(
      String name, double width, Function<Release, String> text) {
    TableColumn<Release, String> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(
        data -> new SimpleStringProperty(PlainText.of(text.apply(data.getValue()))));
    return column;
  }

  private Node head() {
    BooleanExpression free = model.busy().not();
    Label state = new Label();
    state.setId("releases-state");
    state.getStyleClass().add("releases-state");
    state
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> ReleasesModel.brief(model.status().get()), model.status()));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    BooleanBinding active =
        Bindings.createBooleanBinding(
            () ->
                model
                    .status()
                    .get()
                    .map(AppStatus::state)
                    .filter(s -> s == AppStatus.State.RUNNING || s == AppStatus.State.WAITING)
                    .isPresent(),
            model.status());
    BooleanBinding known =
        Bindings.createBooleanBinding(() -> model.status().get().isPresent(), model.status());
    var chosen = table.getSelectionModel().selectedItemProperty();
    Button back = button("releases-rollback", "Go to This Release", this::rollback);
    back.disableProperty()
        .bind(
            free.not()
                .or(
                    Bindings.createBooleanBinding(
                        () -> {
                          Release release = chosen.get();
                          return release == null || release.current() || !release.present();
                        },
                        chosen)));
    Button pin = button("releases-pin", "Pin", this::pin);
    pin.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> chosen.get() != null && chosen.get().pinned() ? "Unpin" : "Pin", chosen));
    pin.disableProperty().bind(free.not().or(chosen.isNull()));
    Button prune = button("releases-prune", "Remove Older…", this::prune);
    prune.disableProperty().bind(free.not().or(known.not()));
    Button start = button("releases-start", "Start", model::start);
    start.disableProperty().bind(free.not().or(known.not()).or(active));
    Button stop = button("releases-stop", "Stop", model::stop);
    stop.disableProperty().bind(free.not().or(active.not()));
    Button restart = button("releases-restart", "Restart", model::restart);
    restart.disableProperty().bind(free.not().or(active.not()));
    Button remove = button("releases-remove", "Remove App…", this::remove);
    remove.disableProperty().bind(free.not().or(known.not()));
    HBox head = new HBox(back, pin, prune, space, state, start, restart, stop, remove);
    head.getStyleClass().add("releases-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private static Button button(String id, String text, Runnable work) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(e -> work.run());
    return button;
  }

  private Node foot() {
    Label options = new Label();
    options.setId("releases-options");
    options.getStyleClass().add("form-note");
    options.textProperty().bind(model.options());
    Label message = new Label();
    message.setId("releases-message");
    message.setWrapText(true);
    message.getStyleClass().add("releases-message");
    message
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> PlainText.of(model.message().get()), model.message()));
    model
        .outcome()
        .addListener((p, was, is) ->
            message.pseudoClassStateChanged(PseudoClass.getPseudoClass("bad"), is == Outcome.BAD));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox foot = new HBox(message, space, options);
    foot.getStyleClass().add("releases-foot");
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  private Optional<Release> chosen() {
    return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
  }

  private void rollback() {
    chosen().ifPresent(model::rollback);
  }

  private void pin() {
    chosen().ifPresent(release -> model.pin(release, !release.pinned()));
  }

  private void prune() {
    SimpleStringProperty keep = new SimpleStringProperty("3");
    TextField field = new TextField();
    field.setId("releases-keep");
    field.setPrefColumnCount(5);
    field.textProperty().bindBidirectional(keep);
    Label label = new Label("How many of the newest stay, beside the current and the pinned ones?");
    label.setLabelFor(field);
    VBox form = new VBox(label, field);
    form.getStyleClass().add("form");
    BooleanBinding valid =
        Bindings.createBooleanBinding(() -> keep.get().strip().matches("\\d{1,4}"), keep);
    if (dialogs.form("Remove older releases", form, "Remove", valid)) {
      model.prune(Integer.parseInt(keep.get().strip()));
    }
  }

  private void remove() {
    model
        .subject()
        .get()
        .ifPresent(subject -> {
          int choice =
              dialogs.choose(
                  "Remove " + subject.app() + " from " + subject.device() + "?",
                  "It is stopped, and its releases, its data and its log are deleted from the"
                      + " device. This cannot be undone.",
                  List.of("Remove", "Cancel"));
          if (choice == 0) {
            model.remove();
          }
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
    return "fth-layers";
  }

  @Override
  public Side side() {
    return Side.BOTTOM;
  }

  @Override
  public boolean startsOpen() {
    return false;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void focus() {
    table.requestFocus();
  }

  @Override
  public void close() {
    title.unbind();
  }
}
