package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.binary.OperandFlow;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.valid.StackState;
import dev.continuum.inspector.valid.StackTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a machine that stands still. */
final class Frames {
  private final Machine m;
  private final Map<FunctionInstance, FunctionLayout> layouts = new HashMap<>();
  private final Map<ModuleInstance, InnerNames> localNames = new HashMap<>();
  private final Map<ModuleInstance, StackTypes> stackTypes = new HashMap<>();
  private final Map<ModuleInstance, OperandFlow> flows = new HashMap<>();

  /** The types of operands that were asked for last: conditions ask again and again. */
  private @Nullable FunctionInstance typesOf;

  private int typesAt = -1;
  private int typesRoom;
  private int[] types = {};

  Frames(Machine machine) {
    m = machine;
  }

  /**
   * A frame.
   *
   * @param fp the slot it starts at
   * @param index the instruction that is next, or that has made the call above
   * @param top the slot behind its last operand; a call that is open has taken its arguments
   */
  record Frame(FunctionInstance function, int fp, int index, int top) {
    int offset() {
      return function.map().offsets()[index];
    }
  }

  /** How many frames there are. */
  int depth() {
    return m.isAtBottom() ? 0 : m.depth;
  }

  /** The frame of a level, 0 for the innermost; there must be one. */
  Frame frame(int level) {
    if (level == 0) {
      FunctionMap map = m.function.map();
      int index = map.plainIndex(m.pc);
      return new Frame(m.function, m.fp, index, m.fp + map.heights()[index]);
    }
    int at = m.depth - level;
    FunctionInstance function = m.frames[at];
    long to = m.returns[at];
    FunctionMap map = function.map();
    int behind = map.quickIndices()[map.boundary((int) to)];
    int top = level == 1 ? m.fp : (int) (m.returns[at + 1] >>> 32);
    return new Frame(function, (int) (to >>> 32), behind - 1, top);
  }

  /** The position of an instruction's op in the plain code. */
  private static int position(FunctionInstance function, int index) {
    // Behind the check, see Translator.
    return function.map().plainPositions()[index] + 1;
  }

  private static int op(FunctionInstance function, int index) {
    return function.map().plain()[position(function, index)] & Op.MASK;
  }

  /** Whether the instruction that is next in a frame returns from it. */
  boolean isReturn(Frame frame) {
    return op(frame.function, frame.index) == Op.LEAVE;
  }

  /** Whether the instruction that is next in a frame throws, an exception made here or before. */
  boolean isThrow(Frame frame) {
    return op(frame.function, frame.index) == Op.THROW;
  }

  /** What the instructions of a function do with operands. */
  OperandFlow flow(FunctionInstance function) {
    return flows.computeIfAbsent(function.module(), key -> new OperandFlow(key.module, key.bytes));
  }

  /** The codes of the types that a call gives; none for an instruction that is no call. */
  int[] resultTypes(FunctionInstance function, int index) {
    int at = position(function, index);
    int[] code = function.map().plain();
    if ((code[at] & Op.MASK) != Op.CALL_OUT || (code[at + Calls.KIND] & Calls.TAIL) != 0) {
      return new int[0];
    }
    int target = code[at + Calls.TARGET];
    return code[at + Calls.KIND] == Calls.DIRECT
        ? m.store.functions[target].type.more
        : m.store.types.get(target).more;
  }

  /**
   * What the instruction that is next throws.
   *
   * @param tag the address of the tag of an exception that is still to be made
   * @param slot where its arguments start
   * @param reference to one that was made before; then the others say nothing
   */
  record Thrown(int tag, int slot, long reference) {}

  /** What the instruction that is next in a frame throws, or null when it throws nothing. */
  @Nullable Thrown thrown(Frame frame) {
    if (op(frame.function, frame.index) != Op.THROW) {
      return null;
    }
    int at = position(frame.function, frame.index);
    int[] code = frame.function.map().plain();
    int slot = frame.fp + (code[at] >>> 16);
    int tag = code[at + 1];
    return tag < 0
        ? new Thrown(-1, slot, m.stack[slot])
        : new Thrown(frame.function.module().tags[tag].address(), slot, Reference.NULL);
  }

  /**
   * Frames in words, the innermost first.
   *
   * @param from the level of the first
   * @param count how many at most
   */
  List<FrameInfo> infos(int from, int count) {
    List<FrameInfo> list = new ArrayList<>();
    int depth = depth();
    for (int level = from; level < depth && level - from < count; level++) {
      Frame frame = frame(level);
      FunctionLayout layout = layout(frame.function());
      List<FrameInfo.LocalInfo> locals = new ArrayList<>();
      int parameters = frame.function().type.parts.length;
      for (int i = 0; i < layout.count(); i++) {
        locals.add(
            new FrameInfo.LocalInfo(
                i,
                layout.name(i),
                frame.function().module().types.words(layout.type(i)),
                i < parameters));
      }
      list.add(
          new FrameInfo(
              level,
              frame.function().declaration().index(),
              frame.function().name(),
              frame.offset(),
              locals));
    }
    return list;
  }

  FunctionLayout layout(FunctionInstance function) {
    return layouts.computeIfAbsent(
        function,
        key -> {
          ModuleInstance instance = key.module();
          InnerNames names =
              localNames.computeIfAbsent(
                  instance, of -> InnerNames.of(of.module, of.bytes, InnerNames.Kind.LOCAL));
          return new FunctionLayout(key, names);
        });
  }

  /** The codes of the types of the operands of a frame, the lowest first. */
  int[] operandTypes(Frame frame) {
    int room = frame.top - frame.fp - frame.function.localSlots;
    if (frame.function == typesOf && frame.index == typesAt && room == typesRoom) {
      return types;
    }
    ModuleInstance instance = frame.function.module();
    StackTypes of =
        stackTypes.computeIfAbsent(instance, key -> new StackTypes(key.module, key.bytes));
    StackState before = of.before(frame.function.declaration().index(), frame.offset());
    List<@Nullable ValueType> operands = before == null ? List.of() : before.operands();
    int[] codes = new int[operands.size()];
    int count = 0;
    int slots = 0;
    for (ValueType type : operands) {
      int code = type == null ? 0 : instance.types.code(type);
      slots += Slots.of(code);
      if (slots > room) {
        break;
      }
      codes[count++] = code;
    }
    types = Arrays.copyOf(codes, count);
    typesOf = frame.function;
    typesAt = frame.index;
    typesRoom = room;
    return types;
  }
}
