package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.ValueType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Forms that say the same in a function body. Besides the widths of numbers ({@link LebWidths}),
 * the binary format leaves open into which runs locals are divided, whether an access names the
 * first memory, and whether a type such as {@code funcref} is written short.
 */
public final class BodyForms {
  private static final int REF_NULL = 0x63;
  private static final int MEMORY_NAMED = 0x40;

  private BodyForms() {}

  /**
   * Whether a body has a form that is not the usual one: locals of one type in several runs, or a
   * run of none; a first memory that is named; a long form where there is a short one.
   *
   * @param file the whole file, read from its first byte on
   */
  public static boolean isUnusual(ByteBuffer file, Code code) throws MalformedException {
    LocalRuns runs = new LocalRuns(file, code);
    ValueType last = null;
    while (runs.next()) {
      boolean usual = runs.length() != 0 && !runs.type().equals(last);
      if (!usual || hasLongType(file, runs.offset(), code.instructions().start())) {
        return true;
      }
      last = runs.type();
    }
    return mayHaveLongForm(file, code) && hasLongForm(file, code);
  }

  /** Whether a run of locals has a type in its long form. */
  private static boolean hasLongType(ByteBuffer file, int run, int limit) {
    int at = run;
    while (file.get(at) < 0) {
      at++;
    }
    return at + 2 < limit && isLong(file, at + 1);
  }

  private static boolean isLong(ByteBuffer file, int type) {
    return file.get(type) == REF_NULL && AbstractHeapType.of(file.get(type + 1) & 0xff) != null;
  }

