package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.syntax.FunctionType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** At a trap of each kind: why, in words, where, who called, and with which operands. */
@Timeout(60)
class TrapStopTest {
  /** A function that traps: its body, the message, the operands it traps at, the lowest first. */
  private record Case(Trap trap, String body, String message, List<String> operands) {}

  private static final List<Case> CASES =
      List.of(
          new Case(Trap.UNREACHABLE, "(i32.const 3) unreachable", "unreachable", List.of("3")),
          new Case(
              Trap.INTEGER_OVERFLOW,
              "(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))",
              "integer overflow: -2147483648 is divided by -1",
              List.of("-2147483648", "-1")),
          new Case(
              Trap.DIVISION_BY_ZERO,
              "(drop (i64.rem_u (i64.const 9) (i64.const 0)))",
              "integer divide by zero: 9 is divided by 0",
              List.of("9", "0")),
          new Case(
              Trap.INVALID_CONVERSION,
              "(drop (i32.trunc_f64_s (f64.const nan)))",
              "invalid conversion to integer: NaN is not a signed 32-bit integer",
              List.of("nan")),
          new Case(
              Trap.OUT_OF_BOUNDS_MEMORY,
              "(i32.store offset=4 (i32.const 65535) (i32.const 7))",
              "out of bounds memory access: 4 bytes at 0x10003, but the memory has 65536 bytes",
              List.of("65535", "7")),
          new Case(
              Trap.OUT_OF_BOUNDS_TABLE,
              "(table.set $t (i32.const 5) (ref.null func))",
              "out of bounds table access: element 5 of a table of 2",
              List.of("5", "null")),
          new Case(
              Trap.OUT_OF_BOUNDS_ARRAY,
              "(drop (array.get $a (array.new_default $a (i32.const 2)) (i32.const 2)))",
              "out of bounds array access: element 2 of an array of 2",
              List.of("ref", "2")),
          new Case(
              Trap.UNDEFINED_ELEMENT,
              "(call_indirect $t (i32.const 9))",
              "undefined element: element 9 of a table of 2",
              List.of("9")),
          new Case(
              Trap.UNINITIALIZED_ELEMENT,
              "(call_indirect $t (i32.const 1))",
              "uninitialized element: element 1 is null",
              List.of("1")),
          new Case(
              Trap.INDIRECT_CALL_TYPE_MISMATCH,
              "(drop (call_indirect $t (result i32) (i32.const 0)))",
              "indirect call type mismatch: element 0 is function $nothing, which has another"
                  + " type",
              List.of("0")),
          new Case(
              Trap.NULL_REFERENCE,
              "(drop (ref.as_non_null (ref.null func)))",
              "null reference",
              List.of("null")),
          new Case(
              Trap.NULL_FUNCTION_REFERENCE,
              "(call_ref $f (ref.null $f))",
              "null function reference",
              List.of("null")),
          new Case(
              Trap.NULL_STRUCTURE_REFERENCE,
              "(struct.set $s 0 (ref.null $s) (i32.const 1))",
              "null structure reference",
              List.of("null", "1")),
          new Case(
              Trap.NULL_ARRAY_REFERENCE,
              "(drop (array.len (ref.null $a)))",
              "null array reference",
              List.of("null")),
          new Case(
              Trap.NULL_I31_REFERENCE,
              "(drop (i31.get_s (ref.null i31)))",
              "null i31 reference",
              List.of("null")),
          new Case(
              Trap.NULL_EXCEPTION_REFERENCE,
              "(throw_ref (ref.null exn))",
              "null exception reference",
              List.of("null")),
          new Case(
              Trap.CAST_FAILURE,
              "(drop (ref.cast (ref $s) (ref.i31 (i32.const 6))))",
              "cast failure: the number 6 is not of type $s",
              List.of("(ref i31) 0x600000001")),
          new Case(
              Trap.UNALIGNED_ATOMIC,
              "(drop (i32.atomic.load (i32.const 2)))",
              "unaligned atomic: 0x2 is not a multiple of 4",
              List.of("2")),
          new Case(
              Trap.EXPECTED_SHARED_MEMORY,
              "(drop (memory.atomic.wait32 (i32.const 4) (i32.const 0) (i64.const -1)))",
              "expected shared memory: waiting needs a shared memory",
              List.of("4", "0", "-1")),
          new Case(
              Trap.DEADLOCK,
              "(drop (memory.atomic.wait32 1 (i32.const 4) (i32.const 0) (i64.const -1)))",
              "deadlock: the only thread waits for a notification without a time limit",
              List.of("4", "0", "-1")),
          new Case(
              Trap.UNCAUGHT_EXCEPTION,
              "(throw $e (i32.const 8))",
              "unhandled exception: an exception of tag $e is thrown, and nothing catches it",
              List.of("8")),
          new Case(
              Trap.CALL_STACK_EXHAUSTED,
              "(call $traps)",
              "call stack exhausted: 100000 calls are open",
              List.of()),
          new Case(
              Trap.HEAP_EXHAUSTED,
              "(drop (array.new_default $a (i32.const -1)))",
              "heap exhausted: 4294967312 bytes are asked for, and 16 of at most 1073741824 are"
                  + " taken",
              List.of("-1")),
          new Case(
              Trap.HOST_FAILURE,
              "(i32.const 4) (call $host) (drop)",
              "host function failed: the disk is full",
              List.of("4")));

