package dev.continuum.ide.debug;

import dev.continuum.inspector.debug.Moment;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Time as a line: what was executed, where it stood still, where it called its host, and a handle
 * to drag to any moment.
 */
final class Timeline extends Region {
  private static final double HANDLE = 13;
  private static final double MARK = 7;
  private static final double TRACK = 4;
  private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

  private final TimelineModel model;
  private final Region track = region("timeline-track");
  private final Region done = region("timeline-done");
  private final Region handle = region("timeline-handle");
  private final Tooltip tooltip = new Tooltip();
  private @Nullable Double dragged;

  Timeline(TimelineModel model) {
    this.model = model;
    setId("timeline");
    getStyleClass().add("timeline");
    setFocusTraversable(true);
    // It has no background of its own to be hit by the mouse.
    setPickOnBounds(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText("Time of the program");
    tooltip.setShowDelay(Duration.millis(200));
    Tooltip.install(this, tooltip);
    model.time().subscribe(time -> rebuild());
    addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          requestFocus();
          drag(event);
        });
    addEventHandler(
        MouseEvent.MOUSE_DRAGGED,
        event -> {
          if (dragged != null) {
            drag(event);
          }
        });
    addEventHandler(
        MouseEvent.MOUSE_RELEASED,
        event -> {
          dragged = null;
          handle.pseudoClassStateChanged(DRAGGED, false);
          requestLayout();
        });
    addEventHandler(
        MouseEvent.MOUSE_MOVED,
        event -> tooltip.setText(model.describe(share(event.getX()), 4 / Math.max(1, width()))));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private static Region region(String style) {
    Region region = new Region();
    region.getStyleClass().add(style);
    region.setMouseTransparent(true);
    region.setManaged(false);
    return region;
  }

  private void rebuild() {
    TimelineModel.Time time = model.time().get();
    getChildren().setAll(track, done);
    if (time != null) {
      double last = -1;
      for (Moment moment : time.moments()) {
        double share = time.share(moment.tick());
        // Moments closer than a pixel are one.
        if (share - last >= 1 / Math.max(1, width())) {
          last = share;
          getChildren().add(mark("timeline-call", share));
        }
      }
      last = -1;
      for (Travels.Mark mark : time.marks()) {
        double share = time.share(mark.tick());
        if (share - last >= 1 / Math.max(1, width()) || isHit(mark)) {
          last = share;
          getChildren().add(mark(isHit(mark) ? "timeline-hit" : "timeline-stop", share));
        }
      }
    }
    getChildren().add(handle);
    handle.pseudoClassStateChanged(PseudoClass.getPseudoClass("past"), time != null && time.past());
    requestLayout();
  }

  private static boolean isHit(Travels.Mark mark) {
    return switch (mark.reason()) {
      case BREAKPOINT, WATCHPOINT, TRAP, EXCEPTION -> true;
      default -> false;
    };
  }

  private static Region mark(String style, double share) {
    Region mark = region(style);
    mark.getProperties().put("share", share);
    return mark;
  }

  private double width() {
    return getWidth() - HANDLE;
  }

  private double share(double x) {
    return Math.clamp((x - HANDLE / 2) / Math.max(1, width()), 0, 1);
  }

  private void drag(MouseEvent event) {
    TimelineModel.Time time = model.time().get();
    if (time == null) {
      return;
    }
    double share = share(event.getX());
    dragged = share;
    handle.pseudoClassStateChanged(DRAGGED, true);
    tooltip.setText(model.describe(share, 4 / Math.max(1, width())));
    model.go(time.at(share));
    requestLayout();
  }

  private void key(KeyEvent event) {
    TimelineModel.Time time = model.time().get();
    if (time == null) {
      return;
    }
    long step = Math.max(1, (time.last() - time.first()) / 100);
    switch (event.getCode()) {
      case LEFT -> model.go(time.tick() - (event.isShiftDown() ? 1 : step));
      case RIGHT -> model.go(Math.min(time.last(), time.tick() + (event.isShiftDown() ? 1 : step)));
      case HOME -> model.go(time.first());
      case END -> model.go(time.last());
      default -> {
        return;
      }
    }
    event.consume();
  }

  @Override
  protected void layoutChildren() {
    TimelineModel.Time time = model.time().get();
    double y = getHeight() / 2;
    double now = dragged != null ? dragged : time == null ? 0 : time.share(time.tick());
    track.resizeRelocate(HANDLE / 2, y - TRACK / 2, Math.max(0, width()), TRACK);
    done.resizeRelocate(HANDLE / 2, y - TRACK / 2, Math.max(0, width() * now), TRACK);
    for (var child : getChildren()) {
      Object share = child.getProperties().get("share");
      if (share instanceof Double at) {
        boolean call = child.getStyleClass().contains("timeline-call");
        double size = call ? 2 : MARK;
        double height = call ? 10 : MARK;
        ((Region) child)
            .resizeRelocate(HANDLE / 2 + width() * at - size / 2, y - height / 2, size, height);
      }
    }
    handle.resizeRelocate(width() * now, y - HANDLE / 2, HANDLE, HANDLE);
  }

  @Override
  protected double computePrefHeight(double width) {
    return 24;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 80;
  }
}
