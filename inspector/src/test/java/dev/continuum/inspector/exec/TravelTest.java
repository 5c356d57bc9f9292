package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.Stop.Reason;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Motions where the way matters: over changes, calls of the host, throws and returns. */
@Timeout(60)
class TravelTest {
  private static final String SUM =
      """
      (module
        (memory 1)
        (func (export "_start") (local $i i32) (local $s i32)
          (loop $again
            (local.set $s (i32.add (i32.mul (local.get $s) (i32.const 31)) (local.get $i)))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (i32.store (i32.const 64) (local.get $s))
            (br_if $again (i32.lt_s (local.get $i) (i32.const 10000000))))))
      """;

  private static int bind(Stepped guest, int id, String breakpoint) throws Exception {
    guest.backend.bind(id, BreakpointParser.parse(breakpoint).location(), 0);
    return id;
  }

  @Test
  void keepsChangesHoweverLongItRunsBehindThem() throws Exception {
    Stepped guest = Stepped.of(SUM, null);
    guest.to(1000);
    guest.set("$s = 7");
    guest.go();
    long end = guest.backend.lastTick();
    assertThat(end).isGreaterThan(100_000_000);
    String last = guest.state();
    guest.to(5_000_000);
    String behind = guest.state();
    guest.to(1000);
    assertThat(guest.value("$s")).isEqualTo("7");
    guest.to(998);
    String before = guest.state();
    guest.move(new Motion.StepInto(5_000_000 - 998));
    assertThat(guest.state()).isEqualTo(behind);
    guest.to(998);
    assertThat(guest.state()).isEqualTo(before);
    assertThat(guest.go().tick()).isEqualTo(end);
    assertThat(guest.state()).isEqualTo(last);
    guest.to(2);
    Stepped opened = Stepped.open(Stepped.guest(SUM, null), guest.saved());
    opened.to(5_000_000);
    assertThat(opened.state()).isEqualTo(behind);
    opened.go();
    assertThat(opened.state()).isEqualTo(last);
  }

  @Test
  void forgetsWhatComesBeforeAChangeRatherThanTheChange() throws Exception {
    Stepped guest = Stepped.of(SUM, null);
    guest.to(1000);
    guest.set("$s = 7");
    guest.go();
    guest.to(5_000_000);
    String behind = guest.state();
    guest.backend.setHistoryBudget(1);
    assertThat(guest.backend.firstTick()).isGreaterThanOrEqualTo(1000);
    guest.to(guest.backend.lastTick());
    if (guest.backend.firstTick() <= 5_000_000) {
      guest.to(5_000_000);
      assertThat(guest.state()).isEqualTo(behind);
    }
    assertThat(guest.backend.historyBytes()).isLessThan(1 << 20);
  }

  @Test
  void keepsAChangeAtTheVeryEnd() throws Exception {
    Stepped guest =
        Stepped.of(
            "(module (global $g (mut i32) (i32.const 1)) (func (export \"_start\") nop nop))",
            null);
    long end = guest.go().tick();
    guest.set("$g = 5");
    guest.to(0);
    assertThat(guest.value("$g")).isEqualTo("1");
    Stop stop = guest.go();
    assertThat(stop.reason()).isEqualTo(Reason.END);
    assertThat(stop.tick()).isEqualTo(end);
    assertThat(guest.value("$g")).isEqualTo("5");
  }

  private static final String HOST =
      """
      (module
        (import "host" "next" (func $next (result i32)))
        (func (export "_start") (local $x i32)
          nop
          (local.set $x (call $next))
          (local.set $x (call $next))))
      """;

  private static Stepped host(List<Integer> asked) throws Exception {
    return new Stepped(
        new SteppingBackend(
            Stepped.guest(
                HOST,
                new FunctionType(List.of(), List.of(NumberType.I32)),
                (memory, given, results) -> {
                  asked.add(asked.size());
                  results[0] = asked.size();
                },
                null)));
  }

  @Test
  void stopsInFrontOfACallItStandsAtUnlessItHasSaidSo() throws Exception {
    List<Integer> asked = new ArrayList<>();
    Stepped guest = host(asked);
    guest.to(1);
    bind(guest, 1, "break import host.next");
    Stop first = guest.go();
    assertThat(first.reason()).isEqualTo(Reason.BREAKPOINT);
    assertThat(first.tick()).isEqualTo(1);
    assertThat(asked).isEmpty();
    Stop second = guest.go();
    assertThat(second.tick()).isEqualTo(3);
    assertThat(asked).hasSize(1);
    // It comes back without having stopped there.
    guest.to(1);
    assertThat(guest.go().tick()).isEqualTo(1);
    assertThat(guest.go().tick()).isEqualTo(3);
    assertThat(guest.move(new Motion.ReverseContinue()).tick()).isEqualTo(1);
    assertThat(guest.move(new Motion.StepOver()).tick()).isEqualTo(2);
  }

