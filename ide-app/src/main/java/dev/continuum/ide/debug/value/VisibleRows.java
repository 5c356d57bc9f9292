package dev.continuum.ide.debug.value;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Window;
import javafx.util.Subscription;

/**
 * Tells which rows of a list are in view, so that no others are asked for: none while its panel is
 * hidden. Rows must be of one height.
 */
public final class VisibleRows {
  /** Who asks for what is in view. */
  @FunctionalInterface
  public interface Asker {
    /**
     * Takes note of the rows in view.
     *
     * @param first the first row
     * @param behind the row behind the last; {@code first} when none is
     */
    void show(int first, int behind);
  }

  private final ListView<?> list;
  private final Asker asker;
  private Subscription ancestors = Subscription.EMPTY;
  private boolean waiting;

  /** Watches a list from now on. */
  public VisibleRows(ListView<?> list, Asker asker) {
    this.list = list;
    this.asker = asker;
    list.sceneProperty().subscribe(this::followAncestors);
    list.heightProperty().subscribe(this::changed);
  }

  /** What it lies in may be hidden and shown while it stays in its window. */
  private void followAncestors() {
    ancestors.unsubscribe();
    ancestors = Subscription.EMPTY;
    for (Node node = list; node != null; node = node.getParent()) {
      ancestors = ancestors.and(node.visibleProperty().subscribe(this::changed));
    }
    changed();
  }

  /** Cells show other rows: looks again, once it is laid out. */
  public void changed() {
    if (!waiting) {
      waiting = true;
      Platform.runLater(() -> {
        waiting = false;
        report();
      });
    }
  }

  private void report() {
    if (!isShowing()) {
      asker.show(0, 0);
      return;
    }
    IndexedCell<?> first = null;
    IndexedCell<?> last = null;
    if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      first = flow.getFirstVisibleCell();
      last = flow.getLastVisibleCell();
    }
    if (first == null || last == null || first.getIndex() < 0) {
      // Nothing is laid out yet: there may be as many rows as there is room for.
      asker.show(0, Math.max(1, (int) Math.ceil(list.getHeight() / list.getFixedCellSize())));
    } else {
      asker.show(first.getIndex(), last.getIndex() + 1);
    }
  }

  private boolean isShowing() {
    Scene scene = list.getScene();
    Window window = scene == null ? null : scene.getWindow();
    if (window == null || !window.isShowing()) {
      return false;
    }
    for (Node node = list; node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
