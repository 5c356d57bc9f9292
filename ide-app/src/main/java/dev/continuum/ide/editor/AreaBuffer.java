package dev.continuum.ide.editor;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;

/** The text in a {@link CodeArea}. */
final class AreaBuffer implements TextBuffer, AutoCloseable {
  private final BoundedArea area;
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(false);
  private final List<Runnable> listeners = new ArrayList<>();
  private final Subscription changes;
  private final javafx.util.Subscription marks;
  private @Nullable String cached;
  private long version;

  AreaBuffer(BoundedArea area) {
    this.area = area;
    this.changes =
        area.multiPlainChanges()
            .subscribe(change -> {
              cached = null;
              version++;
              List.copyOf(listeners).forEach(Runnable::run);
            });
    this.marks = area.getUndoManager().atMarkedPositionProperty().subscribe(at -> changed.set(!at));
  }

  @Override
  public String text() {
    String text = cached;
    if (text == null) {
      text = area.getText();
      cached = text;
    }
    return text;
  }

  /** Grows with each change of the text. */
  long version() {
    return version;
  }

  @Override
  public int anchor() {
    return area.getAnchor();
  }

  @Override
  public int caret() {
    return area.getCaretPosition();
  }

  @Override
  public void select(int anchor, int caret) {
    int length = area.getLength();
    area.selectRange(Math.clamp(anchor, 0, length), Math.clamp(caret, 0, length));
    area.requestFollowCaret();
  }

  @Override
  public boolean replace(int start, int end, String replacement, int anchor, int caret) {
    if (!area.allows(start, end, replacement)) {
      return false;
    }
    // Typing before it must not become one undo step with it, nor typing after it.
    area.getUndoManager().preventMerge();
    area.replaceText(start, end, replacement);
    area.getUndoManager().preventMerge();
    select(anchor, caret);
    return true;
  }

  @Override
  public void load(String text) {
    area.replaceText(text);
    area.moveTo(0);
    area.getUndoManager().forgetHistory();
    area.getUndoManager().mark();
    area.requestFollowCaret();
  }

  @Override
  public void markSaved() {
    area.getUndoManager().preventMerge();
    area.getUndoManager().mark();
  }

  @Override
  public ObservableBooleanValue changed() {
    return changed.getReadOnlyProperty();
  }

  @Override
  public void setEditable(boolean editable) {
    area.setEditable(editable);
  }

  @Override
  public javafx.util.Subscription onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    changes.unsubscribe();
    marks.unsubscribe();
    listeners.clear();
  }
}
