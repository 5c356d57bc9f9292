package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordingTest {
  static final String EVERYTHING =
      """
      (module $everything
        (import "host" "next" (func $next (param i32) (result i32)))
        (type $pair (struct (field $a (mut i32)) (field $next (mut (ref null $pair)))))
        (type $bytes (array (mut i8)))
        (memory (export "memory") 1 4)
        (memory $other 0 2)
        (table $t 2 8 funcref)
        (table $refs 3 externref)
        (global $list (mut (ref null $pair)) (ref.null $pair))
        (global $v (mut v128) (v128.const i64x2 1 2))
        (global $n (mut i64) (i64.const 5))
        (tag $odd (param i32 v128))
        (data $d "some bytes")
        (elem $e func $deep $deep)
        (start $begin)
        (func $begin
          (global.set $n (i64.extend_i32_s (call $next (i32.const 7))))
          (i32.store (i32.const 100) (i32.const 77)))
        (func $push (param $x i32)
          (global.set $list (struct.new $pair (local.get $x) (global.get $list))))
        (func $deep (param $n i32) (param $w v128) (result i32)
          (local $x v128)
          (local.set $x (i32x4.add (local.get $w) (i32x4.splat (local.get $n))))
          (call $push (local.get $n))
          (if (i32.eqz (local.get $n))
            (then
              (throw $odd (i32x4.extract_lane 1 (local.get $x)) (local.get $x))))
          (i32.add (call $next (local.get $n))
            (call $deep (i32.sub (local.get $n) (i32.const 1)) (local.get $x))))
        (func (export "_start")
          (local $i i32) (local $sum i32) (local $x exnref)
          (drop (memory.grow $other (i32.const 1)))
          (i64.store $other (i32.const 65000) (i64.const -9))
          (memory.init $d (i32.const 20000) (i32.const 0) (i32.const 10))
          (data.drop $d)
          (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 2))
          (elem.drop $e)
          (drop (table.grow $t (ref.null func) (i32.const 2)))
          (loop $again
            (block $caught (result i32 v128 exnref)
              (try_table (catch_ref $odd $caught)
                (drop (call_indirect $t (param i32 v128) (result i32)
                  (local.get $i) (global.get $v) (i32.const 1))))
              (unreachable))
            (local.set $x)
            (global.set $v)
            (local.set $sum (i32.add (local.get $sum)))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_s (local.get $i) (i32.const 6))))
          (i32.store (i32.const 104) (local.get $sum))
          (drop (memory.grow (i32.const 1)))
          (i32.store (i32.const 70000) (local.get $sum))))
      """;

  private int asked;

  Guest guest() throws Exception {
    return Stepped.guest(
        EVERYTHING,
        new FunctionType(List.of(NumberType.I32), List.of(NumberType.I32)),
        (memory, given, results) -> {
          Objects.requireNonNull(memory).writeInt(200 + 4 * asked % 100, (int) given[0]);
          results[0] = 1000 + ++asked;
        },
        null);
  }

  /** A file of a session that stands in the middle. */
  byte[] file() throws Exception {
    Stepped original = new Stepped(new SteppingBackend(guest()));
    long end = original.go().tick();
    original.to(end / 2);
    return original.saved();
  }

  @Test
  void standsWhereItWasSavedAndGoesBothWays() throws Exception {
    Guest guest = guest();
    Stepped original = new Stepped(new SteppingBackend(guest));
    long end = original.go().tick();
    int calls = asked;
    for (long at = 0; at <= end; at += at < 60 ? 1 : 13) {
      original.to(at);
      byte[] file = original.saved();
      Stepped opened = Stepped.open(guest, file);
      assertThat(opened.backend.tick()).isEqualTo(at);
      assertThat(opened.backend.lastTick()).isEqualTo(end);
      assertThat(opened.state()).isEqualTo(original.state());
      assertThat(Arrays.equals(opened.saved(), file)).isTrue();
      for (long to : new long[] {end, at / 2, at + 1, at}) {
        opened.to(Math.min(to, end));
        original.to(Math.min(to, end));
        assertThat(opened.state()).as(at + " to " + to).isEqualTo(original.state());
      }
    }
    assertThat(asked).isEqualTo(calls);
  }
}