  /** Whether there are bytes that look like a long form; few bodies without one have them. */
  private static boolean mayHaveLongForm(ByteBuffer file, Code code) {
    int end = code.instructions().end() - 2;
    for (int at = code.instructions().start(); at < end; at++) {
      int b = file.get(at);
      boolean type = b == REF_NULL && isLong(file, at);
      boolean named = (b & MEMORY_NAMED) != 0;
      if (type || named && mayAccess(file, at) && mayBeZero(file, at, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the number behind the flags of an access may be zero, however wide the flags are. */
  private static boolean mayBeZero(ByteBuffer file, int flags, int limit) {
    int last = flags;
    while (last < limit && last < flags + 5 && file.get(last) < 0) {
      last++;
    }
    return (file.get(last + 1) & 0x7f) == 0;
  }

  /** Whether the opcode in front of a byte may be that of an access. */
  private static boolean mayAccess(ByteBuffer file, int flags) {
    int code = file.get(flags - 1) & 0xff;
    int prefix = file.get(flags - 2) & 0xff;
    boolean plain = code >= Opcode.I32_LOAD.code() && code <= Opcode.I64_STORE32.code();
    return plain || prefix >= Opcode.PREFIX_GC && prefix <= Opcode.PREFIX_ATOMIC || code < 2;
  }

  private static boolean hasLongForm(ByteBuffer file, Code code) throws MalformedException {
    InstructionReader in = new InstructionReader();
    in.body(file, code.instructions());
    while (in.next()) {
      Opcode opcode = in.opcode();
      boolean found =
          switch (opcode.immediates()) {
            case MEMARG, MEMARG_LANE ->
                in.index() == 0 && (file.get(behindOpcode(file, in)) & MEMORY_NAMED) != 0;
            case BLOCK_TYPE, BLOCK_TYPE_CATCHES -> isLong(file, in.offset() + 1);
            case VALUE_TYPES -> hasLongType(file, in);
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static int behindOpcode(ByteBuffer file, InstructionReader in) {
    int at = in.offset();
    if (in.opcode().prefix() != 0) {
      at++;
      while (file.get(at) < 0) {
        at++;
      }
    }
    return at + 1;
  }

  private static boolean hasLongType(ByteBuffer file, InstructionReader select) {
    for (int at = select.offset() + 2; at + 1 < select.position(); at++) {
      if (isLong(file, at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether two entries of a code section say the same, whatever their forms.
   *
   * @param one an entry with its size
   */
  public static boolean areSame(byte[] one, byte[] other) {
    Code first = code(one);
    Code second = code(other);
    if (first == null || second == null) {
      return false;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(one);
      ByteBuffer otherBytes = ByteBuffer.wrap(other);
      return haveSameLocals(new LocalRuns(bytes, first), new LocalRuns(otherBytes, second))
          && haveSameInstructions(bytes, first, otherBytes, second);
    } catch (MalformedException broken) {
      return false;
    }
  }

  private static @Nullable Code code(byte[] entry) {
    BinaryReader in = new BinaryReader(ByteBuffer.wrap(entry));
    try {
      int size = in.u32();
      if (size != in.remaining()) {
        return null;
      }
      int runs = in.length();
      for (int i = 0; i < runs; i++) {
        in.u32();
        TypeReader.value(in);
      }
      int start = in.position();
      in.jump(entry.length);
      return new Code(in.since(0), in.since(start), 0);
    } catch (MalformedException broken) {
      return null;
    }
  }

  private static boolean haveSameLocals(LocalRuns one, LocalRuns other) throws MalformedException {
    long left = 0;
    long otherLeft = 0;
    while (true) {
      while (left == 0 && one.next()) {
        left = Integer.toUnsignedLong(one.length());
      }
      while (otherLeft == 0 && other.next()) {
        otherLeft = Integer.toUnsignedLong(other.length());
      }
      if (left == 0 || otherLeft == 0) {
        return left == otherLeft;
      }
      if (!one.type().equals(other.type())) {
        return false;
      }
      long common = Math.min(left, otherLeft);
      left -= common;
      otherLeft -= common;
    }
  }

  private static boolean haveSameInstructions(
      ByteBuffer bytes, Code code, ByteBuffer otherBytes, Code otherCode)
      throws MalformedException {
    InstructionReader one = new InstructionReader();
    InstructionReader other = new InstructionReader();
    one.body(bytes, code.instructions());
    other.body(otherBytes, otherCode.instructions());
    while (one.next()) {
      if (!other.next() || one.opcode() != other.opcode() || !haveSameImmediates(one, other)) {
        return false;
      }
    }
    return !other.next();
  }

  private static boolean haveSameImmediates(InstructionReader one, InstructionReader other)
      throws MalformedException {
    Immediates immediates = one.opcode().immediates();
    return switch (immediates) {
      case NONE, FENCE -> true;
      case I32, I64, F32, F64 -> one.constant() == other.constant();
      case V128, LANES -> one.lowBits() == other.lowBits() && one.highBits() == other.highBits();
      case LANE -> one.lane() == other.lane();
      case MEMARG, MEMARG_LANE ->
          one.index() == other.index()
              && one.align() == other.align()
              && one.memoryOffset() == other.memoryOffset()
              && (immediates == Immediates.MEMARG || one.lane() == other.lane());
      case HEAP_TYPE, CAST_TARGET -> one.heapTypeCode() == other.heapTypeCode();
      case LABEL_CAST ->
          one.index() == other.index()
              && one.isNullable() == other.isNullable()
              && one.isNullable2() == other.isNullable2()
              && one.heapTypeCode() == other.heapTypeCode()
              && one.heapTypeCode2() == other.heapTypeCode2();
      case BLOCK_TYPE -> haveSameBlockType(one, other);
      case BLOCK_TYPE_CATCHES -> haveSameBlockType(one, other) && haveSameLists(one, other);
      case LABELS, VALUE_TYPES -> haveSameLists(one, other) && one.index() == other.index();
      case LABEL, FUNCTION, TYPE, TABLE, ELEMENT, MEMORY, DATA, GLOBAL, LOCAL, TAG ->
          one.index() == other.index();
      case TYPE_USE_TABLE,
          TYPE_FIELD,
          TYPE_COUNT,
          TYPE_DATA,
          TYPE_ELEMENT,
          TYPE_TYPE,
          TABLE_TABLE,
          ELEMENT_TABLE,
          MEMORY_MEMORY,
          DATA_MEMORY ->
          one.index() == other.index() && one.index2() == other.index2();
    };
  }

  private static boolean haveSameBlockType(InstructionReader one, InstructionReader other) {
    boolean typed = one.blockType() >= 0 || other.blockType() >= 0;
    ValueType result = one.blockResult();
    ValueType otherResult = other.blockResult();
    return typed
        ? one.blockType() == other.blockType()
        : result == null ? otherResult == null : result.equals(otherResult);
  }

  private static boolean haveSameLists(InstructionReader one, InstructionReader other)
      throws MalformedException {
    if (one.listCount() != other.listCount()) {
      return false;
    }
    one.rewindList();
    other.rewindList();
    for (int i = one.listCount(); i > 0; i--) {
      boolean same =
          switch (one.opcode().immediates()) {
            case LABELS -> one.nextLabel() == other.nextLabel();
            case VALUE_TYPES -> one.nextValueType().equals(other.nextValueType());
            default -> haveSameCatch(one, other);
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean haveSameCatch(InstructionReader one, InstructionReader other)
      throws MalformedException {
    one.nextCatch();
    other.nextCatch();
    return one.catchKind() == other.catchKind()
        && one.catchTag() == other.catchTag()
        && one.catchLabel() == other.catchLabel();
  }
}
