package dev.continuum.ide.debug;

import dev.continuum.inspector.debug.Moment;
import java.util.ArrayList;
import java.util.List;
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

  /** Marks closer than so many pixels are one: they hide each other. */
  private static final double APART = 2;

  /** The track and what is done of it lie below all marks. */
  private static final int TRACKS = 2;

  private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");
  private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

  private final TimelineModel model;
  private final Region track = region("timeline-track");
  private final Region done = region("timeline-done");
  private final Region handle = region("timeline-handle");
  private final Marks calls = new Marks("timeline-call", 2, 10, null);
  private final Marks stops = new Marks("timeline-stop", MARK, MARK, calls);
  private final Marks hits = new Marks("timeline-hit", MARK, MARK, stops);
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
    getChildren().setAll(track, done, handle);
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

  /** Marks of one style, which are used again at the next stop: new ones are dear. */
  private final class Marks {
    private final String style;
    private final double width;
    private final double height;
    private final @Nullable Marks below;
    private final List<Region> all = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();

    /**
     * None yet.
     *
     * @param below those that lie below these; null for the track
     */
    Marks(String style, double width, double height, @Nullable Marks below) {
      this.style = style;
      this.width = width;
      this.height = height;
      this.below = below;
    }

    /** Begins anew. */
    void clear() {
      shares.clear();
    }

    /** Adds one, which comes after those before it; one too close to the last is the same. */
    void add(double share) {
      if (shares.isEmpty() || share - shares.getLast() >= APART / Math.max(1, width())) {
        shares.add(share);
      }
    }

    /** Makes as many as were added. */
    void show() {
      int wanted = shares.size();
      if (wanted < all.size()) {
        List<Region> more = all.subList(wanted, all.size());
        getChildren().removeAll(more);
        more.clear();
      }
      List<Region> missing = new ArrayList<>();
      while (all.size() + missing.size() < wanted) {
        missing.add(region(style));
      }
      getChildren().addAll(end(), missing);
      all.addAll(missing);
    }

    /** Where the children behind them begin. */
    private int end() {
      return all.size() + (below == null ? TRACKS : below.end());
    }

    void place(double y) {
      for (int i = 0; i < all.size(); i++) {
        double middle = HANDLE / 2 + width() * shares.get(i);
        all.get(i).resizeRelocate(middle - width / 2, y - height / 2, width, height);
      }
    }
  }

  private void rebuild() {
    TimelineModel.Time time = model.time().get();
    List.of(calls, stops, hits).forEach(Marks::clear);
    if (time != null) {
      for (Moment moment : time.moments()) {
        calls.add(time.share(moment.tick()));
      }
      for (Travels.Mark mark : time.marks()) {
        (isHit(mark) ? hits : stops).add(time.share(mark.tick()));
      }
    }
    List.of(calls, stops, hits).forEach(Marks::show);
    handle.pseudoClassStateChanged(PAST, time != null && time.past());
    requestLayout();
  }

  private static boolean isHit(Travels.Mark mark) {
    return switch (mark.reason()) {
      case BREAKPOINT, WATCHPOINT, TRAP, EXCEPTION -> true;
      default -> false;
    };
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
    calls.place(y);
    stops.place(y);
    hits.place(y);
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
