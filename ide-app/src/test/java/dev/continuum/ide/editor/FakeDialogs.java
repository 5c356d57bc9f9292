package dev.continuum.ide.editor;

import dev.continuum.ide.shell.Dialogs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/** Answers as the test told it to. */
public final class FakeDialogs implements Dialogs {
  /** Every message shown. */
  public final List<String> messages = new ArrayList<>();

  /** What to answer to {@link #choose}. */
  public final Deque<Integer> choices = new ArrayDeque<>();

  /** What to answer to {@link #text}. */
  public final Deque<String> texts = new ArrayDeque<>();

  @Override
  public void error(String title, String message) {
    messages.add(message);
  }

  @Override
  public int choose(String title, String message, List<String> answers) {
    messages.add(message);
    return choices.pop();
  }

  @Override
  public Optional<String> text(String title, String message, String initial) {
    return Optional.ofNullable(texts.poll());
  }

  @Override
  public Optional<char[]> secret(String title, String message) {
    throw new AssertionError("nobody asks for a secret");
  }

  @Override
  public boolean form(String title, Node content, String accept, ObservableBooleanValue valid) {
    throw new AssertionError("nobody shows a form");
  }

  @Override
  public void show(String title, Node content) {
    throw new AssertionError("nobody shows anything to read");
  }

  @Override
  public Optional<Path> openFile(String title, List<String> extensions) {
    throw new AssertionError("nobody asks for a file");
  }

  @Override
  public Optional<Path> saveFile(String title, String suggestedName) {
    throw new AssertionError("nobody asks for a file");
  }

  @Override
  public Optional<Path> folder(String title) {
    throw new AssertionError("nobody asks for a folder");
  }
}
