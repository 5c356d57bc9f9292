package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.HeapType;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.ModuleNames.Space;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the instruction a reader stands at: mnemonic and immediates, in the order of the text
 * format (specification, "Instructions" of the text format). Keeps account of the labels.
 */
final class InstructionText {
  private final WasmModule module;
  private final ModuleNames names;
  private final boolean labelComments;

  private Map<Integer, String> localIds = Map.of();
  private Map<Integer, String> labelNames = Map.of();
  private @Nullable String[] labels = new String[16];
  private int blocks;

  InstructionText(WasmModule module, ModuleNames names, boolean labelComments) {
    this.module = module;
    this.names = names;
    this.labelComments = labelComments;
  }

  /**
   * Starts a body.
   *
   * @param localIds identifiers of locals, with their {@code $}
   * @param labelNames names of labels, by the position of their block in the body
   */
  void start(Map<Integer, String> localIds, Map<Integer, String> labelNames) {
    this.localIds = localIds;
    this.labelNames = labelNames;
    blocks = 0;
  }

  /**
   * Goes to the middle of a body in which no label has a name.
   *
   * @param depth how many blocks are open there, the body included
   */
  void resume(int depth) {
    if (depth > labels.length) {
      labels = new String[depth * 2];
    }
  }

  /**
   * Goes to the middle of the body.
   *
   * @param open the positions in the body of the blocks that are open there, the outermost first;
   *     one that is negative gets no name
   * @param next how many blocks begin before it
   */
  void resume(int[] open, int next) {
    resume(open.length + 1);
    for (int i = 0; i < open.length; i++) {
      labels[i + 1] = labelId(open[i]);
    }
    blocks = next;
  }

  /** Forgets the labels of another body, before {@link #resume(int)} in one without names. */
  void forgetLabels() {
    Arrays.fill(labels, null);
  }

  private @Nullable String labelId(int block) {
    String name = labelNames.isEmpty() ? null : labelNames.get(block);
    return name == null || name.isEmpty() ? null : Identifiers.of(name);
  }

  /** Writes the instruction; of one that opens a block, the head. */
  void put(InstructionReader in, PieceSink out) throws IOException, MalformedException {
    Opcode opcode = in.opcode();
    out.put(opcode.mnemonic());
    Immediates immediates = opcode.immediates();
    switch (immediates) {
      case NONE, FENCE -> {}
      case LOCAL -> local(in.index(), out);
      case I32, I64 -> out.gap(12).number(in.constant());
      case MEMARG, MEMARG_LANE -> {
        access(in, out);
        if (immediates == Immediates.MEMARG_LANE) {
          out.gap(3).number(in.lane());
        }
      }
      case GLOBAL -> reference(Space.GLOBAL, in.index(), out);
      case FUNCTION -> reference(Space.FUNCTION, in.index(), out);
      case TABLE -> reference(Space.TABLE, in.index(), out);
      case TYPE -> reference(Space.TYPE, in.index(), out);
      case TAG -> reference(Space.TAG, in.index(), out);
      case ELEMENT -> reference(Space.ELEMENT, in.index(), out);
      case DATA -> reference(Space.DATA, in.index(), out);
      case MEMORY -> {
        if (in.index() != 0) {
          reference(Space.MEMORY, in.index(), out);
        }
      }
      case LABEL -> label(in.index(), in.depth(), out);
      case LABELS -> {
        in.rewindList();
        for (int i = in.listCount(); i > 0; i--) {
          label(in.nextLabel(), in.depth(), out);
        }
        label(in.index(), in.depth(), out);
      }
      case BLOCK_TYPE -> block(in, out);
      case BLOCK_TYPE_CATCHES -> {
        block(in, out);
        catches(in, out);
      }
      case LABEL_CAST -> {
        label(in.index(), in.depth(), out);
        out.piece(type(new ReferenceType(in.isNullable(), in.heapType())));
        out.piece(type(new ReferenceType(in.isNullable2(), in.heapType2())));
      }
      case TYPE_USE_TABLE -> {
        if (in.index2() != 0) {
          reference(Space.TABLE, in.index2(), out);
        }
        typeUse(in.index(), out);
      }
      case TYPE_FIELD -> {
        reference(Space.TYPE, in.index(), out);
        out.piece(Integer.toUnsignedString(in.index2()));
      }
      case TYPE_COUNT -> {
        reference(Space.TYPE, in.index(), out);
        out.piece(Integer.toUnsignedString(in.index2()));
      }
      case TYPE_DATA -> two(Space.TYPE, in.index(), Space.DATA, in.index2(), out);
      case TYPE_ELEMENT -> two(Space.TYPE, in.index(), Space.ELEMENT, in.index2(), out);
      case TYPE_TYPE -> two(Space.TYPE, in.index(), Space.TYPE, in.index2(), out);
      case TABLE_TABLE -> two(Space.TABLE, in.index(), Space.TABLE, in.index2(), out);
      case MEMORY_MEMORY -> {
        if (in.index() != 0 || in.index2() != 0) {
          two(Space.MEMORY, in.index(), Space.MEMORY, in.index2(), out);
        }
      }
      case ELEMENT_TABLE -> {
        if (in.index2() != 0) {
          reference(Space.TABLE, in.index2(), out);
        }
        reference(Space.ELEMENT, in.index(), out);
      }
      case DATA_MEMORY -> {
        if (in.index2() != 0) {
          reference(Space.MEMORY, in.index2(), out);
        }
        reference(Space.DATA, in.index(), out);
      }
      case F32 -> out.piece(FloatText.of32((int) in.constant()));
      case F64 -> out.piece(FloatText.of64(in.constant()));
      case V128 -> vector(in, out);
      case LANE -> out.gap(3).number(in.lane());
      case LANES -> {
        for (int i = 0; i < 16; i++) {
          out.gap(3).number(in.shuffleLane(i));
        }
      }
      case VALUE_TYPES -> {
        out.gap(12).put("(result");
        in.rewindList();
        for (int i = in.listCount(); i > 0; i--) {
          out.piece(type(in.nextValueType()));
        }
        out.put(')');
      }
      case HEAP_TYPE -> out.piece(heap(in.heapType()));
      case CAST_TARGET -> out.piece(type(new ReferenceType(in.isNullable(), in.heapType())));
    }
  }

