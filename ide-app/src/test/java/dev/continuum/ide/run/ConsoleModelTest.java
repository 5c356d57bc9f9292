package dev.continuum.ide.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.output.OutputLine.Kind;
import dev.continuum.ide.output.OutputModel;
import dev.continuum.ide.output.QueuedTasks;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.templates.BuildResult;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over real guests in real processes. */
class ConsoleModelTest {
  private static final String ENDLESS =
      """
      (module (memory (export "memory") 1) (func (export "_start") (loop (br 0))))
      """;

  private static final String ECHO =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_read"
          (func $read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_write"
          (func $write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (func (export "_start")
          (i32.store (i32.const 0) (i32.const 64))
          (loop $next
            (i32.store (i32.const 4) (i32.const 1024))
            (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)))
            (if (i32.load (i32.const 4))
              (then
                (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))
                (br $next))))))
      """;

  /** A hundred lines of a mebibyte each. */
  private static final String FLOOD =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 17)
        (func (export "_start") (local $n i32)
          (memory.fill (i32.const 64) (i32.const 120) (i32.const 1048576))
          (i32.store8 (i32.const 1048639) (i32.const 10))
          (i32.store (i32.const 0) (i32.const 64))
          (i32.store (i32.const 4) (i32.const 1048576))
          (loop $next
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
            (local.set $n (i32.add (local.get $n) (i32.const 1)))
            (br_if $next (i32.lt_u (local.get $n) (i32.const 100))))))
      """;

  @TempDir static Path cache;
  @TempDir Path folder;
  private final QueuedTasks tasks = new QueuedTasks();
  private ConsoleModel console;

  @BeforeEach
  void makeConsole() {
    console = new ConsoleModel(tasks, new LocalTarget(cache)::start);
  }

  private Launch launch(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".wat"), text);
    return new Launch() {
      @Override
      public String title() {
        return name;
      }

      @Override
      public String commandLine() {
        return "run " + name;
      }

      @Override
      public RunConfiguration prepare(Consumer<String> output) {
        return RunConfiguration.of(file);
      }
    };
  }

  private void until(Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          tasks.run();
          return condition.call();
        });
  }

  private Exit untilEnded() {
    until(() -> console.exit().get().isPresent());
    return console.exit().get().orElseThrow();
  }

  private void untilRunning() {
    until(() -> console.state().get() == ConsoleModel.State.RUNNING);
  }

  @Test
  void stopsAnEndlessLoop() throws Exception {
    console.run(launch("endless", ENDLESS));
    untilRunning();
    console.stop();
    assertThat(untilEnded().kind()).isEqualTo(Exit.Kind.STOPPED);
    assertThat(console.state().get()).isEqualTo(ConsoleModel.State.IDLE);
    assertThat(console.output().text()).contains("Stopped after ");
  }

  @Test
  void saysWhyAModuleRunsOnTheSteppingEngine() throws Exception {
    console.run(
        launch("tail", "(module (func $end) (func (export \"_start\") (return_call $end)))"));
    assertThat(untilEnded().kind()).isEqualTo(Exit.Kind.EXITED);
    OutputModel output = console.output();
    assertThat(output.get(1).kind()).isEqualTo(Kind.NOTE);
    assertThat(output.get(1).text())
        .isEqualTo(
            "This module uses tail calls, which Wasmtime 7 lacks: it runs on the stepping engine.");
  }

  @Test
  void stopsAProjectWhoseTimeoutIsOver() throws Exception {
    Files.writeString(folder.resolve("loop.wat"), ENDLESS);
    Files.writeString(
        folder.resolve("continuum.toml"),
        "[app]\nname = 'loop'\nmodule = 'loop.wat'\n[run]\ntimeout = '10ms'\n");
    console.run(
        new PlaceLaunch(
            folder,
            true,
            new RunSettingsStore(folder.resolve("state")),
            new Builder(Toolchains.ofSystem()),
            new PlaceLaunch.Findings() {
              @Override
              public void build(ProjectFile project, BuildResult result) {}

              @Override
              public void project(ProjectException problem) {
                throw new AssertionError(problem);
              }
            }));
    Exit exit = untilEnded();
    assertThat(exit.status()).isEqualTo(124);
    assertThat(console.output().text())
        .contains("The app was stopped after 0.01 s, as the project's timeout asks.");
  }

  @Test
  void runningAgainStopsWhatRunsFirst() throws Exception {
    console.run(launch("endless", ENDLESS));
    untilRunning();
    console.run(launch("echo", ECHO));
    until(() -> console.heading().get().equals("echo  ·  running"));
    console.endInput();
    assertThat(untilEnded().status()).isZero();
  }

  @Test
  void sendsWhatIsTypedAndEndOfInputAndTellsStreamsApart() throws Exception {
    console.run(launch("echo", ECHO));
    untilRunning();
    console.input("häuser");
    until(() -> console.output().text().contains("häuser\nhäuser"));
    console.endInput();
    assertThat(untilEnded().kind()).isEqualTo(Exit.Kind.EXITED);
    OutputModel output = console.output();
    assertThat(output.get(1).kind()).isEqualTo(Kind.INPUT);
    assertThat(output.get(2).kind()).isEqualTo(Kind.STDERR);
    assertThat(output.get(output.end() - 1).kind()).isEqualTo(Kind.SUCCESS);
  }

  @Test
  void saysHowAGuestTrappedOrWhyItDidNotStart() throws Exception {
    console.run(launch("trap", "(module (memory 1) (func (export \"_start\") unreachable))"));
    assertThat(untilEnded().kind()).isEqualTo(Exit.Kind.TRAPPED);
    assertThat(console.output().text()).contains("unreachable", "Trapped after ");
    console.run(
        launch("lonely", "(module (import \"a\" \"b\" (func)) (func (export \"_start\")))"));
    assertThat(untilEnded().kind()).isEqualTo(Exit.Kind.FAILED);
    assertThat(console.output().text()).contains("It did not start");
    console.run(launch("broken", "(module (func"));
    until(() -> console.heading().get().endsWith("did not start"));
    assertThat(console.output().text()).contains("broken.wat:1:");
  }

  @Test
  void aHundredMegabytesLeaveTheLastOfThem() throws Exception {
    console.run(launch("flood", FLOOD));
    assertThat(untilEnded().status()).isZero();
    OutputModel output = console.output();
    assertThat(output.size()).isBetween(9_000, OutputModel.MAX_LINES);
    assertThat(output.dropped().get() + output.size()).isGreaterThan(100_000);
    assertThat(output.get(output.end() - 1).text()).startsWith("Exited with status 0");
  }
}
