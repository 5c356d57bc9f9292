package dev.continuum.ide.device.terminal;

import java.nio.charset.StandardCharsets;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** What keys send, as xterm does. */
final class TerminalKeys {
  private TerminalKeys() {}

  /**
   * What a key that types no character sends; null when it sends nothing by itself.
   *
   * @param application whether the program wants arrow keys its own way
   */
  static byte @Nullable [] pressed(
      KeyCode code, boolean shift, boolean control, boolean alt, boolean application) {
    int modifiers = 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (control ? 4 : 0);
    String text =
        switch (code) {
          case UP -> cursor('A', modifiers, application);
          case DOWN -> cursor('B', modifiers, application);
          case RIGHT -> cursor('C', modifiers, application);
          case LEFT -> cursor('D', modifiers, application);
          case HOME -> cursor('H', modifiers, application);
          case END -> cursor('F', modifiers, application);
          case INSERT -> tilde(2, modifiers);
          case DELETE -> tilde(3, modifiers);
          case PAGE_UP -> tilde(5, modifiers);
          case PAGE_DOWN -> tilde(6, modifiers);
          case F1 -> function('P', modifiers);
          case F2 -> function('Q', modifiers);
          case F3 -> function('R', modifiers);
          case F4 -> function('S', modifiers);
          case F5 -> tilde(15, modifiers);
          case F6 -> tilde(17, modifiers);
          case F7 -> tilde(18, modifiers);
          case F8 -> tilde(19, modifiers);
          case F9 -> tilde(20, modifiers);
          case F10 -> tilde(21, modifiers);
          case F11 -> tilde(23, modifiers);
          case F12 -> tilde(24, modifiers);
          case ENTER -> alt ? "\033\r" : "\r";
          case TAB -> shift ? "\033[Z" : control ? null : "\t";
          case ESCAPE -> "\033";
          case BACK_SPACE -> (alt ? "\033" : "") + (control ? "\b" : "\177");
          default -> control && !shift ? controlled(code, alt) : null;
        };
    return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String cursor(char last, int modifiers, boolean application) {
    return modifiers > 1 ? "\033[1;" + modifiers + last : (application ? "\033O" : "\033[") + last;
  }

  private static String function(char last, int modifiers) {
    return modifiers > 1 ? "\033[1;" + modifiers + last : "\033O" + last;
  }

  private static String tilde(int number, int modifiers) {
    return "\033[" + number + (modifiers > 1 ? ";" + modifiers : "") + "~";
  }

  private static @Nullable String controlled(KeyCode code, boolean alt) {
    String prefix = alt ? "\033" : "";
    if (code.isLetterKey()) {
      return prefix + (char) (code.getName().charAt(0) - '@');
    }
    return switch (code) {
      case SPACE, DIGIT2 -> prefix + "\0";
      case OPEN_BRACKET, DIGIT3 -> prefix + "\033";
      case BACK_SLASH, DIGIT4 -> prefix + "\034";
      case CLOSE_BRACKET, DIGIT5 -> prefix + "\035";
      case DIGIT6 -> prefix + "\036";
      case SLASH, MINUS, UNDERSCORE, DIGIT7 -> prefix + "\037";
      case DIGIT8 -> prefix + "\177";
      default -> null;
    };
  }
}
