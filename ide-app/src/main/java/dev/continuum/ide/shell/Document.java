package dev.continuum.ide.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Something open in the middle of the window: a text editor, a module's overview, a page. */
public interface Document extends AutoCloseable {
  /** The file it shows, absolute; empty for a page such as Welcome. */
  Optional<Path> file();

  /** What its tab says, without a mark for unsaved changes. */
  ReadOnlyStringProperty title();

  /** A Feather icon's literal. */
  String icon();

  /** Whether it holds changes that are not in the file. */
  ReadOnlyBooleanProperty modified();

  /** What the status bar says at its right, such as {@code 16:7}. */
  ReadOnlyStringProperty status();

  /** What it shows; the same node at every call. */
  Node node();

  /** Takes the keyboard focus. */
  void focus();

  /**
   * Writes its changes to the file; a document without changes does nothing.
   *
   * @return whether it is saved now; when false the user was told why
   */
  boolean save();

  /** Whether it can be written to another file. */
  default boolean canSaveAs() {
    return false;
  }

  /**
   * Writes it to another file, which it shows from then on. Called only where {@link #canSaveAs}.
   *
   * @return whether it is saved there now; when false the user was told why
   */
  default boolean saveAs(Path file) {
    throw new UnsupportedOperationException("This document cannot be saved as " + file);
  }

  /**
   * Shows a place in it: a text position as {@code line:column} from 1, or a byte offset as {@code
   * 0x1a3}. Ignores what it does not understand.
   */
  default void reveal(String position) {}

  /** What to give {@link #restore} after a restart (caret, scroll position), or null. */
  default @Nullable String saveState() {
    return null;
  }

  /** Takes up what {@link #saveState} gave. */
  default void restore(String saved) {}

  /** Lets go of everything; the user was already asked about unsaved changes. */
  @Override
  void close();
}
