package dev.continuum.ide.module;

import com.sun.management.OperatingSystemMXBean;
import dev.continuum.ide.FxTest;
import dev.continuum.ide.disassembly.CodeRows;
import dev.continuum.ide.disassembly.DisassemblyModel;
import dev.continuum.ide.disassembly.RowPlace;
import dev.continuum.ide.editor.EditorFixture;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;

/**
 * Measures the disassembly of a module in the real window without a display:
 *
 * <ul>
 *   <li>opening: from opening the file at a place in its code to its rows laid out and painted,
 *       once cold, then warm, and how long after that every instruction is counted;
 *   <li>jumping: from asking for a function chosen at random to its rows laid out and painted;
 *   <li>scrolling: how many frames a second there are while each moves by three rows, and how long
 *       a frame keeps the JavaFX thread; then the same by a screen a frame.
 * </ul>
 *
 * <pre>
 * mvn -q -pl ide-app -am test-compile dependency:build-classpath \
 *     -Dquick -Dmdep.outputFile=target/test.classpath
 * java -Xmx1g --enable-native-access=ALL-UNNAMED -Dglass.platform=Headless -Dprism.order=sw \
 *     -cp "ide-app/target/test-classes:ide-app/target/classes:$(cat ide-app/target/test.classpath)" \
 *     dev.continuum.ide.module.DisassemblyBenchmark [FILE.wasm]
 * </pre>
 *
 * Without a file a module of 32 MB is made. Where other work runs on the machine, processor times
 * say more than elapsed ones; of opening they are those of the whole process, which checks the
 * module at the same time.
 */
public final class DisassemblyBenchmark {
  private static final int ROUNDS = 8;
  private static final int JUMPS = 2000;
  private static final int FRAMES = 600;
  private static final int FUNCTIONS = 27_600;
  private static final int FUNCTION_SIZE = 1_157;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private DisassemblyBenchmark() {}

  /** Runs the measurements and prints them. */
  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("continuum-benchmark");
    Path file =
        arguments.length > 0
            ? Path.of(arguments[0]).toAbsolutePath()
            : Files.write(home.resolve("large.wasm"), Modules.functions(FUNCTIONS, FUNCTION_SIZE));
    CodeMarks marks = new CodeMarks(new Breakpoints(all -> {}));
    EditorFixture fixture =
        new EditorFixture(
            home, List.of((problems, files) -> new ModuleFeature(problems, files, marks)));
    try {
      measure(fixture, file);
    } finally {
      fixture.close();
      try (Stream<Path> files = Files.walk(home)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
    System.exit(0);
  }

  private static void measure(EditorFixture fixture, Path file) throws IOException {
    String place = "0x" + Integer.toHexString(firstBody(file));
    double[] opening = new double[ROUNDS];
    double[] busy = new double[ROUNDS];
    double[] counted = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      if (i > 0) {
        FxTest.runFx(() -> fixture.window.close(fixture.window.activeDocument().get()));
        FxTest.settle();
      }
      long start = System.nanoTime();
      long processor = PROCESS.getProcessCpuTime();
      opening[i] = until(() -> fixture.window.open(file, place), () -> isPainted(fixture));
      busy[i] = (PROCESS.getProcessCpuTime() - processor) / 1e6;
      EditorFixture.waitUntil(() -> rows(fixture).isCounted());
      counted[i] = (System.nanoTime() - start) / 1e6;
    }
    CodeRows rows = rows(fixture);
    IO.println(
        "%s: %,d bytes, %,d functions, %,d rows"
            .formatted(file.getFileName(), Files.size(file), rows.bodies(), rows.size()));
    IO.println("opening: %.0f ms cold; warm %s".formatted(opening[0], spread(opening)));
    IO.println("  processor: %.0f ms cold; warm %s".formatted(busy[0], spread(busy)));
    IO.println("all counted after: %.0f ms cold; warm %s".formatted(counted[0], spread(counted)));
    EditorFixture.waitUntil(() -> document(fixture).model().content().get() != null);
    double[] jumps = new double[JUMPS];
    double[] jumping = new double[JUMPS];
    Random random = new Random(1);
    for (int i = 0; i < JUMPS; i++) {
      RowPlace target = new RowPlace(random.nextInt(rows.bodies()), 0);
      double[] both = jump(fixture, target);
      jumps[i] = both[0];
      jumping[i] = both[1];
    }
    IO.println("jump, first: %.1f ms; then %s".formatted(jumps[0], spread(jumps)));
    IO.println("  processor, first: %.1f ms; then %s".formatted(jumping[0], spread(jumping)));
    scroll(fixture, 3, "three rows");
    scroll(fixture, model(fixture).visible(), "a screen");
  }

