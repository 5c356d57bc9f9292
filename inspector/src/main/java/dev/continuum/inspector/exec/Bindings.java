package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.FunctionRef;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Location.Access;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Opcode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns breakpoints into probes and watches, and knows which wait for events. */
final class Bindings {
  /** The most bytes that one watchpoint may cover. */
  private static final int MOST_WATCHED = 1 << 20;

  private final Machine m;
  private final ModuleInstance instance;
  private final Probes probes;
  private final Watches watches;
  private final Set<Integer> bound = new HashSet<>();
  private final Map<Integer, Location> events = new HashMap<>();
  private final Map<Integer, TableWatch> tables = new HashMap<>();
  private final InstructionReader reader = new InstructionReader();

  private final Map<Integer, LocalWatch> locals = new HashMap<>();

  private record LocalWatch(int fp, int depth) {}

  private record TableWatch(TableInstance table, long index, Access access) {}

  Bindings(Machine machine, ModuleInstance instance, Probes probes, Watches watches) {
    m = machine;
    this.instance = instance;
    this.probes = probes;
    this.watches = watches;
  }

  /**
   * Binds a breakpoint that is not a watchpoint; see {@link
   * dev.continuum.inspector.debug.DebugBackend#bind}.
   */
  List<Integer> bind(int id, Location location) throws BindException {
    bound.add(id);
    switch (location) {
      case Location.Instruction instruction -> {
        return List.of(probe(id, functionAt(instruction.offset()), instruction.offset()));
      }
      case Location.Function function -> {
        FunctionInstance found = function(function.function());
        checkThatItRuns(found);
        return List.of(probe(id, found, found.map().offsets()[0]));
      }
      case Location.ImportCall call -> {
        checkImport(call);
        events.put(id, location);
        return List.of();
      }
      case Location.Trap trap -> events.put(id, location);
      case Location.Thrown thrown -> {
        checkTag(thrown.tag());
        events.put(id, location);
      }
      case Location.MemoryGrow grow ->
          probes.add(id, (function, in) -> in.opcode() == Opcode.MEMORY_GROW, m.store.instances());
      default -> throw new BindException("Only the session knows lines.");
    }
    return List.of();
  }

  private static void checkThatItRuns(FunctionInstance function) throws BindException {
    if (!Translator.hasRoom(function)) {
      throw new BindException(
          "Function "
              + function.name()
              + " never runs: it has more locals than the "
              + Translator.MOST_SLOTS
              + " slots that a frame has at most.");
    }
  }

  private int probe(int id, FunctionInstance function, int offset) throws BindException {
    checkThatItRuns(function);
    FunctionMap map = function.map();
    int index = map.indexAt(offset);
    if (index < 0) {
      throw new BindException(
          "Nothing that is ever reached stands at 0x"
              + Integer.toHexString(offset)
              + " or behind it in function "
              + function.name()
              + ".");
    }
    probes.add(id, function, index);
    return map.offsets()[index];
  }

  private FunctionInstance functionAt(int offset) throws BindException {
    Function function = instance.module.functionAt(offset);
    if (function == null) {
      throw new BindException(
          "No function has an instruction at 0x" + Integer.toHexString(offset) + ".");
    }
    return instance.functions[function.index()];
  }

  private FunctionInstance function(FunctionRef ref) throws BindException {
    int index =
        switch (ref) {
          case FunctionRef.Indexed indexed -> indexed.index();
          case FunctionRef.Named named -> named(named.name());
          case FunctionRef.Exported exported -> exported(exported.name());
        };
    if (index >= instance.functions.length) {
      throw new BindException(
          "There is no function "
              + index
              + "; the last is "
              + (instance.functions.length - 1)
              + ".");
    }
    FunctionInstance found = instance.functions[index];
    if (found.instance == null) {
      throw new BindException(
          "Function "
              + index
              + " is imported: break at its calls with \"import "
              + found.name()
              + "\".");
    }
    return found;
  }

  private int named(String name) throws BindException {
    for (Function function : instance.module.functions()) {
      if (name.equals(function.name())) {
        return function.index();
      }
    }
    throw new BindException("No function is named $" + name + ".");
  }

  private int exported(String name) throws BindException {
    for (Export export : instance.module.exports()) {
      if (export.kind() == ExternKind.FUNCTION && export.name().equals(name)) {
        return export.index();
      }
    }
    throw new BindException(
        "No function is exported as \"" + name + "\"; a name of the module itself takes a $.");
  }

  private void checkImport(Location.ImportCall call) throws BindException {
    for (Import each : instance.module.imports()) {
      if (each.kind() == ExternKind.FUNCTION
          && each.module().equals(call.module())
          && each.name().equals(call.name())) {
        return;
      }
    }
    throw new BindException(
        "The module imports no function \"" + call.module() + "\" \"" + call.name() + "\".");
  }

  private void checkTag(@Nullable String tag) throws BindException {
    if (tag != null && instance.module.tags().stream().noneMatch(each -> tag.equals(each.name()))) {
      throw new BindException("No tag is named $" + tag + ".");
    }
  }

