package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.exec.random.RandomProgram;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.inspector.exec.wasi.WasiConfig;
import dev.continuum.inspector.profile.CallTree;
import dev.continuum.inspector.profile.HostCalls;
import dev.continuum.inspector.profile.MemoryGrowth;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile counts what single steps of the debugger come by, however the code is run. */
class ProfileTest {
  private static void countsAsStepsDo(Guest guest) throws Exception {
    Counted stepped = Counted.stepping(guest);
    assertThat(stepped.ticks()).isPositive();
    for (int heat : new int[] {Integer.MAX_VALUE, 1, 2, 5}) {
      assertThat(Counted.of(Counted.profile(guest, heat)))
          .as("hot after " + heat)
          .isEqualTo(stepped);
    }
  }

  private static void countsAsStepsDo(String text) throws Exception {
    countsAsStepsDo(Stepped.guest(text, "_start"));
  }

  @Test
  void loopsAndBranches() throws Exception {
    countsAsStepsDo(
        """
        (module
          (memory 1)
          (func (export "_start") (local $i i32) (local $sum i64)
            (loop $next
              (block $out
                (block $two
                  (block $one
                    (br_table $one $two $out (i32.rem_u (local.get $i) (i32.const 4))))
                  (local.set $sum (i64.add (local.get $sum) (i64.const 1)))
                  (br $out))
                (if (i32.and (local.get $i) (i32.const 8))
                  (then (i32.store (local.get $i) (i32.const 7)))
                  (else (nop) (br_if $next (i32.eqz (local.tee $i (i32.add (local.get $i) (i32.const 3))))))))
              (br_if $next
                (i32.lt_u
                  (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))))
        """);
  }

  @Test
  void recursion() throws Exception {
    countsAsStepsDo(
        """
        (module
          (func $fib (param $n i32) (result i32)
            (if (result i32) (i32.lt_s (local.get $n) (i32.const 2))
              (then (local.get $n))
              (else
                (i32.add
                  (call $fib (i32.sub (local.get $n) (i32.const 1)))
                  (call $fib (i32.sub (local.get $n) (i32.const 2)))))))
          (func (export "_start") (drop (call $fib (i32.const 11)))))
        """);
  }

  @Test
  void functionsThatStartWithALoop() throws Exception {
    Guest guest =
        Stepped.guest(
            """
            (module
              (func $count (param $n i32)
                (loop $next
                  (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
              (func (export "_start")
                (call $count (i32.const 300)) (call $count (i32.const 20))))
            """,
            "_start");
    countsAsStepsDo(guest);
    Profile profile = Counted.profile(guest);
    assertThat(profile.calls()).containsExactly(2, 1);
  }

  @Test
  void traps() throws Exception {
    countsAsStepsDo(
        """
        (module
          (memory 1)
          (func $fill (param $at i32)
            (loop $next
              (nop)
              (i32.store8 (local.get $at) (i32.const 1))
              (local.set $at (i32.add (local.get $at) (i32.const 97)))
              (nop)
              (br $next)))
          (func (export "_start") (nop) (call $fill (i32.const 3)) (nop)))
        """);
  }

  @Test
  void anInstructionThatTrapsAtOnce() throws Exception {
    countsAsStepsDo(
        """
        (module
          (func $no (unreachable))
          (func (export "_start") (call $no)))
        """);
  }

  @Test
  void callsWithoutEnd() throws Exception {
    Guest guest =
        Stepped.guest(
            """
            (module
              (func $down (param $n i32) (nop) (call $down (local.get $n)) (nop))
              (func (export "_start") (call $down (i32.const 1))))
            """,
            "_start");
    Guest small =
        new Guest(
            guest.module(),
            guest.bytes(),
            guest.hosts(),
            guest.invoke(),
            guest.arguments(),
            new EngineLimits(1 << 16, 1 << 20, 1 << 16, 200),
            guest.historyBudget());
    countsAsStepsDo(small);
    // With more calls than are told apart the rest is gathered, and nothing is lost.
    Profile deep = Counted.profile(guest, 1);
    assertThat(deep.tree().isCut()).isTrue();
    assertThat(deep.tree().total(0)).isEqualTo(deep.ticks()).isGreaterThan(100_000);
    assertThat(deep.functions().stream().mapToLong(ProfiledFunction::instructions).sum())
        .isEqualTo(deep.ticks());
    assertThat(deep.tree().size()).isEqualTo(Profiler.MOST_DEPTH + 3);
    assertThat(deep.totals()).containsExactly(deep.ticks() - 2, deep.ticks());
  }

