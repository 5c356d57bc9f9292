package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.Origin;
import dev.continuum.inspector.debug.origin.OriginStep;
import dev.continuum.inspector.debug.origin.Origins;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a value came from, asked where a program traps. */
@Timeout(60)
class OriginTest {
  private static final FunctionType GIVES_ONE =
      new FunctionType(List.of(), List.of(NumberType.I32));

  /** A guest that stands at its trap. */
  private record Trapped(Guest guest, Stepped stepped) {
    static Trapped of(String fields) throws Exception {
      Guest guest =
          Stepped.guest(
              "(module (import \"host\" \"give\" (func $give (result i32)))" + fields + ")",
              GIVES_ONE,
              (memory, given, results) -> results[0] = 77,
              null);
      Stepped stepped = new Stepped(new SteppingBackend(guest));
      assertThat(stepped.go().reason()).isEqualTo(Stop.Reason.TRAP);
      return new Trapped(guest, stepped);
    }

    Origin origin(int level, Place place) throws Exception {
      SteppingBackend backend = stepped.backend;
      String before = StateDigest.of(backend);
      Origin origin =
          new Origins(guest.module(), guest.bytes()).find(backend, level, place, () -> false);
      assertThat(StateDigest.of(backend)).isEqualTo(before);
      return origin;
    }

    /** The steps of the top operand: instruction, what it gave, what happened. */
    List<String> top() throws Exception {
      return told(origin(0, new Place.Stack(0)));
    }

    List<String> of(int level, String place) throws Exception {
      return told(origin(level, Expression.parse(place).place(stepped.backend.scope(level))));
    }
  }

  private static List<String> told(Origin origin) {
    assertThat(origin.ending()).isEqualTo(Origin.Ending.FOUND);
    return origin.steps().stream()
        .map(step ->
            (step.instruction().isEmpty() ? "-" : step.instruction())
                + " = "
                + step.value()
                + ": "
                + step.words())
        .toList();
  }

  /** What traps at any operand. */
  private static final String TRAPS = "(call_indirect $none)";

  private static Trapped main(String body) throws Exception {
    return main("", body);
  }

  private static Trapped main(String fields, String body) throws Exception {
    return Trapped.of(
        "(table $none 1 funcref)" + fields + "(func $main (export \"_start\") " + body + ")");
  }

  @Test
  void followsLocalsToAConstant() throws Exception {
    Trapped it =
        main(
            "(local $x i32) (local $y i32) (local.set $x (i32.const 9))"
                + "(local.set $y (local.tee $x (i32.const 5))) (local.get $y) nop "
                + TRAPS);
    assertThat(it.top())
        .containsExactly(
            "local.get $y = 5: read from local $y",
            "local.set $y = 5: written to local $y",
            "i32.const 5 = 5: a constant");
  }

  @Test
  void namesTheOperandsOfAComputation() throws Exception {
    Trapped it =
        main(
            "(local $x i32) (local.set $x (i32.const 9))"
                + "(i32.add (local.get $x) (i32.mul (i32.const 2) (i32.const 3))) "
                + TRAPS);
    Origin origin = it.origin(0, new Place.Stack(0));
    assertThat(told(origin)).containsExactly("i32.add = 15: computed here");
    OriginStep sum = origin.steps().getFirst();
    assertThat(sum.kind()).isEqualTo(OriginStep.Kind.COMPUTATION);
    assertThat(sum.operands().stream().map(operand -> operand.value().toString()))
        .containsExactly("9", "6");
    Origins origins = new Origins(it.guest.module(), it.guest.bytes());
    assertThat(
            told(
                origins.find(
                    it.stepped.backend,
                    sum.tick(),
                    0,
                    sum.operands().getFirst().place(),
                    10,
                    () -> false)))
        .startsWith("local.get $x = 9: read from local $x");
  }

  @Test
  void followsCallsInAndOut() throws Exception {
    Trapped it =
        main(
            """
            (type $unary (func (param i32) (result i32)))
            (elem (table $none) (i32.const 0) func $inner)
            (func $inner (param $p i32) (result i32)
              (if (i32.eqz (local.get $p)) (then (return (i32.const 3))))
              (local.get $p))
            (func $outer (param $a i32) (param $b i32) (result i32)
              (call_indirect $none (type $unary) (local.get $b) (i32.const 0)))
            """,
            "(call $outer (i32.const 1) (i32.const 40)) " + TRAPS);
    assertThat(it.top())
        .containsExactly(
            "end = 40: returned by $outer",
            "end = 40: returned by $inner",
            "local.get $p = 40: read from local $p",
            "call_indirect (type $unary) = 40: passed as parameter $p",
            "local.get $b = 40: read from local $b",
            "call $outer = 40: passed as parameter $b",
            "i32.const 40 = 40: a constant");
  }

