package dev.continuum.ide.project;

import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.shell.Panel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The tree of the open folder. */
public final class ProjectPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "project";

  /** What the view asks of its owner. */
  interface Owner {
    void open(Path file);

    void newFile(Path folder);

    void newFolder(Path folder);

    void rename(Path path);

    void delete(Path path);

    void reveal(Path path);

    void openFolder();

    void newProject();
  }

  private final ProjectTreeModel model;
  private final Owner owner;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Project");
  private final TreeView<FileNode> tree = new TreeView<>();
  private final StackPane root = new StackPane();
  private final Set<Path> toExpand = new LinkedHashSet<>();
  private final ChangeListener<@Nullable Path> onRoot = (p, was, is) -> showRoot(is);

  ProjectPanel(ProjectTreeModel model, Owner owner) {
    this.model = model;
    this.owner = owner;
    tree.setId("project-tree");
    tree.getStyleClass().addAll("dense", "edge-to-edge", "project-tree");
    tree.setCellFactory(view -> new Cell());
    tree.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    tree.setOnMouseClicked(e -> {
      if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
        selected().filter(node -> !node.isFolder()).ifPresent(this::open);
      }
    });
    tree.focusedProperty()
        .addListener((p, was, is) -> {
          if (is) {
            model.refresh();
          }
        });
    Node empty = emptyState();
    empty.visibleProperty().bind(tree.rootProperty().isNull());
    tree.visibleProperty().bind(empty.visibleProperty().not());
    root.getStyleClass().add("project-panel");
    root.getChildren().setAll(tree, empty);
    model.root().addListener(onRoot);
    showRoot(model.root().get());
  }

  private Node emptyState() {
    Label text = new Label("A project is a folder with your sources and modules.");
    text.setWrapText(true);
    Button open = new Button("Open a folder…");
    open.setId("project-open-folder");
    open.setOnAction(e -> owner.openFolder());
    Button create = new Button("New project…");
    create.setId("project-new");
    create.setOnAction(e -> owner.newProject());
    VBox box = new VBox(text, open, create);
    box.getStyleClass().add("empty-panel");
    return box;
  }

  private void showRoot(@Nullable Path folder) {
    if (folder == null) {
      tree.setRoot(null);
      return;
    }
    ProjectTreeItem item =
        new ProjectTreeItem(model, new FileNode(folder, FileNode.Kind.FOLDER, 0));
    item.addEventHandler(
        TreeItem.<FileNode>childrenModificationEvent(),
        e -> e.getAddedChildren().forEach(this::expandIfWanted));
    tree.setRoot(item);
    item.setExpanded(true);
  }

  private void expandIfWanted(TreeItem<FileNode> item) {
    if (toExpand.remove(item.getValue().path())) {
      item.setExpanded(true);
    }
  }

  private Optional<FileNode> selected() {
    return Optional.ofNullable(tree.getSelectionModel().getSelectedItem()).map(TreeItem::getValue);
  }

  /** The folder that is selected or that the selected file is in; the root otherwise. */
  Optional<Path> selectedFolder() {
    return selected()
        .map(node -> node.isFolder() ? node.path() : node.path().getParent())
        .or(() -> Optional.ofNullable(model.root().get()));
  }

  private void open(FileNode node) {
    if (node.kind() != FileNode.Kind.MORE) {
      owner.open(node.path());
    }
  }

  private void key(KeyEvent event) {
    FileNode node = selected().orElse(null);
    if (node == null || node.kind() == FileNode.Kind.MORE) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER) {
      if (node.isFolder()) {
        TreeItem<FileNode> item = tree.getSelectionModel().getSelectedItem();
        item.setExpanded(!item.isExpanded());
      } else {
        open(node);
      }
    } else if (event.getCode() == KeyCode.F2 && !isRoot(node)) {
      owner.rename(node.path());
    } else if (event.getCode() == KeyCode.DELETE && !isRoot(node)) {
      owner.delete(node.path());
    } else {
      return;
    }
    event.consume();
  }

  private boolean isRoot(FileNode node) {
    return node.path().equals(model.root().get());
  }

  private ContextMenu menu(FileNode node) {
    Path folder = node.isFolder() ? node.path() : node.path().getParent();
    ContextMenu menu = new ContextMenu();
    if (!node.isFolder()) {
      menu.getItems().add(item("Open", () -> open(node)));
    }
    if (folder != null) {
      menu.getItems()
          .addAll(
              item("New File…", () -> owner.newFile(folder)),
              item("New Folder…", () -> owner.newFolder(folder)));
    }
    menu.getItems().add(new SeparatorMenuItem());
    if (!isRoot(node)) {
      menu.getItems()
          .addAll(
              item("Rename…", () -> owner.rename(node.path())),
              item("Delete…", () -> owner.delete(node.path())));
    }
    menu.getItems()
        .addAll(
            item("Show in File Manager", () -> owner.reveal(node.path())),
            item("Refresh", model::refresh));
    return menu;
  }

  private static MenuItem item(String title, Runnable work) {
    MenuItem item = new MenuItem(title);
    item.setOnAction(e -> work.run());
    return item;
  }

  /** A row: icon, name, and for modules their size. */
  private final class Cell extends TreeCell<FileNode> {
    private final FontIcon icon = new FontIcon("fth-file");
    private final Label name = new Label();
    private final Label size = new Label();
    private final HBox line;

    Cell() {
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      name.getStyleClass().add("row-name");
      name.setMinWidth(0);
      size.getStyleClass().addAll("row-detail", "code");
      size.setMinWidth(Region.USE_PREF_SIZE);
      line = new HBox(icon, name, space, size);
      line.getStyleClass().add("row-line");
      line.setAlignment(Pos.CENTER_LEFT);
      line.setPrefWidth(1);
    }

    @Override
    protected void updateItem(@Nullable FileNode node, boolean empty) {
      super.updateItem(node, empty);
      if (node == null || empty) {
        setGraphic(null);
        setContextMenu(null);
        setAccessibleText(null);
        return;
      }
      icon.setIconLiteral(node.kind().icon());
      name.setText(node.name());
      setAccessibleText(node.name());
      size.setText(node.kind() == FileNode.Kind.MODULE ? Bytes.text(node.size()) : "");
      mark(name, "dimmed", node.isDimmed());
      mark(line, "dimmed", node.isDimmed());
      mark(name, "more", node.kind() == FileNode.Kind.MORE);
      setGraphic(line);
      setContextMenu(node.kind() == FileNode.Kind.MORE ? null : menu(node));
    }

    private static void mark(Node node, String style, boolean on) {
      node.getStyleClass().remove(style);
      if (on) {
        node.getStyleClass().add(style);
      }
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
    return "fth-folder";
  }

  @Override
  public Side side() {
    return Side.LEFT;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<String> headerActions() {
    return List.of("file.newFile");
  }

  @Override
  public void focus() {
    tree.requestFocus();
  }

  @Override
  public @Nullable String save() {
    List<String> open = new ArrayList<>();
    for (int row = 1; row < tree.getExpandedItemCount(); row++) {
      TreeItem<FileNode> item = tree.getTreeItem(row);
      if (item.isExpanded()) {
        open.add(item.getValue().path().toString());
      }
    }
    return open.isEmpty() ? null : String.join("\n", open);
  }

  @Override
  public void restore(String saved) {
    saved.lines().limit(500).map(Path::of).forEach(toExpand::add);
    TreeItem<FileNode> item = tree.getRoot();
    if (item != null) {
      List.copyOf(item.getChildren()).forEach(this::expandIfWanted);
    }
  }

  @Override
  public void close() {
    model.root().removeListener(onRoot);
  }
}
