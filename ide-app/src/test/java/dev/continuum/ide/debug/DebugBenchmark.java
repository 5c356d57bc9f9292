package dev.continuum.ide.debug;

import com.sun.management.OperatingSystemMXBean;
import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.settings.UserFolders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/**
 * Measures the debugger in the whole window, drawn without a screen: from the action to the frame
 * in which the debug bar, the value beside the running line and the panels in front show the stop;
 * laid out, and painted. Then how many steps are shown while F8 is pressed as a held key repeats.
 * All of it over a small program, and the same with 500 watches, 10,000 frames, a table of 100,000
 * entries, a large memory, and all of them at once.
 *
 * <pre>
 * mvn -q -pl ide-app -am test-compile dependency:build-classpath \
 *     -Dquick -Dmdep.outputFile=target/test.classpath
 * java -Xmx10g --enable-native-access=ALL-UNNAMED -Dglass.platform=Headless -Dprism.order=sw \
 *     -cp "ide-app/target/test-classes:ide-app/target/classes:$(cat ide-app/target/test.classpath)" \
 *     dev.continuum.ide.debug.DebugBenchmark [PAGES]
 * </pre>
 *
 * PAGES of 64 KiB has the large memory, 65,536 when nothing is said. A guest gets a part of the
 * Java heap; the window refuses one with 4 GiB below a heap of about 9 GiB.
 */
final class DebugBenchmark {
  private static final int WARM = 100;
  private static final int STEPS = 200;
  private static final int LINES = 30;
  private static final int PRESSES = 300;
  private static final int REPEAT_MILLIS = 33;
  private static final int FRAME_MILLIS = 17;
  private static final int DEEP = 10_000;
  private static final int ENTRIES = 100_000;
  private static final int WATCHES = 500;

  private static final List<String> USUAL = List.of("debug.variables", "debug.callstack");

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** What is debugged, and what is in front meanwhile. */
  private record Guest(
      String name, int depth, int entries, int pages, int watches, List<String> front) {}

  private final Path home;
  private final Random random = new Random(1);
  private final Map<String, double[]> medians = new LinkedHashMap<>();

  private DebugBenchmark(Path home) {
    this.home = home;
  }

  /** Runs the measurements and prints them. */
  public static void main(String[] arguments) throws Exception {
    int pages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 65_536;
    Path home = Files.createTempDirectory("continuum-benchmark");
    try {
      new DebugBenchmark(home).run(pages);
    } catch (Exception failed) {
      // The program's own handler of what nobody catches is silent here.
      failed.printStackTrace();
    } finally {
      delete(home);
    }
    System.exit(0);
  }

