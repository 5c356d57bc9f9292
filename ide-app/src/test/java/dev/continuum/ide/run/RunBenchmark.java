package dev.continuum.ide.run;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.Services;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.editor.EditorFeature;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.module.ModuleFeature;
import dev.continuum.ide.output.OutputLine.Kind;
import dev.continuum.ide.output.OutputModel;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.project.ProjectFeature;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ChangeListener;

/**
 * How long it takes in the window, drawn without a screen, from the action {@code run.run} on a
 * small module to the first line in the console; and how long the window stands still while a
 * module writes 100 MB.
 *
 * <pre>
 * mvn -q -Dquick -pl ide-app -am test-compile \
 *     org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile=target/classpath.txt
 * java -Dglass.platform=Headless -Dprism.order=sw --enable-native-access=ALL-UNNAMED \
 *     -cp ide-app/target/test-classes:ide-app/target/classes:$(cat ide-app/target/classpath.txt) \
 *     dev.continuum.ide.run.RunBenchmark
 * </pre>
 */
final class RunBenchmark {
  private static final int RUNS = 21;
  private static final int FLOODS = 3;
  private static final int LONG_PAUSE_MILLIS = 100;

  private static final String WASI =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 17)
      """;

  private static final String HELLO =
      WASI
          + """
          (data (i32.const 16) "hello\\n")
          (func (export "_start")
            (i32.store (i32.const 0) (i32.const 16))
            (i32.store (i32.const 4) (i32.const 6))
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
          """;

  /** 1,600 times 64 KiB of lines of 64 bytes: 100 MiB. */
  private static final String FLOOD =
      WASI
          + """
          (func (export "_start") (local $n i32)
            (memory.fill (i32.const 64) (i32.const 120) (i32.const 65536))
            (loop $line
              (i32.store8
                (i32.add (i32.const 127) (i32.shl (local.get $n) (i32.const 6))) (i32.const 10))
              (local.set $n (i32.add (local.get $n) (i32.const 1)))
              (br_if $line (i32.lt_u (local.get $n) (i32.const 1024))))
            (i32.store (i32.const 0) (i32.const 64))
            (i32.store (i32.const 4) (i32.const 65536))
            (local.set $n (i32.const 0))
            (loop $next
              (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
              (local.set $n (i32.add (local.get $n) (i32.const 1)))
              (br_if $next (i32.lt_u (local.get $n) (i32.const 1600))))))
          """;

  private RunBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Files.createTempDirectory("continuum-benchmark");
    Path hello = Files.writeString(home.resolve("hello.wat"), HELLO);
    Path flood = Files.writeString(home.resolve("flood.wat"), FLOOD);
    Services services = new Services(UserFolders.below(home));
    Problems problems = new Problems();
    FileWatchFeature files = new FileWatchFeature();
    RunFeature run =
        new RunFeature(
            problems,
            (configuration, output) -> services.local().start(configuration, output),
            services::builder);
    CodeMarks marks = new CodeMarks(new Breakpoints(kept -> {}));
    try (TestWindow window =
        TestWindow.of(
            home,
            new TestDialogs(),
            Theme.DARK,
            List.of(
                new ShellFeature(),
                new ProjectFeature(services.templates(), services.toolchains()),
                files,
                new EditorFeature(problems, files, marks),
                new ModuleFeature(problems, files, marks),
                run))) {
      FxTest.runFx(() -> window.window.open(hello));
      measureRuns(window, run.console());
      FxTest.runFx(() -> window.window.open(flood));
      for (int i = 0; i < FLOODS; i++) {
        measureFlood(window, run.console());
      }
    }
    System.exit(0);
  }

  private static void measureRuns(TestWindow window, ConsoleModel console) throws Exception {
    long[] times = new long[RUNS];
    long first = firstLine(window, console);
    for (int i = 0; i < RUNS; i++) {
      times[i] = firstLine(window, console);
    }
    Arrays.sort(times);
    System.out.printf(
        "Run to the first line: median %d ms, worst %d ms, the very first %d ms (%d runs)%n",
        times[RUNS / 2] / 1_000_000, times[RUNS - 1] / 1_000_000, first / 1_000_000, RUNS);
  }

  private static long firstLine(TestWindow window, ConsoleModel console) throws Exception {
    CompletableFuture<Long> seen = new CompletableFuture<>();
    OutputModel output = console.output();
    ChangeListener<Number> listener =
        (p, was, is) -> {
          for (long i = output.first(); i < output.end(); i++) {
            if (output.get(i).kind() == Kind.STDOUT) {
              seen.complete(System.nanoTime());
            }
          }
        };
    FxTest.runFx(output::clear);
    FxTest.runFx(() -> output.revision().addListener(listener));
    long start =
        FxTest.onFx(() -> {
          long now = System.nanoTime();
          window.window.actions().run("run.run");
          return now;
        });
    long time = seen.get(60, TimeUnit.SECONDS) - start;
    FxTest.runFx(() -> output.revision().removeListener(listener));
    untilIdle(console);
    return time;
  }

  private static void untilIdle(ConsoleModel console) throws Exception {
    CompletableFuture<Boolean> idle = new CompletableFuture<>();
    FxTest.runFx(() ->
        console
            .state()
            .subscribe(state -> {
              if (state == ConsoleModel.State.IDLE) {
                idle.complete(true);
              }
            }));
    idle.get(300, TimeUnit.SECONDS);
  }

  private static void measureFlood(TestWindow window, ConsoleModel console) throws Exception {
    Frames frames = new Frames();
    long start = System.nanoTime();
    FxTest.runFx(() -> {
      frames.start();
      window.window.actions().run("run.run");
    });
    untilIdle(console);
    long time = System.nanoTime() - start;
    FxTest.runFx(frames::stop);
    System.out.printf(
        "100 MB of output: %d ms in all, %d frames, longest pause %d ms, %d over %d ms; %s%n",
        time / 1_000_000,
        frames.count,
        frames.longest / 1_000_000,
        frames.tooLong,
        LONG_PAUSE_MILLIS,
        FxTest.onFx(() -> console.heading().get()));
  }

  /** The time between frames, which are drawn on the JavaFX thread. */
  private static final class Frames extends AnimationTimer {
    private long last;
    private long longest;
    private int tooLong;
    private int count;

    @Override
    public void handle(long ignored) {
      long now = System.nanoTime();
      long gap = last == 0 ? 0 : now - last;
      last = now;
      longest = Math.max(longest, gap);
      count++;
      if (gap > LONG_PAUSE_MILLIS * 1_000_000L) {
        tooLong++;
      }
    }
  }
}
