package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.PackedType;
import dev.continuum.inspector.syntax.StorageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A frame and a store made of lists. */
final class TestScope implements Scope {
  /** Something with a name, or with an empty one for none. */
  record Named(String name, Value value) {}

  /** A structure, array, exception or i31. */
  record Thing(
      Shape shape, List<Value> values, StorageType type, boolean mutable, List<String> names)
      implements HeapObject {
    @Override
    public long length() {
      return values.size();
    }

    @Override
    public StorageType storage(long index) {
      return type;
    }

    @Override
    public boolean isMutable(long index) {
      return mutable;
    }

    @Override
    public void get(long index, Cell cell) {
      cell.set(values.get((int) index));
    }

    @Override
    public Iterable<String> fieldNames() {
      return names;
    }
  }

  /** A memory with bytes in an array. */
  record Bytes(AddressType addressType, ByteBuffer bytes) implements ScopeMemory {
    Bytes(AddressType addressType, int size) {
      this(addressType, ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public long load(long address, int width) {
      int at = Math.toIntExact(address);
      return switch (width) {
        case 1 -> bytes.get(at) & 0xffL;
        case 2 -> bytes.getShort(at) & 0xffffL;
        case 4 -> bytes.getInt(at) & 0xffff_ffffL;
        default -> bytes.getLong(at);
      };
    }

    @Override
    public void read(long address, byte[] target, int from, int length) {
      bytes.get(Math.toIntExact(address), target, from, length);
    }
  }

  Object token = new Object();
  int lookups;
  final List<Named> locals = new ArrayList<>();
  final List<Named> globals = new ArrayList<>();
  final List<Value> stack = new ArrayList<>();
  final List<Value> results = new ArrayList<>();
  final List<Bytes> memories = new ArrayList<>();
  final List<String> memoryNames = new ArrayList<>();
  final List<List<Value>> tables = new ArrayList<>();
  final List<String> tableNames = new ArrayList<>();
  final List<String> functions = new ArrayList<>();
  final Map<Long, Thing> objects = new HashMap<>();
  int currentFunction = -1;
  int immutableGlobal = -1;
  long tick;
  Value pending = Value.Reference.NULL;

  TestScope local(String name, Value value) {
    locals.add(new Named(name, value));
    return this;
  }

  TestScope global(String name, Value value) {
    globals.add(new Named(name, value));
    return this;
  }

  Bytes memory(String name, int size) {
    Bytes memory = new Bytes(AddressType.I32, size);
    memories.add(memory);
    memoryNames.add(name);
    return memory;
  }

  @Override
  public Iterable<String> names(Space space) {
    return list(space).stream().filter(name -> !name.isEmpty()).toList();
  }

  private List<String> list(Space space) {
    return switch (space) {
      case LOCAL -> locals.stream().map(Named::name).toList();
      case GLOBAL -> globals.stream().map(Named::name).toList();
      case MEMORY -> memoryNames;
      case TABLE -> tableNames;
      case FUNCTION -> functions;
    };
  }

  @Override
  public Object token() {
    return token;
  }

  @Override
  public int index(Space space, String name) {
    lookups++;
    return list(space).indexOf(name);
  }

  @Override
  public int count(Space space) {
    return list(space).size();
  }

  @Override
  public void local(int index, Cell cell) {
    cell.set(locals.get(index).value());
  }

  @Override
  public int stackSize() {
    return stack.size();
  }

  @Override
  public void stack(int depth, Cell cell) {
    cell.set(stack.get(stack.size() - 1 - depth));
  }

  @Override
  public void global(int index, Cell cell) {
    cell.set(globals.get(index).value());
  }

  @Override
  public boolean isMutableGlobal(int index) {
    return index != immutableGlobal;
  }

  @Override
  public ScopeMemory memory(int index) {
    return memories.get(index);
  }

  @Override
  public long tableSize(int table) {
    return tables.get(table).size();
  }

  @Override
  public void element(int table, long index, Cell cell) {
    cell.set(tables.get(table).get((int) index));
  }

  @Override
  public void function(int index, Cell cell) {
    cell.setReference(index, false, "(ref func)");
  }

  @Override
  public int currentFunction() {
    return currentFunction;
  }

  @Override
  public @Nullable HeapObject object(Value.Reference reference) {
    return objects.get(reference.bits());
  }

  @Override
  public long tick() {
    return tick;
  }

  @Override
  public void exception(Cell cell) {
    cell.set(pending);
  }

  @Override
  public int resultCount() {
    return results.size();
  }

  @Override
  public void result(int index, Cell cell) {
    cell.set(results.get(index));
  }

  /** A frame with something of everything. */
  static TestScope full() {
    TestScope scope = new TestScope();
    scope
        .local("x", Value.of(7))
        .local("y", Value.of(-1))
        .local("long", Value.of(1L << 40))
        .local("f", Value.of(0.1f))
        .local("d", Value.of(2.5))
        .local("v", new Value.V128(0x8877_6655_4433_2211L, 0x3ff0_0000_0000_0000L))
        .local("p", new Value.Reference(100, false, "(ref $point)"))
        .local("a", new Value.Reference(101, false, "(ref $ints)"))
        .local("none", new Value.Reference(0, true, "anyref"))
        .local("host", new Value.Reference(5, false, "externref"))
        .local("i31", new Value.Reference(102, false, "i31ref"))
        .local("is-prime", Value.of(1))
        .local("core::fmt::f", Value.of(11))
        .local("dlmalloc.1", Value.of(12))
        .local("", Value.of(99))
        .local("0", Value.of(13))
        .local("two words", Value.of(14));
    scope.global("sp", Value.of(0x1_0000)).global("x", Value.of(8)).global("limit", Value.of(5L));
    scope.immutableGlobal = 2;
    scope.stack.addAll(List.of(Value.of(1L), Value.of(20), Value.of(30)));
    scope.results.add(Value.of(3.5));
    ByteBuffer bytes = scope.memory("main", 0x1_0000).bytes();
    bytes.put(0x400, new byte[] {-2, -1, -1, -1, 'h', 'i', 0});
    bytes.putLong(0x500, -3);
    bytes.putFloat(0x510, 1.5f).putDouble(0x518, -2.5);
    bytes.put(0x600, "grüße\0".getBytes(StandardCharsets.UTF_8));
    bytes.put(0xfffe, new byte[] {'e', 'n'});
    scope.memory("side", 16).bytes().put(3, (byte) 77);
    Value function = new Value.Reference(1, false, "(ref func)");
    scope.tables.add(List.of(Value.Reference.NULL, function));
    scope.tables.add(List.of(new Value.Reference(101, false, "(ref $ints)")));
    scope.tableNames.addAll(List.of("t", "objects"));
    scope.functions.addAll(List.of("main", "fib"));
    scope.currentFunction = 1;
    scope.tick = 1_000_000_000_000L;
    scope.objects.put(
        100L,
        new Thing(
            HeapObject.Shape.STRUCTURE,
            List.of(Value.of(3), Value.of(4)),
            NumberType.I32,
            true,
            List.of("px", "py")));
    scope.objects.put(
        101L,
        new Thing(
            HeapObject.Shape.ARRAY,
            List.of(Value.of(200), Value.of(201), Value.of(202)),
            PackedType.I8,
            true,
            List.of()));
    scope.objects.put(
        102L,
        new Thing(HeapObject.Shape.I31, List.of(Value.of(-31)), NumberType.I32, false, List.of()));
    scope.objects.put(
        103L,
        new Thing(
            HeapObject.Shape.EXCEPTION, List.of(Value.of(404)), NumberType.I32, false, List.of()));
    return scope;
  }
}
