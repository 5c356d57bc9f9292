package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.CodeLines;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests that mean no good: a session bears them, answers, and stays within its bounds. */
@Timeout(120)
class HostileGuestTest {
  private static final long HISTORY = 8 << 20;
  private static final EngineLimits LIMITS = new EngineLimits(16 << 20, 4 << 20, 1 << 16, 5000);

  private final List<DebugSession> open = new ArrayList<>();
  private final CountDownLatch passed = new CountDownLatch(1);

  @AfterEach
  void close() {
    open.forEach(DebugSession::close);
  }

  private static Guest guest(String text) {
    Assembly assembly = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP);
    byte[] bytes = assembly.bytes();
    assertThat(assembly.problems()).isEmpty();
    var inspection = Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL);
    assertThat(inspection.problems()).isEmpty();
    return new Guest(
        (WasmModule) inspection.binary(),
        ByteBuffer.wrap(bytes),
        Map.of(),
        null,
        List.of(),
        LIMITS,
        HISTORY);
  }

  private static SteppingBackend backend(String text) throws Exception {
    return new SteppingBackend(guest(text));
  }

  private DebugSession session(SteppingBackend backend) {
    DebugSession session =
        new DebugSession(
            backend,
            CodeLines.NONE,
            new DebugSession.Listener() {
              @Override
              public void logged(int breakpoint, String message) {
                passed.countDown();
              }
            });
    open.add(session);
    return session;
  }

  private static Stop go(SteppingBackend backend) {
    return backend.move(new Motion.Continue(), (id, scope, past) -> true);
  }

  /** Has a guest run, and pauses it when it has come by an instruction on its way. */
  private Stop pausedBehind(DebugSession session, int offset) throws Exception {
    String location = "0x" + Integer.toHexString(offset);
    session.add(BreakpointParser.parse("break " + location + " log \"passed\""), 0).get();
    CompletableFuture<Stop> moving = session.move(new Motion.Continue());
    assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
    session.pause();
    return moving.get(30, TimeUnit.SECONDS);
  }

  /** Starts a motion and pauses it. */
  private static Stop paused(DebugSession session, Motion motion) throws Exception {
    CompletableFuture<Stop> moving = session.move(motion);
    while (!session.isMoving() && !moving.isDone()) {
      Thread.onSpinWait();
    }
    session.pause();
    return moving.get(30, TimeUnit.SECONDS);
  }

  private static long memoryBytes(SteppingBackend backend) {
    return backend.timeline.image().memories().stream().mapToLong(LinearMemory.Image::size).sum();
  }

  /** Bodies that never end, each in another way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(loop $l (br $l))",
        "(loop $l (call $nothing) (br $l))",
        "(loop $l (memory.fill (i32.const 0) (i32.const 1) (i32.const 0x100000)) (br $l))",
        "(loop $l (memory.copy (i32.const 1) (i32.const 0) (i32.const 0xfffff)) (br $l))",
        "(loop $l (table.fill (i32.const 0) (ref.null func) (i32.const 1000000)) (br $l))",
        "(loop $l (drop (array.new $bytes (i32.const 1) (i32.const 100000))) (br $l))",
        "(loop $l (drop (memory.grow (i32.const 1))) (br $l))",
        "(loop $l (block $b (try_table (catch $odd $b) (throw $odd))) (br $l))",
        "(loop $l (block $b (try_table (catch_all $b) (call $throws (i32.const 500)))) (br $l))",
        "(return_call $forever)",
        "(loop $l (br_table $l $l $l (global.get 0)))",
      })
  void pausesWhatNeverEnds(String body) throws Exception {
    SteppingBackend backend =
        backend(
            """
            (module
              (type $bytes (array (mut i8)))
              (memory 16)
              (table 1000000 funcref)
              (global (mut i32) (i32.const 7))
              (tag $odd)
              (func $nothing)
              (func $throws (param i32)
                (if (i32.eqz (local.get 0)) (then (throw $odd)))
                (call $throws (i32.sub (local.get 0) (i32.const 1))))
              (func $forever (return_call $forever))
              (func (export "_start") (nop) (nop) %s))
            """
                .formatted(body));
    int first = backend.frames(0, 1).getFirst().offset();
    DebugSession session = session(backend);
    assertThat(pausedBehind(session, first + 1).reason()).isEqualTo(Stop.Reason.PAUSE);
    for (int i = 0; i < 3; i++) {
      Stop stop = paused(session, new Motion.Continue());
      assertThat(stop.reason()).as(stop.toString()).isEqualTo(Stop.Reason.PAUSE);
    }
    assertThat(session.inspect(any -> memoryBytes(backend)).get())
        .isLessThanOrEqualTo(LIMITS.memoryBytes());
    assertThat(session.inspect(any -> backend.timeline.image().heap().end()).get())
        .isLessThanOrEqualTo(LIMITS.heapBytes());
    assertThat(session.inspect(any -> any.frames(0, 10).size()).get()).isPositive();
    // Also on the way back.
    Stop back = paused(session, new Motion.StepBack(1));
    assertThat(back.reason())
        .isIn(Stop.Reason.PAUSE, Stop.Reason.STEP, Stop.Reason.START_OF_HISTORY);
  }

  @Test
  void endlessRecursionExhaustsTheCallStack() throws Exception {
    SteppingBackend backend =
        backend(
            """
            (module
              (type $t (func (param i64) (result i64)))
              (table funcref (elem $deep))
              (func $deep (type $t)
                (i64.add (local.get 0)
                  (call_indirect (type $t) (i64.add (local.get 0) (i64.const 1)) (i32.const 0))))
              (func (export "_start") (drop (call $deep (i64.const 0)))))
            """);
    Stop stop = go(backend);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.TRAP);
    assertThat(stop.message()).startsWith("call stack exhausted");
    assertThat(backend.depth()).isEqualTo(LIMITS.frames());
    assertThat(backend.frames(backend.depth() - 2, 10)).hasSize(2);
    assertThat(backend.move(new Motion.StepBack(1), (id, scope, past) -> true).reason())
        .isEqualTo(Stop.Reason.STEP);
  }

  @Test
  void framesOfManySlotsExhaustTheCallStackToo() throws Exception {
    String locals = "i64 ".repeat(30_000);
    Stop stop =
        go(
            backend(
                "(module (func $deep (local "
                    + locals
                    + ") (call $deep))"
                    + " (func (export \"_start\") (call $deep)))"));
    assertThat(stop.reason()).isEqualTo(Stop.Reason.TRAP);
    assertThat(stop.message()).startsWith("call stack exhausted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v128", "i64"})
  void functionsOfTooManySlotsTrap(String type) throws Exception {
    SteppingBackend backend =
        backend(
            "(module (func $wide (local "
                + (type + " ").repeat(66_000)
                + ") (nop))"
                + " (func (export \"_start\") (call $wide)))");
    DebugSession session = session(backend);
    Breakpoint breakpoint = session.add(BreakpointParser.parse("break func[0]"), 0).get();
    assertThat(breakpoint.problem()).contains("never runs");
    Stop stop = session.move(new Motion.Continue()).get();
    assertThat(stop.reason()).isEqualTo(Stop.Reason.TRAP);
    assertThat(stop.message()).startsWith("call stack exhausted");
  }

  @Test
  void memoriesTogetherStayWithinTheirBound() throws Exception {
    SteppingBackend backend =
        backend(
            """
            (module
              (memory $a 1 65536)
              (memory $b 1 65536)
              (memory $c i64 0 0x1000000000000)
              (global $failed (mut i32) (i32.const 0))
              (func (export "_start")
                (loop $l
                  (if (i32.eq (memory.grow $a (i32.const 3)) (i32.const -1))
                    (then (global.set $failed (i32.add (global.get $failed) (i32.const 1)))))
                  (if (i32.eq (memory.grow $b (i32.const 5)) (i32.const -1))
                    (then (global.set $failed (i32.add (global.get $failed) (i32.const 1)))))
                  (if (i64.eq (memory.grow $c (i64.const 0x7ffffffffff)) (i64.const -1))
                    (then (global.set $failed (i32.add (global.get $failed) (i32.const 1)))))
                  (if (i64.eq (memory.grow $c (i64.const -1)) (i64.const -1))
                    (then (global.set $failed (i32.add (global.get $failed) (i32.const 1)))))
                  (memory.fill $a (i32.const 0) (i32.const 1)
                    (i32.mul (memory.size $a) (i32.const 0x10000)))
                  (memory.fill $b (i32.const 0) (i32.const 1)
                    (i32.mul (memory.size $b) (i32.const 0x10000)))
                  (br_if $l (i32.lt_u (global.get $failed) (i32.const 1000))))))
            """);
    assertThat(go(backend).reason()).isEqualTo(Stop.Reason.END);
    assertThat(memoryBytes(backend)).isLessThanOrEqualTo(LIMITS.memoryBytes());
    // What is one page short of the bound cannot grow by three.
    assertThat(memoryBytes(backend)).isGreaterThan(LIMITS.memoryBytes() - (3 << 16));
    assertThat(backend.historyBytes()).isLessThanOrEqualTo(2 * LIMITS.memoryBytes() + HISTORY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(memory 257)",
        "(memory 200) (memory 57)",
        "(memory 65536 65536)",
        "(memory i64 0x1000000000000)",
        "(table 10000001 funcref)",
        "(table 6000000 funcref) (table 6000000 funcref)",
        "(table i64 0xffffffffffffffff funcref)"
      })
  void refusesToStartWithTooMuch(String field) {
    assertThatThrownBy(() -> backend("(module " + field + " (func (export \"_start\")))"))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("allowed here");
  }

  @Test
  void tablesTogetherStayWithinTheirBound() throws Exception {
    SteppingBackend backend =
        backend(
            """
            (module
              (table $a 0 funcref)
              (table $b i64 0 externref)
              (func (export "_start") (local $n i32)
                (loop $l
                  (drop (table.grow $a (ref.null func) (i32.const 1000000)))
                  (drop (table.grow $b (ref.null extern) (i64.const 1000000)))
                  (drop (table.grow $b (ref.null extern) (i64.const -1)))
                  (local.set $n (i32.add (local.get $n) (i32.const 1)))
                  (br_if $l (i32.lt_u (local.get $n) (i32.const 30))))))
            """);
    assertThat(go(backend).reason()).isEqualTo(Stop.Reason.END);
    long elements = 0;
    for (long[] table : backend.timeline.image().tables()) {
      elements += table.length;
    }
    assertThat(elements).isEqualTo(TableInstance.MOST_ELEMENTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(drop (array.new_default $bytes (i32.const -1)))",
        "(drop (array.new_default $wide (i32.const 0x7fffffff)))",
        "(drop (array.new $wide (v128.const i64x2 1 2) (i32.const 0x40000)))",
        "(loop $l (local.set 0 (struct.new $list (local.get 0))) (br $l))",
        "(loop $l (local.set 1 (array.new $arrays (local.get 1) (i32.const 1000))) (br $l))",
      })
  void theHeapIsExhausted(String body) throws Exception {
    SteppingBackend backend =
        backend(
            """
            (module
              (type $bytes (array (mut i8)))
              (type $wide (array (mut v128)))
              (type $list (struct (field (ref null $list))))
              (type $arrays (array (mut (ref null $arrays))))
              (func (export "_start") (local (ref null $list)) (local (ref null $arrays)) %s))
            """
                .formatted(body));
    Stop stop = go(backend);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.TRAP);
    assertThat(stop.message()).startsWith("heap exhausted");
    assertThat(backend.timeline.image().heap().end()).isLessThanOrEqualTo(LIMITS.heapBytes());
  }

  @Test
  void nestsDeepAndBranchesFar() throws Exception {
    int depth = 20_000;
    SteppingBackend backend =
        backend(
            "(module (func (export \"_start\") (result i32) "
                + "block (result i32) ".repeat(depth)
                + "i32.const 5 br "
                + (depth - 1)
                + " end ".repeat(depth)
                + "))");
    assertThat(go(backend).results()).hasToString("[5]");
  }

  @Test
  void branchesByAGiantTable() throws Exception {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      labels.append(i % 2 == 0 ? " 0" : " 1");
    }
    SteppingBackend backend =
        backend(
            "(module (func (export \"_start\") (result i32) "
                + "block block i32.const 199999 br_table"
                + labels
                + " 0 end i32.const 1 return end i32.const 2))");
    assertThat(go(backend).results()).hasToString("[2]");
  }

  @Test
  void takesManyOperands() throws Exception {
    int count = 30_000;
    SteppingBackend backend =
        backend(
            "(module (func (export \"_start\") (result i32) "
                + "block (result i32) "
                + "i32.const 1 ".repeat(count)
                + "br 0 end "
                + "i32.const 1 ".repeat(count)
                + "i32.add ".repeat(count)
                + "))");
    assertThat(go(backend).results()).hasToString("[" + (count + 1) + "]");
  }

  @Test
  void aStartFunctionThatNeverEndsCanBeLookedAt() throws Exception {
    SteppingBackend backend =
        backend(
            "(module (start $forever) (func $forever (loop $l (br $l))) (func (export"
                + " \"_start\")))");
    assertThat(backend.depth()).isEqualTo(1);
    Stop stop = paused(session(backend), new Motion.Continue());
    assertThat(stop.reason()).isEqualTo(Stop.Reason.PAUSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(memory 1) (data (i32.const 65530) \"0123456789\")",
        "(memory 1) (data (i32.const -1) \"0\")",
        "(memory i64 1) (data (i64.const -1) \"0\")",
        "(table 1 funcref) (elem (i32.const 1) func 0)",
        "(table 1 funcref) (elem (i32.const -1) func 0)",
      })
  void segmentsOutOfRangeTrap(String fields) {
    assertThatThrownBy(() -> backend("(module " + fields + " (func (export \"_start\")))"))
        .isInstanceOf(TrapException.class)
        .hasMessageStartingWith("out of bounds");
  }

  @Test
  void conditionsThatFailStopOnceAndCanBePaused() throws Exception {
    SteppingBackend backend =
        backend(
            """
            (module
              (memory 1)
              (func (export "_start") (local $i i32)
                (loop $l
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br $l))))
            """);
    DebugSession session = session(backend);
    int loop = backend.frames(0, 1).getFirst().offset();
    for (String condition : List.of("1 / ($i - $i) == 1", "memory[0xfffffff]:i32 == 1")) {
      Breakpoint added =
          session
              .add(
                  BreakpointParser.parse(
                      "break 0x" + Integer.toHexString(loop) + " if " + condition),
                  0)
              .get();
      assertThat(added.problem()).isEmpty();
    }
    for (int i = 0; i < 20; i++) {
      Stop stop = paused(session, new Motion.Continue());
      assertThat(stop.reason()).isIn(Stop.Reason.BREAKPOINT, Stop.Reason.PAUSE);
    }
    // Writes a message each time, and never stops.
    for (Breakpoint each : session.breakpoints().get()) {
      session.remove(each.id()).get();
    }
    session
        .add(
            BreakpointParser.parse(
                "break 0x" + Integer.toHexString(loop) + " log \"{1 / ($i - $i)}\""),
            0)
        .get();
    assertThat(paused(session, new Motion.Continue()).reason()).isEqualTo(Stop.Reason.PAUSE);
    assertThat(backend.historyBytes()).isLessThanOrEqualTo(HISTORY);
  }
}
