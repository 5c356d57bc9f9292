package dev.continuum.ide.debug.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.module.ModuleFeature;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryPanelTest {
  private static final String PROGRAM =
      """
      (module
        (memory $main 2)
        (memory $other 1)
        (data $greeting (i32.const 0x40) "Hello, w\\c3\\b6rld \\e4\\bd\\a0\\e5\\a5\\bd")
        (data (i32.const 0x60) "\\00\\01\\02\\03\\04\\05\\06\\07\\08\\09\\0a")
        (func (export "run") (param $p i32)
          (i32.store (i32.const 0x20) (i32.const 0x12345678))
          (f64.store (i32.const 0x28) (f64.const 3.25))
          (i32.store (i32.const 0x10) (i32.const 0x40))
          (memory.copy (i32.const 0x80) (i32.const 0x60) (i32.const 8))
          (i32.store (local.get $p) (i32.const -2))
          (memory.fill (i32.const 0x90) (i32.const 0xaa) (i32.const 20))))
      """;

  @TempDir Path home;
  private @Nullable MemoryPanel panel;

  private final class MemoryFeature implements Feature {
    private final TestGuest guest;

    MemoryFeature(TestGuest guest) {
      this.guest = guest;
    }

    @Override
    public void install(Workbench workbench, UserFolders folders) {
      panel = new MemoryPanel(workbench, guest, guest.marks);
      workbench.addPanel(panel);
    }
  }

  private MemoryPanel panel() {
    return Objects.requireNonNull(panel);
  }

  private static void press(MemoryGrid grid, KeyCode key) {
    FxTest.runFx(() ->
        Event.fireEvent(
            grid, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
  }

  private static void type(MemoryGrid grid, String text) {
    for (String each : text.split("")) {
      FxTest.runFx(() ->
          Event.fireEvent(
              grid,
              new KeyEvent(
                  KeyEvent.KEY_TYPED, each, each, KeyCode.UNDEFINED, false, false, false, false)));
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void showsWhatChangedAndWhatIsTouched(Theme theme) throws Exception {
    try (TestGuest guest = new TestGuest(home, PROGRAM, "run", 0xa0);
        TestWindow window =
            TestWindow.of(home, new TestDialogs(), theme, List.of(new MemoryFeature(guest)))) {
      String suffix = "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
      FxTest.runFx(() -> window.window.showPanel(MemoryPanel.ID));
      FxTest.runFx(() -> guest.stepTo("memory.copy"));
      FxTest.runFx(() -> {
        panel().show(0, 0x20, 4);
        guest.breakpoints.add(
            guest.program.file(),
            dev.continuum.inspector.debug.BreakpointSpec.at(
                new Location.Watch(place("memory.str[0x48, 6]"), Location.Access.CHANGE)));
      });
      window.picture("memory-copy" + suffix);
      FxTest.runFx(() -> {
        guest.move(new Motion.StepInto(1));
        guest.stepTo("memory.fill");
        panel().model().move(cursor -> cursor.moveTo(0x40, false));
      });
      window.picture("memory-fill" + suffix);
      FxTest.runFx(() -> panel().model().format().set(MemoryFormat.I32));
      window.picture("memory-i32" + suffix);
      FxTest.runFx(() -> panel().model().format().set(MemoryFormat.F64));
      window.picture("memory-f64" + suffix);
      FxTest.runFx(() -> panel().model().format().set(MemoryFormat.TEXT));
      window.picture("memory-text" + suffix);
      FxTest.runFx(() -> {
        panel().model().format().set(MemoryFormat.HEX_8);
        ((ToggleButton) window.find("#memory-find")).fire();
        ((ToggleButton) window.find("#memory-compare")).fire();
        ((TextField) window.find("#memory-tick")).setText("0");
        ((RadioButton) window.find("#memory-compare-tick")).fire();
        ((TextField) window.find("#memory-query")).setText("6f 2c");
        ((Button) window.find("#memory-search-next")).fire();
        guest.move(new Motion.StepInto(1));
        panel().model().move(cursor -> cursor.moveTo(0x90, false));
      });
      window.picture("memory-bars" + suffix);
      FxTest.runFx(() -> {
        panel().model().move(cursor -> cursor.moveTo(0x94, false));
        panel().model().format().set(MemoryFormat.I32);
        panel().grid().edit("");
      });
      window.picture("memory-edit" + suffix);
      FxTest.runFx(() -> {
        panel().model().format().set(MemoryFormat.HEX_8);
        ((ToggleButton) window.find("#memory-compare")).fire();
        panel().node().getScene().getWindow().setWidth(520);
        panel().grid().requestFocus();
      });
      window.picture("memory-narrow" + suffix);
      FxTest.runFx(guest::end);
      window.picture("memory-none" + suffix);
    }
  }

  private static dev.continuum.inspector.debug.expression.Expression place(String text) {
    try {
      return dev.continuum.inspector.debug.expression.Expression.parse(text);
    } catch (Exception wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  @Test
  void aTabThatIsNotInFrontAsksForNothing() throws Exception {
    FileWatchFeature files = new FileWatchFeature();
    try (TestGuest guest = new TestGuest(home, PROGRAM, "run", 0xa0);
        TestWindow window =
            TestWindow.of(
                home,
                new TestDialogs(),
                Theme.DARK,
                List.of(
                    files,
                    new MemoryFeature(guest),
                    new ModuleFeature(new Problems(), files, guest.marks)))) {
      FxTest.runFx(() -> window.window.showPanel(MemoryPanel.ID));
      FxTest.settle();
      int before = guest.looks();
      FxTest.runFx(() -> guest.move(new Motion.StepInto(1)));
      assertThat(guest.looks()).isGreaterThan(before);
      FxTest.runFx(() -> window.window.showPanel("problems"));
      FxTest.settle();
      int hidden = guest.looks();
      FxTest.runFx(() -> guest.move(new Motion.StepInto(1)));
      assertThat(guest.looks()).isEqualTo(hidden);
      FxTest.runFx(() -> window.window.showPanel(MemoryPanel.ID));
      FxTest.settle();
      assertThat(guest.looks()).isGreaterThan(hidden);
    }
  }

  @Test
  void digitsAndCharactersAreTypedOverBytes() throws Exception {
    try (TestGuest guest = new TestGuest(home, PROGRAM, "run", 0xa0);
        TestWindow window =
            TestWindow.of(home, new TestDialogs(), Theme.DARK, List.of(new MemoryFeature(guest)))) {
      FxTest.runFx(() -> panel().show(0, 0x40, 1));
      MemoryGrid grid = panel().grid();
      type(grid, "4a");
      press(grid, KeyCode.TAB);
      type(grid, "é");
      FxTest.settle();
      assertThat(
              guest.<String>of(
                  backend -> place("memory.str[0x40, 5]").evaluate(backend.scope(0)).toString()))
          .isEqualTo("\"Jélo\"");
      Label status = window.control(Label.class, "memory-place");
      assertThat(status.getText()).startsWith("0x43");
    }
  }
}
