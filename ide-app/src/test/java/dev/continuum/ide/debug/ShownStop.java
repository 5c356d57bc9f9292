package dev.continuum.ide.debug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.WritableImage;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * What the window shows of a stop: the tick of the debug bar, the value beside the running line,
 * and the first row of each panel that is in front. Used on the JavaFX thread, for programs of
 * which each step changes all of that.
 */
final class ShownStop {
  /** The local variable whose value is looked for. */
  static final String LOCAL = "$i";

  private final Scene scene;
  private final List<String> panels;
  private final Map<String, Node> found = new HashMap<>();
  private final WritableImage pixel = new WritableImage(1, 1);
  private List<String> before = List.of();

  /**
   * Looks at a window.
   *
   * @param panels ids of the panels in front
   */
  ShownStop(Scene scene, List<String> panels) {
    this.scene = scene;
    this.panels = List.copyOf(panels);
  }

  /** Notes what is shown now. */
  void note() {
    before = all();
  }

  /** Whether everything says something else than was noted. */
  boolean isNew() {
    // The cheapest first: this is asked in each frame.
    if (before.isEmpty() || tick().equals(before.getFirst())) {
      return false;
    }
    List<String> now = all();
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).isEmpty() || now.get(i).equals(before.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** All that is shown, for messages and to compare. */
  List<String> all() {
    List<String> all = new ArrayList<>();
    all.add(tick());
    all.add(beside());
    for (String panel : panels) {
      all.add(
          switch (panel) {
            case "debug.variables" -> row("variables-list", LOCAL);
            case "debug.watches" -> row("watches-list", LOCAL);
            case "debug.callstack" -> row("callstack-list", "#0");
            case "debug.memory" -> readings();
            default -> throw new IllegalArgumentException(panel);
          });
    }
    return all;
  }

  /** Returns when the renderer has painted all that it was given so far. */
  void awaitPainted() {
    // Pictures are made by the one thread that paints frames, in turn.
    new Rectangle(1, 1).snapshot(null, pixel);
  }

  /** What has a selector; looked for once, so that looking costs a frame little. */
  private @Nullable Node find(String selector) {
    return found.computeIfAbsent(selector, scene::lookup);
  }

  private String tick() {
    return find("#debug-tick") instanceof Label label ? label.getText() : "";
  }

  private String beside() {
    if (find(".inline-layer") instanceof Parent layer) {
      for (Node each : layer.getChildrenUnmodifiable()) {
        if (each instanceof Label label && label.getText().contains(LOCAL + " =")) {
          return label.getText();
        }
      }
    }
    return "";
  }

  /** What the first row says that begins so, without a remark that it has changed. */
  private String row(String list, String beginning) {
    Node shown = find("#" + list);
    if (shown == null) {
      return "";
    }
    for (Node each : shown.lookupAll(".list-cell")) {
      if (each instanceof ListCell<?> cell && !cell.isEmpty() && cell.isVisible()) {
        String text = Objects.requireNonNullElse(cell.getAccessibleText(), "");
        if (text.startsWith(beginning)) {
          return text.replace("\nChanged since the last stop.", "");
        }
      }
    }
    return "";
  }

  private String readings() {
    StringBuilder text = new StringBuilder();
    Node shown = find("#memory-readings");
    if (shown != null) {
      shown
          .lookupAll(".label")
          .forEach(each -> text.append(each instanceof Label label ? label.getText() : ""));
    }
    return text.toString();
  }

  /** Runs when a frame with the next stop was laid out, and again when it is painted. */
  void whenNew(Runnable laidOut, Runnable painted) {
    note();
    Runnable[] listener = new Runnable[1];
    listener[0] =
        () -> {
          if (isNew()) {
            scene.removePostLayoutPulseListener(listener[0]);
            laidOut.run();
            Platform.runLater(() -> {
              awaitPainted();
              painted.run();
            });
          } else {
            Platform.requestNextPulse();
          }
        };
    scene.addPostLayoutPulseListener(listener[0]);
    Platform.requestNextPulse();
  }
}