  @Test
  void tellsTheCallsOfARecursionApart() throws Exception {
    Trapped it =
        main(
            """
            (func $down (param $n i32) (local $seen i32)
              (if (i32.eqz (local.get $n)) (then (local.get $seen) unreachable))
              (local.set $seen (i32.const 8))
              (call $down (i32.sub (local.get $n) (i32.const 1))))
            """,
            "(call $down (i32.const 2))");
    // The other calls have written theirs; this one has not.
    assertThat(it.top())
        .containsExactly(
            "local.get $seen = 0: read from local $seen",
            "call $down = 0: never written: locals begin with zero or null");
    assertThat(it.of(1, "$n"))
        .containsExactly("call $down = 1: passed as parameter $n", "i32.sub = 1: computed here");
    assertThat(it.of(1, "$seen"))
        .containsExactly(
            "local.set $seen = 8: written to local $seen", "i32.const 8 = 8: a constant");
  }

  @Test
  void doesNotTakeAnEarlierCallOfTheSameFunctionForThisOne() throws Exception {
    Trapped it =
        main(
            """
            (func $once (param $n i32) (local $l i32)
              (if (local.get $n)
                (then (local.set $n (i32.const 70)) (local.set $l (i32.const 71)))
                (else (local.get $n) unreachable)))
            """,
            "(call $once (i32.const 1)) (call $once (i32.const 0))");
    assertThat(it.of(0, "$n"))
        .containsExactly("call $once = 0: passed as parameter $n", "i32.const 0 = 0: a constant");
    assertThat(it.of(0, "$l"))
        .containsExactly("call $once = 0: never written: locals begin with zero or null");
  }

  @Test
  void followsTailCalls() throws Exception {
    Trapped it =
        main(
            """
            (func $last (param $q i32) (local.get $q) unreachable)
            (func $first (param $p i32)
              (return_call $last (i32.add (local.get $p) (i32.const 1))))
            """,
            "(call $first (i32.const 6))");
    assertThat(it.top())
        .containsExactly(
            "local.get $q = 7: read from local $q",
            "return_call $last = 7: passed as parameter $q",
            "i32.add = 7: computed here");
  }

  @Test
  void followsMemory() throws Exception {
    Trapped it =
        main(
            """
            (memory 1)
            (data (i32.const 64) "\\2a\\00\\00\\00")
            """,
            """
            (i64.store8 offset=2 (i32.const 100) (i64.const 0x1ff))
            (memory.copy (i32.const 200) (i32.const 64) (i32.const 8))
            (drop (i32.load8_u (i32.const 102)))
            (i32.load (i32.const 200))
            (i32.load8_u (i32.const 102))
            (i32.load (i32.const 100))
            unreachable
            """);
    assertThat(it.of(0, "stack[2]"))
        .containsExactly(
            "i32.load = 42: loaded from memory at 0xc8",
            "memory.copy = 42: copied from memory at 0x40",
            "- = 42: never written: data segment 0 put it there");
    assertThat(it.of(0, "stack[1]"))
        .containsExactly(
            "i32.load8_u = 255: loaded from memory at 0x66",
            "i64.store8 offset=2 = 255: stored to memory at 0x66",
            "i64.const 511 = 511: a constant");
    assertThat(it.of(0, "stack[0]"))
        .containsExactly(
            "i32.load = 16711680: loaded from memory at 0x64",
            "i64.store8 offset=2 = 16711680: partly stored to memory: 1 byte at 0x66");
    assertThat(it.of(0, "memory[0x300]:i64"))
        .containsExactly("- = 0: never written: memory begins with zeros");
  }

