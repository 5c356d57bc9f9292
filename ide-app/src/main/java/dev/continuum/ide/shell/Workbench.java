package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.task.Tasks;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** The window as its features see it. Used on the JavaFX thread only. */
public interface Workbench {
  /** Where actions are registered. */
  ActionRegistry actions();

  /** Where long work goes. */
  Tasks tasks();

  /** Questions to the user. */
  Dialogs dialogs();

  /** Adds a tool window. */
  void addPanel(Panel panel);

  /** Brings a tool window to the front, opening it when it was closed. */
  void showPanel(String id);

  /** Adds a kind of document; later factories are asked first. */
  void addDocuments(DocumentFactory factory);

  /** Shows a document that no file stands for. */
  void show(Document document);

  /** Opens a file, or brings it to the front; tells the user when it cannot be opened. */
  Optional<Document> open(Path file);

  /** Opens a file at a place, as {@link Document#reveal}. */
  void open(Path file, String position);

  /**
   * Closes a document after asking about unsaved changes; false when the user changed their mind.
   */
  boolean close(Document document);

  /** What is open, in the order of the tabs. */
  ObservableList<Document> documents();

  /** The document in front. */
  ReadOnlyObjectProperty<@Nullable Document> activeDocument();

  /** Whether the window has the keyboard focus: false while another program is in front. */
  ReadOnlyBooleanProperty focused();

  /** The open project folder. */
  ReadOnlyObjectProperty<@Nullable Path> folder();

  /** Opens a project folder in place of the present one. */
  void openFolder(Path folder);

  /** Adds a control to the right end of the tool bar, before Stop; used for the target picker. */
  void addToolBarItem(Node node);

  /** Puts an action on the tool bar, in the order of the calls. */
  void addToolBarAction(String actionId, ToolBarStyle style);

  /** Puts a bar above the status bar; it shows and hides itself. */
  void addBar(Node node);

  /** Takes a tool window away; it lives on, and {@link #showPanel} brings it back. */
  void hidePanel(String id);

  /** Whether a tool window is open, perhaps behind another tab. */
  boolean isOpen(String panelId);

  /** What the status bar says at its left: what is going on. */
  StringProperty statusText();

  /** What the status bar counts; a click on it shows the panel {@code problems}. */
  void setProblems(int errors, int warnings);

  /**
   * Says something that wants attention but no answer; an error stays until the user puts it away.
   */
  void notify(Severity severity, String message);

  /** How loud a message is. */
  enum Severity {
    INFORMATION,
    WARNING,
    ERROR
  }

  /** How a tool bar button looks. */
  enum ToolBarStyle {
    PLAIN,
    ACCENT,
    DANGER
  }
}