  @Test
  void exceptions() throws Exception {
    countsAsStepsDo(
        """
        (module
          (tag $odd (param i32))
          (func $check (param $n i32) (result i32)
            (if (i32.and (local.get $n) (i32.const 1)) (then (throw $odd (local.get $n))))
            (local.get $n))
          (func $through (param $n i32) (result i32)
            (i32.add (call $check (local.get $n)) (i32.const 1)))
          (func (export "_start") (local $i i32) (local $sum i32)
            (loop $next
              (block $caught (result i32)
                (try_table (catch $odd $caught)
                  (local.set $sum (i32.add (local.get $sum) (call $through (local.get $i)))))
                (i32.const 0))
              (local.set $sum (i32.add (local.get $sum)))
              (br_if $next
                (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 50))))
            (throw $odd (i32.const 1))))
        """);
  }

  @Test
  void tailCalls() throws Exception {
    countsAsStepsDo(
        """
        (module
          (type $t (func (param i32) (result i32)))
          (table funcref (elem $odd $even))
          (func $even (type $t)
            (if (i32.eqz (local.get 0)) (then (return (i32.const 1))))
            (return_call $odd (i32.sub (local.get 0) (i32.const 1))))
          (func $odd (type $t)
            (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
            (return_call_indirect (type $t)
              (i32.sub (local.get 0) (i32.const 1)) (i32.const 1)))
          (func $first (type $t) (return_call $even (local.get 0)))
          (func (export "_start")
            (drop (call $first (i32.const 70)))
            (drop (call_indirect (type $t) (i32.const 5) (i32.const 0)))))
        """);
  }

  @Test
  void startFunctionsAndEnds() throws Exception {
    Guest guest =
        Stepped.guest(
            """
            (module
              (import "host" "work" (func $work (param i32) (result i32)))
              (import "host" "end" (func $end (param i32) (result i32)))
              (func $begin (drop (call $work (i32.const 1))))
              (start $begin)
              (func $deep (nop) (drop (call $end (call $work (i32.const 99)))) (nop) (nop))
              (func (export "_start")
                (drop (call $work (i32.const 2)))
                (call $deep)))
            """,
            new FunctionType(List.of(NumberType.I32), List.of(NumberType.I32)),
            (memory, given, results) -> {
              if (given[0] == 100) {
                throw new GuestExit(3);
              }
              results[0] = given[0] + 1;
            },
            "_start");
    countsAsStepsDo(guest);
    Profile profile = Counted.profile(guest);
    assertThat(profile.hostCalls())
        .extracting(HostCalls::name, HostCalls::calls)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("host.work", 3L),
            org.assertj.core.groups.Tuple.tuple("host.end", 1L));
    assertThat(profile.hostCalls())
        .allSatisfy(calls ->
            assertThat(calls.longest()).isNotNegative().isLessThanOrEqualTo(calls.nanos()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Integer.MAX_VALUE})
  void growthOfMemories(int heat) throws Exception {
    Guest guest =
        Stepped.guest(
            """
            (module
              (memory $small 1 2)
              (memory $large 3 100)
              (func $grow (param $by i32)
                (nop)
                (drop (memory.grow $large (local.get $by)))
                (drop (memory.grow $small (i32.const 1))))
              (func (export "_start")
                (call $grow (i32.const 0))
                (call $grow (i32.const 5))
                (call $grow (i32.const 1000))))
            """,
            "_start");
    int grow = 0;
    Profile profile = Counted.profile(guest, heat);
    ProfiledFunction function = profile.functions().getFirst();
    int large = function.offset(2);
    int small = function.offset(5);
    assertThat(function.index()).isEqualTo(grow);
    assertThat(profile.growth())
        .containsExactly(
            new MemoryGrowth(0, 0, 1 << 16, -1, -1),
            new MemoryGrowth(0, 1, 3 << 16, -1, -1),
            new MemoryGrowth(8, 0, 2 << 16, grow, small),
            new MemoryGrowth(15, 1, 8 << 16, grow, large));
  }