  private static void delete(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  private void run(int pages) throws Exception {
    List<String> watching = List.of("debug.variables", "debug.callstack", "debug.watches");
    List<String> memory = List.of("debug.variables", "debug.callstack", "debug.memory");
    List<String> all =
        List.of("debug.variables", "debug.callstack", "debug.watches", "debug.memory");
    measure(new Guest("warming up", 1, 10, 1, 0, USUAL));
    measure(new Guest("warming up, all panels", 1, 10, 1, 10, all));
    measure(new Guest("a small program", 1, 10, 1, 0, USUAL));
    measure(new Guest("%,d watches".formatted(WATCHES), 1, 10, 1, WATCHES, watching));
    measure(new Guest("%,d frames".formatted(DEEP), DEEP, 10, 1, 0, USUAL));
    measure(new Guest("a table of %,d entries, open".formatted(ENTRIES), 1, ENTRIES, 1, 0, USUAL));
    measure(new Guest("a memory of %,d pages, in front".formatted(pages), 1, 10, pages, 0, memory));
    measure(new Guest("all of that at once", DEEP, ENTRIES, pages, WATCHES, all));
    double[] small = measure(new Guest("the small program again", 1, 10, 1, 0, USUAL));
    IO.println("a step, in parts of one of the small program at last (painted; processor):");
    medians.forEach((name, times) ->
        IO.println("  %s: %.2f; %.2f".formatted(name, times[0] / small[0], times[1] / small[1])));
  }

  /** A program each line of which changes what is looked at. */
  private static String program(Guest guest) {
    String line = "    i32.const 0 local.get $i i32.const 1 i32.add local.tee $i i32.store";
    return """
    (module
      (memory $data %d)
      (table $entries %d funcref)
      (global $seen (mut i32) (i32.const 0))
      (elem (i32.const 0) func $work $down)
      (func (export "_start") (call $down (i32.const %d)))
      (func $down (param $n i32)
        (if (local.get $n)
          (then (call $down (i32.sub (local.get $n) (i32.const 1))))
          (else (call $work (i32.const 7) (f64.const 0.5)))))
      (func $work (param $times i32) (param $scale f64)
        (local $i i32) (local $half i64) (local $sum f32)
        (loop $again
    """
            .formatted(guest.pages, guest.entries, guest.depth)
        + (line + "\n").repeat(LINES - 1)
        + line
        + " br $again)))\n";
  }

  /** The line that {@link #program} has the loop's first instruction in, from 1. */
  private static int firstLine(String program) {
    return (int) program.substring(0, program.indexOf("(loop")).lines().count() + 1;
  }

  /** Milliseconds of a step: elapsed until it is painted, the median, and of the processor. */
  private double[] measure(Guest guest) throws Exception {
    Path folder = Files.createTempDirectory(home, "guest");
    String text = program(guest);
    Path file = Files.writeString(folder.resolve("guest.wat"), text);
    Path watches = UserFolders.below(folder).state().resolve("watches.json");
    Files.createDirectories(watches.getParent());
    Files.writeString(
        watches,
        IntStream.range(0, guest.watches)
            .mapToObj(i -> "\"" + ShownStop.LOCAL + " + " + i + "\"")
            .collect(Collectors.joining(",", "{\"expressions\":[", "]}")));
    try (TestWindow window = TestWindow.whole(folder, null)) {
      int line = firstLine(text);
      FxTest.runFx(() -> window.window.open(file, Integer.toString(line + 1)));
      FxTest.settle();
      window.act("debug.toggleBreakpoint");
      window.act("debug.start");
      // The window's own scene: there is no other window.
      Scene scene = FxTest.onFx(() -> Window.getWindows().getLast().getScene());
      ShownStop shown = new ShownStop(scene, guest.front);
      until(() -> !new ShownStop(scene, USUAL).all().contains(""), shown);
      FxTest.runFx(() -> guest.front.forEach(window.window::showPanel));
      if (guest.entries > 10) {
        open(window, "table");
      }
      until(() -> !shown.all().contains(""), shown);
      window.picture("debug-benchmark");
      IO.println(guest.name + ":");
      double[] step = moves(window, shown, "debug.over", "step over");
      medians.put(guest.name, step);
      repeat(window, scene, shown);
      // It stops at the same line each time, so the call stack says the same.
      List<String> moving =
          guest.front.stream().filter(panel -> !panel.equals("debug.callstack")).toList();
      moves(
          window,
          new ShownStop(scene, moving),
          "debug.continue",
          "continue to a breakpoint %d lines on".formatted(LINES));
      window.act("run.stop");
      return step;
    }
  }

  /** Waits for what a program shows. */
  private static void until(java.util.concurrent.Callable<Boolean> done, ShownStop shown) {
    for (int i = 0; i < 1000; i++) {
      if (FxTest.onFx(done)) {
        return;
      }
      pause(20);
    }
    throw new IllegalStateException("It is not shown: " + FxTest.onFx(shown::all));
  }

  private static void pause(int millis) {
    new CompletableFuture<Boolean>().completeOnTimeout(true, millis, TimeUnit.MILLISECONDS).join();
  }

  /** Opens the row of Variables that begins so. */
  private static void open(TestWindow window, String beginning) {
    FxTest.runFx(() -> {
      ListView<?> list = window.control(ListView.class, "variables-list");
      for (int row = 0; row < Math.min(50, list.getItems().size()); row++) {
        list.getSelectionModel().select(row);
        list.layout();
        boolean wanted =
            list.lookupAll(".list-cell:selected").stream()
                .anyMatch(cell ->
                    cell.getAccessibleText() != null
                        && cell.getAccessibleText().startsWith(beginning));
        if (wanted) {
          list.fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false));
          return;
        }
      }
      throw new IllegalStateException("There is no row " + beginning + ".");
    });
    int rows =
        FxTest.onFx(() -> window.control(ListView.class, "variables-list").getItems().size());
    if (rows < ENTRIES) {
      throw new IllegalStateException("The table is not open: there are " + rows + " rows.");
    }
  }

  /** Moves one by one; returns what {@link #measure} does. */
  private double[] moves(TestWindow window, ShownStop shown, String action, String what)
      throws Exception {
    double[] laidOut = new double[STEPS];
    double[] painted = new double[STEPS];
    long processor = 0;
    for (int i = -WARM; i < STEPS; i++) {
      if (i == 0) {
        processor = PROCESS.getProcessCpuTime();
      }
      // At any moment between two frames, as a person does.
      pause(random.nextInt(1, FRAME_MILLIS + 1));
      CompletableFuture<double[]> done = new CompletableFuture<>();
      Platform.runLater(() -> {
        double[] times = new double[2];
        long start = System.nanoTime();
        shown.whenNew(
            () -> times[0] = (System.nanoTime() - start) / 1e6,
            () -> {
              times[1] = (System.nanoTime() - start) / 1e6;
              done.complete(times);
            });
        if (!window.window.actions().run(action)) {
          done.completeExceptionally(new IllegalStateException(action + " is not enabled."));
        }
      });
      double[] times;
      try {
        times = done.get(30, TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException late) {
        throw new IllegalStateException("It is not shown: " + FxTest.onFx(shown::all), late);
      }
      if (i >= 0) {
        laidOut[i] = times[0];
        painted[i] = times[1];
      }
    }
    double each = (PROCESS.getProcessCpuTime() - processor) / 1e6 / STEPS;
    IO.println(
        "  %s: painted after %s; laid out after %s; %.1f ms of processor each"
            .formatted(what, spread(painted), spread(laidOut), each));
    return new double[] {median(painted), each};
  }

  /** The key is held down. */
  private static void repeat(TestWindow window, Scene scene, ShownStop shown) throws Exception {
    int[] presses = new int[1];
    int[] taken = new int[1];
    int[] seen = new int[1];
    long[] last = new long[1];
    Runnable frame =
        () -> {
          if (shown.isNew()) {
            seen[0]++;
            last[0] = System.nanoTime();
            shown.note();
          }
          Platform.requestNextPulse();
        };
    CompletableFuture<Long> end = new CompletableFuture<>();
    FxTest.runFx(() -> {
      shown.note();
      scene.addPostLayoutPulseListener(frame);
      Platform.requestNextPulse();
    });
    try (ScheduledExecutorService key = Executors.newSingleThreadScheduledExecutor()) {
      var pressing =
          key.scheduleAtFixedRate(
              () ->
                  Platform.runLater(() -> {
                    if (presses[0] < PRESSES) {
                      presses[0]++;
                      taken[0] += window.window.actions().run("debug.over") ? 1 : 0;
                    } else {
                      end.complete(System.nanoTime());
                    }
                  }),
              REPEAT_MILLIS,
              REPEAT_MILLIS,
              TimeUnit.MILLISECONDS);
      long released = end.get(120, TimeUnit.SECONDS) - REPEAT_MILLIS * 1_000_000L;
      pressing.cancel(false);
      pause(500);
      FxTest.runFx(() -> {
        scene.removePostLayoutPulseListener(frame);
        IO.println(
            "  F8 every %d ms, %d times: %d taken, %d shown; the last %.0f ms after it was pressed"
                .formatted(
                    REPEAT_MILLIS, presses[0], taken[0], seen[0], (last[0] - released) / 1e6));
      });
    }
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String spread(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return "%.1f ms (95 %% within %.1f, worst %.1f of %d)"
        .formatted(
            sorted[sorted.length / 2],
            sorted[(int) ((sorted.length - 1) * 0.95)],
            sorted[sorted.length - 1],
            sorted.length);
  }
}
