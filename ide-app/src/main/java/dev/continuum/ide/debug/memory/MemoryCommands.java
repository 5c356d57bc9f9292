package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.Standing;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.expression.DataType;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.expression.ScopeMemory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;

/** What can be done with the selected bytes. Used on the JavaFX thread only. */
final class MemoryCommands {
  /** As many bytes are copied to the clipboard, or watched, at most. */
  static final int MOST = 1 << 20;

  private static final int C_COLUMNS = 12;

  private final MemoryModel model;

  MemoryCommands(MemoryModel model) {
    this.model = model;
  }

  /** The forms that bytes are copied in. */
  enum Form {
    HEX(HexFormat.ofDelimiter(" ")::formatHex),
    C_ARRAY(MemoryCommands::array),
    TEXT(bytes -> new String(bytes, StandardCharsets.UTF_8));

    private final Function<byte[], String> writes;

    Form(Function<byte[], String> writes) {
      this.writes = writes;
    }
  }

  private static String array(byte[] bytes) {
    StringBuilder text =
        new StringBuilder("const unsigned char bytes[%d] = {".formatted(bytes.length));
    for (int i = 0; i < bytes.length; i++) {
      text.append(i % C_COLUMNS == 0 ? "\n    " : " ")
          .append("0x")
          .append(HexFormat.of().toHexDigits(bytes[i]))
          .append(i + 1 < bytes.length ? "," : "");
    }
    return text.append("\n};\n").toString();
  }

  /** Reads the selected bytes, and gives them in a form. */
  void copy(Form form, Consumer<String> clipboard) {
    MemoryCursor cursor = model.cursor();
    long from = cursor.selectionStart();
    long length = cursor.selectionEnd() - from;
    if (isNothing() || isTooMuch(length, "copied")) {
      return;
    }
    int memory = model.memoryIndex();
    model
        .guest()
        .look(
            backend -> {
              ScopeMemory bytes = backend.scope(0).memory(memory);
              byte[] copied = new byte[(int) Math.clamp(bytes.size() - from, 0, length)];
              bytes.read(from, copied, 0, copied.length);
              return form.writes.apply(copied);
            },
            text -> {
              clipboard.accept(text);
              model.say("Copied %s.".formatted(MemoryWords.bytes(length)));
            },
            failure ->
                model.say("The bytes could not be read: " + String.valueOf(failure.getMessage())));
  }

  /** Sets a watchpoint on the selected bytes. */
  void watch(Location.Access access) {
    MemoryCursor cursor = model.cursor();
    long from = cursor.selectionStart();
    long length = cursor.selectionEnd() - from;
    if (isNothing() || isTooMuch(length, "watched")) {
      return;
    }
    try {
      Expression place = Expression.parse(MemoryWords.place(model.memoryIndex(), from, length));
      model.guest().add(BreakpointSpec.at(new Location.Watch(place, access)));
    } catch (ExpressionException impossible) {
      throw new IllegalStateException("an expression of our own is malformed", impossible);
    }
  }

  /** Goes back to the instruction that wrote the selected bytes last. */
  void toLastWrite() {
    MemoryCursor cursor = model.cursor();
    long from = cursor.selectionStart();
    if (isNothing()) {
      return;
    }
    model
        .guest()
        .move(
            new Motion.ToLastWrite(
                0,
                new Place.Memory(
                    model.memoryIndex(), from, cursor.selectionEnd() - from, DataType.TEXT)));
  }

  /** Goes to where the number at the caret points. */
  void followPointer() {
    MemoryInfo memory = model.memory().get();
    if (memory == null) {
      return;
    }
    int width = memory.wide() ? 8 : 4;
    long caret = model.cursor().caret();
    long address = 0;
    for (int i = width - 1; i >= 0; i--) {
      int each = model.byteAt(caret + i);
      if (each < 0) {
        model.say("A pointer has %d bytes, and the memory ends before.".formatted(width));
        return;
      }
      address = address << 8 | each;
    }
    if (Long.compareUnsigned(address, memory.size()) >= 0) {
      model.say(
          "%s is no pointer: it lies outside of the memory, which ends at %s."
              .formatted(MemoryWords.hex(address), MemoryWords.hex(memory.size())));
      return;
    }
    model.show(memory.index(), address, 1);
  }

  /** Shows what the next instruction touches. */
  void showAccess() {
    for (MemoryAccess access : model.accesses()) {
      boolean known = access.memory() < model.memories().size();
      long size = known ? model.memories().get(access.memory()).size() : 0;
      if (Long.compareUnsigned(access.address(), size) < 0) {
        model.show(access.memory(), access.address(), Math.clamp(access.length(), 1, size));
      } else {
        model.say(access.words() + ", which is outside of the memory.");
      }
      return;
    }
  }

  private boolean isNothing() {
    Standing standing = model.standing();
    return standing == null || model.memory().get() == null;
  }

  private boolean isTooMuch(long length, String what) {
    if (length <= MOST) {
      return false;
    }
    model.say("At most 1 MiB can be %s at once; select less.".formatted(what));
    return true;
  }
}
