package dev.continuum.targets.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.target.run.RunEngine;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds whatever executes the guest. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalTargetTest {
  @Parameter RunEngine engine;
  @TempDir private static Path cache;
  @TempDir private Path folder;
  private final Recorder recorder = new Recorder();
  private LocalTarget target;

  @BeforeEach
  void makeTarget() {
    target = new LocalTarget(cache);
  }

  private Execution start(RunConfiguration configuration, OutputListener listener)
      throws TargetException {
    return target.start(
        configuration, folder, new LocalOptions(Optional.of(engine), Optional.empty()), listener);
  }

  private Exit run(RunConfiguration configuration) throws Exception {
    Execution execution = start(configuration, recorder);
    execution.standardInput().close();
    return execution.exit().get(50, TimeUnit.SECONDS);
  }

  private Exit run(String text) throws Exception {
    return run(RunConfiguration.of(Guests.text(folder, "guest", text)));
  }

  private Exit invoke(String text, String export, String... arguments) throws Exception {
    return run(
        new RunConfiguration(
            "guest",
            Guests.text(folder, "guest", text),
            List.of(),
            Map.of(),
            List.of(),
            Optional.of(new Invocation(export, List.of(arguments)))));
  }

  @Test
  void aGuestSaysHelloAndNothingElseIsOnItsStreams() throws Exception {
    Exit exit = run(Guests.HELLO);
    assertThat(exit.kind()).isEqualTo(Exit.Kind.EXITED);
    assertThat(exit.status()).isZero();
    assertThat(exit.message()).isEmpty();
    assertThat(exit.elapsed()).isPositive();
    assertThat(recorder.out()).isEqualTo("hello\n");
    assertThat(recorder.err()).isEmpty();
  }

  @Test
  void outputAndErrorComeApart() throws Exception {
    run(Guests.BOTH);
    assertThat(recorder.out()).isEqualTo("out");
    assertThat(recorder.err()).isEqualTo("err");
  }

  @Test
  void theGuestsStatusIsTheExitsStatus() throws Exception {
    assertThat(run(Guests.command("", "(call $proc_exit (i32.const 7))")).status()).isEqualTo(7);
    Exit large = run(Guests.command("", "(call $proc_exit (i32.const 200))"));
    assertThat(large.kind()).isEqualTo(Exit.Kind.EXITED);
    assertThat(large.status()).isEqualTo(200);
  }

  @Test
  void inputReachesTheGuestAtOnceAndItsEndEndsIt() throws Exception {
    Execution execution =
        start(RunConfiguration.of(Guests.text(folder, "echo", Guests.ECHO)), recorder);
    OutputStream input = execution.standardInput();
    input.write("one\n".getBytes(StandardCharsets.UTF_8));
    await().until(() -> recorder.out().equals("one\n"));
    input.write("two\n".getBytes(StandardCharsets.UTF_8));
    await().until(() -> recorder.out().equals("one\ntwo\n"));
    assertThat(execution.exit()).isNotDone();
    input.close();
    assertThat(execution.exit().get(20, TimeUnit.SECONDS).status()).isZero();
  }

  @Test
  void aTrapIsNamedWithItsPlace() throws Exception {
    Exit exit = run(Guests.command("", "(drop (i32.div_u (i32.const 1) (i32.const 0)))"));
    assertThat(exit.kind()).isEqualTo(Exit.Kind.TRAPPED);
    assertThat(exit.status()).isEqualTo(134);
    assertThat(exit.message())
        .startsWith("trap: integer divide by zero")
        .contains("\nback trace, innermost first:\n    0:  ", "0x");
    assertThat(recorder.err()).isEmpty();
  }

  @Test
  void endlessRecursionIsATrap() throws Exception {
    Exit exit = run(Guests.command("(func $again (call $again))", "(call $again)"));
    assertThat(exit.message()).startsWith("trap: call stack exhausted").contains("again");
  }

  @Test
  void anEndlessLoopIsStopped() throws Exception {
    Execution execution =
        start(RunConfiguration.of(Guests.text(folder, "loop", Guests.LOOP)), recorder);
    await().until(() -> recorder.out().equals("hello\n"));
    execution.stop();
    Exit exit = execution.exit().get(20, TimeUnit.SECONDS);
    assertThat(exit.kind()).isEqualTo(Exit.Kind.STOPPED);
    assertThat(exit.status()).isEqualTo(137);
    execution.stop();
    assertThat(execution.exit().join()).isEqualTo(exit);
  }

  @Test
  void aGuestKilledFromOutsideDied() throws Exception {
    Execution execution =
        start(RunConfiguration.of(Guests.text(folder, "loop", Guests.LOOP)), recorder);
    await().until(() -> recorder.out().equals("hello\n"));
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(cache.toString()))
        .forEach(ProcessHandle::destroyForcibly);
    Exit exit = execution.exit().get(20, TimeUnit.SECONDS);
    assertThat(exit.kind()).isEqualTo(Exit.Kind.DIED);
    assertThat(exit.message()).contains("killed from outside");
  }

  @Test
  void aHundredMegabytesArePassedOnInSmallPieces() throws Exception {
    AtomicLong bytes = new AtomicLong();
    AtomicLong largest = new AtomicLong();
    Execution execution =
        start(
            RunConfiguration.of(Guests.text(folder, "flood", Guests.flood(1600))),
            (stream, buffer, length) -> {
              bytes.addAndGet(length);
              largest.accumulateAndGet(length, Math::max);
            });
    assertThat(execution.exit().get(50, TimeUnit.SECONDS).status()).isZero();
    assertThat(bytes).hasValue(1600L << 16);
    assertThat(largest.get()).isLessThanOrEqualTo(1 << 16);
  }

  @Test
  void aListenerThatThrowsEndsTheGuest() throws Exception {
    Execution execution =
        start(
            RunConfiguration.of(Guests.text(folder, "loop", Guests.LOOP)),
            (stream, buffer, length) -> {
              throw new IllegalStateException("full");
            });
    Exit exit = execution.exit().get(20, TimeUnit.SECONDS);
    assertThat(exit.kind()).isEqualTo(Exit.Kind.DIED);
    assertThat(exit.message()).contains("could not be passed on").contains("full");
  }

  @Test
  void memoryThatIsNotThereEndsTheGuestOnly() throws Exception {
    Exit exit =
        run(
            Guests.command(
                "(table $t 1 funcref)",
                "(drop (table.grow $t (ref.null func) (i32.const 0x7fffffff))) unreachable"));
    assertThat(exit.kind()).isIn(Exit.Kind.DIED, Exit.Kind.TRAPPED);
    assertThat(exit.status()).isNotZero();
  }

  @Test
  void missingImportsAreNamedWithTheirTypes() throws Exception {
    Exit exit =
        run(
            """
            (module (import "env" "read" (func (param i32 f64) (result i64)))
              (import "env" "size" (global i32)) (func (export "_start")))
            """);
    assertThat(exit.kind()).isEqualTo(Exit.Kind.FAILED);
    assertThat(exit.status()).isEqualTo(1);
    assertThat(exit.elapsed()).isZero();
    assertThat(exit.message())
        .contains("env.read, a function (i32, f64) -> (i64)")
        .contains("env.size, a global");
  }

  @Test
  void exportsAreCalledWithTypedArguments() throws Exception {
    String mix =
        """
        (module (func (export "mix") (param i64 f32 i32 f64 i32) (result i64 f32 i32 f64 i32)
          (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)))
        """;
    Exit exit = invoke(mix, "mix", "18446744073709551615", "-inf", "0x10", "nan", "-3");
    assertThat(exit.message()).isEmpty();
    assertThat(recorder.out()).isEqualTo("-1\n-inf\n16\nnan\n-3\n");
    assertThat(invoke(mix, "mix", "1", "1f", "1", "1", "1").message())
        .isEqualTo("Argument 2 of “mix”: “1f” is not an f32.");
    assertThat(invoke(mix, "mix", "1").message())
        .isEqualTo("“mix” takes 5 arguments (i64, f32, i32, f64, i32), and 1 was given.");
    assertThat(invoke(mix, "max").message()).contains("exports no function “max”");
  }

  @Test
  void aReactorIsInitialisedOnceBeforeItsExportIsCalled() throws Exception {
    String reactor =
        """
        (module (global $state (mut i32) (i32.const 0))
          (func (export "_initialize")
            (global.set $state (i32.add (global.get $state) (i32.const 41))))
          (func (export "next") (result i32)
            (global.set $state (i32.add (global.get $state) (i32.const 1)))
            (global.get $state)))
        """;
    assertThat(invoke(reactor, "next").message()).isEmpty();
    assertThat(recorder.out()).isEqualTo("42\n");
    assertThat(invoke(reactor, "_initialize").kind()).isEqualTo(Exit.Kind.EXITED);

    String broken =
        """
        (module (func (export "_initialize") unreachable)
          (func (export "next") (result i32) (i32.const 1)))
        """;
    assertThat(invoke(broken, "next").kind()).isEqualTo(Exit.Kind.TRAPPED);
    assertThat(recorder.out()).isEqualTo("42\n");
  }

  @Test
  void findingOutAnExportsTypesDoesNotRunIt() throws Exception {
    Exit exit =
        invoke(
            """
            (module (global $calls (mut i32) (i32.const 0))
              (func (export "count") (param i64 i64) (result i32)
                (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
                (global.get $calls)))
            """,
            "count",
            "0",
            "0");
    assertThat(exit.status()).isZero();
    assertThat(recorder.out()).isEqualTo("1\n");
  }

  @Test
  void aModuleOrFolderThatIsNotThereIsSaidBeforeAnythingStarts() throws Exception {
    assertThatThrownBy(() -> start(RunConfiguration.of(folder.resolve("no.wasm")), recorder))
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_MODULE));
    RunConfiguration granted =
        new RunConfiguration(
            "guest",
            Guests.text(folder, "guest", Guests.HELLO),
            List.of(),
            Map.of(),
            List.of(new Preopen("no", "/data", Preopen.Mode.READ_ONLY)),
            Optional.empty());
    assertThatThrownBy(() -> start(granted, recorder))
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
  }

  @Test
  void aTextThatIsNotValidIsRefusedWithItsPlace() throws Exception {
    Path malformed = Guests.text(folder, "malformed", "(module\n  (func (i32.bad)))");
    Path invalid =
        Guests.text(folder, "invalid", "(module\n  (func (drop (i32.eqz (i64.const 1)))))");

    assertThatThrownBy(() -> run(RunConfiguration.of(malformed)))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining(malformed + ":2:")
        .hasMessageContaining("unknown operator");
    assertThatThrownBy(() -> run(RunConfiguration.of(invalid)))
        .hasMessageContaining(invalid + ":2:")
        .hasMessageContaining("type mismatch");
  }

  @Test
  void aGuestEndsWithTheProgramThatStartedItHoweverThatEnds() throws Exception {
    Path module = Guests.text(folder, "loop", Guests.LOOP);
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalTargetHost.class.getName(),
                cache.toString(),
                module.toString(),
                engine.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = program.inputReader().readLine();
    ProcessHandle guest = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
    assertThat(guest.isAlive()).isTrue();
    program.destroyForcibly();
    await().atMost(Duration.ofSeconds(20)).until(() -> !guest.isAlive());
  }
}
