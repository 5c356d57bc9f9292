package dev.continuum.ide.module;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.editor.EditorFixture;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Measures, in the real window without a display, how long it takes from opening a module of 5 MB
 * to its overview laid out, and from opening the group of 100,000 functions to its rows laid out in
 * the structure panel: once cold, once to warm up, then the median of the rest.
 *
 * <pre>
 * mvn -q -pl ide-app -am test-compile dependency:build-classpath \
 *     -Dquick -Dmdep.outputFile=target/test.classpath
 * java -Xmx2g --enable-native-access=ALL-UNNAMED -Dglass.platform=Headless -Dprism.order=sw \
 *     -cp "ide-app/target/test-classes:ide-app/target/classes:$(cat ide-app/target/test.classpath)" \
 *     dev.continuum.ide.module.OpenModuleBenchmark
 * </pre>
 */
public final class OpenModuleBenchmark {
  private static final int ROUNDS = 13;
  private static final int FUNCTIONS = 20_000;
  private static final int MANY = 100_000;

  private OpenModuleBenchmark() {}

  /** Runs the measurements and prints them. */
  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("continuum-benchmark");
    Path large = Files.write(home.resolve("large.wasm"), Modules.functions(FUNCTIONS, 245));
    Path many = Files.write(home.resolve("many.wasm"), Modules.functions(MANY));
    EditorFixture fixture =
        new EditorFixture(
            home,
            List.of((problems, files) ->
                new ModuleFeature(problems, files, new CodeMarks(new Breakpoints(all -> {})))));
    try {
      double[] opening = new double[ROUNDS];
      double[] expanding = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        opening[i] = open(fixture, large);
      }
      report("open %,d bytes to its overview".formatted(Files.size(large)), opening);
      for (int i = 0; i < ROUNDS; i++) {
        open(fixture, many, () -> expanding(fixture, expanding));
      }
      report("show %,d functions".formatted(MANY), expanding);
    } finally {
      fixture.close();
      try (Stream<Path> files = Files.walk(home)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
    System.exit(0);
  }

  private static double open(EditorFixture fixture, Path file) {
    return open(fixture, file, () -> {});
  }

  private static double open(EditorFixture fixture, Path file, Runnable whileOpen) {
    double time =
        until(
            () -> fixture.window.open(file),
            () ->
                fixture.window.activeDocument().get() instanceof ModuleDocument module
                    && module.node().lookup(".overview-headline") != null);
    whileOpen.run();
    FxTest.runFx(() -> fixture.window.close(fixture.window.activeDocument().get()));
    FxTest.settle();
    return time;
  }

  private static void expanding(EditorFixture fixture, double[] times) {
    ListView<StructureModel.Row> list = fixture.robot.lookup("#structure-list").queryListView();
    EditorFixture.waitUntil(() -> list.getItems().size() < 10 && row(list) >= 0);
    int next = 0;
    while (times[next] > 0) {
      next++;
    }
    FxTest.runFx(() -> list.getSelectionModel().select(row(list)));
    times[next] = until(() -> press(list, KeyCode.RIGHT), () -> list.getItems().size() > MANY);
    FxTest.runFx(() -> press(list, KeyCode.LEFT));
    FxTest.settle();
  }

  private static int row(ListView<StructureModel.Row> list) {
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i).node().label().equals("Functions")) {
        return i;
      }
    }
    return -1;
  }

  private static void press(ListView<?> list, KeyCode code) {
    list.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
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

  private static void report(String what, double[] times) {
    double[] warm = Arrays.copyOfRange(times, 2, times.length);
    Arrays.sort(warm);
    IO.println(
        "%s: %.0f ms cold, %.0f ms warm (median of %d, %.0f to %.0f)"
            .formatted(
                what,
                times[0],
                warm[warm.length / 2],
                warm.length,
                warm[0],
                warm[warm.length - 1]));
  }
}
