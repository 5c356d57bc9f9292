package dev.continuum.ide.debug.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.debug.PanelGuest;
import dev.continuum.ide.debug.PanelWindow;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches and the evaluate line over a real guest. */
class WatchesTest {
  private static final String PROGRAM =
      """
      (module
        (type $pair (struct (field $a i32) (field i64)))
        (memory 1)
        (data (i32.const 64) "\\00\\00\\8a\\41")
        (func (export "run") (param $count i32) (result i32)
          (local $i i32)
          (local $p (ref null $pair))
          (local.set $p (struct.new $pair (i32.const 3) (i64.const 4)))
          (loop $next
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_u (local.get $i) (local.get $count))))
          (local.get $i)))
      """;

  @TempDir Path folder;
  private final List<List<String>> saved = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  private PanelGuest guest() throws Exception {
    PanelGuest guest = new PanelGuest(folder, PROGRAM, "run", 64);
    open.add(guest);
    return guest;
  }

  private WatchesModel model(PanelGuest guest) {
    WatchesModel model = new WatchesModel(guest, saved::add);
    open.add(model);
    model.load(List.of());
    return model;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private static List<String> rows(WatchesModel model) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(40, model.tree().rows().size()); i++) {
      ValueNode node = model.tree().rows().get(i);
      Learned learned = node.learned;
      rows.add(
          "  ".repeat(node.indentation())
              + SpotText.label(node)
              + " = "
              + (learned == null ? "?" : learned.text() + learned.problem())
              + (node.changed ? " *" : ""));
    }
    return rows;
  }

  @Test
  void evaluatesAtEachStopAndMarksWhatHasChanged() throws Exception {
    PanelGuest guest = guest();
    WatchesModel model = model(guest);
    model.tree().show(0, 20);
    model.add("$i * 2");
    model.add("memory[64]:f32");
    model.add("$nothing");
    guest.toLine(10);
    assertThat(rows(model)).startsWith("$i * 2 = 0", "memory[64]:f32 = 17.25");
    assertThat(rows(model).get(2)).contains("no local or global has the name $nothing");
    guest.toLine(11);
    assertThat(rows(model)).startsWith("$i * 2 = 2 *", "memory[64]:f32 = 17.25");
    guest.end();
    assertThat(rows(model)).startsWith("$i * 2 = ?");
  }

  @Test
  void opensReferencesAndKeepsThemOpenWhenAnotherWatchGoes() throws Exception {
    PanelGuest guest = guest();
    WatchesModel model = model(guest);
    model.tree().show(0, 20);
    model.add("$count");
    model.add("$p");
    model.add("$i");
    guest.toLine(10);
    ValueTreeModel tree = model.tree();
    tree.setOpen(tree.rows().get(1), true);
    assertThat(rows(model).subList(2, 5)).containsExactly("  $a = 3", "  [1] = 4", "$i = 0");
    assertThat(SpotText.expression(tree.rows().get(3))).isEqualTo("$p.field[1]");
    model.remove(tree.rows().get(2));
    assertThat(model.expressions()).containsExactly("$count", "$p", "$i");
    model.remove(tree.rows().get(0));
    assertThat(rows(model).subList(1, 4)).containsExactly("  $a = 3", "  [1] = 4", "$i = 0");
    model.replace(tree.rows().get(3), "$i + 1");
    assertThat(model.expressions()).containsExactly("$p", "$i + 1");
    assertThat(saved.getLast()).containsExactly("$p", "$i + 1");
  }

  @Test
  void fiveHundredWatchesCostAStepNoMoreThanThoseInView() throws Exception {
    PanelGuest guest = guest();
    WatchesModel model = model(guest);
    for (int i = 0; i < 500; i++) {
      model.add("$i + " + i);
    }
    model.tree().show(100, 112);
    guest.asked.clear();
    guest.moved(new Motion.StepInto(1));
    assertThat(guest.asked).containsEntry("local", 12);
    model.tree().show(0, 0);
    guest.asked.clear();
    guest.moved(new Motion.StepInto(1));
    assertThat(guest.asked).isEmpty();
  }

  @Test
  void keepsWatchesAndLeavesOutWhatItCannotRead() throws Exception {
    WatchesModel model = new WatchesModel(guest(), saved::add);
    model.add("$early");
    assertThat(saved).isEmpty();
    model.load(List.of("$i", "not an expression", "$count"));
    assertThat(model.expressions()).containsExactly("$early", "$i", "$count");
    assertThat(saved).containsExactly(List.of("$early", "$i", "$count"));
    assertThatThrownBy(() -> model.add("$i +")).isInstanceOf(ExpressionException.class);
    model.remove(model.tree().rows().get(1));
    assertThat(saved.getLast()).containsExactly("$early", "$count");
    model.close();
  }

  @Test
  void evaluatesOnceAndRemembersWhatWasTyped() throws Exception {
    PanelGuest guest = guest();
    EvaluateModel model = new EvaluateModel(guest);
    model.evaluate("$count + 1");
    model.evaluate("1 / 0");
    assertThat(model.answers())
        .first()
        .isEqualTo(new EvaluateModel.Answer("$count + 1", "i32", "65", false));
    assertThat(model.answers().getLast().wrong()).isTrue();
    assertThat(model.answers().getLast().value()).startsWith("Division by zero");
    assertThat(model.previous("typing")).isEqualTo("1 / 0");
    assertThat(model.previous("1 / 0")).isEqualTo("$count + 1");
    assertThat(model.next("$count + 1")).isEqualTo("1 / 0");
    assertThat(model.next("1 / 0")).isEqualTo("typing");
    guest.end();
    model.evaluate("$count");
    assertThat(model.answers().getLast().value()).isEqualTo("Nothing is being debugged.");
  }

  private static void press(TextField field, KeyCode code) {
    FxTest.runFx(() ->
        field.fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  @Test
  void looksGoodWithMuchAndLittle() throws Exception {
    FxTest.startToolkit();
    for (Theme theme : Theme.values()) {
      PanelGuest guest = guest();
      WatchesPanel panel =
          FxTest.onFx(() -> {
            WatchesModel model = model(guest);
            return new WatchesPanel(
                guest,
                model,
                new ValueLinks(text -> {}, target -> {}, (subject, place) -> {}, say -> {}));
          });
      try (PanelWindow window = new PanelWindow(panel.node(), theme, 360)) {
        window.picture("watches-empty-" + theme);
        TextField add = window.control(TextField.class, "watches-add");
        for (String text :
            List.of("$i", "memory[64]:f32", "$count * 100 / ($i + 1)", "$gone", "$p")) {
          FxTest.runFx(() -> add.setText(text));
          press(add, KeyCode.ENTER);
        }
        FxTest.onFx(() -> {
          guest.toLine(10);
          guest.toLine(11);
          return true;
        });
        FxTest.settle();
        FxTest.runFx(() -> {
          ValueTreeModel tree = panel.model().tree();
          tree.setOpen(tree.rows().get(4), true);
          add.setText("$i + + ");
        });
        TextField evaluate = window.control(TextField.class, "evaluate-field");
        for (String text : List.of("$i * 4", "$count / 0", "memory.str[64, 4]")) {
          FxTest.runFx(() -> evaluate.setText(text));
          press(evaluate, KeyCode.ENTER);
        }
        press(evaluate, KeyCode.UP);
        assertThat(FxTest.<String>onFx(evaluate::getText)).isEqualTo("memory.str[64, 4]");
        window.picture("watches-many-" + theme);
        FxTest.runFx(panel::close);
        assertThat(Objects.requireNonNull(saved.getLast())).hasSize(5);
      }
    }
  }
}
