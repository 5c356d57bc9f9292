package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.HeapObject;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.valid.TypeCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What expressions see of a guest that stands still, in one of its frames. */
final class GuestScope implements Scope {
  private final Machine m;
  private final Frames frames;
  private final ModuleInstance instance;
  private final Frames.@Nullable Frame frame;
  private final long tick;
  private final Frames.@Nullable Thrown thrown;
  private List<Value> results = List.of();

  /**
   * @param instance the module that is looked into where there is no frame
   * @param innermost whether the frame, if there is one, is where execution is
   */
  GuestScope(
      Machine machine,
      Frames frames,
      ModuleInstance instance,
      Frames.@Nullable Frame frame,
      long tick,
      boolean innermost) {
    m = machine;
    this.frames = frames;
    this.instance = frame == null ? instance : frame.function().module();
    this.frame = frame;
    this.tick = tick;
    thrown = innermost && frame != null ? frames.thrown(frame) : null;
  }

  /** Says what the function that has just returned has given. */
  void setResults(List<Value> values) {
    results = values;
  }

  /**
   * Values that lie on the stack.
   *
   * @param types the codes of their types
   * @param from the first slot
   */
  List<Value> values(int[] types, int from) {
    List<Value> values = new ArrayList<>();
    Cell cell = new Cell();
    int at = from;
    for (int type : types) {
      slot(type, m.stack, at, cell);
      values.add(cell.value());
      at += Slots.of(type);
    }
    return values;
  }

  @Override
  public Object token() {
    return frame == null ? instance : frame.function();
  }

  private static ExternKind kind(Space space) {
    return switch (space) {
      case GLOBAL -> ExternKind.GLOBAL;
      case MEMORY -> ExternKind.MEMORY;
      case TABLE -> ExternKind.TABLE;
      case FUNCTION -> ExternKind.FUNCTION;
      case LOCAL -> throw new IllegalArgumentException("locals are no entities of a module");
    };
  }

