package dev.continuum.ide.theme;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.Application;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/** The theme and the size of everything, as chosen now. Used on the JavaFX thread only. */
public final class Appearance {
  /** The steps of zooming, as multiples of 13 px. */
  private static final List<Double> STEPS =
      List.of(0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0);

  private static final double TEXT_PX = 13;
  private static final double ICON_PX = 16;

  private final Set<Scene> scenes = Collections.newSetFromMap(new WeakHashMap<>());
  private final ObjectProperty<Theme> theme;
  private final DoubleProperty zoom;

  /** Starts with a theme and a zoom (1 is 13 px), and sets them for the whole program. */
  public Appearance(Theme theme, double zoom) {
    Fonts.load();
    this.theme = new SimpleObjectProperty<>(theme);
    this.zoom = new SimpleDoubleProperty(Math.clamp(zoom, STEPS.getFirst(), STEPS.getLast()));
    Application.setUserAgentStylesheet(resource(theme.base()));
    this.theme.addListener((property, was, is) -> {
      Application.setUserAgentStylesheet(resource(is.base()));
      refresh();
    });
    this.zoom.addListener((property, was, is) -> refresh());
  }

  /** The theme; setting it changes every window at once. */
  public ObjectProperty<Theme> theme() {
    return theme;
  }

  /** How large everything is: 1 is text of 13 px. */
  public DoubleProperty zoom() {
    return zoom;
  }

  /** Makes everything a step larger. */
  public void zoomIn() {
    STEPS.stream().filter(s -> s > zoom.get() + 0.01).findFirst().ifPresent(zoom::set);
  }

  /** Makes everything a step smaller. */
  public void zoomOut() {
    STEPS.reversed().stream().filter(s -> s < zoom.get() - 0.01).findFirst().ifPresent(zoom::set);
  }

  /** Gives a window's scene the look, now and whenever it changes. */
  public void adopt(Scene scene) {
    scenes.add(scene);
    dress(scene);
  }

  private void refresh() {
    List.copyOf(scenes).forEach(this::dress);
  }

  private void dress(Scene scene) {
    scene
        .getStylesheets()
        .setAll(
            resource(theme.get().tokens()),
            resource("studio.css"),
            resource("panels.css"),
            sizes(zoom.get()));
  }

  /**
   * The sizes that follow the zoom. Icons cannot be sized in em: an icon is text in a font of its
   * own, whose em is its own size.
   */
  private static String sizes(double zoom) {
    String css =
        String.format(
            Locale.ROOT,
            ".root{-fx-font-size:%.2fpx;}"
                + ".ikonli-font-icon{-fx-icon-size:%.2fpx;}"
                + ".icon-small{-fx-icon-size:%.2fpx;}"
                + ".icon-large{-fx-icon-size:%.2fpx;}",
            TEXT_PX * zoom,
            ICON_PX * zoom,
            12 * zoom,
            24 * zoom);
    return "data:text/css;charset=utf-8,"
        + css.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20");
  }

  private static String resource(String name) {
    URL url = Appearance.class.getResource(name);
    return Objects.requireNonNull(url, name).toExternalForm();
  }
}
