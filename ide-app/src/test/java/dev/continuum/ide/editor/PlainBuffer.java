package dev.continuum.ide.editor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;

/** A text without a control. */
final class PlainBuffer implements TextBuffer {
  private final List<Runnable> listeners = new ArrayList<>();
  private final SimpleBooleanProperty changed = new SimpleBooleanProperty();
  private final Deque<String> undo = new ArrayDeque<>();
  private String text = "";
  private String saved = "";
  private int anchor;
  private int caret;
  boolean editable;

  /** As if the user typed at the caret. */
  void type(String typed) {
    replace(
        Math.min(anchor, caret),
        Math.max(anchor, caret),
        typed,
        caret + typed.length(),
        caret + typed.length());
  }

  void undo() {
    text = undo.pop();
    anchor = Math.min(anchor, text.length());
    caret = Math.min(caret, text.length());
    tell();
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int anchor() {
    return anchor;
  }

  @Override
  public int caret() {
    return caret;
  }

  @Override
  public void select(int newAnchor, int newCaret) {
    anchor = newAnchor;
    caret = newCaret;
  }

  @Override
  public boolean replace(int start, int end, String replacement, int newAnchor, int newCaret) {
    undo.push(text);
    text = text.substring(0, start) + replacement + text.substring(end);
    select(newAnchor, newCaret);
    tell();
    return true;
  }

  @Override
  public void load(String loaded) {
    text = loaded;
    saved = loaded;
    select(0, 0);
    tell();
  }

  @Override
  public void markSaved() {
    saved = text;
    changed.set(false);
  }

  @Override
  public ObservableBooleanValue changed() {
    return changed;
  }

  @Override
  public void setEditable(boolean editable) {
    this.editable = editable;
  }

  @Override
  public javafx.util.Subscription onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void tell() {
    changed.set(!text.equals(saved));
    listeners.forEach(Runnable::run);
  }
}
