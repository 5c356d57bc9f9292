package dev.continuum.ide.disassembly;

import dev.continuum.ide.editor.TokenKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * The colours and the font that the style sheet gives to what is painted. A canvas has no styles,
 * so there is a text for each colour that is never seen and takes it from the theme.
 */
final class CodePalette extends Group {
  /** What has a colour of its own, besides the kinds of tokens. */
  enum Role {
    PLAIN,
    BACKGROUND,
    CARET_ROW,
    SELECTION,
    FOCUS,
    HEADING_LINE,
    OFFSET,
    BYTES,
    STACK,
    ARROW,
    ARROW_SELECTED,
    FAULT,
    RUNNING,
    RUNNING_PAST,
    RUNNING_OUTER,
    RUNNING_MARK,
    RUNNING_PAST_MARK,
    RUNNING_OUTER_MARK,
    VALUE,
    VALUE_CHANGED,
    VALUE_GROUND,
    BREAKPOINT,
    BREAKPOINT_UNBOUND,
    NEVER_EXECUTED,
    HEAT_1,
    HEAT_2,
    HEAT_3,
    HEAT_4
  }

  /** By the places of their roles. */
  private final List<Text> roles;

  /** By the places of their kinds. */
  private final List<Text> tokens;

  private final Text ruler;

  /**
   * @param changed called when the theme or the size of the font is another
   */
  CodePalette(Runnable changed) {
    setManaged(false);
    setMouseTransparent(true);
    setOpacity(0);
    roles = Arrays.stream(Role.values()).map(role -> probe(style(role), changed)).toList();
    tokens =
        Arrays.stream(TokenKind.values()).map(kind -> probe(kind.styleClass(), changed)).toList();
    ruler = roles.get(Role.PLAIN.ordinal());
    getChildren().addAll(roles);
    getChildren().addAll(tokens);
    ruler.layoutBoundsProperty().addListener(property -> changed.run());
  }

  private static String style(Role role) {
    return "disassembly-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Text probe(String style, Runnable changed) {
    Text text = new Text("0");
    text.getStyleClass().addAll("disassembly-text", style);
    text.fillProperty().addListener(property -> changed.run());
    return text;
  }

  Paint paint(Role role) {
    return roles.get(role.ordinal()).getFill();
  }

  Paint paint(TokenKind kind) {
    return tokens.get(kind.ordinal()).getFill();
  }

  /** The colour of what was executed, from 1, the least, to 4; of what was not, 0. */
  Paint heat(int level) {
    return roles.get(Role.NEVER_EXECUTED.ordinal() + level).getFill();
  }

  Font font() {
    return ruler.getFont();
  }

  /** How wide a character is, in pixels. */
  double charWidth() {
    return Math.max(1, ruler.getLayoutBounds().getWidth());
  }

  /** How high a row is, in whole pixels. */
  double rowHeight() {
    return Math.max(8, Math.ceil(ruler.getLayoutBounds().getHeight()) + 3);
  }

  /** How far below the top of a row the letters stand, in whole pixels. */
  double baseline() {
    return Math.round(ruler.getBaselineOffset() + 1.5);
  }
}