  @Test
  void followsGlobalsAndTables() throws Exception {
    Trapped it =
        main(
            """
            (global $g (mut i32) (i32.const 4))
            (global $h i32 (i32.const 6))
            (table $t 8 funcref)
            (elem declare func $main)
            """,
            """
            (global.set $g (call $give))
            (table.set $t (i32.const 2) (ref.func $main))
            (table.copy $t $t (i32.const 4) (i32.const 1) (i32.const 3))
            (table.fill $t (i32.const 0) (ref.null func) (i32.const 2))
            (global.get $h)
            (table.get $t (i32.const 1))
            (table.get $t (i32.const 5))
            (global.get $g)
            unreachable
            """);
    assertThat(it.of(0, "stack[0]"))
        .containsExactly(
            "global.get $g = 77: read from global $g",
            "global.set $g = 77: written to global $g",
            "call $give = 77: returned by the host function \"host\" \"give\"");
    assertThat(it.of(0, "stack[1]"))
        .hasSize(4)
        .satisfiesExactly(
            get -> assertThat(get).startsWith("table.get $t").endsWith("element 5 of table 1"),
            copy -> assertThat(copy).startsWith("table.copy $t $t"),
            set -> assertThat(set).startsWith("table.set $t"),
            made -> assertThat(made).startsWith("ref.func $main").endsWith("a constant"));
    assertThat(it.of(0, "stack[2]"))
        .satisfiesExactly(
            get -> assertThat(get).startsWith("table.get $t"),
            fill -> assertThat(fill).startsWith("table.fill $t"),
            none -> assertThat(none).startsWith("ref.null"));
    assertThat(it.of(0, "stack[3]"))
        .containsExactly(
            "global.get $h = 6: read from global $h",
            "- = 6: never written: the global has it from the start");
  }

  @Test
  void followsObjects() throws Exception {
    Trapped it =
        main(
            """
            (type $pair (struct (field $a (mut i32)) (field $b (mut i8))))
            (type $row (array (mut i32)))
            """,
            """
            (local $p (ref null $pair)) (local $r (ref null $row))
            (local.set $p (struct.new $pair (i32.const 3) (i32.const 0x1ff)))
            (local.set $r (array.new $row (i32.const 7) (i32.const 4)))
            (array.set $row (local.get $r) (i32.const 1) (struct.get $pair $a (local.get $p)))
            (array.get $row (local.get $r) (i32.const 2))
            (struct.get_u $pair $b (local.get $p))
            (array.get $row (local.get $r) (i32.const 1))
            unreachable
            """);
    assertThat(it.of(0, "stack[0]"))
        .satisfiesExactly(
            get -> assertThat(get).startsWith("array.get $row = 3: read from element 1 of"),
            set -> assertThat(set).isEqualTo("array.set $row = 3: written to element 1"),
            field -> assertThat(field).startsWith("struct.get $pair 0 = 3: read from field 0"),
            made ->
                assertThat(made)
                    .isEqualTo("struct.new $pair = 3: given to a new object as field 0"),
            constant -> assertThat(constant).isEqualTo("i32.const 3 = 3: a constant"));
    assertThat(it.of(0, "stack[1]"))
        .satisfiesExactly(
            get -> assertThat(get).startsWith("struct.get_u $pair 1 = 255: read from field 1"),
            made ->
                assertThat(made)
                    .isEqualTo("struct.new $pair = 255: given to a new object as field 1"),
            constant -> assertThat(constant).isEqualTo("i32.const 511 = 511: a constant"));
    assertThat(it.of(0, "stack[2]"))
        .satisfiesExactly(
            get -> assertThat(get).startsWith("array.get $row = 7: read from element 2 of"),
            made -> assertThat(made).isEqualTo("array.new $row = 7: given to a new array"),
            constant -> assertThat(constant).isEqualTo("i32.const 7 = 7: a constant"));
  }

  @Test
  void followsChoicesConversionsAndBranches() throws Exception {
    Trapped it =
        main(
            """
            (local $c i32)
            (local.set $c (i32.const 1))
            (i32.wrap_i64 (select (i64.const 10) (i64.const 20) (local.get $c)))
            (block $out (result i32)
              (i32.const 1)
              (i32.const 2)
              (br_if $out (i32.const 0))
              drop
              drop
              (block (result i32)
                (i32.const 9)
                (i32.const 30)
                (br_table 0 1 (local.get $c)))
              drop
              (i32.const 4))
            unreachable
            """);
    assertThat(it.of(0, "stack[0]"))
        .containsExactly(
            "br_table 0 (;@2;) $out = 30: taken along by a branch",
            "i32.const 30 = 30: a constant");
    assertThat(it.of(0, "stack[1]"))
        .containsExactly(
            "i32.wrap_i64 = 10: made of 10 by conversion",
            "select = 10: chosen, as the condition is 1",
            "i64.const 10 = 10: a constant");
  }

