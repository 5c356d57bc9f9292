package dev.continuum.ide.theme;

import javafx.scene.Node;
import org.kordamp.ikonli.javafx.FontIcon;

/** Line icons of the Feather family, coloured by the theme. */
public final class Icons {
  private Icons() {}

  /**
   * An icon of 16 px that takes the colour of its place.
   *
   * @param literal such as {@code fth-save}
   * @param styleClasses more style classes, such as {@code status-ok}
   */
  public static Node of(String literal, String... styleClasses) {
    FontIcon icon = new FontIcon(literal);
    icon.getStyleClass().addAll(styleClasses);
    return icon;
  }
}
