package dev.continuum.targets.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.target.run.RunEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only the stepping engine runs, and how it does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SteppingTargetTest {
  private static final LocalOptions STEPPING =
      new LocalOptions(Optional.of(RunEngine.STEPPING), Optional.empty());

  @TempDir private static Path cache;
  @TempDir private Path folder;
  private final List<String> engines = new ArrayList<>();
  private final Recorder recorder =
      new Recorder() {
        @Override
        public void engine(RunEngine engine, String reason) {
          engines.add(engine.id() + ": " + reason);
        }
      };

  private Exit run(LocalOptions options, long memory, RunConfiguration configuration)
      throws Exception {
    Execution execution =
        new LocalTarget(cache, memory).start(configuration, folder, options, recorder);
    execution.standardInput().close();
    return execution.exit().get(50, TimeUnit.SECONDS);
  }

  private Exit invoke(String text, String export, String... arguments) throws Exception {
    return run(
        LocalOptions.NONE,
        GuestProcesses.defaultMemory(),
        new RunConfiguration(
            "guest",
            Guests.text(folder, "guest", text),
            List.of(),
            Map.of(),
            List.of(),
            Optional.of(new Invocation(export, List.of(arguments)))));
  }

  private Exit command(long memory, String fields, String body) throws Exception {
    return run(
        STEPPING,
        memory,
        RunConfiguration.of(Guests.text(folder, "guest", Guests.command(fields, body))));
  }

  @Test
  void structuresTailCallsAndExceptionsRunWithoutBeingAskedFor() throws Exception {
    String text =
        """
        (module
          (type $list (struct (field i64) (field (ref null $list))))
          (tag $done (param i64))
          (func $sum (param $list (ref null $list)) (param $sum i64)
            (if (ref.is_null (local.get $list))
              (then (throw $done (local.get $sum))))
            (return_call $sum
              (struct.get $list 1 (local.get $list))
              (i64.add (local.get $sum) (struct.get $list 0 (local.get $list)))))
          (func (export "sum") (param $n i64) (result i64)
            (local $list (ref null $list))
            (loop $next
              (local.set $list (struct.new $list (local.get $n) (local.get $list)))
              (local.set $n (i64.sub (local.get $n) (i64.const 1)))
              (br_if $next (i64.ne (local.get $n) (i64.const 0))))
            (block $caught (result i64)
              (try_table (catch $done $caught)
                (call $sum (local.get $list) (i64.const 0)))
              unreachable)))
        """;

    Exit exit = invoke(text, "sum", "200000");

    assertThat(exit.message()).isEmpty();
    assertThat(recorder.out()).isEqualTo("20000100000\n");
    assertThat(engines)
        .containsExactly(
            "stepping: This module uses tail calls, exceptions, typed function references and"
                + " garbage collection, which Wasmtime 7 lacks: it runs on the stepping engine.");
  }

  @Test
  void resultsOfAllTypesAreShown() throws Exception {
    Exit exit =
        invoke(
            """
            (module (func (export "all") (result i32 i64 f32 f64 v128 anyref)
              (i32.const -1) (i64.const 5) (f32.const nan) (f64.const 0.1)
              (v128.const i32x4 1 2 3 4) (ref.null any)))
            """,
            "all");

    assertThat(exit.message()).isEmpty();
    assertThat(recorder.out().lines())
        .startsWith("-1", "5", "nan", "0.1")
        .hasSize(6)
        .endsWith("null");
  }

  @Test
  void anUncaughtExceptionIsATrapWithItsCalls() throws Exception {
    Exit exit =
        invoke(
            """
            (module (tag $bad (param i32))
              (func $inner (throw $bad (i32.const 7)))
              (func $outer (export "outer") (call $inner)))
            """,
            "outer");

    assertThat(exit.kind()).isEqualTo(Exit.Kind.TRAPPED);
    assertThat(exit.status()).isEqualTo(134);
    assertThat(exit.message())
        .startsWith("trap: unhandled exception")
        .contains("\nback trace, innermost first:\n    0:  ")
        .containsSubsequence("$inner", "$outer");
  }

  @Test
  void aDeepBackTraceIsCutInItsMiddle() throws Exception {
    Exit exit =
        command(
            GuestProcesses.defaultMemory(),
            """
            (func $deep (param i32)
              (if (i32.eqz (local.get 0)) (then unreachable))
              (call $deep (i32.sub (local.get 0) (i32.const 1))))
            """,
            "(call $deep (i32.const 999))");

    assertThat(exit.message().lines()).hasSize(2 + 20 + 1 + 5);
    assertThat(exit.message()).contains("      … 976 more calls …\n  996: ");
  }

  @Test
  void whatIsMissingOfTheModuleIsSaid() throws Exception {
    Exit exit = invoke("(module (func $f (return_call $f)) (memory (export \"m\") 1))", "go");
    assertThat(exit.kind()).isEqualTo(Exit.Kind.FAILED);
    assertThat(exit.message()).isEqualTo("The module exports no function.");

    Exit library =
        run(
            STEPPING,
            GuestProcesses.defaultMemory(),
            RunConfiguration.of(Guests.text(folder, "lib", "(module (func (export \"f\")))")));
    assertThat(library.kind()).isEqualTo(Exit.Kind.FAILED);
    assertThat(library.message()).contains("exports no function _start");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aMemoryThatGrowsAndGrowsIsToldWhenThereIsNoMore() throws Exception {
    Exit exit =
        command(
            512L << 20,
            "(data (i32.const 16) \"refused\")",
            """
            (local $page i32)
            (loop $next
              (local.set $page (memory.grow (i32.const 64)))
              (if (i32.ne (local.get $page) (i32.const -1))
                (then
                  (memory.fill
                    (i32.mul (local.get $page) (i32.const 65536))
                    (i32.const 1)
                    (i32.const 4194304))
                  (br $next))))
            (call $write (i32.const 1) (i32.const 16) (i32.const 7))
            """);

    assertThat(exit.message()).isEmpty();
    assertThat(exit.kind()).isEqualTo(Exit.Kind.EXITED);
    assertThat(recorder.out()).isEqualTo("refused");
    assertThat(recorder.err()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoriesThatTogetherTakeTooMuchAreRefused() throws Exception {
    Exit exit =
        run(
            STEPPING,
            512L << 20,
            RunConfiguration.of(
                Guests.text(
                    folder,
                    "two",
                    """
                    (module (memory $a 3500) (memory $b 3500) (func (export "_start")))
                    """)));

    assertThat(exit.kind()).isEqualTo(Exit.Kind.FAILED);
    assertThat(exit.message()).contains("The memory starts with 3500 pages, and at most ");
    assertThat(recorder.err()).isEmpty();
  }

  @Test
  void memoryAndObjectsThatTogetherTakeTooMuchEndTheGuestWithAWord() throws Exception {
    Exit exit =
        command(
            512L << 20,
            "(memory $big 3500) (table 10000000 funcref) (type $list (struct (field (ref null"
                + " $list)) (field i64)))",
            """
            (local $list (ref null $list))
            (memory.fill $big (i32.const 0) (i32.const 1) (i32.const 229376000))
            (loop $next
              (local.set $list (struct.new $list (local.get $list) (i64.const 1)))
              (br $next))
            """);

    assertThat(exit.kind()).isEqualTo(Exit.Kind.DIED);
    assertThat(exit.status()).isEqualTo(137);
    assertThat(exit.message())
        .matches(
            "The module took more memory than it may have here: 3[0-9]{2} MiB for its memories,"
                + " tables and objects together\\.");
    assertThat(recorder.err()).isEmpty();
  }

  @Test
  void objectsThatTakeTooMuchAreATrap() throws Exception {
    Exit exit =
        command(
            512L << 20,
            "(type $list (struct (field (ref null $list)) (field i64)))",
            """
            (local $list (ref null $list))
            (loop $next
              (local.set $list (struct.new $list (local.get $list) (i64.const 1)))
              (br $next))
            """);

    assertThat(exit.kind()).isEqualTo(Exit.Kind.TRAPPED);
    assertThat(exit.message()).startsWith("trap: heap exhausted");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void valuesOfTheEnvironmentAreNoArgumentsOfTheProcess() throws Exception {
    Execution execution =
        new LocalTarget(cache)
            .start(
                new RunConfiguration(
                    "guest",
                    Guests.text(folder, "loop", Guests.LOOP),
                    List.of(),
                    Map.of("TOKEN", "correct-horse"),
                    List.of(),
                    Optional.empty()),
                folder,
                STEPPING,
                recorder);
    await().until(() -> recorder.out().equals("hello\n"));

    List<String> lines = new ArrayList<>();
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      lines.add(Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline")));
    }
    execution.stop();

    assertThat(execution.exit().get(20, TimeUnit.SECONDS).kind()).isEqualTo(Exit.Kind.STOPPED);
    assertThat(lines).anyMatch(line -> line.contains("TOKEN"));
    assertThat(lines).noneMatch(line -> line.contains("correct-horse"));
  }
}
