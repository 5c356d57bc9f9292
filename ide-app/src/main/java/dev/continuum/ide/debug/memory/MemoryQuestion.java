package dev.continuum.ide.debug.memory;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the memory view wants to know of a guest that stands still, asked at once.
 *
 * @param memory the memory that is shown; another than there is stands for the first
 * @param level the frame that expressions are evaluated in
 * @param first the first byte that is wanted
 * @param length how many bytes are wanted
 * @param before how many bytes in front of those of {@code follow} are wanted
 * @param known the pages that are known already
 * @param follow what the first byte is evaluated from; null for {@code first}
 * @param watches places to find, by their numbers
 * @param bandsKnown whether the data segments are known
 */
record MemoryQuestion(
    Program program,
    int memory,
    int level,
    long first,
    long length,
    long before,
    Set<Long> known,
    @Nullable Expression follow,
    Map<Long, Expression> watches,
    boolean bandsKnown)
    implements DebugSession.Inspection<MemoryQuestion.Answer> {
  /**
   * What was found.
   *
   * @param pages bytes by the numbers of their pages
   * @param accesses what the next instruction touches, in any memory
   * @param watched the places found
   * @param bands the data segments; null when they are known already
   * @param followed where {@code follow} leads; null without one, or when it leads nowhere
   * @param problem why it leads nowhere, in words; empty when it does not matter
   */
  record Answer(
      List<MemoryInfo> memories,
      int memory,
      Map<Long, byte[]> pages,
      List<MemoryAccess> accesses,
      Map<Long, Place.Memory> watched,
      @Nullable DataBands bands,
      @Nullable Long followed,
      String problem) {}

  @Override
  public Answer of(DebugBackend backend) {
    Scope scope = backend.scope(level);
    int count = scope.count(Space.MEMORY);
    List<MemoryInfo> memories = new ArrayList<>();
    for (Memory each : program.module().memories()) {
      ScopeMemory found = scope.memory(each.index());
      String name = each.name();
      memories.add(
          new MemoryInfo(
              each.index(),
              name == null ? "" : name,
              found.size(),
              found.addressType() == AddressType.I64));
    }
    int shown = memory < count ? memory : 0;
    Long followed = null;
    String problem = "";
    Map<Long, byte[]> pages = Map.of();
    if (count > 0) {
      ScopeMemory bytes = scope.memory(shown);
      try {
        followed = follow == null ? null : address(follow, scope, bytes.size());
      } catch (ExpressionException nowhere) {
        problem = String.valueOf(nowhere.getMessage());
      }
      long from = followed == null ? first : followed - before;
      pages = read(bytes, MemoryPages.missing(from, Math.min(from + length, bytes.size()), known));
    }
    List<FrameInfo> frames = backend.frames(0, 1);
    return new Answer(
        memories,
        shown,
        pages,
        frames.isEmpty()
            ? List.of()
            : MemoryAccess.next(program, frames.getFirst(), backend.scope(0)),
        places(scope),
        bandsKnown ? null : DataBands.of(program.module(), program.bytes(), scope),
        followed,
        problem);
  }

  /**
   * The address that an expression gives.
   *
   * @throws ExpressionException also when it lies outside of the memory
   */
  static long address(Expression expression, Scope scope, long size) throws ExpressionException {
    Value value = expression.evaluate(scope);
    long address =
        switch (value) {
          case Value.I32(int number) -> Integer.toUnsignedLong(number);
          case Value.I64(long number) -> number;
          default ->
              throw MemoryProblem.of(
                  expression,
                  "%s is of type %s; an address is an i32 or i64"
                      .formatted(expression, value.type()));
        };
    if (Long.compareUnsigned(address, size) >= 0) {
      throw MemoryProblem.of(
          expression,
          "%s lies outside of the memory, which ends at %s"
              .formatted(MemoryWords.hex(address), MemoryWords.hex(size)));
    }
    return address;
  }

  /** Reads whole pages. */
  static Map<Long, byte[]> read(ScopeMemory memory, Set<Long> wanted) {
    Map<Long, byte[]> pages = new HashMap<>();
    for (long page : wanted) {
      long start = page * MemoryPages.PAGE;
      byte[] bytes = new byte[(int) Math.clamp(memory.size() - start, 0, (long) MemoryPages.PAGE)];
      memory.read(start, bytes, 0, bytes.length);
      pages.put(page, bytes);
    }
    return pages;
  }

  private Map<Long, Place.Memory> places(Scope scope) {
    Map<Long, Place.Memory> places = new HashMap<>();
    watches.forEach((id, expression) -> {
      try {
        if (expression.place(scope) instanceof Place.Memory place) {
          places.put(id, place);
        }
      } catch (ExpressionException meaningless) {
        // It covers nothing here; the list of breakpoints says why it is not set.
        return;
      }
    });
    return places;
  }
}
