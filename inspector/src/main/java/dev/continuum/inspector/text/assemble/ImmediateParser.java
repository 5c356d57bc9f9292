package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.syntax.Immediate;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;

/**
 * Parses the immediates of instructions and writes the instructions (specification, text format,
 * "Instructions"). Where the text has immediates in another order than the binary, they wait in a
 * number or a buffer.
 */
final class ImmediateParser {
  private static final Opcode[] OPCODES = Opcode.values();
  private static final byte[] PREFIXES = new byte[OPCODES.length];
  private static final int[] CODES = new int[OPCODES.length];

  static {
    for (Opcode opcode : OPCODES) {
      PREFIXES[opcode.ordinal()] = (byte) opcode.prefix();
      CODES[opcode.ordinal()] = opcode.code();
    }
  }

  private final Scope scope;
  private final TokenReader in;
  private final Locals locals;
  private final BlockStack blocks;
  private final BinaryWriter scratch = new BinaryWriter();
  private BinaryWriter out;

  /** Whether an instruction of the sequence has named a data segment. */
  private boolean usesData;

  ImmediateParser(Scope scope, BinaryWriter out, Locals locals, BlockStack blocks) {
    this.scope = scope;
    this.in = scope.in;
    this.out = out;
    this.locals = locals;
    this.blocks = blocks;
  }

  boolean usesData() {
    return usesData;
  }

  /** Writes another sequence from here on. */
  void writeTo(BinaryWriter out) {
    this.out = out;
    usesData = false;
  }

  void opcode(Opcode opcode) {
    int ordinal = opcode.ordinal();
    int prefix = PREFIXES[ordinal];
    if (prefix == 0) {
      out.u8(CODES[ordinal]);
    } else {
      out.u8(prefix);
      out.u32(CODES[ordinal]);
    }
  }

  /** Takes the immediates of an instruction that opens no block, and writes it. */
  void instruction(Opcode opcode) throws Refusal {
    switch (opcode.immediates()) {
      case NONE -> {
        if (opcode == Opcode.SELECT && in.isList(Keyword.RESULT)) {
          opcode(Opcode.SELECT_TYPED);
          valueTypes();
        } else {
          opcode(opcode);
        }
      }
      case LOCAL -> {
        opcode(opcode);
        out.u32(locals.index());
      }
      case I32 -> {
        opcode(opcode);
        out.signed(in.integer(32, "constant out of range"));
      }
      case I64 -> {
        opcode(opcode);
        out.signed(in.integer(64, "constant out of range"));
      }
      case F32 -> {
        opcode(opcode);
        out.fixed32(in.float32());
      }
      case F64 -> {
        opcode(opcode);
        out.fixed64(in.float64());
      }
      case V128 -> {
        opcode(opcode);
        VectorConstants.take(in, out);
      }
      case MEMARG -> {
        opcode(opcode);
        memoryArgument(opcode, false);
      }
      case MEMARG_LANE -> {
        opcode(opcode);
        memoryArgument(opcode, true);
        lane();
      }
      case LANE -> {
        opcode(opcode);
        lane();
      }
      case LANES -> {
        opcode(opcode);
        lanes();
      }
      case FUNCTION -> {
        opcode(opcode);
        out.u32(scope.functions.index(in));
      }
      case GLOBAL -> {
        opcode(opcode);
        out.u32(scope.globals.index(in));
      }
      case LABEL -> {
        opcode(opcode);
        out.u32(label());
      }
      case LABELS -> {
        opcode(opcode);
        labels();
      }
      case LABEL_CAST -> cast(opcode);
      case CAST_TARGET -> {
        long type = scope.typeParser.reference();
        Opcode nullable = opcode.alternative();
        opcode((type & 1) != 0 && nullable != null ? nullable : opcode);
        out.signed(type >> 1);
      }
      case HEAP_TYPE -> {
        opcode(opcode);
        out.signed(scope.typeParser.heap());
      }
      case TYPE_USE_TABLE -> {
        opcode(opcode);
        int table = in.isIndex() ? scope.tables.index(in) : 0;
        out.u32(scope.typeUse.take(false));
        out.u32(table);
      }
      case ELEMENT_TABLE -> segmentOf(opcode, scope.elements, scope.tables);
      case DATA_MEMORY -> {
        usesData = true;
        segmentOf(opcode, scope.data, scope.memories);
      }
      case TABLE -> {
        opcode(opcode);
        out.u32(in.isIndex() ? scope.tables.index(in) : 0);
      }
      case MEMORY -> {
        opcode(opcode);
        out.u32(in.isIndex() ? scope.memories.index(in) : 0);
      }
      case TABLE_TABLE -> both(opcode, scope.tables);
      case MEMORY_MEMORY -> both(opcode, scope.memories);
      case TYPE_FIELD -> {
        opcode(opcode);
        int type = scope.types.index(in);
        out.u32(type);
        out.u32(field(type));
      }
      case FENCE -> {
        opcode(opcode);
        out.u8(0);
      }
      default -> {
        opcode(opcode);
        for (Immediate immediate : opcode.immediates().binaryOrder()) {
          index(immediate);
        }
      }
    }
  }

  private void index(Immediate immediate) throws Refusal {
    switch (immediate) {
      case TYPE -> out.u32(scope.types.index(in));
      case TAG -> out.u32(scope.tags.index(in));
      case ELEMENT -> out.u32(scope.elements.index(in));
      case DATA -> {
        usesData = true;
        out.u32(scope.data.index(in));
      }
      case COUNT -> out.u32(in.u32("a count"));
      default -> throw new IllegalStateException("no index: " + immediate);
    }
  }