  private static int firstBody(Path file) throws IOException {
    int[] found = {0};
    ModuleContent.read(
        file,
        code ->
            found[0] =
                code.module().functions().stream()
                    .filter(function -> function.code() != null)
                    .findFirst()
                    .orElseThrow()
                    .code()
                    .range()
                    .start());
    return found[0];
  }

  private static ModuleDocument document(EditorFixture fixture) {
    return (ModuleDocument)
        Objects.requireNonNull(fixture.window.activeDocument().get(), "it is open");
  }

  private static DisassemblyModel model(EditorFixture fixture) {
    return document(fixture).disassembly();
  }

  private static CodeRows rows(EditorFixture fixture) {
    return Objects.requireNonNull(FxTest.onFx(() -> model(fixture).rows().get()), "it has code");
  }

  private static boolean isPainted(EditorFixture fixture) {
    if (fixture.window.activeDocument().get() instanceof ModuleDocument module) {
      Node list = module.node().lookup(".disassembly-list");
      return list != null && list.getAccessibleText() != null;
    }
    return false;
  }

  /**
   * Milliseconds from asking for a place to its rows painted, with one layout of the window:
   * elapsed, and of the processor.
   */
  private static double[] jump(EditorFixture fixture, RowPlace target) {
    return FxTest.onFx(() -> {
      Scene scene = document(fixture).node().getScene();
      long start = System.nanoTime();
      long processor = THREADS.getCurrentThreadCpuTime();
      model(fixture).goTo(target);
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      return new double[] {
        (System.nanoTime() - start) / 1e6, (THREADS.getCurrentThreadCpuTime() - processor) / 1e6
      };
    });
  }

  /** Scrolls in each frame, and measures the frames. */
  private static void scroll(EditorFixture fixture, int rowsAFrame, String what) {
    CompletableFuture<double[]> done = new CompletableFuture<>();
    double[] busy = new double[FRAMES];
    long[] begun = new long[1];
    int[] frame = new int[1];
    FxTest.runFx(() -> model(fixture).goTo(RowPlace.FIRST));
    FxTest.runFx(() ->
        new javafx.animation.AnimationTimer() {
          @Override
          public void handle(long now) {
            if (frame[0] == 0) {
              begun[0] = System.nanoTime();
            }
            if (frame[0] == FRAMES) {
              stop();
              done.complete(busy);
              return;
            }
            Scene scene = document(fixture).node().getScene();
            long start = THREADS.getCurrentThreadCpuTime();
            model(fixture).scrollBy(rowsAFrame);
            scene.getRoot().layout();
            busy[frame[0]++] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
          }
        }.start());
    double[] times = done.join();
    double seconds = (System.nanoTime() - begun[0]) / 1e9;
    double sum = Arrays.stream(times).sum();
    IO.println(
        "scrolling by %s a frame: %.1f frames a second; processor of each %s, so %,.0f rows a second"
            .formatted(
                what,
                FRAMES / seconds,
                spread(times),
                FRAMES * model(fixture).visible() / (sum / 1000)));
  }

  /** Milliseconds from the start of {@code action} to the first layout in which it is done. */
  private static double until(Runnable action, BooleanSupplier done) {
    CompletableFuture<Double> time = new CompletableFuture<>();
    Runnable[] listener = new Runnable[1];
    FxTest.runFx(() -> {
      // The window's own scene: there is no other window.
      Scene shown = javafx.stage.Window.getWindows().getLast().getScene();
      long start = System.nanoTime();
      listener[0] =
          () -> {
            if (done.getAsBoolean()) {
              time.complete((System.nanoTime() - start) / 1e6);
              shown.removePostLayoutPulseListener(listener[0]);
            } else {
              Platform.requestNextPulse();
            }
          };
      shown.addPostLayoutPulseListener(listener[0]);
      action.run();
      Platform.requestNextPulse();
    });
    return time.join();
  }

  /** The median and the rest, of all but the first. */
  private static String spread(double[] times) {
    double[] sorted = Arrays.copyOfRange(times, 1, times.length);
    Arrays.sort(sorted);
    return "%.2f ms (median of %d; 99 %% within %.2f, worst %.2f)"
        .formatted(
            sorted[sorted.length / 2],
            sorted.length,
            sorted[(int) ((sorted.length - 1) * 0.99)],
            sorted[sorted.length - 1]);
  }
}
