package dev.continuum.ide;

import dev.continuum.ide.shell.Dialogs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/** Answers as a test prepared, and remembers what was asked. */
public final class TestDialogs implements Dialogs {
  /** Every title with its message, in order. */
  public final List<String> asked = new ArrayList<>();

  private final Deque<Predicate<Node>> forms = new ArrayDeque<>();
  private final Deque<String> choices = new ArrayDeque<>();
  private final Deque<String> texts = new ArrayDeque<>();
  private final Deque<Path> files = new ArrayDeque<>();

  /** The next form is filled in by {@code fill}, which says whether to accept it. */
  public void form(Predicate<Node> fill) {
    forms.add(fill);
  }

  /** The next choice is this one. */
  public void choice(String text) {
    choices.add(text);
  }

  /** The next line of text is this one. */
  public void text(String text) {
    texts.add(text);
  }

  /** The next file to save to is this one. */
  public void file(Path file) {
    files.add(file);
  }

  @Override
  public void error(String title, String message) {
    asked.add(title + ": " + message);
  }

  @Override
  public int choose(String title, String message, List<String> offered) {
    asked.add(title + ": " + message);
    if (choices.isEmpty()) {
      throw new AssertionError("Nobody expected: " + title + ": " + message);
    }
    return offered.indexOf(choices.remove());
  }

  @Override
  public Optional<String> text(String title, String message, String initial) {
    asked.add(title + ": " + message);
    return Optional.ofNullable(texts.poll());
  }

  @Override
  public Optional<char[]> secret(String title, String message) {
    asked.add(title + ": " + message);
    return Optional.empty();
  }

  @Override
  public boolean form(String title, Node content, String accept, ObservableBooleanValue valid) {
    asked.add(title);
    if (forms.isEmpty()) {
      throw new AssertionError("Nobody expected the form: " + title);
    }
    return forms.remove().test(content) && valid.get();
  }

  @Override
  public void show(String title, Node content) {
    asked.add(title);
  }

  @Override
  public Optional<Path> openFile(String title, List<String> extensions) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> saveFile(String title, String suggestedName) {
    asked.add(title + ": " + suggestedName);
    return Optional.ofNullable(files.poll());
  }

  @Override
  public Optional<Path> folder(String title) {
    return Optional.empty();
  }
}
