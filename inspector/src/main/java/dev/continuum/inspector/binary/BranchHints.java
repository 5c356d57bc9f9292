package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The branch hints of a module (branch hinting, custom section {@code metadata.code.branch_hint}):
 * for an {@code if} or a {@code br_if}, whether its operand is likely to be other than 0.
 */
public final class BranchHints {
  /** The name of the custom section. */
  public static final String SECTION = "metadata.code.branch_hint";

  private static final BranchHints NONE = new BranchHints(null, Map.of());

  private final @Nullable Section section;
  private final Map<Integer, Byte> hints;

  private BranchHints(@Nullable Section section, Map<Integer, Byte> hints) {
    this.section = section;
    this.hints = hints;
  }

  /**
   * Reads the hints, if the section is just what they ask for: directly before the code, everything
   * in order and in as few bytes as it takes, each hint at an instruction that may have one. Of any
   * other section nothing is taken.
   *
   * @param bytes the whole file, read from its first byte on
   */
  public static BranchHints of(WasmModule module, ByteBuffer bytes) {
    List<Section> sections = module.sections();
    for (int i = 0; i + 1 < sections.size(); i++) {
      Section section = sections.get(i);
      if (section.isCustom()
          && section.name().equals(SECTION)
          && sections.get(i + 1).id() == SectionId.CODE) {
        try {
          Map<Integer, Byte> hints = new HashMap<>();
          BinaryReader in = new BinaryReader(bytes).part(section.content());
          return read(module, bytes, in, hints) ? new BranchHints(section, hints) : NONE;
        } catch (MalformedException broken) {
          return NONE;
        }
      }
    }
    return NONE;
  }

  private static boolean read(
      WasmModule module, ByteBuffer bytes, BinaryReader in, Map<Integer, Byte> hints)
      throws MalformedException {
    InstructionReader body = new InstructionReader();
    int functions = in.length();
    int numbers = LebWidth.ofUnsigned(functions);
    int start = in.position() - numbers;
    int content = 0;
    int last = module.importedCount(ExternKind.FUNCTION) - 1;
    for (int i = 0; i < functions; i++) {
      int function = in.u32();
      int count = in.length();
      boolean known = function > last && function < module.functions().size() && count > 0;
      Code code = known ? module.functions().get(function).code() : null;
      if (code == null || !LebWidths.ofBody(bytes, code).isMinimal()) {
        return false;
      }
      last = function;
      numbers += LebWidth.ofUnsigned(function) + LebWidth.ofUnsigned(count);
      int base = code.range().end() - bodySize(bytes, code);
      body.body(bytes, code.instructions());
      for (int j = 0; j < count; j++) {
        int offset = in.u32();
        int size = in.u32();
        int value = in.u8();
        if (size != 1 || !find(body, base + offset)) {
          return false;
        }
        numbers += LebWidth.ofUnsigned(Integer.toUnsignedLong(offset)) + 1;
        content++;
        hints.put(base + offset, (byte) value);
      }
    }
    return functions > 0 && in.atEnd() && in.position() - start == numbers + content;
  }

  /** How many bytes a body has behind its size. */
  private static int bodySize(ByteBuffer bytes, Code code) throws MalformedException {
    return new BinaryReader(bytes).part(code.range()).u32();
  }

  /** Goes on to an instruction, which must be one that may have a hint. */
  private static boolean find(InstructionReader body, int offset) throws MalformedException {
    while (body.next()) {
      if (body.offset() >= offset) {
        Opcode opcode = body.opcode();
        return body.offset() == offset && (opcode == Opcode.IF || opcode == Opcode.BR_IF);
      }
    }
    return false;
  }

  /** The section the hints are from; null when there are none. */
  public @Nullable Section section() {
    return section;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return hints.isEmpty();
  }

  /**
   * The hint for the instruction at an offset of the file.
   *
   * @return 0 unlikely, 1 likely, or another byte the section has; -1 when there is none
   */
  public int at(int offset) {
    Byte hint = hints.isEmpty() ? null : hints.get(offset);
    return hint == null ? -1 : hint & 0xff;
  }
}