  /** Watches a place. */
  void watch(
      int id, Access access, Place place, GuestScope scope, Frames.@Nullable Frame frame, int depth)
      throws BindException {
    bound.add(id);
    switch (place) {
      case Place.Memory bytes ->
          watch(id, access, instance.memories[bytes.memory()], bytes.address(), bytes.length());
      case Place.Field field -> {
        if (!(scope.object(field.object()) instanceof GuestObject object)
            || Reference.isI31(field.object().bits())) {
          throw new BindException("A number in a reference cannot be watched.");
        }
        watch(
            id,
            access,
            m.store.heap.memory(),
            object.address(field.index()),
            object.size(field.index()));
      }
      case Place.Global global -> watchGlobal(id, access, instance.globals[global.index()]);
      case Place.TableSlot slot ->
          watchTable(id, access, instance.tables[slot.table()], slot.index());
      case Place.Local local -> {
        if (frame == null) {
          throw new BindException("There is no frame whose locals could be watched.");
        }
        watchLocal(id, access, local.index(), scope, frame, depth);
      }
      case Place.Stack operand ->
          throw new BindException("An operand is used once; watch a local or memory instead.");
    }
  }

  private void watch(int id, Access access, LinearMemory memory, long address, long length)
      throws BindException {
    if (length < 1 || length > MOST_WATCHED) {
      throw new BindException(
          "A watchpoint covers 1 to " + MOST_WATCHED + " bytes, and this has " + length + ".");
    }
    watches.add(id, access, memory, address, (int) length);
  }

  private void watchGlobal(int id, Access access, GlobalInstance global) {
    int slots = Slots.of(global.type());
    watches.add(
        id,
        access,
        () -> Arrays.copyOfRange(m.store.globals, global.slot(), global.slot() + slots));
    Opcode opcode = access == Access.READ ? Opcode.GLOBAL_GET : Opcode.GLOBAL_SET;
    probes.add(
        id,
        (function, in) -> in.opcode() == opcode && function.module().globals[in.index()] == global,
        m.store.instances());
  }

  private void watchLocal(
      int id, Access access, int local, GuestScope scope, Frames.Frame frame, int depth) {
    int from = frame.fp() + scope.localSlot(local);
    int slots = scope.localSlots(local);
    int fp = frame.fp();
    FunctionInstance owner = frame.function();
    watches.add(
        id,
        access,
        () -> m.depth >= depth ? Arrays.copyOfRange(m.stack, from, from + slots) : null);
    probes.add(
        id,
        (function, in) ->
            function == owner
                && (access == Access.READ
                    ? in.opcode() == Opcode.LOCAL_GET
                    : in.opcode() == Opcode.LOCAL_SET || in.opcode() == Opcode.LOCAL_TEE)
                && in.index() == local,
        m.store.instances());
    locals.put(id, new LocalWatch(fp, depth));
  }

  private void watchTable(int id, Access access, TableInstance table, long index) {
    watches.add(
        id,
        access,
        () ->
            index < table.size
                ? Arrays.copyOfRange(table.elements, (int) index, (int) index + 1)
                : null);
    tables.put(id, new TableWatch(table, index, access));
    probes.add(
        id,
        (function, in) ->
            switch (in.opcode()) {
              case TABLE_SET, TABLE_FILL ->
                  access != Access.READ && function.module().tables[in.index()] == table;
              case TABLE_COPY ->
                  access != Access.READ && function.module().tables[in.index()] == table;
              case TABLE_INIT ->
                  access != Access.READ && function.module().tables[in.index2()] == table;
              case TABLE_GET ->
                  access == Access.READ && function.module().tables[in.index()] == table;
              case CALL_INDIRECT, RETURN_CALL_INDIRECT ->
                  access == Access.READ && function.module().tables[in.index2()] == table;
              default -> false;
            },
        m.store.instances());
  }

  /** Whether the instruction that is next, which has a probe of a watch, uses the place. */
  boolean uses(int id, FunctionInstance function, int index) {
    LocalWatch local = locals.get(id);
    if (local != null) {
      return m.depth == local.depth && m.fp == local.fp;
    }
    TableWatch watch = tables.get(id);
    if (watch == null) {
      return true;
    }
    FunctionMap map = function.map();
    int top = m.fp + map.heights()[index];
    return switch (opcode(function, map.offsets()[index])) {
      case TABLE_SET -> element(watch, m.stack[top - 2], 1);
      case TABLE_GET, CALL_INDIRECT, RETURN_CALL_INDIRECT -> element(watch, m.stack[top - 1], 1);
      default -> element(watch, m.stack[top - 3], m.stack[top - 1]);
    };
  }

  private static boolean element(TableWatch watch, long from, long count) {
    long first = MemoryInstructions.unsigned(from, watch.table.is64());
    long number = MemoryInstructions.unsigned(count, watch.table.is64());
    return watch.index >= first && watch.index - first < number;
  }

  /** The instruction at an offset. */
  Opcode opcode(FunctionInstance function, int offset) {
    ModuleInstance of = function.module();
    try {
      reader.expression(of.bytes, new ByteRange(offset, of.bytes.limit()));
      reader.next();
      return reader.opcode();
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid function cannot be read", impossible);
    }
  }

  void close() {
    for (int id : List.copyOf(bound)) {
      unbind(id);
    }
  }

  void unbind(int id) {
    bound.remove(id);
    events.remove(id);
    tables.remove(id);
    locals.remove(id);
    probes.remove(id);
    watches.remove(id);
  }

  /** The numbers of the breakpoints that wait for an event. */
  List<Integer> waitingFor(Predicate<Location> event) {
    if (events.isEmpty()) {
      return List.of();
    }
    return events.entrySet().stream()
        .filter(entry -> event.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