  private static final String RETURNS =
      """
      (module
        (tag $odd (param i32 v128))
        (func $two (result i32 i64) (i32.const 5) (i64.const 6))
        (func $throws (param $x i32)
          (throw $odd (local.get $x) (v128.const i32x4 1 2 3 4)))
        (func $passes (result i32) (call $throws (i32.const 9)) (i32.const 3))
        (func (export "results") (result i32)
          (call $two)
          drop
          drop
          (i32.const 7))
        (func (export "caught") (result i32)
          (block $c (result exnref)
            (try_table (catch_all_ref $c) (drop (call $passes)))
            unreachable)
          (drop)
          (i32.const 8))
        (func (export "uncaught") (call $throws (i32.const 4))))
      """;

  @Test
  void showsWhatHasJustBeenReturned() throws Exception {
    Stepped guest = Stepped.of(RETURNS, "results");
    assertThat(guest.backend.scope(0).resultCount()).isZero();
    guest.move(new Motion.StepOver());
    assertThat(guest.backend.scope(0).resultCount()).isEqualTo(2);
    assertThat(guest.value("result[0]")).isEqualTo("5");
    assertThat(guest.value("result[1]")).isEqualTo("6");
    guest.move(new Motion.StepInto(1));
    assertThat(guest.backend.scope(0).resultCount()).isZero();
    guest.to(0);
    guest.move(new Motion.StepInto(2));
    guest.move(new Motion.StepOut());
    assertThat(guest.value("result[1]")).isEqualTo("6");
    guest.to(3);
    guest.move(new Motion.StepInto(1));
    assertThat(guest.value("result[0]")).isEqualTo("5");
    guest.go();
    assertThat(guest.value("result[0]")).isEqualTo("7");
    Stepped host = host(new ArrayList<>());
    host.to(1);
    host.move(new Motion.StepOver());
    assertThat(host.value("result[0]")).isEqualTo("1");
  }

  @Test
  void showsWhatIsThrown() throws Exception {
    Stepped guest = Stepped.of(RETURNS, "caught");
    bind(guest, 1, "break throw $odd");
    Stop stop = guest.go();
    assertThat(stop.reason()).isEqualTo(Reason.EXCEPTION);
    assertThat(guest.value("exception[0]")).isEqualTo("9");
    assertThat(guest.value("i32x4(exception[1], 2)")).isEqualTo("3");
    assertThat(guest.value("exception == null")).isEqualTo("0");
    guest.move(new Motion.StepInto(1));
    assertThat(guest.value("exception == null")).isEqualTo("1");
    assertThat(guest.value("stack[0]")).contains("exn");
  }

  @Test
  void stepsOutOfAFrameThatAnExceptionLeaves() throws Exception {
    Stepped guest = Stepped.of(RETURNS, "caught");
    guest.move(new Motion.StepInto(1));
    assertThat(guest.backend.frames(0, 9)).hasSize(2);
    Stop stop = guest.move(new Motion.StepOut());
    assertThat(stop.reason()).isEqualTo(Reason.STEP);
    assertThat(guest.backend.frames(0, 9)).hasSize(1);
    assertThat(guest.backend.scope(0).resultCount()).isZero();
    String there = guest.state();
    List<FrameInfo> frames = guest.backend.frames(0, 9);
    long tick = stop.tick();
    guest.to(0);
    guest.to(tick);
    assertThat(guest.backend.frames(0, 9)).isEqualTo(frames);
    assertThat(guest.state()).isEqualTo(there);
    assertThat(guest.go().results().toString()).contains("8");
  }

  @Test
  void looksAtAnExceptionThatNobodyCatches() throws Exception {
    Stepped guest = Stepped.of(RETURNS, "uncaught");
    Stop stop = guest.go();
    assertThat(stop.reason()).isEqualTo(Reason.TRAP);
    assertThat(stop.message())
        .isEqualTo(
            "unhandled exception: an exception of tag $odd is thrown, and nothing catches it");
    assertThat(guest.value("exception[0]")).isEqualTo("4");
    assertThat(guest.backend.frames(0, 9).stream().map(FrameInfo::name))
        .containsExactly("$throws", "func[5] \"uncaught\"");
  }
}
