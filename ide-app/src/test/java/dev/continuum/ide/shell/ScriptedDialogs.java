package dev.continuum.ide.shell;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/** Gives prepared answers and remembers the questions; a question without an answer fails. */
final class ScriptedDialogs implements Dialogs {
  final List<String> asked = new ArrayList<>();
  private final Deque<Object> answers = new ArrayDeque<>();

  void answer(Object answer) {
    answers.add(answer);
  }

  private Object next(String title, String message) {
    asked.add(title + ": " + message);
    if (answers.isEmpty()) {
      throw new AssertionError("Nobody expected this question: " + title + ": " + message);
    }
    return answers.remove();
  }

  @Override
  public void error(String title, String message) {
    asked.add(title + ": " + message);
  }

  @Override
  public int choose(String title, String message, List<String> choices) {
    return choices.indexOf((String) next(title, message));
  }

  @Override
  public Optional<String> text(String title, String message, String initial) {
    return Optional.of((String) next(title, message));
  }

  @Override
  public Optional<char[]> secret(String title, String message) {
    return Optional.of(((String) next(title, message)).toCharArray());
  }

  @Override
  public boolean form(String title, Node content, String accept, ObservableBooleanValue valid) {
    return (boolean) next(title, accept);
  }

  @Override
  public void show(String title, Node content) {
    asked.add(title);
  }

  @Override
  public Optional<Path> openFile(String title, List<String> extensions) {
    return Optional.of((Path) next(title, ""));
  }

  @Override
  public Optional<Path> saveFile(String title, String suggestedName) {
    return Optional.of((Path) next(title, suggestedName));
  }

  @Override
  public Optional<Path> folder(String title) {
    return Optional.of((Path) next(title, ""));
  }
}
