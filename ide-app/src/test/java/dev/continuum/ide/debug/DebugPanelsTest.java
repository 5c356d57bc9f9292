package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.Motion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All panels of the debugger in one window. */
class DebugPanelsTest {
  private static final String PROGRAM =
      """
      (module
        (memory $data 2)
        (global $seen (mut i32) (i32.const 0))
        (func $sum (param $n i32) (param $scale f64) (result i32)
          (local $half i32)
          (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
          (if (result i32) (i32.eqz (local.get $n))
            (then (i32.const 0))
            (else
              (local.set $half (i32.shr_u (local.get $n) (i32.const 1)))
              (i32.add
                (local.get $n)
                (call $sum (i32.sub (local.get $n) (i32.const 1)) (local.get $scale))))))
        (func (export "run") (param $n i32) (result i32)
          (call $sum (local.get $n) (f64.const 0.5))))
      """;

  @TempDir Path folder;
  private final Breakpoints breakpoints = new Breakpoints(kept -> {});
  private @Nullable DebugPanels panels;

  private static int rows(TestWindow window, String list) {
    return FxTest.onFx(() -> window.control(ListView.class, list).getItems().size());
  }

  private TestWindow window(PanelGuest guest, Theme theme) throws Exception {
    Feature feature =
        new Feature() {
          @Override
          public void install(Workbench workbench, UserFolders folders) {
            DebugPanels made = new DebugPanels(workbench);
            made.install(
                guest, new CodeMarks(breakpoints), new TrapModel(guest), folders, () -> {});
            panels = made;
          }

          @Override
          public void close() {}
        };
    Path home = folder.resolve(theme.name());
    Path kept = UserFolders.below(home).state().resolve("watches.json");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "{\"expressions\":[\"$n * 2\",\"memory[16]:i32\",\"$half\"]}");
    TestWindow window =
        TestWindow.of(home, new TestDialogs(), theme, List.of(new ShellFeature(), feature));
    FxTest.runFx(() ->
        List.of("debug.variables", "debug.callstack", "debug.watches")
            .forEach(window.window::showPanel));
    await().until(() -> rows(window, "watches-list") == 3);
    return window;
  }

  @Test
  void showWhatIsDebuggedAndAskNothingBehindAnotherTab() throws Exception {
    for (Theme theme : Theme.values()) {
      try (PanelGuest guest = new PanelGuest(folder, PROGRAM, "run", 30)) {
        breakpoints.clear();
        breakpoints.add(
            folder.resolve("guest.wat"), BreakpointParser.parse("break line 8 if $n < 20"));
        try (TestWindow window = window(guest, theme)) {
          FxTest.onFx(() -> guest.moved(new Motion.ToTick(95)));
          FxTest.settle();
          FxTest.settle();
          FxTest.onFx(() -> guest.moved(new Motion.StepInto(1)));
          window.picture("debug-all-" + theme);
          FxTest.runFx(() -> window.window.showPanel("debug.breakpoints"));
          FxTest.settle();
          FxTest.settle();
          FxTest.runFx(() -> window.window.hidePanel("debug.variables"));
          FxTest.runFx(() -> window.window.hidePanel("debug.callstack"));
          FxTest.settle();
          FxTest.settle();
          guest.asked.clear();
          FxTest.onFx(() -> guest.moved(new Motion.StepInto(1)));
          FxTest.settle();
          FxTest.settle();
          assertThat(guest.asked).doesNotContainKeys("local", "global", "stack", "element");
          FxTest.runFx(() -> window.window.showPanel("debug.watches"));
          FxTest.settle();
          FxTest.settle();
          assertThat(guest.asked).containsKey("local");
          FxTest.runFx(() -> Objects.requireNonNull(panels).close());
        }
      }
    }
  }
}
