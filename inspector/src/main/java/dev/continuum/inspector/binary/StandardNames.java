package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.StructType;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;

/**
 * Tells whether a name section is just what its names ask for: every part at most once and in
 * order, every index in order and in range, every number in as few bytes as it takes. Such a
 * section can be made anew from the names alone; another one must be kept as it is.
 */
public final class StandardNames {
  private final WasmModule module;
  private final ByteBuffer bytes;
  private final BinaryReader in;

  private StandardNames(WasmModule module, ByteBuffer bytes, BinaryReader in) {
    this.module = module;
    this.bytes = bytes;
    this.in = in;
  }

  /**
   * Whether a name section can be made anew from identifiers in a text.
   *
   * @param bytes the whole file, read from its first byte on
   */
  public static boolean are(WasmModule module, ByteBuffer bytes, Section section) {
    BinaryReader in = new BinaryReader(bytes).part(section.content());
    try {
      return !in.atEnd() && new StandardNames(module, bytes, in).parts();
    } catch (MalformedException broken) {
      return false;
    }
  }

  private boolean parts() throws MalformedException {
    int last = -1;
    while (!in.atEnd()) {
      int kind = in.u8();
      int start = in.position();
      int length = in.length();
      boolean minimal = isMinimal(start);
      int end = in.position() + length;
      if (!minimal || kind <= last || !part(kind) || in.position() != end) {
        return false;
      }
      last = kind;
    }
    return true;
  }

  private boolean isMinimal(int start) {
    int end = in.position();
    return end - start == 1 || bytes.get(end - 1) != 0;
  }

  private int number() throws MalformedException {
    int start = in.position();
    int value = in.u32();
    if (!isMinimal(start)) {
      throw in.malformed(start, "a padded number");
    }
    return value;
  }

  private void name() throws MalformedException {
    int start = in.position();
    int length = in.length();
    boolean minimal = isMinimal(start);
    in.jump(start);
    in.name();
    if (!minimal) {
      throw in.malformed(start, "a padded number before " + length + " bytes");
    }
  }

  private boolean part(int kind) throws MalformedException {
    return switch (kind) {
      case Names.MODULE -> {
        name();
        yield true;
      }
      case Names.FUNCTION -> map(module.functions().size());
      case Names.LOCAL -> locals();
      case Names.LABEL -> labels();
      case Names.TYPE -> map(module.types().size());
      case Names.TABLE -> map(module.tables().size());
      case Names.MEMORY -> map(module.memories().size());
      case Names.GLOBAL -> map(module.globals().size());
      case Names.ELEMENT -> map(module.elements().size());
      case Names.DATA -> map(module.data().size());
      case Names.FIELD -> fields();
      case Names.TAG -> map(module.tags().size());
      default -> false;
    };
  }

  /**
   * Reads names by index.
   *
   * @param size above all indices
   */
  private boolean map(long size) throws MalformedException {
    int count = number();
    long last = -1;
    for (int i = 0; i < count; i++) {
      long index = Integer.toUnsignedLong(number());
      name();
      if (index <= last || index >= size) {
        return false;
      }
      last = index;
    }
    return count != 0;
  }

  private boolean locals() throws MalformedException {
    int count = number();
    int last = module.importedCount(ExternKind.FUNCTION) - 1;
    for (int i = 0; i < count; i++) {
      int index = number();
      if (index <= last || index >= module.functions().size()) {
        return false;
      }
      Function function = module.functions().get(index);
      Code code = function.code();
      FunctionType type = module.functionType(function.typeIndex());
      long locals = code == null || type == null ? 0 : code.locals() + type.parameters().size();
      if (!map(locals)) {
        return false;
      }
      last = index;
    }
    return count != 0;
  }

  private boolean labels() throws MalformedException {
    int count = number();
    int last = module.importedCount(ExternKind.FUNCTION) - 1;
    InstructionReader instructions = new InstructionReader();
    for (int i = 0; i < count; i++) {
      int index = number();
      if (index <= last || index >= module.functions().size()) {
        return false;
      }
      Code code = module.functions().get(index).code();
      int start = in.position();
      if (code == null || !map(blocks(instructions, code)) || hasEmptyName(start)) {
        return false;
      }
      last = index;
    }
    return count != 0;
  }

  /** How many blocks a body opens. */
  private long blocks(InstructionReader instructions, Code code) throws MalformedException {
    instructions.body(bytes, code.instructions());
    long blocks = 0;
    while (instructions.next()) {
      blocks += instructions.opcode().opensBlock() ? 1 : 0;
    }
    return blocks;
  }

  private boolean hasEmptyName(int start) throws MalformedException {
    BinaryReader again = in.part(new ByteRange(start, in.position()));
    int count = again.u32();
    boolean empty = false;
    for (int i = 0; i < count; i++) {
      again.u32();
      empty |= again.name().isEmpty();
    }
    return empty;
  }

  private boolean fields() throws MalformedException {
    int count = number();
    int last = -1;
    for (int i = 0; i < count; i++) {
      int index = number();
      boolean known = index > last && index < module.types().size();
      if (!known
          || !(module.types().get(index).type().composite() instanceof StructType struct)
          || !map(struct.fields().size())) {
        return false;
      }
      last = index;
    }
    return count != 0;
  }
}