  @Test
  void goesPastABranchThatWasNotTaken() throws Exception {
    Trapped it =
        main(
            """
            (block $out (result i32)
              (i32.const 1)
              (i32.const 2)
              (br_if $out (i32.const 0))
              drop)
            unreachable
            """);
    assertThat(it.top()).containsExactly("i32.const 1 = 1: a constant");
  }

  @Test
  void followsExceptions() throws Exception {
    Trapped it =
        main(
            """
            (tag $e (param i32 i64))
            (func $throws (param $x i32) (throw $e (local.get $x) (i64.const 8)))
            """,
            """
            (block $caught (result i32 i64)
              (try_table (catch $e $caught) (call $throws (i32.const 5)))
              unreachable)
            unreachable
            """);
    Origin first = it.origin(0, new Place.Stack(1));
    assertThat(told(first))
        .containsExactly("throw $e = 5: came with the exception that is thrown here");
    assertThat(first.steps().getFirst().operands()).hasSize(2);
    assertThat(first.steps().getFirst().name()).isEqualTo("$throws");
  }

  @Test
  void saysThatADebuggerHasChangedIt() throws Exception {
    Guest guest =
        Stepped.guest(
            "(module (func (export \"_start\") (local $x i32)"
                + " (local.set $x (i32.const 5)) nop nop (local.get $x) unreachable))",
            null);
    Stepped stepped = new Stepped(new SteppingBackend(guest));
    stepped.to(3);
    stepped.set("$x = 6");
    stepped.go();
    Origin origin =
        new Origins(guest.module(), guest.bytes())
            .find(stepped.backend, 0, new Place.Stack(0), () -> false);
    assertThat(told(origin))
        .containsExactly(
            "local.get $x = 6: read from local $x",
            "local.set $x = 6: this gave 5, and a debugger has changed it since");
  }

