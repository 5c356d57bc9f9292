package dev.continuum.ide.debug.memory;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the active data segments of a module were put. Never changes. */
final class DataBands {
  static final DataBands NONE = new DataBands(List.of());

  /**
   * A segment.
   *
   * @param name {@code $name}, harmless, or {@code data[3]}
   */
  record Band(int memory, String name, long start, long end) {}

  private final List<Band> bands;

  /** For each band, the furthest end of it and all before. */
  private final long[] furthest;

  DataBands(List<Band> bands) {
    this.bands =
        bands.stream()
            .sorted(Comparator.comparingInt(Band::memory).thenComparingLong(Band::start))
            .toList();
    furthest = new long[bands.size()];
    for (int i = 0; i < furthest.length; i++) {
      Band band = this.bands.get(i);
      boolean more = i > 0 && this.bands.get(i - 1).memory() == band.memory();
      furthest[i] = more ? Math.max(furthest[i - 1], band.end()) : band.end();
    }
  }

  /**
   * Finds them.
   *
   * @param scope gives the values of globals that positions are computed from
   */
  static DataBands of(WasmModule module, ByteBuffer bytes, Scope scope) {
    List<Band> found = new ArrayList<>();
    InstructionReader in = new InstructionReader();
    for (DataSegment segment : module.data()) {
      Integer memory = segment.memory();
      ByteRange offset = segment.offset();
      if (memory != null && offset != null && segment.content().size() > 0) {
        in.expression(bytes, offset);
        Long start = compute(in, scope);
        if (start != null) {
          String name = segment.name();
          found.add(
              new Band(
                  memory,
                  name == null ? "data[" + segment.index() + "]" : MemoryWords.name(name),
                  start,
                  start + segment.content().size()));
        }
      }
    }
    return new DataBands(found);
  }

  /** The position of a segment; null when it is computed in a way that is not known here. */
  private static @Nullable Long compute(InstructionReader in, Scope scope) {
    Deque<Long> stack = new ArrayDeque<>();
    boolean narrow = true;
    try {
      while (in.next()) {
        switch (in.opcode()) {
          case I32_CONST -> stack.push(in.constant());
          case I64_CONST -> {
            stack.push(in.constant());
            narrow = false;
          }
          case GLOBAL_GET -> {
            Cell cell = new Cell();
            scope.global(in.index(), cell);
            switch (cell.value()) {
              case Value.I32(int number) -> stack.push((long) number);
              case Value.I64(long number) -> {
                stack.push(number);
                narrow = false;
              }
              default -> {
                return null;
              }
            }
          }
          case I32_ADD, I64_ADD -> stack.push(stack.pop() + stack.pop());
          case I32_SUB, I64_SUB -> stack.push(-stack.pop() + stack.pop());
          case I32_MUL, I64_MUL -> stack.push(stack.pop() * stack.pop());
          case END -> {}
          default -> {
            return null;
          }
        }
      }
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid module has a malformed segment", impossible);
    }
    long result = Objects.requireNonNull(stack.peek());
    return narrow ? result & 0xffff_ffffL : result;
  }

  /** Those that have bytes in a stretch, in order of their starts. */
  List<Band> in(int memory, long from, long to) {
    int low = 0;
    int high = bands.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Band band = bands.get(middle);
      if (band.memory() < memory || band.memory() == memory && band.start() < to) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<Band> found = new ArrayList<>();
    for (int i = low - 1; i >= 0; i--) {
      Band band = bands.get(i);
      if (band.memory() != memory || furthest[i] <= from) {
        break;
      }
      if (band.end() > from) {
        found.addFirst(band);
      }
    }
    return found;
  }
}
