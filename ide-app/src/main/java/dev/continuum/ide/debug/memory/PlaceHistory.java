package dev.continuum.ide.debug.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/** Where the view has been, to go back and forward. */
final class PlaceHistory {
  private static final int MOST = 100;

  private final Deque<Place> past = new ArrayDeque<>();
  private final Deque<Place> future = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();

  record Place(int memory, long address) {}

  /** The view is sent elsewhere from here. */
  void leave(Place here) {
    if (!here.equals(past.peek())) {
      past.push(here);
    }
    if (past.size() > MOST) {
      past.removeLast();
    }
    future.clear();
    update();
  }

  @Nullable Place back(Place here) {
    return move(past, future, here);
  }

  @Nullable Place forward(Place here) {
    return move(future, past, here);
  }

  private @Nullable Place move(Deque<Place> from, Deque<Place> to, Place here) {
    Place next = from.poll();
    if (next != null) {
      to.push(here);
    }
    update();
    return next;
  }

  void clear() {
    past.clear();
    future.clear();
    update();
  }

  private void update() {
    canGoBack.set(!past.isEmpty());
    canGoForward.set(!future.isEmpty());
  }

  ReadOnlyBooleanProperty canGoBack() {
    return canGoBack.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty canGoForward() {
    return canGoForward.getReadOnlyProperty();
  }
}
