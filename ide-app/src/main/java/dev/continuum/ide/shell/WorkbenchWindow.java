package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.task.BackgroundTasks;
import dev.continuum.ide.task.RunningTask;
import dev.continuum.ide.task.Tasks;
import dev.continuum.ide.theme.Appearance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The one window, and the workbench its features see. */
public final class WorkbenchWindow implements Workbench {
  private final Stage stage;
  private final UserFolders folders;
  private final Tasks tasks;
  private final Appearance appearance;
  private final ActionRegistry actions = new ActionRegistry();
  private final OverlayLayer overlay = new OverlayLayer(this::focusDocument);
  private final Dialogs dialogs;
  private final NotificationsModel notifications;
  private final Docking docking;
  private final OpenDocuments documents;
  private final RecentPaths recentFiles = new RecentPaths();
  private final RecentPaths recentFolders = new RecentPaths();
  private final ReadOnlyObjectWrapper<@Nullable Path> folder = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<WindowPhase> phase =
      new ReadOnlyObjectWrapper<>(WindowPhase.MADE);
  private final TopBar topBar;
  private final StatusBar statusBar;
  private final VBox foot = new VBox();
  private final Palette palette;
  private final List<Feature> features = new ArrayList<>();
  private final SessionKeeper keeper;

  /**
   * Makes the window without showing it.
   *
   * @param dialogs makes the dialogs; null for the window's own
   */
  public WorkbenchWindow(
      Stage stage,
      UserFolders folders,
      Tasks tasks,
      Appearance appearance,
      @Nullable BiFunction<WorkbenchWindow, Stage, Dialogs> dialogs) {
    this.stage = stage;
    this.folders = folders;
    this.tasks = tasks;
    this.appearance = appearance;
    this.dialogs = dialogs == null ? new FxDialogs(overlay, stage) : dialogs.apply(this, stage);
    notifications = new NotificationsModel(tasks);
    docking = new BentoDocking(this::headerButtons, leaf -> new EmptyPlace(actions));
    documents = new OpenDocuments(docking, this.dialogs, this::notify, recentFiles);
    palette = new Palette(this, overlay);
    topBar = new TopBar(actions, () -> palette.show(Palette.Mode.EVERYTHING));
    ObservableList<RunningTask> running =
        tasks instanceof BackgroundTasks background
            ? background.running()
            : FXCollections.emptyObservableList();
    statusBar =
        new StatusBar(
            running, docking.activeDocument(), notifications, () -> showPanel("problems"));
    foot.getChildren().add(statusBar);
    BorderPane content = new BorderPane(docking.node());
    content.getStyleClass().add("workbench");
    content.setTop(topBar);
    content.setBottom(foot);
    StackPane root = new StackPane(content, new NotificationLayer(notifications), overlay);
    Scene scene = new Scene(root, 1280, 800);
    appearance.adopt(scene);
    stage.setScene(scene);
    stage.setMinWidth(Session.MIN_WIDTH);
    stage.setMinHeight(Session.MIN_HEIGHT);
    stage.setTitle("Continuum Studio");
    new Shortcuts(actions, scene, overlay::isBusy);
    new FileDrop(this, scene, overlay::isBusy);
    keeper = new SessionKeeper(this);
    stage.setOnCloseRequest(event -> {
      event.consume();
      quit();
    });
    folder.addListener((property, was, is) -> showTitle());
    docking.activeDocument().addListener((property, was, is) -> showTitle());
  }

  /** Adds a feature; before {@link #show}. */
  public void install(Feature feature) {
    feature.install(this, folders);
    features.add(feature);
  }

  /**
   * Shows the window as the session left it; once it is on the screen, opens its files and the
   * given ones. {@link #phase} tells how far that has come.
   *
   * @param files files and folders named by the user
   */
  public void show(Session session, List<Path> files) {
    topBar.build();
    keeper.arrange(session);
    stage.show();
    // One frame may still be on its way when the next begins; after two the first is there.
    Frames.after(
        2,
        () -> {
          if (stage.isShowing()) {
            phase.set(WindowPhase.DRAWN);
            keeper.reopen(session, files);
            phase.set(WindowPhase.RESTORED);
          }
        });
  }

  /** How far the start has come. */
  public ReadOnlyObjectProperty<WindowPhase> phase() {
    return phase.getReadOnlyProperty();
  }

