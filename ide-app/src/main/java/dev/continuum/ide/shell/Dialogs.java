package dev.continuum.ide.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/**
 * Questions to the user, in the window's look; tests put their own answers in its place. Methods
 * block the caller, not the window, and are called on the JavaFX thread.
 */
public interface Dialogs {
  /**
   * Says that something failed: what happened, and what to do. In this and every other message,
   * lines indented by four blanks are code: shown so, and to be copied.
   */
  void error(String title, String message);

  /**
   * Asks for one of several answers.
   *
   * @param choices button texts, the default first, the safe one (Escape) last
   * @return the index of the chosen one
   */
  int choose(String title, String message, List<String> choices);

  /** Asks for a line of text. */
  Optional<String> text(String title, String message, String initial);

  /** Asks for a secret; the caller wipes the array. */
  Optional<char[]> secret(String title, String message);

  /**
   * Shows a form.
   *
   * @param accept the accepting button's text
   * @param valid whether the form can be accepted now
   * @return whether it was accepted
   */
  boolean form(String title, Node content, String accept, ObservableBooleanValue valid);

  /** Shows something to read, until it is closed. */
  void show(String title, Node content);

  /** Asks for a file to open; {@code extensions} such as {@code wasm}, empty for all. */
  Optional<Path> openFile(String title, List<String> extensions);

  /** Asks where to save. */
  Optional<Path> saveFile(String title, String suggestedName);

  /** Asks for a folder. */
  Optional<Path> folder(String title);
}
