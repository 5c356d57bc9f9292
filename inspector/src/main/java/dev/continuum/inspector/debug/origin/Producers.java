package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.binary.OperandFlow;
import dev.continuum.inspector.debug.expression.DataType;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.OriginStep.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where an operand came from off the instruction that gave it. */
final class Producers {
  private static final List<String> CONVERSIONS =
      List.of(
          "wrap", "extend", "trunc_f", "trunc_sat", "convert", "promote", "demote", "reinterpret");

  private Producers() {}

  /** How many operands lie above those that a branch or return takes along. */
  static int above(Opcode opcode) {
    return switch (opcode) {
      case BR_IF, BR_TABLE, BR_ON_NULL -> 1;
      default -> 0;
    };
  }

  static boolean isTailCall(OperandFlow.Use use) {
    return switch (use.opcode()) {
      case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> true;
      default -> false;
    };
  }

  /**
   * Where an operand came from.
   *
   * @param position of the operand
   */
  static Origins.Found of(Instant now, int position) {
    OperandFlow.Use use = now.use();
    Opcode opcode = now.opcode();
    if (!use.carries().isEmpty()) {
      return carried(now, position);
    }
    if (isConversion(opcode)) {
      return now.goesOn(
          Kind.CONVERSION, "made of " + now.operand(0) + " by conversion", new Place.Stack(0));
    }
    return switch (opcode) {
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST, REF_NULL, REF_FUNC ->
          now.ends(Kind.CONSTANT, "a constant");
      case LOCAL_GET ->
          now.copied("read from " + local(now, use.index()), new Place.Local(use.index()));
      case GLOBAL_GET ->
          now.copied(
              "read from " + now.text().entity(ExternKind.GLOBAL, "global", use.index()),
              new Place.Global(use.index()));
      case TABLE_GET -> {
        long index = now.number(0);
        yield now.copied(
            "read from element " + Long.toUnsignedString(index) + " of table " + use.index(),
            new Place.TableSlot(use.index(), index));
      }
      case SELECT, SELECT_TYPED -> {
        boolean first = now.number(0) != 0;
        yield now.goesOn(
            Kind.CHOICE,
            "chosen, as the condition is " + now.operand(0),
            new Place.Stack(first ? 2 : 1));
      }
      case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> field(now, now.operand(0), use.index2());
      case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> field(now, now.operand(1), now.number(0));
      case THROW -> thrown(now);
      case THROW_REF, RETHROW ->
          now.ends(Kind.EXCEPTION, "came with an exception that was thrown again");
      case MEMORY_GROW, MEMORY_SIZE, TABLE_GROW, TABLE_SIZE ->
          now.ends(Kind.COMPUTATION, "the size of a " + word(opcode));
      default -> {
        DataType loaded = loaded(opcode);
        yield loaded == null ? made(now) : load(now, loaded);
      }
    };
  }

  private static String word(Opcode opcode) {
    return opcode.mnemonic().substring(0, opcode.mnemonic().indexOf('.'));
  }

  private static Origins.Found made(Instant now) {
    return now.use().taken() == 0 && now.opcode().mnemonic().endsWith("new_default")
        ? now.ends(Kind.COMPUTATION, "made here")
        : now.computed("computed here");
  }

  static String local(Instant now, int index) {
    return "local "
        + now.frame().locals().stream()
            .filter(local -> local.index() == index && !local.name().isEmpty())
            .map(local -> Identifiers.of(local.name()))
            .findFirst()
            .orElse(Integer.toString(index));
  }

  /** Whether it makes a number of a number, and of nothing else. */
  private static boolean isConversion(Opcode opcode) {
    String mnemonic = opcode.mnemonic();
    return mnemonic.indexOf('.') == 3
        && opcode.stackType().isFixed()
        && opcode.stackType().parameters().size() == 1
        && CONVERSIONS.stream().anyMatch(word -> mnemonic.startsWith(word, 4));
  }

  private static Origins.Found carried(Instant now, int position) {
    List<OperandFlow.Carry> carries = now.use().carries();
    int which = 0;
    if (now.opcode() == Opcode.BR_TABLE) {
      which = (int) Math.min(now.number(0), carries.size() - 1);
    }
    OperandFlow.Carry carry = carries.get(which);
    return now.goesOn(
        Kind.COPY, "taken along by a branch", now.at(carry.from() + position - carry.to()));
  }

  private static Origins.Found field(Instant now, Value object, long index) {
    return object instanceof Value.Reference reference
        ? now.goesOn(
            Kind.COPY,
            "read from "
                + (now.opcode().mnemonic().startsWith("struct") ? "field " : "element ")
                + Long.toUnsignedString(index)
                + " of "
                + reference,
            new Place.Field(reference, index))
        : now.computed("computed here");
  }

  private static Origins.Found thrown(Instant now) {
    String words = "came with the exception that is thrown here";
    Place only = new Place.Stack(0);
    return now.use().taken() == 1 && !Places.differ(now.read(only), now.value())
        ? now.goesOn(Kind.EXCEPTION, words, only)
        : now.computed(words);
  }

  // Loads

  private static @Nullable DataType loaded(Opcode opcode) {
    if (!opcode.accessesMemory() || opcode.immediates() != Immediates.MEMARG) {
      return null;
    }
    String mnemonic = opcode.mnemonic();
    int dot = mnemonic.lastIndexOf('.') + 1;
    if (!mnemonic.startsWith("load", dot)) {
      return null;
    }
    String width = mnemonic.substring(dot + 4);
    return switch (width) {
      case "" -> DataType.named(mnemonic.substring(0, mnemonic.indexOf('.')));
      case "8_s" -> DataType.I8;
      case "8_u" -> DataType.U8;
      case "16_s" -> DataType.I16;
      case "16_u" -> DataType.U16;
      case "32_s" -> DataType.I32;
      case "32_u" -> DataType.U32;
      default -> null;
    };
  }

  private static Origins.Found load(Instant now, DataType type) {
    long address = now.number(0) + now.use().constant();
    return now.copied(
        "loaded from memory at 0x" + Long.toHexString(address),
        new Place.Memory(now.use().index(), address, type.width(), type));
  }
}