  private void reference(Space space, int index, PieceSink out) throws IOException {
    String id = names.space(space).id(index);
    if (id == null) {
      out.gap(10).unsigned(index);
    } else {
      out.piece(id);
    }
  }

  private void two(Space space, int index, Space space2, int index2, PieceSink out)
      throws IOException {
    reference(space, index, out);
    reference(space2, index2, out);
  }

  private void local(int index, PieceSink out) throws IOException {
    String id = localIds.isEmpty() ? null : localIds.get(index);
    if (id == null) {
      out.gap(10).unsigned(index);
    } else {
      out.piece(id);
    }
  }

  private String type(ValueType type) {
    return type.wat(names.typeNames());
  }

  private String heap(HeapType type) {
    return type.wat(names.typeNames());
  }

  private void typeUse(int index, PieceSink out) throws IOException {
    out.piece("(type " + names.reference(Space.TYPE, index) + ")");
  }

  private void access(InstructionReader in, PieceSink out) throws IOException {
    if (in.index() != 0) {
      reference(Space.MEMORY, in.index(), out);
    }
    if (in.memoryOffset() != 0) {
      out.gap(18).put("offset=");
      if (in.memoryOffset() < 0) {
        out.put(Long.toUnsignedString(in.memoryOffset()));
      } else {
        out.number(in.memoryOffset());
      }
    }
    if (in.align() != in.opcode().accessLog2()) {
      out.piece("align=" + Long.toUnsignedString(1L << in.align()));
    }
  }

  private static void vector(InstructionReader in, PieceSink out) throws IOException {
    out.piece("i32x4");
    out.piece(hex((int) in.lowBits()));
    out.piece(hex((int) (in.lowBits() >>> 32)));
    out.piece(hex((int) in.highBits()));
    out.piece(hex((int) (in.highBits() >>> 32)));
  }

  private static String hex(int bits) {
    String digits = Integer.toHexString(bits);
    return "0x" + "0".repeat(8 - digits.length()) + digits;
  }

  // Blocks and labels

  private void block(InstructionReader in, PieceSink out) throws IOException {
    int depth = in.depth();
    if (depth > labels.length) {
      labels = Arrays.copyOf(labels, depth * 2);
    }
    String id = labelId(blocks);
    blocks++;
    labels[depth - 1] = id;
    if (id != null) {
      out.piece(id);
    }
    long type = in.blockType();
    if (type >= 0) {
      typeUse((int) type, out);
      FunctionType signature = module.functionType((int) type);
      if (signature != null) {
        signature("param", signature.parameters(), out);
        signature("result", signature.results(), out);
      }
    } else {
      ValueType result = in.blockResult();
      if (result != null) {
        out.piece("(result " + type(result) + ")");
      }
    }
  }

  private void signature(String keyword, List<ValueType> types, PieceSink out) throws IOException {
    if (types.isEmpty()) {
      return;
    }
    out.gap(12).put('(').put(keyword);
    for (ValueType type : types) {
      out.piece(type(type));
    }
    out.put(')');
  }

  private void label(int label, int depth, PieceSink out) throws IOException {
    int target = depth - 1 - label;
    String name = target > 0 && label >= 0 ? labels[target] : null;
    boolean hidden = false;
    for (int i = target + 1; name != null && i < depth && !hidden; i++) {
      hidden = name.equals(labels[i]);
    }
    if (name != null && !hidden) {
      out.piece(name);
    } else {
      out.gap(10).unsigned(label);
      if (labelComments && target > 0 && label >= 0) {
        out.put(" (;@").number(target).put(";)");
      }
    }
  }

  private void catches(InstructionReader in, PieceSink out) throws IOException, MalformedException {
    in.rewindList();
    for (int i = in.listCount(); i > 0; i--) {
      in.nextCatch();
      out.gap(24).put('(').put(CATCHES[in.catchKind()]);
      if (in.catchTag() >= 0 || in.catchKind() < 2) {
        reference(Space.TAG, in.catchTag(), out);
      }
      // The labels of the clauses are those around the block.
      label(in.catchLabel(), in.depth() - 1, out);
      out.put(')');
    }
  }

  private static final String[] CATCHES = {"catch", "catch_ref", "catch_all", "catch_all_ref"};
}