  private int field(int type) throws Refusal {
    int token = in.at();
    if (!in.is(token, TokenKind.ID)) {
      return in.u32("the index or identifier of a field");
    }
    int field = scope.typeTable.field(type, in.symbol(token));
    if (field < 0) {
      in.problem(token, "unknown field " + in.shown(token));
    }
    in.advance();
    return Math.max(field, 0);
  }

  /** Takes a label, given by how many blocks to count outwards or by its identifier. */
  int label() throws Refusal {
    int token = in.at();
    if (!in.is(token, TokenKind.ID)) {
      return in.u32("a label");
    }
    int label = blocks.find(in.symbol(token));
    if (label < 0) {
      in.problem(token, "unknown label " + in.shown(token));
    }
    in.advance();
    return Math.max(label, 0);
  }

  private void labels() throws Refusal {
    scratch.truncate(0);
    int count = -1;
    do {
      scratch.u32(label());
      count++;
    } while (in.isIndex());
    out.u32(count);
    out.bytes(scratch.array(), 0, scratch.size());
  }

  private void cast(Opcode opcode) throws Refusal {
    opcode(opcode);
    int label = label();
    long from = scope.typeParser.reference();
    long to = scope.typeParser.reference();
    out.u8((int) (from & 1 | (to & 1) << 1));
    out.u32(label);
    out.signed(from >> 1);
    out.signed(to >> 1);
  }

  private void segmentOf(Opcode opcode, Space segments, Space targets) throws Refusal {
    opcode(opcode);
    int first = in.at();
    if (!in.isIndex()) {
      throw in.unexpected("the index or identifier of a " + segments.noun());
    }
    in.advance();
    boolean two = in.isIndex();
    in.moveTo(first);
    int target = two ? targets.index(in) : 0;
    out.u32(segments.index(in));
    out.u32(target);
  }

  private void both(Opcode opcode, Space space) throws Refusal {
    opcode(opcode);
    boolean given = in.isIndex();
    out.u32(given ? space.index(in) : 0);
    out.u32(given ? space.index(in) : 0);
  }

  private void valueTypes() throws Refusal {
    scratch.truncate(0);
    int count = 0;
    for (int list = in.takeList(Keyword.RESULT); list >= 0; ) {
      count += scope.typeParser.values(scratch, list);
      list = in.takeList(Keyword.RESULT);
    }
    out.u32(count);
    out.bytes(scratch.array(), 0, scratch.size());
  }

  private void memoryArgument(Opcode opcode, boolean laneFollows) throws Refusal {
    int memory = 0;
    boolean named = in.isId();
    if (named || in.is(TokenKind.NUMBER) && (!laneFollows || !isLastNumber())) {
      memory = scope.memories.index(in);
    }
    long offset = 0;
    if (in.isAttribute("offset")) {
      offset = in.attribute(64, "offset out of range");
    }
    int align = opcode.accessLog2();
    if (in.isAttribute("align")) {
      int token = in.at();
      long bytes = in.attribute(64, "alignment out of range");
      if (Long.bitCount(bytes) != 1) {
        in.problem(token, "alignment must be a power of two");
      }
      align = Long.numberOfTrailingZeros(bytes);
    }
    if (memory == 0) {
      out.u32(align & 0x3f);
    } else {
      out.u32(align & 0x3f | 0x40);
      out.u32(memory);
    }
    out.u64(offset);
  }

  /** Whether the number here is the lane, and no memory before it. */
  private boolean isLastNumber() {
    int number = in.at();
    in.advance();
    boolean more = in.is(TokenKind.NUMBER) || in.is(TokenKind.ATTRIBUTE);
    in.moveTo(number);
    return !more;
  }

  private void lane() throws Refusal {
    out.u8((int) in.unsigned(8, "a lane index", "i8 constant out of range"));
  }

  private void lanes() throws Refusal {
    for (int i = 0; i < 16; i++) {
      if (!in.is(TokenKind.NUMBER)) {
        throw in.refuse(in.at(), "invalid lane length: expected 16 lane indices, found " + i);
      }
      if (!in.isUnsigned()) {
        throw in.refuse(in.at(), "i8 constant out of range: " + in.shown(in.at()));
      }
      lane();
    }
    if (in.is(TokenKind.NUMBER)) {
      throw in.refuse(in.at(), "invalid lane length: expected 16 lane indices, found more");
    }
  }

  /** Takes the type of a block and, for {@code try_table}, its catch clauses; writes all. */
  void blockHeader(Opcode opcode) throws Refusal {
    opcode(opcode);
    scope.typeUse.block(out);
    if (opcode == Opcode.TRY_TABLE) {
      catches();
    }
  }

  private void catches() throws Refusal {
    scratch.truncate(0);
    int count = 0;
    for (Keyword keyword = in.listKeyword(); keyword != null; keyword = in.listKeyword()) {
      int kind =
          switch (keyword) {
            case CATCH -> 0;
            case CATCH_REF -> 1;
            case CATCH_ALL -> 2;
            case CATCH_ALL_REF -> 3;
            default -> -1;
          };
      if (kind < 0) {
        break;
      }
      int list = in.takeList(keyword);
      scratch.u8(kind);
      if (kind < 2) {
        scratch.u32(scope.tags.index(in));
      }
      scratch.u32(label());
      in.leave(list);
      count++;
    }
    out.u32(count);
    out.bytes(scratch.array(), 0, scratch.size());
  }
}