  @Test
  void doesNotGoFurtherThanItStood() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Guest guest =
        Stepped.guest(
            "(module (import \"host\" \"give\" (func $give (result i32))) (memory 1)"
                + " (func (export \"_start\") (i32.store (i32.const 0) (i32.const 4))"
                + " (i32.const 3) (call $give) unreachable))",
            GIVES_ONE,
            (memory, given, results) -> calls.incrementAndGet(),
            null);
    Stepped stepped = new Stepped(new SteppingBackend(guest));
    stepped.to(4);
    Origins origins = new Origins(guest.module(), guest.bytes());
    Place memory = Expression.parse("memory[0]:i32").place(stepped.backend.scope(0));
    assertThat(told(origins.find(stepped.backend, 0, memory, () -> false)))
        .startsWith("i32.store = 4: stored to memory at 0x0");
    assertThat(told(origins.find(stepped.backend, 0, new Place.Stack(0), () -> false)))
        .containsExactly("i32.const 3 = 3: a constant");
    assertThat(calls).hasValue(0);
    assertThat(stepped.backend.lastTick()).isEqualTo(4);
  }

  @Test
  void seesAnExceptionThatWasJustCaught() throws Exception {
    Guest guest =
        Stepped.guest(
            "(module (tag $e (param i32)) (func $throws (throw $e (i32.const 5)))"
                + " (func (export \"_start\") (block $c (result i32)"
                + " (try_table (catch $e $c) (call $throws)) unreachable) drop))",
            null);
    Stepped stepped = new Stepped(new SteppingBackend(guest));
    stepped.to(3);
    assertThat(stepped.backend.depth()).isEqualTo(1);
    assertThat(
            told(
                new Origins(guest.module(), guest.bytes())
                    .find(stepped.backend, 0, new Place.Stack(0), () -> false)))
        .containsExactly(
            "throw $e = 5: came with the exception that is thrown here",
            "i32.const 5 = 5: a constant");
  }

  @Test
  void endsAtTheArgumentsFromOutside() throws Exception {
    Guest guest =
        Stepped.guest(
            "(module (func (export \"run\") (param $n i32) (local.get $n) unreachable))", "run");
    guest =
        new Guest(
            guest.module(),
            guest.bytes(),
            guest.hosts(),
            "run",
            List.of(12L),
            guest.limits(),
            guest.historyBudget());
    Stepped stepped = new Stepped(new SteppingBackend(guest));
    stepped.go();
    assertThat(
            told(
                new Origins(guest.module(), guest.bytes())
                    .find(stepped.backend, 0, new Place.Stack(0), () -> false)))
        .containsExactly(
            "local.get $n = 12: read from local $n",
            "- = 12: an argument of the call from outside");
  }

  @Test
  void endsWhenItHasGoneFarEnoughOrIsInterrupted() throws Exception {
    Trapped it =
        main(
            "(local $x i32) (local $y i32) (local.set $x (i32.const 5))"
                + "(local.set $y (local.get $x)) (local.get $y) unreachable");
    Origins origins = new Origins(it.guest.module(), it.guest.bytes());
    SteppingBackend backend = it.stepped.backend;
    String before = StateDigest.of(backend);
    Origin cut = origins.find(backend, backend.tick(), 0, new Place.Stack(0), 2, () -> false);
    assertThat(cut.ending()).isEqualTo(Origin.Ending.CUT);
    assertThat(cut.steps()).hasSize(2);
    AtomicInteger asked = new AtomicInteger();
    Origin broken = origins.find(backend, 0, new Place.Stack(0), () -> asked.incrementAndGet() > 3);
    assertThat(broken.ending()).isEqualTo(Origin.Ending.INTERRUPTED);
    assertThat(broken.steps()).hasSize(3);
    assertThat(StateDigest.of(backend)).isEqualTo(before);
    assertThatThrownBy(() -> origins.find(backend, 0, new Place.Stack(5), () -> false))
        .isInstanceOf(BindException.class);
    assertThat(StateDigest.of(backend)).isEqualTo(before);
  }

  /** A name that is too long runs over the pointer behind it. */
  private static final String OVERRUN =
      """
      struct reading { char name[4]; int *value; };
      static int seven = 7;
      static struct reading reading;
      static volatile const char *given = "overrun";
      static void __attribute__((noinline)) rename_to(const volatile char *name) {
        char *to = reading.name;
        while ((*to++ = *name++)) {}
      }
      static int __attribute__((noinline)) fetch(struct reading *from) { return *from->value; }
      __attribute__((export_name("run"))) int run(void) {
        reading.value = &seven;
        int before = fetch(&reading);
        rename_to(given);
        return before + fetch(&reading);
      }
      """;

  @Test
  void findsWhoWroteABadPointer(@TempDir Path folder) throws Exception {
    byte[] bytes =
        Tools.clang(folder, OVERRUN, "-O1", "-nostdlib", "-Wl,--no-entry", "-fno-builtin");
    WasmModule module =
        (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
    Guest guest =
        new Guest(
            module,
            ByteBuffer.wrap(bytes),
            Map.of(),
            "run",
            List.of(),
            EngineLimits.DEFAULT,
            Guest.DEFAULT_HISTORY);
    Stepped stepped = new Stepped(new SteppingBackend(guest));
    assertThat(stepped.go().message()).startsWith("out of bounds memory access");
    Origin origin =
        new Origins(module, ByteBuffer.wrap(bytes))
            .find(stepped.backend, 0, new Place.Stack(0), () -> false);
    OriginStep writer = origin.steps().getLast();
    assertThat(writer.name()).isEqualTo("$rename_to");
    assertThat(writer.instruction()).startsWith("i32.store8");
    assertThat(writer.words()).startsWith("partly stored to memory: 1 byte");
  }

  @Test
  void leavesAProgramThatHasEndedAtItsEnd() throws Exception {
    Guest guest =
        Stepped.guest(
            "(module (memory 1) (func (export \"_start\")"
                + " (i32.store (i32.const 8) (i32.const 5)) nop))",
            null);
    Stepped stepped = new Stepped(new SteppingBackend(guest));
    assertThat(stepped.go().reason()).isEqualTo(Stop.Reason.END);
    String before = StateDigest.of(stepped.backend);
    Place place = Expression.parse("memory[8]:i32").place(stepped.backend.scope(0));
    Origin origin =
        new Origins(guest.module(), guest.bytes()).find(stepped.backend, 0, place, () -> false);
    assertThat(told(origin))
        .containsExactly("i32.store = 5: stored to memory at 0x8", "i32.const 5 = 5: a constant");
    assertThat(StateDigest.of(stepped.backend)).isEqualTo(before);
    assertThat(stepped.move(new Motion.StepBack(1)).reason()).isEqualTo(Stop.Reason.STEP);
  }
}