  @Override
  public Iterable<String> names(Space space) {
    if (space == Space.LOCAL) {
      return frame == null ? List.of() : frames.layout(frame.function()).names();
    }
    List<String> names = new ArrayList<>();
    for (Entity entity : instance.module.entities(kind(space))) {
      String name = entity.name();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public int index(Space space, String name) {
    if (space == Space.LOCAL) {
      return frame == null ? -1 : frames.layout(frame.function()).index(name);
    }
    for (Entity entity : instance.module.entities(kind(space))) {
      if (name.equals(entity.name())) {
        return entity.index();
      }
    }
    return -1;
  }

  @Override
  public int count(Space space) {
    if (space == Space.LOCAL) {
      return frame == null ? 0 : frames.layout(frame.function()).count();
    }
    return instance.module.entities(kind(space)).size();
  }

  private Frames.Frame frame() {
    if (frame == null) {
      throw new IllegalStateException("there is no frame");
    }
    return frame;
  }

  @Override
  public void local(int index, Cell cell) {
    FunctionLayout layout = frames.layout(frame().function());
    slot(layout.type(index), m.stack, frame().fp() + layout.slot(index), cell);
  }

  /** The first slot of a local within its frame. */
  int localSlot(int index) {
    return frames.layout(frame().function()).slot(index);
  }

  /** How many slots a local takes. */
  int localSlots(int index) {
    return Slots.of(frames.layout(frame().function()).type(index));
  }

  @Override
  public int stackSize() {
    return frame == null ? 0 : frames.operandTypes(frame).length;
  }

  @Override
  public void stack(int depth, Cell cell) {
    int[] types = frames.operandTypes(frame());
    int at = types.length - 1 - depth;
    slot(types[at], m.stack, operandSlot(depth), cell);
  }

  /**
   * The slot of an operand.
   *
   * @param depth 0 is the top
   */
  int operandSlot(int depth) {
    int[] types = frames.operandTypes(frame());
    int at = types.length - 1 - depth;
    int slot = frame().fp() + frame().function().localSlots;
    for (int i = 0; i < at; i++) {
      slot += Slots.of(types[i]);
    }
    return slot;
  }

  @Override
  public void global(int index, Cell cell) {
    GlobalInstance global = instance.globals[index];
    slot(global.type(), m.store.globals, global.slot(), cell);
  }

  @Override
  public boolean isMutableGlobal(int index) {
    return instance.globals[index].mutable();
  }

  @Override
  public ScopeMemory memory(int index) {
    return new GuestMemoryView(instance.memories[index]);
  }

  @Override
  public long tableSize(int table) {
    return instance.tables[table].size;
  }

  @Override
  public void element(int table, long index, Cell cell) {
    TableInstance of = instance.tables[table];
    reference(of.type(), of.elements[(int) index], cell);
  }

  @Override
  public void function(int index, Cell cell) {
    long reference = Reference.function(instance.functions[index].address);
    reference(TypeCode.referenceTo(false, instance.functions[index].typeId), reference, cell);
  }

  @Override
  public int currentFunction() {
    return frame == null ? -1 : frame.function().declaration().index();
  }

  @Override
  public @Nullable HeapObject object(Value.Reference reference) {
    long bits = reference.bits();
    if (bits == Reference.PENDING && thrown != null) {
      return new PendingException(this, m, thrown);
    }
    return Reference.isI31(bits) || Reference.isObject(bits)
        ? new GuestObject(this, m.store, bits)
        : null;
  }

  @Override
  public long tick() {
    return tick;
  }

  @Override
  public void exception(Cell cell) {
    long bits = Reference.NULL;
    if (thrown != null) {
      bits = thrown.tag() < 0 ? thrown.reference() : Reference.PENDING;
    }
    reference(TypeCode.EXNREF, bits, cell);
  }

  @Override
  public int resultCount() {
    return results.size();
  }

  @Override
  public void result(int index, Cell cell) {
    cell.set(results.get(index));
  }

  // Values

  /** Reads a slot. */
  void slot(int type, long[] slots, int at, Cell cell) {
    if (type == TypeCode.V128) {
      cell.setV128(slots[at], slots[at + 1]);
    } else {
      value(type, slots[at], cell);
    }
  }

  /** A number or reference, by the code of its type. */
  void value(int type, long bits, Cell cell) {
    switch (type) {
      case TypeCode.I32, TypeCode.I8, TypeCode.I16 -> cell.setI32((int) bits);
      case TypeCode.I64 -> cell.setI64(bits);
      case TypeCode.F32 -> cell.setF32((int) bits);
      case TypeCode.F64 -> cell.setF64(bits);
      default -> reference(type, bits, cell);
    }
  }

  private void reference(int type, long bits, Cell cell) {
    cell.setReference(bits, bits == Reference.NULL, typeText(type, bits));
  }

  /** The type of what a reference refers to, or the declared one of null. */
  private String typeText(int type, long bits) {
    if (bits == Reference.NULL) {
      ValueType declared = type == TypeCode.BOTTOM ? null : typeOf(type);
      return declared == null ? "nullref" : declared.wat(instance.module.typeNames());
    }
    if (bits == Reference.PENDING) {
      return "(ref exn)";
    }
    if (Reference.isI31(bits)) {
      return "(ref i31)";
    }
    if (Reference.isFunction(bits)) {
      return "(ref func)";
    }
    if (Reference.isHost(bits)) {
      return "(ref extern)";
    }
    Heap heap = m.store.heap;
    return heap.kind(bits) == Heap.EXCEPTION
        ? "(ref exn)"
        : "(ref " + m.store.typeWords(heap.type(bits)) + ")";
  }

  private @Nullable ValueType typeOf(int type) {
    return TypeCode.isConcrete(TypeCode.heap(type))
        ? new ReferenceType(true, AbstractHeapType.ANY)
        : instance.types.type(type);
  }
}
