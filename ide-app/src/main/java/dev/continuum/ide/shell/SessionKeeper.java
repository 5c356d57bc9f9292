package dev.continuum.ide.shell;

import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Writes down what the window looks like, and brings it back. */
final class SessionKeeper {
  private static final Logger LOG = Logger.getLogger(SessionKeeper.class.getName());
  private static final long PAUSE_MILLIS = 1500;

  /** How long a window system may take to give a new window its size. */
  private static final long SETTLING_MILLIS = 500;

  private final WorkbenchWindow window;
  private final JsonFile<Session> file;
  private Session.@Nullable Bounds normalBounds;
  private Tasks.@Nullable Job pending;
  private boolean watching;
  private boolean closed;

  SessionKeeper(WorkbenchWindow window) {
    this.window = window;
    this.file = Session.file(window.folders());
  }

  /** Before the window is shown: its place, its panels. */
  void arrange(Session session) {
    placeWindow(session.window());
    window.recentFiles().set(session.recentFiles());
    window.recentFolders().set(session.recentFolders());
    for (Panel panel : window.docking().panels()) {
      String saved = session.panelStates().get(panel.id());
      if (saved != null) {
        panel.restore(saved);
      }
    }
    window.docking().arrange(session.layout(), session.closedPanels());
  }

  private void placeWindow(Session.@Nullable Bounds saved) {
    Stage stage = window.stage();
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    if (saved == null) {
      stage.setWidth(Math.min(1280, screen.getWidth() * 0.9));
      stage.setHeight(Math.min(800, screen.getHeight() * 0.9));
      return;
    }
    List<Screen> there =
        Screen.getScreensForRectangle(saved.x() + 20, saved.y() + 20, 200, 50).stream().toList();
    if (!there.isEmpty()) {
      screen = there.getFirst().getVisualBounds();
    }
    Session.Bounds bounds = saved.within(screen);
    stage.setWidth(bounds.width());
    stage.setHeight(bounds.height());
    // A window on a screen that is gone would be out of reach: it comes up where new ones do.
    if (!there.isEmpty()) {
      stage.setX(bounds.x());
      stage.setY(bounds.y());
    }
    stage.setMaximized(saved.maximized());
  }

  /** After the window is shown: the folder, the files, and those the user named. */
  void reopen(Session session, List<Path> named) {
    boolean folderNamed = named.stream().anyMatch(Files::isDirectory);
    if (session.folder() != null && !folderNamed && Files.isDirectory(Path.of(session.folder()))) {
      window.openFolder(Path.of(session.folder()));
    }
    if (session.welcome()) {
      WelcomePage.show(window);
    }
    Document active = null;
    for (Session.OpenFile each : session.files()) {
      if (each.file() == null) {
        continue;
      }
      Path path = Path.of(each.file());
      if (!Files.isRegularFile(path)) {
        LOG.info(() -> path + " was open and does not exist any more.");
        continue;
      }
      Document document = window.openDocuments().open(path).orElse(null);
      if (document != null) {
        if (each.state() != null) {
          document.restore(each.state());
        }
        if (each.file().equals(session.active())) {
          active = document;
        }
      }
    }
    if (active != null) {
      window.show(active);
    }
    named.forEach(window::open);
    window.tasks().later(SETTLING_MILLIS, window.docking()::settled);
    watch();
  }

  /** From now on what changes is written down soon, so that a crash loses little. */
  private void watch() {
    watching = true;
    InvalidationListener changed = observable -> saveSoon();
    Stage stage = window.stage();
    stage.xProperty().addListener(changed);
    stage.yProperty().addListener(changed);
    stage.widthProperty().addListener(changed);
    stage.heightProperty().addListener(changed);
    stage.maximizedProperty().addListener(changed);
    stage.focusedProperty().addListener(changed);
    window.folder().addListener(changed);
    window.activeDocument().addListener(changed);
    ObservableList<String> panels = window.docking().openPanels();
    panels.addListener(changed);
    window.documents().addListener(changed);
  }

  private void saveSoon() {
    if (closed) {
      return;
    }
    if (pending != null) {
      pending.cancel();
    }
    pending = window.tasks().later(PAUSE_MILLIS, this::saveInBackground);
  }

  private void saveInBackground() {
    if (closed) {
      return;
    }
    Session session = capture();
    window
        .tasks()
        .start(
            "Remembering the layout",
            progress -> {
              synchronized (file) {
                file.write(session);
              }
              return session;
            },
            done -> {},
            this::tell);
  }

  /** Writes it down at once, as the last thing before the window closes. */
  void saveNow() {
    if (!watching || closed) {
      return;
    }
    closed = true;
    window.docking().settled();
    if (pending != null) {
      pending.cancel();
    }
    try {
      synchronized (file) {
        file.write(capture());
      }
    } catch (IOException failure) {
      tell(failure);
    }
  }

  private void tell(Exception failure) {
    LOG.log(Level.WARNING, "The layout could not be remembered.", failure);
    window.notify(
        Workbench.Severity.WARNING, "The layout could not be remembered. " + failure.getMessage());
  }

  private Session capture() {
    Document active = window.activeDocument().get();
    Path folder = window.folder().get();
    List<Session.OpenFile> files = new ArrayList<>();
    boolean welcome = false;
    for (Document document : window.docking().documents()) {
      if (document instanceof WelcomePage) {
        welcome = true;
      }
      document
          .file()
          .ifPresent(f -> files.add(new Session.OpenFile(f.toString(), document.saveState())));
    }
    Map<String, String> states = new LinkedHashMap<>();
    List<String> closedPanels = new ArrayList<>();
    for (Panel panel : window.docking().panels()) {
      String state = panel.save();
      if (state != null) {
        states.put(panel.id(), state);
      }
      if (!window.docking().openPanels().contains(panel.id())) {
        closedPanels.add(panel.id());
      }
    }
    return new Session(
        bounds(),
        window.docking().layout(),
        closedPanels,
        states,
        files,
        active == null ? null : active.file().map(Path::toString).orElse(null),
        folder == null ? null : folder.toString(),
        window.recentFiles().all().stream().map(Path::toString).toList(),
        window.recentFolders().all().stream().map(Path::toString).toList(),
        welcome);
  }

  private Session.Bounds bounds() {
    Stage stage = window.stage();
    Session.Bounds now =
        new Session.Bounds(
            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    if (!stage.isMaximized() && !stage.isFullScreen()) {
      normalBounds = now;
      return now;
    }
    // A maximised window remembers how large it was before.
    Session.Bounds normal = normalBounds;
    return normal == null
        ? now
        : new Session.Bounds(
            normal.x(), normal.y(), normal.width(), normal.height(), now.maximized());
  }
}
