package dev.continuum.inspector.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.HostFunction;
import dev.continuum.inspector.exec.HostModule;
import dev.continuum.inspector.exec.SteppingBackend;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DebugSessionTest {
  private static final String PROGRAM =
      """
      (module
        (import "host" "next" (func $next (result i32)))
        (memory (export "memory") 1)
        (global $calls (mut i32) (i32.const 0))
        (table $t 2 funcref)
        (elem declare func $factorial)
        (tag $odd (param i32))
        (func $factorial (param $n i32) (result i32)
          (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
          (if (result i32) (i32.le_s (local.get $n) (i32.const 1))
            (then (i32.const 1))
            (else
              (i32.mul
                (local.get $n)
                (call $factorial (i32.sub (local.get $n) (i32.const 1)))))))
        (func (export "run") (param $n i32) (result i32)
          (local $r i32)
          (local.set $r (call $factorial (local.get $n)))
          (i32.store (i32.const 0x400) (local.get $r))
          (table.set $t (i32.const 1) (ref.func $factorial))
          (i32.store (i32.const 0x404) (call $next))
          (i32.add (i32.load (i32.const 0x400)) (i32.load (i32.const 0x404))))
        (func (export "loop") (loop $l (br $l)))
        (func (export "divide") (param $a i32) (result i32)
          (i32.div_s (i32.const 7) (local.get $a)))
        (func (export "throws") (param i32)
          (block $caught (result i32)
            (try_table (catch $odd $caught) (throw $odd (local.get 0)))
            (unreachable))
          (drop))
        (func (export "sum") (param $n i32) (result i32)
          (local $i i32)
          (local $s i32)
          (loop $again
            (local.set $s
              (i32.add (local.get $s)
                (i32.mul (local.get $i) (i32.load (i32.const 0x500)))))
            (i32.store (i32.const 0x500) (i32.xor (local.get $s) (local.get $i)))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_s (local.get $i) (local.get $n))))
          (local.get $s)))
      """;

  private final List<DebugSession> open = new ArrayList<>();
  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private int asked;

  private SteppingBackend backend(String export, long... arguments) throws Exception {
    Assembly assembly = Assembler.assemble(PROGRAM, AssemblyOptions.DEFAULT);
    byte[] bytes = assembly.bytes();
    assertThat(assembly.problems()).isEmpty();
    WasmModule module =
        (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
    HostModule host =
        new HostModule() {
          @Override
          public HostFunction function(String name) {
            return (memory, given, results) -> results[0] = 1000 + ++asked;
          }

          @Override
          public FunctionType type(String name) {
            return new FunctionType(List.of(), List.of(NumberType.I32));
          }
        };
    List<Long> values = new ArrayList<>();
    for (long argument : arguments) {
      values.add(argument);
    }
    return new SteppingBackend(
        new Guest(
            module,
            ByteBuffer.wrap(bytes),
            Map.of("host", host),
            export,
            values,
            EngineLimits.DEFAULT,
            Guest.DEFAULT_HISTORY));
  }

  private DebugSession session(String export, long... arguments) throws Exception {
    Assembly assembly = Assembler.assemble(PROGRAM, AssemblyOptions.DEFAULT);
    DebugSession session =
        new DebugSession(
            backend(export, arguments),
            new WatLines(PROGRAM, assembly.map()),
            new DebugSession.Listener() {
              @Override
              public void logged(int breakpoint, String message) {
                logged.add(breakpoint + ": " + message);
              }
            });
    open.add(session);
    return session;
  }

  @AfterEach
  void close() {
    open.forEach(DebugSession::close);
  }

  private static Breakpoint add(DebugSession session, String text) throws Exception {
    Breakpoint added = session.add(BreakpointParser.parse(text), 0).get();
    assertThat(added.problem()).isEmpty();
    return added;
  }

  private static Stop move(DebugSession session, Motion motion) throws Exception {
    return session.move(motion).get();
  }

  private static Stop go(DebugSession session) throws Exception {
    return move(session, new Motion.Continue());
  }

  private static String value(DebugSession session, String expression) throws Exception {
    return session
        .inspect(backend -> Expression.parse(expression).evaluate(backend.scope(0)).toString())
        .get();
  }

  private static List<String> names(DebugSession session) throws Exception {
    return session
        .inspect(backend -> backend.frames(0, 100).stream().map(FrameInfo::name).toList())
        .get();
  }

  /** Everything that can be seen, as one text. */
  private static String state(DebugSession session) throws Exception {
    return session
        .inspect(backend -> {
          StringBuilder text = new StringBuilder().append(backend.tick());
          Cell cell = new Cell();
          for (FrameInfo frame : backend.frames(0, 1000)) {
            Scope scope = backend.scope(frame.level());
            text.append('\n').append(frame.name()).append('@').append(frame.offset());
            for (int i = 0; i < scope.count(Space.LOCAL); i++) {
              scope.local(i, cell);
              text.append(' ').append(cell.value());
            }
            for (int i = 0; i < scope.stackSize(); i++) {
              scope.stack(i, cell);
              text.append(" | ").append(cell.value());
            }
          }
          Scope scope = backend.scope(0);
          scope.global(0, cell);
          text.append('\n').append(cell.value()).append(' ');
          for (int at = 0x400; at < 0x508; at += 8) {
            text.append(Long.toHexString(scope.memory(0).load(at, 8))).append(' ');
          }
          scope.element(0, 1, cell);
          return text.append(cell.value()).toString();
        })
        .get();
  }

  @Test
  void stopsInARecursionOnAConditionAndShowsIt() throws Exception {
    DebugSession session = session("run", 6);
    Breakpoint breakpoint = add(session, "break $factorial if $n == 3");
    Stop stop = go(session);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
    assertThat(stop.breakpoints()).containsExactly(breakpoint.id());
    assertThat(names(session))
        .containsExactly("$factorial", "$factorial", "$factorial", "$factorial", "func[2] \"run\"");
    assertThat(value(session, "$n")).isEqualTo("3");
    assertThat(value(session, "$calls")).isEqualTo("3");
    int caller =
        session
            .inspect(backend -> {
              Cell cell = new Cell();
              backend.scope(2).stack(0, cell);
              return ((Value.I32) cell.value()).value();
            })
            .get();
    assertThat(caller).isEqualTo(5);
  }

  @Test
  void watchesAWordAndGoesBackPastItsChange() throws Exception {
    DebugSession session = session("run", 5);
    add(session, "watch memory[0x400]:i32");
    Stop stop = go(session);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.WATCHPOINT);
    assertThat(value(session, "memory[0x400]:i32")).isEqualTo("120");
    Stop back = move(session, new Motion.StepBack(1));
    assertThat(back.tick()).isEqualTo(stop.tick() - 1);
    assertThat(value(session, "memory[0x400]:i32")).isEqualTo("0");
    assertThat(value(session, "stack[0]")).isEqualTo("120");
    session.set(Assignment.parse("stack[0] = 7"), 0).get();
    assertThat(go(session).reason()).isEqualTo(Stop.Reason.WATCHPOINT);
    assertThat(value(session, "memory[0x400]:i32")).isEqualTo("7");
    Stop end = go(session);
    assertThat(end.reason()).isEqualTo(Stop.Reason.END);
    assertThat(end.results()).containsExactly(Value.of(7 + 1001));
  }

  @Test
  void watchesGlobalsLocalsAndTables() throws Exception {
    DebugSession session = session("run", 3);
    add(session, "watch $calls");
    add(session, "watch $r");
    add(session, "watch write table[0][1]");
    List<List<Integer>> hit = new ArrayList<>();
    Stop stop = go(session);
    while (stop.reason() == Stop.Reason.WATCHPOINT) {
      hit.add(stop.breakpoints());
      stop = go(session);
    }
    assertThat(stop.reason()).isEqualTo(Stop.Reason.END);
    assertThat(hit).containsExactly(List.of(1), List.of(1), List.of(1), List.of(2), List.of(3));
  }

  @Test
  void asksTheHostOnce() throws Exception {
    DebugSession session = session("run", 3);
    Stop end = go(session);
    assertThat(end.results()).containsExactly(Value.of(6 + 1001));
    move(session, new Motion.ToTick(0));
    assertThat(go(session).results()).containsExactly(Value.of(6 + 1001));
    assertThat(asked).isEqualTo(1);
    move(session, new Motion.ToTick(0));
    session.set(Assignment.parse("$n = 4"), 0).get();
    assertThat(go(session).results()).containsExactly(Value.of(24 + 1002));
  }

  @Test
  void stopsInFrontOfCallsOfTheHost() throws Exception {
    DebugSession session = session("run", 3);
    add(session, "break import host.next");
    Stop stop = go(session);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
    assertThat(asked).isZero();
    assertThat(move(session, new Motion.StepOver()).tick()).isEqualTo(stop.tick() + 1);
    assertThat(value(session, "stack[0]")).isEqualTo("1001");
    assertThat(move(session, new Motion.ReverseContinue()).tick()).isEqualTo(stop.tick());
    assertThat(go(session).reason()).isEqualTo(Stop.Reason.END);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void stepsOverOutAndBack() throws Exception {
    DebugSession session = session("run", 4);
    Stop entry = move(session, new Motion.StepInto(1));
    Stop over = move(session, new Motion.StepOver());
    assertThat(names(session)).containsExactly("func[2] \"run\"");
    assertThat(value(session, "stack[0]")).isEqualTo("24");
    assertThat(move(session, new Motion.StepBackOver()).tick()).isEqualTo(entry.tick());
    move(session, new Motion.StepInto(1));
    assertThat(names(session)).containsExactly("$factorial", "func[2] \"run\"");
    assertThat(move(session, new Motion.StepOut()).tick()).isEqualTo(over.tick());
    move(session, new Motion.StepBack(1));
    assertThat(names(session)).containsExactly("$factorial", "func[2] \"run\"");
    assertThat(move(session, new Motion.StepBackOut()).tick()).isEqualTo(entry.tick());
    assertThat(move(session, new Motion.StepBack(100)).reason())
        .isEqualTo(Stop.Reason.START_OF_HISTORY);
  }

  @Test
  void stepsByLines() throws Exception {
    DebugSession session = session("sum", 3);
    int line =
        PROGRAM
                .lines()
                .toList()
                .indexOf(
                    "      (i32.store (i32.const 0x500) (i32.xor (local.get $s) (local.get $i)))")
            + 1;
    add(session, "break line " + line);
    go(session);
    Stop next = session.stepLine(DebugSession.LineStep.OVER).get();
    assertThat(next.reason()).isEqualTo(Stop.Reason.STEP);
    assertThat(value(session, "memory[0x500]:i32")).isEqualTo("0");
    session.stepLine(DebugSession.LineStep.BACK_OVER).get();
    assertThat(next.tick()).isGreaterThan(session.inspect(DebugBackend::tick).get());
  }

  @Test
  void stopsWhereItTraps() throws Exception {
    DebugSession session = session("divide", 0);
    Stop stop = go(session);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.TRAP);
    assertThat(stop.message()).startsWith("integer divide by zero");
    assertThat(value(session, "stack[1]")).isEqualTo("7");
    session.set(Assignment.parse("stack[0] = 2"), 0).get();
    assertThat(go(session).results()).containsExactly(Value.of(3));
  }

  @Test
  void stopsWhereAnExceptionIsThrown() throws Exception {
    DebugSession session = session("throws", 5);
    add(session, "break throw $odd");
    Stop stop = go(session);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.EXCEPTION);
    assertThat(stop.message()).contains("$odd");
    assertThat(value(session, "stack[0]")).isEqualTo("5");
    assertThat(go(session).reason()).isEqualTo(Stop.Reason.END);
  }

  @Test
  void countsHitsAndWritesMessages() throws Exception {
    DebugSession session = session("run", 5);
    add(session, "break $factorial log \"n is {$n}\"");
    add(session, "break $factorial count == 4");
    Stop stop = go(session);
    assertThat(stop.breakpoints()).containsExactly(2);
    assertThat(value(session, "$n")).isEqualTo("2");
    assertThat(logged).containsExactly("1: n is 5", "1: n is 4", "1: n is 3", "1: n is 2");
    assertThat(session.breakpoints().get().get(1).hits()).isEqualTo(4);
  }

  @Test
  void keepsTheNumbersOfHitsWhenItGoesOverThemAgain() throws Exception {
    DebugSession session = session("run", 5);
    add(session, "break $factorial count == 3");
    Stop third = go(session);
    assertThat(value(session, "$n")).isEqualTo("3");
    assertThat(go(session).reason()).isEqualTo(Stop.Reason.END);
    Stop back = move(session, new Motion.ReverseContinue());
    assertThat(back.tick()).isEqualTo(third.tick());
    assertThat(move(session, new Motion.ReverseContinue()).reason())
        .isEqualTo(Stop.Reason.START_OF_HISTORY);
    assertThat(go(session).tick()).isEqualTo(third.tick());
    assertThat(session.breakpoints().get().getFirst().hits()).isEqualTo(5);
    move(session, new Motion.ToTick(0));
    session.set(Assignment.parse("$n = 4"), 0).get();
    assertThat(session.breakpoints().get().getFirst().hits()).isZero();
    go(session);
    assertThat(value(session, "$n")).isEqualTo("2");
    add(session, "break $factorial count == 4");
    // Its hits in the past have no numbers.
    move(session, new Motion.ToTick(0));
    assertThat(go(session).breakpoints()).containsExactly(2);
  }

  @Test
  void saysWhyABreakpointHasNoPlace() throws Exception {
    DebugSession session = session("run", 1);
    for (String text : List.of("break $nothing", "break 0x1", "break line 1", "break func[99]")) {
      assertThat(session.add(BreakpointParser.parse(text), 0).get().problem())
          .as(text)
          .isNotEmpty();
    }
  }

  @Test
  void aPauseWhileItStandsIsForNothing() throws Exception {
    DebugSession session = session("run", 6);
    session.pause();
    assertThat(move(session, new Motion.StepInto(3))).isEqualTo(new Stop(Stop.Reason.STEP, 3));
  }

  @Test
  void startsAnewWithItsBreakpoints() throws Exception {
    DebugSession session = session("run", 6);
    Breakpoint breakpoint = add(session, "break $factorial if $n == 3");
    Stop first = go(session);
    assertThat(session.restart(() -> backend("run", 6)).get()).isZero();
    assertThat(session.breakpoints().get().getFirst().hits()).isZero();
    assertThat(go(session)).isEqualTo(first);
    assertThat(first.breakpoints()).containsExactly(breakpoint.id());
  }

  @Test
  void pausesWhatNeverEnds() throws Exception {
    DebugSession session = session("loop");
    CompletableFuture<Stop> moving = session.move(new Motion.Continue());
    while (!session.isMoving() && !moving.isDone()) {
      Thread.onSpinWait();
    }
    session.pause();
    Stop stop = moving.get(30, TimeUnit.SECONDS);
    assertThat(stop.reason()).isEqualTo(Stop.Reason.PAUSE);
    assertThat(names(session)).hasSize(1);
  }

  @Test
  void takesABreakpointWhileItRuns() throws Exception {
    DebugSession session = session("loop");
    CompletableFuture<Stop> running = session.move(new Motion.Continue());
    Breakpoint function =
        session.add(BreakpointParser.parse("break $factorial"), 0).get(20, TimeUnit.SECONDS);
    assertThat(function.offsets()).hasSize(1);
    assertThat(running).isNotDone();
    long before = session.interject(DebugBackend::tick).get(20, TimeUnit.SECONDS);
    BreakpointSpec loop =
        BreakpointSpec.at(new Location.Function(new FunctionRef.Exported("loop")));
    Breakpoint hit = session.add(loop, 0).get(20, TimeUnit.SECONDS);
    Stop stop = running.get(20, TimeUnit.SECONDS);
    assertThat(stop.breakpoints()).containsExactly(hit.id());
    assertThat(stop.tick()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void findsWhereAValueComesFrom() throws Exception {
    DebugSession session = session("run", 4);
    Stop end = go(session);
    move(session, new Motion.ToTick(end.tick() - 1));
    Stop write =
        move(
            session,
            new Motion.ToLastWrite(
                0,
                session
                    .inspect(
                        backend -> Expression.parse("memory[0x400]:i32").place(backend.scope(0)))
                    .get()));
    assertThat(write.reason()).isEqualTo(Stop.Reason.STEP);
    assertThat(value(session, "stack[0]")).isEqualTo("24");
    assertThat(value(session, "memory[0x400]:i32")).isEqualTo("0");
  }

  @Test
  void findsWhatWroteALocalAGlobalOrATableElement() throws Exception {
    DebugSession session = session("run", 4);
    Stop end = go(session);
    for (String place : List.of("$r", "$calls", "table[0][1]")) {
      move(session, new Motion.ToTick(end.tick() - 1));
      String after = value(session, place);
      Stop write =
          move(
              session,
              new Motion.ToLastWrite(
                  0,
                  session
                      .inspect(backend -> Expression.parse(place).place(backend.scope(0)))
                      .get()));
      assertThat(write.reason()).as(place).isEqualTo(Stop.Reason.STEP);
      assertThat(value(session, place)).as(place).isNotEqualTo(after);
      move(session, new Motion.StepInto(1));
      assertThat(value(session, place)).as(place).isEqualTo(after);
    }
  }

  @Test
  void comesToTheSameStateWhicheverWayItGoes() throws Exception {
    Random random = new Random(7);
    DebugSession session = session("sum", 40);
    DebugSession other = session("sum", 40);
    long end = go(session).tick();
    for (int i = 0; i < 60; i++) {
      long at = random.nextLong(end);
      move(session, new Motion.ToTick(at));
      String there = state(session);
      long back = random.nextLong(at + 1);
      move(session, new Motion.StepBack(back));
      move(session, new Motion.StepInto(back));
      assertThat(state(session)).isEqualTo(there);
      move(other, new Motion.ToTick(0));
      for (long step = 0; step < at; step += Math.max(1, at / 3)) {
        move(other, new Motion.StepInto(Math.min(Math.max(1, at / 3), at - step)));
      }
      assertThat(state(other)).isEqualTo(there);
    }
  }

  @Test
  void goesBackFarInALongRun() throws Exception {
    DebugSession session = session("sum", 2_000_000);
    long end = go(session).tick();
    assertThat(end).isGreaterThan(30_000_000);
    long middle = end / 2 + 3;
    move(session, new Motion.ToTick(middle));
    DebugSession other = session("sum", 2_000_000);
    move(other, new Motion.StepInto(middle));
    assertThat(state(session)).isEqualTo(state(other));
    assertThat(go(session).tick()).isEqualTo(end);
  }

  @Test
  void bringsGlobalsTablesAndMemoryBack() throws Exception {
    DebugSession session = session("run", 3);
    String before = state(session);
    Stop end = go(session);
    move(session, new Motion.StepBack(1));
    assertThat(value(session, "$calls")).isEqualTo("3");
    assertThat(value(session, "memory[0x400]:i32")).isEqualTo("6");
    String after = state(session);
    move(session, new Motion.ToTick(0));
    assertThat(state(session)).isEqualTo(before);
    assertThat(value(session, "$calls")).isEqualTo("0");
    move(session, new Motion.ToTick(end.tick() - 1));
    assertThat(state(session)).isEqualTo(after);
  }

  @Test
  void anExcursionMovesButIsNoStop() throws Exception {
    List<Stop> stops = Collections.synchronizedList(new ArrayList<>());
    DebugSession session =
        new DebugSession(
            backend("run", 4),
            CodeLines.NONE,
            new DebugSession.Listener() {
              @Override
              public void stopped(Stop stop) {
                stops.add(stop);
              }
            });
    open.add(session);
    add(session, "break import host.next");
    Stop first = go(session);
    assertThat(first.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
    long there =
        session
            .excursion((backend, interrupted) -> {
              assertThat(session.isMoving()).isTrue();
              assertThat(interrupted.getAsBoolean()).isFalse();
              session.pause();
              assertThat(interrupted.getAsBoolean()).isTrue();
              long from = backend.tick();
              while (backend.tick() > 0) {
                backend.move(new Motion.ToTick(0), DebugBackend.HitListener.NONE);
              }
              while (backend.tick() < from) {
                backend.move(new Motion.ToTick(from), DebugBackend.HitListener.NONE);
              }
              return from;
            })
            .get();
    assertThat(there).isEqualTo(first.tick());
    assertThat(stops).containsExactly(first);
    assertThat(session.isMoving()).isFalse();
    // It has said that it stands in front of this call, and goes on from there.
    assertThat(go(session).reason()).isEqualTo(Stop.Reason.END);
    assertThat(
            session
                .excursion((backend, interrupted) -> {
                  throw new IllegalStateException("lost");
                })
                .handle((nothing, failed) -> failed.getMessage())
                .get())
        .isEqualTo("lost");
    assertThat(session.isMoving()).isFalse();
  }
}