  /**
   * Closes the window after asking about unsaved changes.
   *
   * @return false when the user changed their mind
   */
  public boolean quit() {
    if (overlay.isBusy() || !documents.mayQuit()) {
      return false;
    }
    keeper.saveNow();
    documents.dropAll();
    features.reversed().forEach(Feature::close);
    docking.panels().forEach(Panel::close);
    tasks.close();
    stage.hide();
    return true;
  }

  private void focusDocument() {
    Document front = docking.activeDocument().get();
    if (front != null) {
      front.focus();
    }
  }

  private void showTitle() {
    Document document = docking.activeDocument().get();
    Path open = folder.get();
    StringBuilder title = new StringBuilder();
    if (document != null) {
      title.append(document.title().get()).append(" – ");
    }
    if (open != null && open.getFileName() != null) {
      title.append(open.getFileName()).append(" – ");
    }
    stage.setTitle(title.append("Continuum Studio").toString());
  }

  private List<Node> headerButtons(Panel panel) {
    List<Node> buttons = new ArrayList<>();
    for (String id : panel.headerActions()) {
      actions.find(id).ifPresent(entry -> buttons.add(ActionViews.iconButton(entry)));
    }
    return buttons;
  }

  Stage stage() {
    return stage;
  }

  UserFolders folders() {
    return folders;
  }

  /** Theme and size. */
  public Appearance appearance() {
    return appearance;
  }

  Docking docking() {
    return docking;
  }

  OpenDocuments openDocuments() {
    return documents;
  }

  RecentPaths recentFiles() {
    return recentFiles;
  }

  RecentPaths recentFolders() {
    return recentFolders;
  }

  NotificationsModel notifications() {
    return notifications;
  }

  TopBar topBar() {
    return topBar;
  }

  Palette palette() {
    return palette;
  }

  OverlayLayer overlay() {
    return overlay;
  }

  Optional<Panel> panel(String id) {
    return docking.panels().stream().filter(p -> p.id().equals(id)).findFirst();
  }

  // --- Workbench -------------------------------------------------------------------------------

  @Override
  public ActionRegistry actions() {
    return actions;
  }

  @Override
  public Tasks tasks() {
    return tasks;
  }

  @Override
  public Dialogs dialogs() {
    return dialogs;
  }

  @Override
  public void addPanel(Panel panel) {
    docking.addPanel(panel);
    PanelActions.register(this, panel);
  }

  @Override
  public void showPanel(String id) {
    docking.showPanel(
        panel(id).orElseThrow(() -> new IllegalArgumentException("There is no panel " + id)));
  }

  @Override
  public void addDocuments(DocumentFactory factory) {
    documents.add(factory);
  }

  @Override
  public void show(Document document) {
    documents.show(document);
  }

  @Override
  public Optional<Document> open(Path file) {
    if (Files.isDirectory(file)) {
      openFolder(file);
      return Optional.empty();
    }
    return documents.open(file);
  }

  @Override
  public void open(Path file, String position) {
    open(file).ifPresent(document -> document.reveal(position));
  }

  @Override
  public boolean close(Document document) {
    return documents.close(document);
  }

  @Override
  public ObservableList<Document> documents() {
    return documents.all();
  }

  @Override
  public ReadOnlyObjectProperty<@Nullable Document> activeDocument() {
    return docking.activeDocument();
  }

  @Override
  public ReadOnlyBooleanProperty focused() {
    return stage.focusedProperty();
  }

  @Override
  public ReadOnlyObjectProperty<@Nullable Path> folder() {
    return folder.getReadOnlyProperty();
  }

  @Override
  public void openFolder(Path given) {
    Path path = given.toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      recentFolders.remove(path);
      notify(Severity.ERROR, path + " is not a folder.");
      return;
    }
    recentFolders.add(path);
    folder.set(path);
  }

  @Override
  public void addToolBarItem(Node node) {
    topBar.addItem(node);
  }

  @Override
  public void addToolBarAction(String actionId, ToolBarStyle style) {
    topBar.addAction(Objects.requireNonNull(actionId), style);
  }

  @Override
  public void addBar(Node node) {
    foot.getChildren().add(foot.getChildren().size() - 1, node);
  }

  @Override
  public void hidePanel(String id) {
    panel(id).ifPresent(docking::hidePanel);
  }

  @Override
  public boolean isOpen(String panelId) {
    return docking.openPanels().contains(panelId);
  }

  @Override
  public StringProperty statusText() {
    return statusBar.text();
  }

  @Override
  public void setProblems(int errors, int warnings) {
    statusBar.setProblems(errors, warnings);
  }

  @Override
  public void notify(Severity severity, String message) {
    notifications.add(severity, message);
  }
}