  /** Somebody ends the run, at a call of the host or while such a call waits. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void runsThatAreEnded(int heat) throws Exception {
    String text =
        """
        (module
          (import "host" "look" (func $look))
          (func $work (param $n i32)
            (nop) (call $look)
            (loop $next
              (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
          (func (export "_start") (loop $on (call $work (i32.const 10)) (br $on))))
        """;
    for (boolean waits : new boolean[] {false, true}) {
      GuestRun[] run = new GuestRun[1];
      int[] calls = new int[1];
      Guest guest =
          Stepped.guest(
              text,
              new FunctionType(List.of(), List.of()),
              (memory, given, results) -> {
                if (++calls[0] == 20) {
                  if (waits) {
                    throw new InterruptedException();
                  }
                  run[0].end();
                }
              },
              "_start");
      run[0] = GuestRun.profiled(guest);
      run[0].setHeat(heat);
      assertThatThrownBy(run[0]::run).isInstanceOf(InterruptedException.class);
      Profile profile = run[0].profile();
      assertThat(calls[0]).isEqualTo(20);
      assertThat(Counted.of(profile)).isEqualTo(Counted.stepping(guest, profile.ticks()));
    }
  }

  /** A program of clang, with what its C library does for it. */
  @Test
  void compiledPrograms(@TempDir Path folder) throws Exception {
    byte[] bytes =
        Tools.clang(
            folder,
            """
            #include <stdio.h>
            #include <stdlib.h>

            static int below(const void *a, const void *b) {
              return *(const int *)a - *(const int *)b;
            }

            int main(void) {
              int numbers[40];
              for (int i = 0; i < 40; i++) numbers[i] = i * 7919 % 101;
              qsort(numbers, 40, sizeof numbers[0], below);
              char *text = malloc(100);
              snprintf(text, 100, "%d to %d", numbers[0], numbers[39]);
              puts(text);
              exit(numbers[3]);
            }
            """,
            "-O1");
    WasmModule module =
        (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
    for (int heat : new int[] {Integer.MAX_VALUE, 1}) {
      try (Wasi profiled = Wasi.open(WasiConfig.builder().build());
          Wasi stepped = Wasi.open(WasiConfig.builder().build())) {
        assertThat(Counted.of(Counted.profile(guest(module, bytes, profiled), heat)))
            .isEqualTo(Counted.stepping(guest(module, bytes, stepped)));
      }
    }
  }

  private static Guest guest(WasmModule module, byte[] bytes, Wasi wasi) {
    return new Guest(
        module,
        ByteBuffer.wrap(bytes),
        Map.of(Wasi.MODULE, wasi),
        null,
        List.of(),
        EngineLimits.DEFAULT,
        Guest.DEFAULT_HISTORY);
  }

  @Test
  void treesWithMorePathsThanAreToldApart() throws Exception {
    StringBuilder text = new StringBuilder("(module (type $t (func (param i32)))\n");
    int width = 12;
    for (int i = 0; i < width; i++) {
      text.append("(func $f%d (param $n i32)\n".formatted(i));
      text.append("(if (local.get $n) (then\n");
      for (int j = 0; j < width; j++) {
        text.append("(call $f%d (i32.sub (local.get $n) (i32.const 1)))\n".formatted(j));
      }
      text.append(")))\n");
    }
    text.append("(func (export \"_start\") (call $f0 (i32.const 5))))");
    Guest guest = Stepped.guest(text.toString(), "_start");
    Profile profile = Counted.profile(guest, 2);
    assertThat(profile.tree().isCut()).isTrue();
    assertThat(profile.tree().size()).isBetween(Profiler.MOST_NODES, Profiler.MOST_NODES + 20);
    assertThat(profile.tree().total(0)).isEqualTo(profile.ticks());
    long calls = 1;
    for (int level = 1, wide = 1; level <= 5; level++) {
      wide *= width;
      calls += wide;
    }
    assertThat(java.util.Arrays.stream(profile.calls()).sum()).isEqualTo(calls + 1);
    int rest = 1;
    while (profile.tree().function(rest) != CallTree.REST) {
      rest++;
    }
    assertThat(profile.tree().parent(rest)).isZero();
  }

  /** Random programs, with whatever the engine has: exceptions, tail calls, structures, vectors. */
  @Test
  void randomPrograms() throws Exception {
    int programs = Integer.getInteger("continuum.programs", 25);
    for (int seed = 0; seed < programs; seed++) {
      RandomProgram program =
          RandomProgram.of(seed, dev.continuum.inspector.exec.random.Profile.ALL);
      RandomProgram.Call call = program.calls().getFirst();
      Guest guest =
          new Guest(
              program.module(),
              ByteBuffer.wrap(program.bytes()),
              Map.of(),
              call.export(),
              List.of((long) call.first(), call.second()),
              OwnRun.LIMITS,
              Guest.DEFAULT_HISTORY);
      try {
        countsAsStepsDo(guest);
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed + "\n" + program.text(), failure);
      }
    }
  }
}
