package dev.continuum.ide.debug.memory;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.Motion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Measures the memory view over a guest with a memory of 4 GiB, in the real window without a
 * display: how many frames and rows a second it paints while it scrolls, how long a step takes with
 * it and without it, and how long a search through all of the memory takes.
 *
 * <pre>
 * mvn -q -pl ide-app -am test-compile dependency:build-classpath \
 *     -Dquick -Dmdep.outputFile=target/test.classpath
 * java -Xmx2g --enable-native-access=ALL-UNNAMED -Dglass.platform=Headless -Dprism.order=sw \
 *     -cp "ide-app/target/test-classes:ide-app/target/classes:$(cat ide-app/target/test.classpath)" \
 *     dev.continuum.ide.debug.memory.MemoryBenchmark
 * </pre>
 */
public final class MemoryBenchmark {
  private static final int STEPS = 2000;
  private static final int FRAMES = 300;

  /** Writes to all of 64 MiB first, so that there is something to search. */
  private static final String PROGRAM =
      """
      (module
        (memory 65536)
        (func (export "run")
          (memory.fill (i32.const 0x40000000) (i32.const 0x55) (i32.const 0x4000000))
          (loop $again
            (i32.store (i32.const 0xfffffff0)
              (i32.add (i32.load (i32.const 0xfffffff0)) (i32.const 1)))
            (br $again))))
      """;

  private @Nullable MemoryPanel panel;

  private MemoryBenchmark() {}

  /** Runs the measurements and prints them. */
  public static void main(String[] arguments) throws Exception {
    Path home = Files.createTempDirectory("continuum-benchmark");
    FxTest.startToolkit();
    try {
      new MemoryBenchmark().run(home);
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

  private void run(Path home) throws Exception {
    try (TestGuest alone = new TestGuest(home, PROGRAM, "run")) {
      steps("a step without the view", alone);
    }
    try (TestGuest guest = new TestGuest(home, PROGRAM, "run");
        TestWindow window =
            TestWindow.of(
                home,
                new TestDialogs(),
                Theme.DARK,
                List.of(
                    new Feature() {
                      @Override
                      public void install(Workbench workbench, UserFolders folders) {
                        panel = new MemoryPanel(workbench, guest, guest.marks);
                        workbench.addPanel(panel);
                      }
                    }))) {
      MemoryPanel shown = Objects.requireNonNull(panel);
      FxTest.runFx(() -> {
        window.window.showPanel(MemoryPanel.ID);
        ((Region) shown.node()).setMinHeight(500);
      });
      FxTest.settle();
      FxTest.runFx(() -> shown.show(0, 0xffff_fff0L, 4));
      FxTest.settle();
      steps("a step with the view, its rows laid out and painted", guest, shown);
      scroll(shown);
      search(shown);
    }
  }

  private static void steps(String what, TestGuest guest) {
    steps(what, guest, null);
  }

  private static void steps(String what, TestGuest guest, @Nullable MemoryPanel shown) {
    double[] micros = new double[STEPS];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < STEPS; i++) {
        int at = i;
        FxTest.runFx(() -> {
          long start = System.nanoTime();
          guest.move(new Motion.StepInto(1));
          if (shown != null) {
            shown.node().getScene().getRoot().layout();
          }
          micros[at] = (System.nanoTime() - start) / 1e3;
        });
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%s: median %.0f µs, 99 %% %.0f µs, worst %.0f µs of %d%n",
        what, micros[STEPS / 2], micros[STEPS * 99 / 100], micros[STEPS - 1], STEPS);
    if (shown != null) {
      guest.countReads();
      FxTest.runFx(() -> guest.move(new Motion.StepInto(1)));
      System.out.printf("bytes read of 4 GiB at a step: %,d%n", guest.bytesRead());
    }
  }

  /** Scrolls three rows a frame, which is what a wheel does, and far in between. */
  private static void scroll(MemoryPanel shown) throws Exception {
    for (int round = 0; round < 3; round++) {
      CompletableFuture<Long> done = new CompletableFuture<>();
      double[] cost = new double[FRAMES];
      FxTest.runFx(() ->
          new AnimationTimer() {
            private final long start = System.nanoTime();
            private int frame;

            @Override
            public void handle(long now) {
              if (frame == FRAMES) {
                stop();
                done.complete(System.nanoTime() - start);
                return;
              }
              long before = System.nanoTime();
              int each = frame;
              shown
                  .model()
                  .move(cursor -> {
                    if (each % 50 == 0) {
                      cursor.scrollTo((long) each * 500_000);
                    } else {
                      cursor.scrollBy(3);
                    }
                  });
              shown.node().getScene().getRoot().layout();
              cost[frame++] = (System.nanoTime() - before) / 1e3;
            }
          }.start());
      double seconds = done.get(60, TimeUnit.SECONDS) / 1e9;
      Arrays.sort(cost);
      int rows = shown.grid().paintedRows();
      System.out.printf(
          "scrolling: %.0f frames a second of %d rows; asking, laying out and painting one:"
              + " median %.0f µs, 99 %% %.0f µs (%,.0f rows a second)%n",
          FRAMES / seconds,
          rows,
          cost[FRAMES / 2],
          cost[FRAMES * 99 / 100],
          rows / cost[FRAMES / 2] * 1e6);
    }
  }

  private static void search(MemoryPanel shown) {
    for (int round = 0; round < 3; round++) {
      FxTest.runFx(() -> {
        MemorySearchModel search = new MemorySearchModel(shown.model());
        search.kind().set(SearchPattern.Kind.TEXT);
        search.query().set("nowhere");
        long start = System.nanoTime();
        search.next();
        System.out.printf(
            "search through 4 GiB of which 64 MiB were written: %.0f ms (%s)%n",
            (System.nanoTime() - start) / 1e6, search.status().get());
        search.close();
      });
    }
  }
}
