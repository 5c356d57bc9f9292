package dev.continuum.ide.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.control.SplitPane;

/**
 * Holds dividers in their saved places until the window has its size: a split pane gives what is
 * gained or lost to its parts evenly, which moves the dividers.
 */
final class DividerKeeper {
  private final Map<SplitPane, double[]> kept = new LinkedHashMap<>();
  private final InvalidationListener resized = size -> Platform.runLater(this::restore);

  /** Sets the dividers now, and again each time the pane takes another size. */
  void keep(SplitPane pane, double[] dividers) {
    pane.setDividerPositions(dividers);
    kept.put(pane, dividers);
    pane.widthProperty().addListener(resized);
    pane.heightProperty().addListener(resized);
  }

  /** Leaves a pane alone. */
  void forget(SplitPane pane) {
    if (kept.remove(pane) != null) {
      pane.widthProperty().removeListener(resized);
      pane.heightProperty().removeListener(resized);
    }
  }

  /** Leaves all alone, after setting their dividers once more. */
  void settled() {
    restore();
    kept.keySet().stream().toList().forEach(this::forget);
  }

  private void restore() {
    kept.forEach((pane, dividers) -> {
      if (pane.getDividers().size() == dividers.length) {
        pane.setDividerPositions(dividers);
      }
    });
  }
}
