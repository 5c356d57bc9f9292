package dev.continuum.ide.debug.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.debug.PanelGuest;
import dev.continuum.ide.debug.PanelWindow;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.Motion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The call stack of a real guest, also of one with very many calls. */
class CallStackTest {
  private static final String PROGRAM =
      """
      (module
        (func $down (param $n i32) (param $scale f64) (result i32)
          (if (result i32) (i32.eqz (local.get $n))
            (then (i32.const 0))
            (else
              (i32.add
                (call $down (i32.sub (local.get $n) (i32.const 1)) (local.get $scale))
                (i32.const 1)))))
        (func $a_function_with_quite_a_long_name_for_a_row (param i32) (result i32)
          (call $down (local.get 0) (f64.const 0.5)))
        (func (export "run") (param $n i32) (result i32)
          (call $a_function_with_quite_a_long_name_for_a_row (local.get $n))))
      """;

  @TempDir Path folder;

  private PanelGuest deep(int calls) throws Exception {
    PanelGuest guest = new PanelGuest(folder, PROGRAM, "run", calls);
    guest.toLine(4);
    return guest;
  }

  private static Call call(CallStackModel model, int level) {
    return Objects.requireNonNull(model.rows().get(level).call());
  }

  @Test
  void asksForTheCallsInViewAlone() throws Exception {
    try (PanelGuest guest = deep(10_000);
        CallStackModel model = new CallStackModel(guest)) {
      assertThat(model.rows()).hasSize(10_003);
      assertThat(guest.asked).isEmpty();
      model.show(0, 20);
      assertThat(guest.asked).containsEntry("frames", 20).containsEntry("local", 40);
      assertThat(call(model, 3))
          .isEqualTo(new Call(3, "$down", "n=3, scale=0.5", call(model, 3).offset(), 7));
      guest.asked.clear();
      model.show(5, 25);
      assertThat(guest.asked).containsEntry("frames", 5);
      guest.asked.clear();
      guest.moved(new Motion.StepInto(1));
      assertThat(guest.asked).containsEntry("frames", 20);
      guest.asked.clear();
      model.show(9_990, 10_003);
      assertThat(guest.asked).containsEntry("frames", 13);
      assertThat(call(model, 10_002).name()).isEqualTo("func[2] \"run\"");
      model.show(0, 0);
      guest.asked.clear();
      guest.moved(new Motion.StepInto(1));
      assertThat(guest.asked).isEmpty();
    }
  }

  @Test
  void copiesAThousandCallsAndSaysHowManyMoreThereAre() throws Exception {
    try (PanelGuest guest = deep(3_000);
        CallStackModel model = new CallStackModel(guest)) {
      List<String> texts = new ArrayList<>();
      model.text(texts::add, texts::add);
      List<String> lines = texts.getFirst().lines().toList();
      assertThat(lines).hasSize(1_001);
      assertThat(lines.getFirst()).startsWith("#0 $down(n=0, scale=0.5) at 0x").endsWith("line 4");
      assertThat(lines.getLast()).isEqualTo("and 2,003 more");
    }
  }

  @Test
  void followsAndSelectsTheFrameInAWindow() throws Exception {
    FxTest.startToolkit();
    for (Theme theme : Theme.values()) {
      try (PanelGuest guest = deep(200)) {
        CallStackPanel panel = FxTest.onFx(() -> new CallStackPanel(guest, say -> {}, () -> {}));
        try (PanelWindow window = new PanelWindow(panel.node(), theme, 240)) {
          ListView<?> list = window.control(ListView.class, "callstack-list");
          assertThat(FxTest.<Integer>onFx(() -> list.getSelectionModel().getSelectedIndex()))
              .isZero();
          FxTest.runFx(() -> list.getSelectionModel().select(2));
          assertThat(guest.level().get()).isEqualTo(2);
          window.picture("callstack-many-" + theme);
          FxTest.runFx(() -> list.scrollTo(202));
          window.picture("callstack-end-" + theme);
          FxTest.onFx(() -> guest.moved(new Motion.StepInto(1)));
          FxTest.settle();
          assertThat(FxTest.<Integer>onFx(() -> list.getSelectionModel().getSelectedIndex()))
              .isZero();
          FxTest.runFx(guest::end);
          window.picture("callstack-empty-" + theme);
          FxTest.runFx(panel::close);
        }
      }
    }
  }
}
