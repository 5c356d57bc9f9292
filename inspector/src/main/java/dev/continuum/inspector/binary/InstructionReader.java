package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.HeapType;
import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.VectorType;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the instructions of a function body or a constant expression in place, one at a time
 * (specification, "Instructions" of the binary format). It is a cursor that changes with every step
 * and is used again for the next body, so that walking millions of instructions makes no objects:
 *
 * <pre>{@code
 * reader.body(bytes, code.instructions());
 * while (reader.next()) {
 *   switch (reader.opcode()) {
 *     case LOCAL_GET -> use(reader.index());
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #next} refuses everything malformed there can be in a body: opcodes that do not exist
 * or whose proposal is switched off, numbers that are too long, reserved bytes, blocks that do not
 * close, {@code else} and {@code catch} where there is nothing for them, an end too early or too
 * late. Whoever has walked a body to its end has checked this stage; what the immediates refer to
 * is for validation.
 *
 * <p>The accessors say what the instruction read last holds; which of them mean something follows
 * from its {@link Opcode#immediates}. Offsets are those of the file. Not for use by several threads
 * at once.
 *
 * <p>The class is long because one cursor with plain fields is what makes it fast.
 */
public final class InstructionReader {
  /** What to read behind the first byte of the most frequent instructions. */
  private static final byte OTHER = 0;

  private static final byte PLAIN = 1;
  private static final byte INDEX = 2;
  private static final byte NUMBER_32 = 3;
  private static final byte ACCESS = 4;
  private static final int LAST_STRUCTURED = 0x1f;
  private static final byte FUNCTION_FRAME = 0;
  private static final byte BLOCK_FRAME = 1;
  private static final byte IF_FRAME = 2;
  private static final byte TRY_FRAME = 3;

  /** A {@code try} with a {@code catch}: more may follow, but no {@code delegate}. */
  private static final byte CATCH_FRAME = 4;

  /** The value of {@link #blockType} of a block without parameters and results. */
  public static final int EMPTY_BLOCK = -64;

  private static final String TOO_LONG = "integer representation too long";
  private static final int FUNCREF = -0x10;
  private static final int REF = -0x1c;
  private static final int REF_NULL = -0x1d;
  private static final int INDEX_FLAG = 1 << 6;
  private static final int CODES = 512;
  private static final ReferenceType[] NULLABLE = references();

  /** What stands for what with all features: most readers need just these tables. */
  private static final Tables ALL = new Tables(Features.ALL);

  private final @Nullable Opcode[] opcodes;
  private final byte[] shapes;
  private final @Nullable Opcode[] prefixed;
  private final boolean dataAllowed;

  private byte[] bytes = {};
  private byte[] scratch = {};
  private int base;
  private int position;
  private int end;
  private boolean isBody;

  private byte[] frames = new byte[64];
  private int depth;

  private Opcode opcode = Opcode.END;
  private int start;
  private int index;
  private int index2;
  private int align;
  private int lane;
  private long constant;
  private long high;
  private long blockType;
  private long heap;
  private long heap2;
  private int castFlags;
  private int listStart;
  private int listPosition;
  private int listCount;
  private int catchKind;
  private int catchTag;
  private int catchLabel;

  /** A reader that knows everything and asks for no data count section. */
  public InstructionReader() {
    this(Features.ALL, true);
  }

  /**
   * A reader for the bodies of modules.
   *
   * @param dataAllowed whether instructions may refer to data segments, which in a function body
   *     takes a data count section
   */
  public InstructionReader(Features features, boolean dataAllowed) {
    this.dataAllowed = dataAllowed;
    Tables tables = features.equals(Features.ALL) ? ALL : new Tables(features);
    opcodes = tables.opcodes;
    shapes = tables.shapes;
    prefixed = tables.prefixed;
  }

  /** The instructions by their codes, as far as their proposals are understood. */
  private static final class Tables {
    final @Nullable Opcode[] opcodes = new Opcode[256];
    final byte[] shapes = new byte[256];
    final @Nullable Opcode[] prefixed = new Opcode[4 * CODES];

    Tables(Features features) {
      for (Opcode each : Opcode.values()) {
        if (features.includes(each.proposal())) {
          if (each.prefix() == 0) {
            opcodes[each.code()] = each;
            shapes[each.code()] = shape(each);
          } else {
            prefixed[(each.prefix() - Opcode.PREFIX_GC) * CODES + each.code()] = each;
          }
        }
      }
    }
  }

  private static byte shape(Opcode opcode) {
    if (opcode.code() <= LAST_STRUCTURED
        && opcode.immediates() != Immediates.LABEL
        && opcode.immediates() != Immediates.FUNCTION) {
      return OTHER;
    }
    return switch (opcode.immediates()) {
      case NONE -> PLAIN;
      case LOCAL, GLOBAL, FUNCTION, LABEL -> opcode == Opcode.DELEGATE ? OTHER : INDEX;
      case I32 -> NUMBER_32;
      case MEMARG -> ACCESS;
      default -> OTHER;
    };
  }

  /** A reader for the function bodies of a module. */
  public static InstructionReader of(WasmModule module, Features features) {
    return new InstructionReader(features, module.section(SectionId.DATA_COUNT) != null);
  }

  /**
   * Starts a function body: the instructions, without the declarations of locals.
   *
   * @param file the whole file, read from its first byte on whatever its position
   * @param range where the instructions lie in the file; the last must be an {@code end}
   */
  public void body(ByteBuffer file, ByteRange range) {
    open(file, range.start(), range.end());
    isBody = true;
  }

  /**
   * Starts a function body in an array.
   *
   * @param from where the instructions start in the array
   * @param to where they end
   * @param fileOffset the offset in the file of the first instruction
   */
  public void body(byte[] array, int from, int to, int fileOffset) {
    open(array, from, to, fileOffset - from);
    isBody = true;
  }

  /**
   * Starts in the middle of a function body, to read one instruction. Which blocks are open there
   * is not checked, so this is for bodies that were walked before.
   *
   * @param file the whole file, read from its first byte on whatever its position
   * @param range where the instructions of the body lie in the file
   * @param offset where the instruction starts in the file
   * @param openBlocks how many blocks are open in front of it, the body itself included; at least 1
   */
  public void resume(ByteBuffer file, ByteRange range, int offset, int openBlocks) {
    open(file, offset, range.end());
    isBody = true;
    depth = openBlocks;
    if (frames.length <= depth) {
      frames = Arrays.copyOf(frames, depth * 2);
    }
    int first = position < end ? bytes[position] : 0;
    frames[depth - 1] =
        first == Opcode.ELSE.code() ? IF_FRAME : depth > 1 ? TRY_FRAME : FUNCTION_FRAME;
  }

  /**
   * Starts a constant expression, which ends somewhere before a limit: see {@link #position}.
   *
   * @param from where it starts in the array
   * @param limit behind the last byte it may have
   * @param fileOffset the offset in the file of its first instruction
   */
  public void expression(byte[] array, int from, int limit, int fileOffset) {
    open(array, from, limit, fileOffset - from);
    isBody = false;
  }

  /** Starts a constant expression of known range. */
  public void expression(ByteBuffer file, ByteRange range) {
    open(file, range.start(), range.end());
    isBody = false;
  }

  private void open(ByteBuffer file, int from, int to) {
    if (file.hasArray()) {
      int first = file.arrayOffset();
      open(file.array(), first + from, first + to, -first);
      return;
    }
    int length = to - from;
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, 4096)];
    }
    file.get(from, scratch, 0, length);
    open(scratch, 0, length, from);
  }

  private void open(byte[] array, int from, int to, int arrayOffset) {
    bytes = array;
    position = from;
    start = from;
    end = to;
    base = arrayOffset;
    depth = 1;
    frames[0] = FUNCTION_FRAME;
  }

  /**
   * Reads the next instruction.
   *
   * @return false behind the {@code end} that closes the body or expression
   * @throws MalformedException where the bytes are no instruction; the reader must be started anew
   */
  public boolean next() throws MalformedException {
    if (depth == 0) {
      return false;
    }
    start = position;
    if (position >= end) {
      throw malformed(position, BinaryReader.UNEXPECTED_END + ": END opcode expected");
    }
    int first = bytes[position++] & 0xff;
    Opcode found = first >= Opcode.PREFIX_GC ? prefixed(first) : opcodes[first];
    if (found == null) {
      throw illegal(first);
    }
    opcode = found;
    switch (shapes[first]) {
      case PLAIN -> {}
      case INDEX -> index = u32();
      case NUMBER_32 -> constant = signed(32);
      case ACCESS -> memarg();
      default -> {
        immediates(found.immediates());
        if (first <= LAST_STRUCTURED) {
          structure(first);
        }
      }
    }
    return true;
  }

  private @Nullable Opcode prefixed(int prefix) throws MalformedException {
    if (prefix > Opcode.PREFIX_ATOMIC) {
      return null;
    }
    int code = u32();
    return code >= 0 && code < CODES ? prefixed[(prefix - Opcode.PREFIX_GC) * CODES + code] : null;
  }

  private MalformedException illegal(int first) {
    StringBuilder code = new StringBuilder();
    for (int i = start; i < Math.max(position, start + 1); i++) {
      code.append(i > start ? " " : "").append("%02x".formatted(bytes[i]));
    }
    return malformed(start, "illegal opcode " + code);
  }

  private void immediates(Immediates immediates) throws MalformedException {
    switch (immediates) {
      case NONE -> {}
      case LOCAL, GLOBAL, FUNCTION, LABEL, TYPE, TABLE, MEMORY, TAG, ELEMENT -> index = u32();
      case I32 -> constant = signed(32);
      case I64 -> constant = signed(64);
      case MEMARG -> memarg();
      case MEMARG_LANE -> {
        memarg();
        lane = u8();
      }
      case BLOCK_TYPE -> blockType = readBlockType();
      case BLOCK_TYPE_CATCHES -> {
        blockType = readBlockType();
        catches();
      }
      case LABELS -> labels();
      case TYPE_USE_TABLE, TYPE_FIELD, TYPE_COUNT, TYPE_ELEMENT -> pair();
      case TYPE_TYPE, TABLE_TABLE, ELEMENT_TABLE, MEMORY_MEMORY -> pair();
      case TYPE_DATA, DATA_MEMORY -> {
        needDataCount();
        pair();
      }
      case DATA -> {
        needDataCount();
        index = u32();
      }
      case F32 -> constant = fixed32();
      case F64 -> constant = fixed64();
      case V128, LANES -> {
        constant = fixed64();
        high = fixed64();
      }
      case LANE -> lane = u8();
      case VALUE_TYPES -> valueTypes();
      case HEAP_TYPE, CAST_TARGET -> heap = readHeapType();
      case LABEL_CAST -> cast();
      case FENCE -> {
        if (u8() != 0) {
          throw malformed(position - 1, "zero byte expected");
        }
      }
    }
  }

  private void needDataCount() throws MalformedException {
    if (!dataAllowed && isBody) {
      throw malformed(start, "data count section required");
    }
  }

  private void pair() throws MalformedException {
    index = u32();
    index2 = u32();
  }

  private void memarg() throws MalformedException {
    int at = position;
    int flags = u32();
    if (flags >>> 7 != 0) {
      throw malformed(at, "malformed memop flags");
    }
    align = flags & ~INDEX_FLAG;
    index = (flags & INDEX_FLAG) != 0 ? u32() : 0;
    constant = u64();
  }

  private void cast() throws MalformedException {
    int at = position;
    castFlags = u8();
    if (castFlags > 3) {
      throw malformed(at, "malformed br_on_cast flags");
    }
    index = u32();
    heap = readHeapType();
    heap2 = readHeapType();
  }

  /** A count of things of a byte or more each, and the start of their list. */
  private void startList() throws MalformedException {
    int at = position;
    long count = Integer.toUnsignedLong(u32());
    if (count > end - position) {
      throw malformed(at, BinaryReader.UNEXPECTED_END);
    }
    listCount = (int) count;
    listStart = position;
    listPosition = position;
  }

  private void labels() throws MalformedException {
    startList();
    for (int i = 0; i < listCount; i++) {
      u32();
    }
    index = u32();
  }

  private void valueTypes() throws MalformedException {
    startList();
    for (int i = 0; i < listCount; i++) {
      readValueType("malformed value type");
    }
  }

  private void catches() throws MalformedException {
    startList();
    for (int i = 0; i < listCount; i++) {
      readCatch();
    }
  }

  private void readCatch() throws MalformedException {
    int at = position;
    catchKind = u8();
    if (catchKind > 3) {
      throw malformed(at, "malformed catch clause");
    }
    catchTag = catchKind < 2 ? u32() : -1;
    catchLabel = u32();
  }

  private long readBlockType() throws MalformedException {
    int at = position;
    int first = at < end ? bytes[at] & 0xff : u8();
    if (first == 0x40) {
      position++;
      return EMPTY_BLOCK;
    }
    if ((first & 0xc0) == 0x40) {
      return readValueType("malformed block type");
    }
    long type = signed(33);
    if (type < 0) {
      throw malformed(at, "malformed block type");
    }
    return type;
  }

  /** A value type as a negative number, see {@link #blockType}; its heap type goes beside it. */
  private int readValueType(String otherwise) throws MalformedException {
    int at = position;
    int code = u8() - 0x80;
    if (code >= -5 && code < 0 || AbstractHeapType.of(code + 0x80) != null) {
      return code;
    }
    if (code == REF || code == REF_NULL) {
      heap = readHeapType();
      return code;
    }
    throw malformed(at, code >= 0 ? TOO_LONG : otherwise);
  }

  private long readHeapType() throws MalformedException {
    int at = position;
    long value = signed(33);
    if (value < 0 && (position - at > 1 || AbstractHeapType.of((int) value & 0x7f) == null)) {
      throw malformed(at, "malformed heap type");
    }
    return value;
  }

  /** Keeps account of the blocks that are open. */
  private void structure(int code) throws MalformedException {
    switch (code) {
      case 0x02, 0x03, 0x1f -> push(BLOCK_FRAME);
      case 0x04 -> push(IF_FRAME);
      case 0x06 -> push(TRY_FRAME);
      case 0x05 -> {
        expect(IF_FRAME);
        frames[depth - 1] = BLOCK_FRAME;
      }
      case 0x07 -> {
        expectTry();
        frames[depth - 1] = CATCH_FRAME;
      }
      case 0x19 -> {
        expectTry();
        frames[depth - 1] = BLOCK_FRAME;
      }
      case 0x18 -> {
        expect(TRY_FRAME);
        depth--;
      }
      case 0x0b -> {
        depth--;
        if (depth == 0 && isBody && position != end) {
          throw malformed(position, "unexpected content after the end of the function body");
        }
      }
      default -> {}
    }
  }

  private void push(byte frame) {
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, depth * 2);
    }
    frames[depth++] = frame;
  }

  private void expectTry() throws MalformedException {
    if (frames[depth - 1] != CATCH_FRAME) {
      expect(TRY_FRAME);
    }
  }

  private void expect(byte frame) throws MalformedException {
    if (frames[depth - 1] != frame) {
      throw malformed(start, "misplaced " + opcode.mnemonic() + " opcode");
    }
  }

  // Values

  private MalformedException malformed(int at, String message) {
    return new MalformedException(base + at, message);
  }

  private int u8() throws MalformedException {
    if (position >= end) {
      throw malformed(position, BinaryReader.UNEXPECTED_END);
    }
    return bytes[position++] & 0xff;
  }

  private int u32() throws MalformedException {
    if (position < end) {
      byte first = bytes[position];
      if (first >= 0) {
        position++;
        return first;
      }
    }
    return (int) unsigned(32);
  }

  private long u64() throws MalformedException {
    if (position < end) {
      byte first = bytes[position];
      if (first >= 0) {
        position++;
        return first;
      }
    }
    return unsigned(64);
  }

  private long unsigned(int width) throws MalformedException {
    long value = 0;
    int b;
    int shift = 0;
    do {
      if (shift >= width) {
        throw malformed(position, TOO_LONG);
      }
      b = u8();
      int left = width - shift;
      if (left < 7 && (b & 0x7f) >>> left != 0) {
        throw malformed(position - 1, "integer too large");
      }
      value |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while (b >= 0x80);
    return value;
  }

  private long signed(int width) throws MalformedException {
    if (position < end) {
      byte first = bytes[position];
      if (first >= 0) {
        position++;
        return (first & 0x40) == 0 ? first : first - 0x80;
      }
    }
    return signedLong(width);
  }

  private long signedLong(int width) throws MalformedException {
    long value = 0;
    int shift = 0;
    int b;
    do {
      if (shift >= width) {
        throw malformed(position, TOO_LONG);
      }
      b = u8();
      int left = width - shift;
      if (left < 7) {
        int mask = -1 << (left - 1) & 0x7f;
        if ((b & mask) != 0 && (b & mask) != mask) {
          throw malformed(position - 1, "integer too large");
        }
      }
      value |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while (b >= 0x80);
    return shift < 64 && (b & 0x40) != 0 ? value | -1L << shift : value;
  }

  private int fixed32() throws MalformedException {
    if (end - position < 4) {
      throw malformed(end, BinaryReader.UNEXPECTED_END);
    }
    int at = position;
    position += 4;
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  private long fixed64() throws MalformedException {
    long low = Integer.toUnsignedLong(fixed32());
    return low | (long) fixed32() << 32;
  }

  // What was read

  /** The instruction. */
  public Opcode opcode() {
    return opcode;
  }

  /** The offset of the instruction in the file. */
  public int offset() {
    return base + start;
  }

  /** The offset in the file of what follows the instruction. */
  public int position() {
    return base + position;
  }

  /**
   * How many blocks are open behind the instruction, the body itself included: 0 behind the last
   * {@code end}.
   */
  public int depth() {
    return depth;
  }

  /**
   * The first index: the label, local, global, function, type, table, memory, tag, element or data
   * segment; the memory of an access; the last label (the default) of {@code br_table}. Unsigned.
   */
  public int index() {
    return index;
  }

  /**
   * The second index, in binary order: the table of {@code call_indirect} and {@code table.init},
   * the memory of {@code memory.init}, the source of a copy, a field, a count, a segment. Unsigned.
   */
  public int index2() {
    return index2;
  }

  /** The value of {@code i32.const} or {@code i64.const}, or the bits of the float constants. */
  public long constant() {
    return constant;
  }

  /** The low half of the bits of {@code v128.const}; lane 0 of bytes lies in its low byte. */
  public long lowBits() {
    return constant;
  }

  /** The high half of the bits of {@code v128.const}. */
  public long highBits() {
    return high;
  }

  /** A lane index of {@code i8x16.shuffle}: the byte at a position of 0 to 15. */
  public int shuffleLane(int at) {
    return (int) ((at < 8 ? constant : high) >>> (at & 7) * 8) & 0xff;
  }

  /** The lane index of an instruction that has one: 0 to 255. */
  public int lane() {
    return lane;
  }

  /** The alignment of a memory access as a power of two: 0 to 63. */
  public int align() {
    return align;
  }

  /** The offset of a memory access, unsigned, 64 bits whatever the memory. */
  public long memoryOffset() {
    return constant;
  }

  /**
   * The type of a block: a type index when 0 or more, {@link #EMPTY_BLOCK}, or the one result as a
   * signed byte of the binary format (-1 for {@code i32} and so on; see {@link #blockResult}).
   */
  public long blockType() {
    return blockType;
  }

  /** The one result of a block, or null when it has none or a type index. */
  public @Nullable ValueType blockResult() {
    return blockType >= 0 || blockType == EMPTY_BLOCK ? null : type((int) blockType);
  }

  /** The heap type of {@code ref.null} or a cast; of {@code br_on_cast} the first. */
  public HeapType heapType() {
    return heapType(heap);
  }

  /**
   * The number that stands for {@link #heapType}: a type index (unsigned, below 2³²) when 0 or
   * more, otherwise the signed byte of an abstract heap type.
   */
  public long heapTypeCode() {
    return heap;
  }

  /** The second heap type of {@code br_on_cast} and {@code br_on_cast_fail}. */
  public HeapType heapType2() {
    return heapType(heap2);
  }

  /** The number that stands for {@link #heapType2}. */
  public long heapTypeCode2() {
    return heap2;
  }

  /**
   * Whether the target of {@code ref.test} or {@code ref.cast} may be null; for {@code br_on_cast}
   * and {@code br_on_cast_fail}, the first type.
   */
  public boolean isNullable() {
    return switch (opcode) {
      case REF_TEST_NULL, REF_CAST_NULL -> true;
      case BR_ON_CAST, BR_ON_CAST_FAIL -> (castFlags & 1) != 0;
      default -> false;
    };
  }

  /** Whether the second type of {@code br_on_cast} or {@code br_on_cast_fail} may be null. */
  public boolean isNullable2() {
    return (castFlags & 2) != 0;
  }

  // Lists: the labels of br_table, the types of select, the catch clauses of try_table

  /**
   * How many items the list of the instruction has: labels (without the default), value types or
   * catch clauses. They are read in order with {@link #nextLabel}, {@link #nextValueType} or {@link
   * #nextCatch}, no more often than this, and again after {@link #rewindList}.
   */
  public int listCount() {
    return listCount;
  }

  /** Goes back to the first item of the list. */
  public void rewindList() {
    listPosition = listStart;
  }

  /** The next label of {@code br_table}. */
  public int nextLabel() throws MalformedException {
    int behind = enterList();
    int label = u32();
    leaveList(behind);
    return label;
  }

  /** The next type of {@code select}. */
  public ValueType nextValueType() throws MalformedException {
    int behind = enterList();
    ValueType type = type(readValueType("malformed value type"));
    leaveList(behind);
    return type;
  }

  /** Moves to the next clause of {@code try_table}: see {@link #catchKind} and so on. */
  public void nextCatch() throws MalformedException {
    int behind = enterList();
    readCatch();
    leaveList(behind);
  }

  private int enterList() {
    int behind = position;
    position = listPosition;
    return behind;
  }

  private void leaveList(int behind) {
    listPosition = position;
    position = behind;
  }

  /** The kind of a catch clause: 0 catch, 1 catch_ref, 2 catch_all, 3 catch_all_ref. */
  public int catchKind() {
    return catchKind;
  }

  /** The tag a clause catches; -1 for one that catches all. */
  public int catchTag() {
    return catchTag;
  }

  /** The label a clause branches to. */
  public int catchLabel() {
    return catchLabel;
  }

  private ValueType type(int code) {
    return switch (code) {
      case -1 -> NumberType.I32;
      case -2 -> NumberType.I64;
      case -3 -> NumberType.F32;
      case -4 -> NumberType.F64;
      case -5 -> VectorType.V128;
      case FUNCREF -> ReferenceType.FUNCREF;
      case REF, REF_NULL -> new ReferenceType(code == REF_NULL, heapType());
      default -> NULLABLE[code + 0x80 - 0x69];
    };
  }

  private static HeapType heapType(long code) {
    if (code >= 0) {
      return new ConcreteHeapType((int) code);
    }
    AbstractHeapType heap = AbstractHeapType.of((int) code & 0x7f);
    if (heap == null) {
      throw new IllegalStateException("the instruction read last has no heap type");
    }
    return heap;
  }

  private static ReferenceType[] references() {
    ReferenceType[] types = new ReferenceType[0x75 - 0x69];
    for (AbstractHeapType heap : AbstractHeapType.values()) {
      types[heap.code() - 0x69] = new ReferenceType(true, heap);
    }
    return types;
  }
}
