package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.binary.OperandFlow;
import dev.continuum.inspector.debug.expression.HeapObject;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.OriginStep.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.PackedType;
import org.jspecify.annotations.Nullable;

/** Reads where the value of a place other than an operand came from off what wrote it. */
final class Writers {
  private static final Place TOP = new Place.Stack(0);

  private Writers() {}

  /**
   * Where the value of a local came from.
   *
   * @param parameter what it is called if it is one
   */
  static Origins.Found local(Instant now, int local, @Nullable String parameter) {
    OperandFlow.Use use = now.use();
    return switch (now.opcode()) {
      case LOCAL_SET, LOCAL_TEE ->
          now.copied("written to " + Producers.local(now, use.index()), TOP);
      default ->
          parameter != null
              ? passed(now, local, parameter)
              : now.ends(Kind.INITIAL, "never written: locals begin with zero or null");
    };
  }

  /** The call that is next passes a parameter. */
  private static Origins.Found passed(Instant now, int parameter, String name) {
    Place operand = now.at(now.use().base() + parameter);
    Value source = now.read(operand);
    return Places.differ(source, now.value())
        ? now.ends(Kind.CHANGE, "this passed " + source + ", and a debugger has changed it since")
        : now.goesOn(Kind.ARGUMENT, "passed as parameter " + name, operand);
  }

  static Origins.Found global(Instant now, int global) {
    return now.copied("written to " + now.text().entity(ExternKind.GLOBAL, "global", global), TOP);
  }

  static Origins.Found table(Instant now, Place.TableSlot slot) {
    String element = "element " + slot.index() + " of table " + slot.table();
    OperandFlow.Use use = now.use();
    return switch (now.opcode()) {
      case TABLE_SET -> now.copied("written to " + element, TOP);
      case TABLE_FILL -> now.copied("filled into " + element, new Place.Stack(1));
      case TABLE_COPY ->
          now.copied(
              "copied to " + element,
              new Place.TableSlot(use.index2(), now.number(1) + slot.index() - now.number(2)));
      case TABLE_INIT ->
          now.ends(Kind.SEGMENT, "copied from element segment " + use.index() + " to " + element);
      default -> now.computed("written to " + element);
    };
  }

  // Memory

  static Origins.Found memory(Instant now, Place.Memory place) {
    OperandFlow.Use use = now.use();
    return switch (now.opcode()) {
      case MEMORY_FILL -> now.computed("filled with bytes");
      case MEMORY_COPY -> copied(now, place);
      case MEMORY_INIT ->
          now.ends(Kind.SEGMENT, "copied to memory from data segment " + use.index());
      case CALL, CALL_INDIRECT, CALL_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF ->
          now.ends(Kind.HOST, "written to memory by " + now.hostFunction());
      default -> stored(now, place);
    };
  }

  private static Origins.Found copied(Instant now, Place.Memory place) {
    long count = now.number(0);
    long source = now.number(1);
    long target = now.number(2);
    boolean whole = place.address() >= target && place.address() + place.length() <= target + count;
    return whole
        ? now.goesOn(
            Kind.COPY,
            "copied from memory at 0x" + Long.toHexString(source + place.address() - target),
            new Place.Memory(
                now.use().index2(),
                source + place.address() - target,
                place.length(),
                place.type()))
        : now.computed("partly copied from memory at 0x" + Long.toHexString(source));
  }

  private static Origins.Found stored(Instant now, Place.Memory place) {
    Opcode opcode = now.opcode();
    OperandFlow.Use use = now.use();
    boolean plain =
        opcode.accessesMemory()
            && opcode.immediates() == Immediates.MEMARG
            && use.taken() == 2
            && use.given() == 0;
    if (!plain) {
      return now.computed("written to memory");
    }
    long address = now.number(1) + use.constant();
    long width = 1L << opcode.accessLog2();
    String at = " at 0x" + Long.toHexString(address);
    boolean all = opcode.mnemonic().endsWith("store");
    if (all && place.address() == address && place.length() == width) {
      return now.copied("stored to memory" + at, TOP);
    }
    boolean whole =
        place.address() >= address && place.address() + place.length() <= address + width;
    return whole
        ? now.goesOn(Kind.COPY, "stored to memory" + at, TOP)
        : now.computed(
            "partly stored to memory: " + width + (width == 1 ? " byte" : " bytes") + at);
  }

  // Objects

  static Origins.Found field(Instant now, Place.Field place) {
    OperandFlow.Use use = now.use();
    String which =
        (now.opcode().mnemonic().startsWith("s") ? "field " : "element ") + place.index();
    return switch (now.opcode()) {
      case STRUCT_SET, ARRAY_SET -> given(now, place, "written to " + which, TOP);
      case STRUCT_NEW, ARRAY_NEW_FIXED ->
          given(
              now,
              place,
              "given to a new object as " + which,
              now.at(use.base() + (int) place.index()));
      case ARRAY_NEW -> given(now, place, "given to a new array", new Place.Stack(1));
      case ARRAY_FILL -> given(now, place, "filled into an array", new Place.Stack(1));
      case ARRAY_COPY -> {
        long index = now.number(1) + place.index() - now.number(3);
        yield now.operand(2) instanceof Value.Reference source
            ? now.copied("copied from element " + index, new Place.Field(source, index))
            : now.computed("copied from an array");
      }
      case STRUCT_NEW_DEFAULT, ARRAY_NEW_DEFAULT ->
          now.ends(Kind.INITIAL, "never written: a new object begins with zero or null");
      case ARRAY_NEW_DATA, ARRAY_INIT_DATA, ARRAY_NEW_ELEM, ARRAY_INIT_ELEM ->
          now.ends(Kind.SEGMENT, "copied from segment " + use.index2());
      default -> now.computed("written to " + which);
    };
  }

  /** An operand is given to a field; one that is packed keeps its low bits only. */
  private static Origins.Found given(Instant now, Place.Field place, String words, Place operand) {
    if (now.opcode().mnemonic().contains(".new")) {
      // Where the object is made it is not there yet.
      return now.goesOn(Kind.COPY, words, operand);
    }
    HeapObject object = now.backend().scope(0).object(place.object());
    return object != null && object.storage(place.index()) instanceof PackedType
        ? now.goesOn(Kind.COPY, words, operand)
        : now.copied(words, operand);
  }
}
