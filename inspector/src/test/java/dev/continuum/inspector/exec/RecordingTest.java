package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordingTest {
  static final DebugBackend.HitListener NEVER = (id, scope, past) -> false;

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

  Guest guest(String text, long budget) throws Exception {
    Assembly assembly = Assembler.assemble(text, AssemblyOptions.DEFAULT);
    assertThat(assembly.problems()).isEmpty();
    byte[] bytes = assembly.bytes();
    WasmModule module =
        (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
    HostModule host =
        new HostModule() {
          @Override
          public HostFunction function(String name) {
            return (memory, given, results) -> {
              memory.writeInt(200 + 4 * asked % 100, (int) given[0]);
              results[0] = 1000 + ++asked;
            };
          }

          @Override
          public FunctionType type(String name) {
            return new FunctionType(List.of(NumberType.I32), List.of(NumberType.I32));
          }
        };
    return new Guest(
        module,
        ByteBuffer.wrap(bytes),
        Map.of("host", host),
        null,
        List.of(),
        EngineLimits.DEFAULT,
        budget);
  }

  static byte[] saved(DebugBackend backend) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backend.save(out);
    return out.toByteArray();
  }

  /** The digest of everything a guest is, and of nothing else. */
  static String state(SteppingBackend backend) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ImageWriter(new DataOutputStream(out)).write(backend.timeline.image());
    return Recording.digest(ByteBuffer.wrap(out.toByteArray()));
  }

  @Test
  void standsWhereItWasSavedAndGoesBothWays() throws Exception {
    Guest guest = guest(EVERYTHING, Guest.DEFAULT_HISTORY);
    SteppingBackend original = new SteppingBackend(guest);
    long end = original.move(new Motion.Continue(), NEVER).tick();
    int calls = asked;
    assertThat(original.lastTick()).isEqualTo(end);
    for (long at = 0; at <= end; at += 13) {
      original.move(new Motion.ToTick(at), NEVER);
      byte[] file = saved(original);
      SteppingBackend opened = SteppingBackend.open(guest, new ByteArrayInputStream(file));
      assertThat(opened.tick()).isEqualTo(at);
      assertThat(opened.lastTick()).isEqualTo(end);
      assertThat(state(opened)).isEqualTo(state(original));
      assertThat(Arrays.equals(saved(opened), file)).isTrue();
      for (long to : new long[] {end, at / 2, at + 1, at}) {
        Stop there = opened.move(new Motion.ToTick(to), NEVER);
        assertThat(there.tick()).isEqualTo(to);
        original.move(new Motion.ToTick(to), NEVER);
        assertThat(state(opened)).as(at + " to " + to).isEqualTo(state(original));
      }
    }
    assertThat(asked).isEqualTo(calls);
  }
}
