package dev.continuum.ide.shell;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/**
 * Where panels and documents stand: rows, columns and tabs that the user resizes and moves. What
 * library does it is known to its implementation alone. Used on the JavaFX thread only.
 */
interface Docking {
  /** The control that shows everything. */
  Node node();

  /**
   * Puts panels where an earlier run left them, or at their own sides. Called once.
   *
   * @param layout what {@link #layout} gave, or null for the first run
   * @param closed the ids of panels the user had closed
   */
  void arrange(@Nullable LayoutNode layout, Collection<String> closed);

  /**
   * The window has its size. Until then a layout keeps its proportions, as it was written down;
   * from now on the panels beside the documents keep their widths while the window changes.
   */
  void settled();

  /** How everything stands now. */
  LayoutNode layout();

  /** Adds a panel; before {@link #arrange} it only becomes known. */
  void addPanel(Panel panel);

  /** All panels, open or closed, in the order they were added. */
  List<Panel> panels();

  /** The ids of the panels that are open, perhaps behind another tab. */
  ObservableList<String> openPanels();

  /** Brings a panel to the front, opening it when it was closed. */
  void showPanel(Panel panel);

  /** Takes a panel away; the panel itself lives on. */
  void hidePanel(Panel panel);

  /** Whether a panel is open and not behind another tab. */
  boolean isInFront(Panel panel);

  /** Adds a document's tab behind the others. */
  void addDocument(Document document);

  /** Brings a document to the front. */
  void selectDocument(Document document);

  /** Takes a document's tab away. */
  void removeDocument(Document document);

  /** The documents in the order of their tabs. */
  List<Document> documents();

  /** The document the user was in last. */
  ReadOnlyObjectProperty<@Nullable Document> activeDocument();

  /** What a right click on a document's tab offers. */
  void documentMenu(Function<Document, List<MenuItem>> menu);

  /** Called when the user wants a document closed; it is not closed by itself. */
  void onCloseRequest(Consumer<Document> listener);
}
