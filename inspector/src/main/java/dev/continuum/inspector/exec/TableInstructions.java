package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.MemoryInstructions.number;
import static dev.continuum.inspector.exec.MemoryInstructions.unsigned;

import dev.continuum.inspector.syntax.Opcode;

/** Table instructions (specification, "Table Instructions"). */
final class TableInstructions {
  private static final int IMMEDIATES = RareInstructions.IMMEDIATES;

  private TableInstructions() {}

  static void execute(Opcode opcode, int[] code, int pc, long[] s, int at, ModuleInstance instance)
      throws TrapException {
    int first = code[pc + IMMEDIATES];
    if (opcode == Opcode.ELEM_DROP) {
      instance.elements[first] = new long[0];
      return;
    }
    if (opcode == Opcode.TABLE_INIT) {
      TableInstance table = instance.tables[code[pc + IMMEDIATES + 1]];
      init(
          instance.elements[first],
          table,
          unsigned(s[at], table.is64()),
          s[at + 1] & 0xffffffffL,
          s[at + 2] & 0xffffffffL);
      return;
    }
    TableInstance table = instance.tables[first];
    boolean is64 = table.is64();
    switch (opcode) {
      case TABLE_GET -> s[at] = table.get(unsigned(s[at], is64));
      case TABLE_SET -> table.set(unsigned(s[at], is64), s[at + 1]);
      case TABLE_SIZE -> s[at] = number(table.size, is64);
      case TABLE_GROW -> {
        long delta = unsigned(s[at + 1], is64);
        boolean fits = Long.compareUnsigned(delta, instance.store.tableRoom()) <= 0;
        s[at] = number(fits ? table.grow(delta, s[at]) : -1, is64);
      }
      case TABLE_FILL -> table.fill(unsigned(s[at], is64), s[at + 1], unsigned(s[at + 2], is64));
      case TABLE_COPY -> {
        TableInstance source = instance.tables[code[pc + IMMEDIATES + 1]];
        table.copy(
            unsigned(s[at], is64),
            source,
            unsigned(s[at + 1], source.is64()),
            unsigned(s[at + 2], is64 && source.is64()));
      }
      default -> throw new IllegalStateException("no instruction of tables: " + opcode);
    }
  }

  /** {@code table.init}. */
  static void init(long[] elements, TableInstance table, long to, long from, long count)
      throws TrapException {
    if (from + count > elements.length) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_TABLE,
          count + " elements from " + from + " on of an element segment of " + elements.length);
    }
    table.check(to, count);
    System.arraycopy(elements, (int) from, table.elements, (int) to, (int) count);
    table.changed = true;
  }
}