  private static Stepped guest(String body) throws Exception {
    return new Stepped(
        new SteppingBackend(
            Stepped.guest(
                """
                (module
                  (type $f (func))
                  (type $s (struct (field (mut i32))))
                  (type $a (array (mut i8)))
                  (import "host" "fail" (func $host))
                  (memory 1)
                  (memory 1 1 shared)
                  (table $t 2 funcref)
                  (elem (table $t) (i32.const 0) func $nothing)
                  (tag $e (param i32))
                  (func $nothing)
                  (func $traps %s)
                  (func $caller (call $traps))
                  (func (export "_start") (call $caller)))
                """
                    .formatted(body),
                new FunctionType(List.of(), List.of()),
                (memory, given, results) -> {
                  throw new TrapException(Trap.HOST_FAILURE, "the disk is full");
                },
                null)));
  }

  @Test
  void saysWhyAndWhereAndWithWhat() throws Exception {
    Set<Trap> seen = EnumSet.noneOf(Trap.class);
    for (Case each : CASES) {
      Stepped guest = guest(each.body);
      Stop stop = guest.go();
      assertThat(stop.reason()).as(each.body).isEqualTo(Stop.Reason.TRAP);
      assertThat(stop.message()).as(each.body).isEqualTo(each.message);
      assertThat(operands(guest)).as(each.body).isEqualTo(each.operands);
      int depth = guest.backend.depth();
      List<FrameInfo> outer = guest.backend.frames(depth - 3, 3);
      assertThat(outer.stream().map(FrameInfo::name))
          .containsExactly("$traps", "$caller", "func[4] \"_start\"");
      FrameInfo inner = guest.backend.frames(0, 1).getFirst();
      assertThat(inner.name()).isEqualTo("$traps");
      assertThat(inner.offset()).isPositive();
      // It traps there again, whichever way it comes.
      guest.to(0);
      assertThat(guest.go()).as(each.body).isEqualTo(stop);
      assertThat(operands(guest)).as(each.body).isEqualTo(each.operands);
      seen.add(each.trap);
    }
    assertThat(seen).containsExactlyInAnyOrder(Trap.values());
  }

  private static List<String> operands(Stepped guest) {
    Scope scope = guest.backend.scope(0);
    List<String> operands = new ArrayList<>();
    Cell cell = new Cell();
    for (int i = scope.stackSize() - 1; i >= 0; i--) {
      scope.stack(i, cell);
      String text = cell.value().toString();
      operands.add(text.startsWith("(ref $a)") ? "ref" : text);
    }
    return operands;
  }
}
