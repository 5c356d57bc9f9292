package dev.continuum.ide.debug.memory;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.syntax.Identifiers;
import java.nio.charset.StandardCharsets;

/** Changes that the user types into a memory. Used on the JavaFX thread only. */
final class MemoryEdits {
  private final MemoryModel model;

  /** The first of the two digits of a byte, or -1. */
  private int highDigit = -1;

  MemoryEdits(MemoryModel model) {
    this.model = model;
  }

  /** The first digit of a byte whose second one is awaited, 0 to 15, or -1. */
  int highDigit() {
    return highDigit;
  }

  /** Forgets a digit that was typed; whether there was one. */
  boolean cancel() {
    boolean was = highDigit >= 0;
    highDigit = -1;
    return was;
  }

  /** A hexadecimal digit is typed over the byte at the caret; the second one changes it. */
  void digit(int digit) {
    if (isRefused()) {
      return;
    }
    if (highDigit < 0) {
      highDigit = digit;
      return;
    }
    int value = highDigit << 4 | digit;
    highDigit = -1;
    long address = model.cursor().caret();
    change(MemoryWords.place(model.memoryIndex(), address, "u8"), Integer.toString(value));
    model.move(cursor -> cursor.moveBy(1, false));
  }

  /** A character is typed over those at the caret, in as many bytes as it has in UTF-8. */
  void character(String character) {
    if (isRefused()) {
      return;
    }
    MemoryCursor cursor = model.cursor();
    int length = character.getBytes(StandardCharsets.UTF_8).length;
    if (cursor.size() - cursor.caret() < length) {
      model.say("The memory has no room for it: %s has %d bytes.".formatted(character, length));
      return;
    }
    change(
        "%s.str[%s, %d]"
            .formatted(
                MemoryWords.memory(model.memoryIndex()), MemoryWords.hex(cursor.caret()), length),
        Identifiers.quoted(character));
    model.move(moved -> moved.moveBy(length, false));
  }

  /** What a unit holds, as {@link #set} takes it; empty while it is not known. */
  String text(long address) {
    MemoryFormat format = model.format().get();
    long bits = 0;
    for (int i = format.width() - 1; i >= 0; i--) {
      int each = model.byteAt(address + i);
      if (each < 0) {
        return "";
      }
      bits = bits << 8 | each;
    }
    return format.edited(bits);
  }

  /**
   * Gives a unit another value.
   *
   * @param value an expression
   */
  void set(long address, String value) {
    if (!isRefused()) {
      String type = model.format().get().type().word();
      change(MemoryWords.place(model.memoryIndex(), address, type), value);
    }
  }

  private boolean isRefused() {
    if (model.standing() == null || model.memory().get() == null) {
      return true;
    }
    if (model.guest().moving().get()) {
      model.say("The guest is running; pause it to change its memory.");
      return true;
    }
    return false;
  }

  private void change(String place, String value) {
    try {
      Expression where = Expression.parse(place);
      model.say("");
      model
          .guest()
          .change(
              where,
              Expression.parse(value),
              problem -> model.say(MemoryProblem.sentence(problem)));
    } catch (ExpressionException malformed) {
      model.say(MemoryProblem.sentence(String.valueOf(malformed.getMessage())));
    }
  }
}
