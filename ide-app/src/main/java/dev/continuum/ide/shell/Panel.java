package dev.continuum.ide.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** A tool window: something beside the documents, such as Devices or the console. */
public interface Panel extends AutoCloseable {
  /** Where a panel stands at first; the user may move it. */
  enum Side {
    LEFT,
    RIGHT,
    BOTTOM
  }

  /** Unique and lasting: the saved layout names it. */
  String id();

  /** What its tab or header says now, such as {@code Problems 3}. */
  ReadOnlyStringProperty title();

  /** A Feather icon's literal. */
  String icon();

  /** Where it stands at first. */
  Side side();

  /** What it shows; the same node at every call. */
  Node node();

  /** Whether it is open before the user has opened or closed it. */
  default boolean startsOpen() {
    return true;
  }

  /** The id of a panel of the same side that it becomes another tab of, while that is open. */
  default @Nullable String sharesPlaceWith() {
    return null;
  }

  /** Actions shown as small buttons in its header, by id. */
  default List<String> headerActions() {
    return List.of();
  }

  /** Takes the keyboard focus. */
  default void focus() {
    node().requestFocus();
  }

  /** What to give {@link #restore} after a restart, or null. */
  default @Nullable String save() {
    return null;
  }

  /** Takes up what {@link #save} gave in an earlier run, perhaps of an earlier version. */
  default void restore(String saved) {}

  /** Lets go of everything. */
  @Override
  void close();
}
