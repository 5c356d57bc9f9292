package dev.continuum.ide.device.files;

import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.output.OutputPane;
import dev.continuum.targets.target.RemoteEntry;
import dev.continuum.targets.target.RemoteEntry.Kind;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A folder of a device: where it is, what can be done, and a table of what is in it. */
final class FilesView extends BorderPane {
  /** What the view asks of the document around it. */
  interface Owner {
    void upload();

    void download(List<RemoteEntry> chosen);

    void makeFolder();

    void rename(RemoteEntry entry);

    void delete(List<RemoteEntry> chosen);
  }

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final FilesModel model;
  private final Owner owner;
  private final TableView<RemoteEntry> table = new TableView<>();

  FilesView(FilesModel model, Owner owner) {
    this.model = model;
    this.owner = owner;
    getStyleClass().add("files-document");
    setTop(top());
    setCenter(table());
    setBottom(bottom());
  }

  void focusTable() {
    table.requestFocus();
  }

  private List<RemoteEntry> chosen() {
    return List.copyOf(table.getSelectionModel().getSelectedItems());
  }

  private HBox top() {
    TextField path = new TextField();
    path.setId("files-path");
    path.setAccessibleText("Folder on the device");
    HBox.setHgrow(path, Priority.ALWAYS);
    Runnable show = () -> path.setText(FilesModel.shown(model.folder().get().text()));
    model.folder().subscribe(show);
    path.setOnAction(e -> {
      if (path.getText().equals(FilesModel.shown(model.folder().get().text()))) {
        model.refresh();
      } else {
        model.go(path.getText());
      }
      table.requestFocus();
    });
    path.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            show.run();
            table.requestFocus();
          }
        });
    BooleanBinding none = Bindings.isEmpty(table.getSelectionModel().getSelectedItems());
    Button download = OutputPane.button("fth-download", "Copy to this computer…", "files-download");
    download.setOnAction(e -> owner.download(chosen()));
    download.disableProperty().bind(none);
    Button delete = OutputPane.button("fth-trash-2", "Delete…", "files-delete");
    delete.setOnAction(e -> owner.delete(chosen()));
    delete.disableProperty().bind(none);
    Button up = OutputPane.button("fth-arrow-up", "To the folder above", "files-up");
    up.setOnAction(e -> model.goUp());
    Button refresh = OutputPane.button("fth-refresh-cw", "Refresh", "files-refresh");
    refresh.setOnAction(e -> model.refresh());
    Button upload = OutputPane.button("fth-upload", "Copy to the device…", "files-upload");
    upload.setOnAction(e -> owner.upload());
    Button folder = OutputPane.button("fth-folder-plus", "New folder…", "files-new-folder");
    folder.setOnAction(e -> owner.makeFolder());
    HBox bar = new HBox(up, path, refresh, upload, download, folder, delete);
    bar.getStyleClass().add("files-bar");
    return bar;
  }

  private TableView<RemoteEntry> table() {
    SortedList<RemoteEntry> sorted = new SortedList<>(model.entries());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setId("files-table");
    table.getStyleClass().add("files-table");
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .setAll(
            List.of(
                names(),
                column(
                    "Size",
                    90,
                    e -> e.kind() == Kind.FILE ? Bytes.text(e.size()) : "",
                    Comparator.comparing(RemoteEntry::size),
                    "number-column"),
                column(
                    "Changed (device's clock)",
                    170,
                    e -> DATE.format(e.modified().atZone(ZoneId.systemDefault())),
                    Comparator.comparing(RemoteEntry::modified),
                    "number-column"),
                column(
                    "Permissions",
                    110,
                    RemoteEntry::mode,
                    Comparator.comparing(RemoteEntry::mode),
                    "code-column")));
    table.setPlaceholder(placeholder());
    table.setContextMenu(menu());
    table.setOnMouseClicked(e -> {
      if (e.getClickCount() == 2 && e.getButton() == MouseButton.PRIMARY) {
        openChosen();
      }
    });
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    return table;
  }

  private void pressed(KeyEvent event) {
    List<RemoteEntry> chosen = chosen();
    switch (event.getCode()) {
      case ENTER -> openChosen();
      case BACK_SPACE -> model.goUp();
      case F2 -> {
        if (chosen.size() == 1) {
          owner.rename(chosen.getFirst());
        }
      }
      case DELETE -> {
        if (!chosen.isEmpty()) {
          owner.delete(chosen);
        }
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void openChosen() {
    List<RemoteEntry> chosen = chosen();
    if (chosen.size() != 1) {
      return;
    }
    if (chosen.getFirst().kind() == Kind.FILE) {
      owner.download(chosen);
    } else {
      model.open(chosen.getFirst());
    }
  }

  private ContextMenu menu() {
    MenuItem download = new MenuItem("Copy to This Computer…");
    download.setOnAction(e -> owner.download(chosen()));
    MenuItem rename = new MenuItem("Rename…");
    rename.setOnAction(e -> owner.rename(chosen().getFirst()));
    MenuItem delete = new MenuItem("Delete…");
    delete.setOnAction(e -> owner.delete(chosen()));
    ContextMenu menu = new ContextMenu(download, rename, delete);
    menu.setOnShowing(e -> {
      List<RemoteEntry> chosen = chosen();
      download.setDisable(chosen.isEmpty());
      rename.setDisable(chosen.size() != 1);
      delete.setDisable(chosen.isEmpty());
    });
    return menu;
  }

  private Label placeholder() {
    Label label = new Label();
    label.setWrapText(true);
    label.getStyleClass().add("muted");
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.busy().get()
                        ? "Reading the folder…"
                        : model.trouble().get().isEmpty()
                            ? "This folder is empty. Drop files here to copy them to the device."
                            : "",
                model.busy(),
                model.trouble()));
    return label;
  }

  private VBox bottom() {
    Label trouble = new Label();
    trouble.setId("files-trouble");
    trouble.setWrapText(true);
    trouble.getStyleClass().add("form-trouble");
    trouble.textProperty().bind(model.trouble());
    trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
    Label count = new Label();
    count.getStyleClass().add("muted");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.entries().size()
                        + (model.entries().size() == 1 ? " entry" : " entries")
                        + (model.more().get() ? ", and there are more" : ""),
                model.entries(),
                model.more()));
    Button more = new Button("Show more");
    more.setId("files-more");
    more.setOnAction(e -> model.showMore());
    more.visibleProperty().bind(model.more());
    more.managedProperty().bind(model.more());
    Label message = new Label();
    message.getStyleClass().add("muted");
    message.textProperty().bind(model.message());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox line = new HBox(count, more, space, message);
    line.getStyleClass().add("files-foot");
    VBox box = new VBox(trouble, line);
    box.getStyleClass().add("files-bottom");
    return box;
  }

  private TableColumn<RemoteEntry, RemoteEntry> names() {
    TableColumn<RemoteEntry, RemoteEntry> column =
        column(
            "Name",
            360,
            e -> FilesModel.shown(e.path().name()),
            Comparator.comparing((RemoteEntry e) -> e.path().name().toLowerCase(Locale.ROOT)),
            "name-column");
    column.setCellFactory(c ->
        new TableCell<>() {
          private final FontIcon icon = new FontIcon("fth-file");

          @Override
          protected void updateItem(@Nullable RemoteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (entry == null || empty) {
              setText(null);
              setGraphic(null);
              return;
            }
            icon.setIconLiteral(
                switch (entry.kind()) {
                  case FOLDER -> "fth-folder";
                  case LINK -> "fth-corner-up-right";
                  case FILE -> "fth-file";
                  case OTHER -> "fth-cpu";
                });
            setGraphic(icon);
            setText(FilesModel.shown(entry.path().name()));
          }
        });
    return column;
  }

  private static TableColumn<RemoteEntry, RemoteEntry> column(
      String title,
      double width,
      Function<RemoteEntry, String> text,
      Comparator<RemoteEntry> order,
      String style) {
    TableColumn<RemoteEntry, RemoteEntry> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.getStyleClass().add(style);
    column.setComparator(order);
    column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
    column.setCellFactory(c ->
        new TableCell<>() {
          @Override
          protected void updateItem(@Nullable RemoteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(entry == null || empty ? null : text.apply(entry));
          }
        });
    return column;
  }
}
