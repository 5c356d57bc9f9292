package dev.continuum.ide.debug.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.debug.PanelGuest;
import dev.continuum.ide.debug.PanelWindow;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.Motion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The panel of variables in a window, and what it looks like. */
class VariablesPanelTest {
  private static final String PROGRAM =
      """
      (module
        (type $point (struct (field $x (mut f32)) (field $next (mut (ref null $point)))))
        (memory $data 2)
        (global $total (mut i64) (i64.const 7))
        (global $a_name_that_is_much_longer_than_there_is_room_for i32 (i32.const 100))
        (table $jump 100000 funcref)
        (elem (table $jump) (i32.const 1) func $run)
        (func $run (export "run") (param $count i32) (result i32)
          (local $i i32)
          (local $mean f64)
          (local $p (ref null $point))
          (local $lanes v128)
          (local.set $mean (f64.const 0.1))
          (local.set $lanes (v128.const i32x4 1 2 3 4))
          (local.set $p (struct.new $point (f32.const 17.25)
            (struct.new $point (f32.const 6) (ref.null $point))))
          (local.set $i (i32.const -559038737))
          (i32.add (local.get $count) (local.get $i))))
      """;

  @TempDir Path folder;
  private final List<MemoryTarget> followed = new ArrayList<>();
  private final List<String> watched = new ArrayList<>();

  private VariablesPanel panel(PanelGuest guest) {
    return FxTest.onFx(() ->
        new VariablesPanel(
            guest,
            new ValueLinks(watched::add, followed::add, (subject, place) -> {}, say -> {}),
            () -> {}));
  }

  private static ValueNode node(VariablesPanel panel, int row) {
    return panel.model().tree().rows().get(row);
  }

  @Test
  void looksGoodWithMuchAndLittle() throws Exception {
    FxTest.startToolkit();
    for (Theme theme : Theme.values()) {
      try (PanelGuest guest = new PanelGuest(folder, PROGRAM, "run", 64)) {
        VariablesPanel panel = panel(guest);
        try (PanelWindow window = new PanelWindow(panel.node(), theme, 520)) {
          window.picture("variables-few-" + theme);
          FxTest.onFx(() -> guest.moved(new Motion.StepInto(10)));
          FxTest.onFx(() -> guest.moved(new Motion.StepInto(4)));
          FxTest.runFx(() -> {
            ValueTreeModel tree = panel.model().tree();
            tree.setOpen(node(panel, 3), true);
            tree.setOpen(node(panel, 5), true);
            tree.setOpen(tree.rows().get(tree.rows().size() - 3), true);
            tree.setOpen(tree.rows().get(tree.rows().size() - 2), true);
          });
          window.picture("variables-many-" + theme);
          FxTest.runFx(() -> {
            ValueTreeModel tree = panel.model().tree();
            window.control(ListView.class, "variables-list").getSelectionModel().select(1);
            tree.edit(node(panel, 1));
          });
          FxTest.settle();
          FxTest.runFx(() -> {
            panel.model().tree().editText().set("$count / 0");
            panel.model().tree().submit();
          });
          window.picture("variables-edit-" + theme);
          FxTest.runFx(() -> {
            panel.model().tree().cancel();
            guest.end();
          });
          window.picture("variables-empty-" + theme);
          FxTest.runFx(panel::close);
        }
      }
    }
  }

  @Test
  void onlyRowsInViewAreAskedFor() throws Exception {
    FxTest.startToolkit();
    try (PanelGuest guest = new PanelGuest(folder, PROGRAM, "run", 64)) {
      VariablesPanel panel = panel(guest);
      try (PanelWindow window = new PanelWindow(panel.node(), Theme.DARK, 300)) {
        FxTest.runFx(() -> {
          NodeRows rows = panel.model().tree().rows();
          panel.model().tree().setOpen(rows.get(rows.size() - 2), true);
        });
        FxTest.settle();
        FxTest.settle();
        FxTest.runFx(guest.asked::clear);
        FxTest.onFx(() -> guest.moved(new Motion.StepInto(1)));
        FxTest.settle();
        FxTest.settle();
        int elements = guest.asked.getOrDefault("element", 0);
        assertThat(elements).isBetween(1, 15);
        FxTest.runFx(() -> {
          window.control(ListView.class, "variables-list").scrollTo(90_000);
          guest.asked.clear();
        });
        FxTest.settle();
        FxTest.settle();
        assertThat(guest.asked.get("element")).isBetween(1, 20);
        assertThat(guest.asked).doesNotContainKey("local");
        FxTest.runFx(() -> panel.node().setVisible(false));
        FxTest.runFx(() -> panel.close());
      }
    }
  }

  @Test
  void theGlobalsAreListedAgainAfterARestart() throws Exception {
    FxTest.startToolkit();
    try (PanelGuest guest = new PanelGuest(folder, PROGRAM, "run", 64)) {
      VariablesPanel panel = panel(guest);
      VariablesPanel next = panel(guest);
      FxTest.runFx(() -> {
        next.model().show(0, 30);
        int closed = next.model().tree().rows().size();
        panel.model().setGlobalsOpen(true);
        next.restore(panel.save());
        assertThat(next.model().tree().rows()).hasSize(closed + 2);
        panel.close();
        next.close();
      });
    }
  }

  @Test
  void rowsLeadElsewhereFromTheirMenu() throws Exception {
    FxTest.startToolkit();
    try (PanelGuest guest = new PanelGuest(folder, PROGRAM, "run", 64)) {
      VariablesPanel panel = panel(guest);
      try (PanelWindow window = new PanelWindow(panel.node(), Theme.DARK, 300)) {
        ListView<?> list = window.control(ListView.class, "variables-list");
        FxTest.runFx(() -> list.getSelectionModel().select(0));
        FxTest.runFx(() -> {
          ValueTreeModel tree = panel.model().tree();
          ValueMenu menu =
              new ValueMenu(
                  tree,
                  new ValueLinks(watched::add, followed::add, (subject, place) -> {}, say -> {}));
          List<MenuItem> items = menu.items(node(panel, 0));
          act(items, "Add to Watches");
          act(items, "Follow as Pointer");
          act(items, "Break When This Is Written");
          NodeRows rows = tree.rows();
          List<MenuItem> memory = menu.items(rows.get(rows.size() - 1));
          act(memory, "Show in Memory");
        });
        assertThat(watched).containsExactly("$count");
        assertThat(followed).containsExactly(new MemoryTarget(0, 64), new MemoryTarget(0, 0));
        assertThat(guest.added).hasSize(1);
        FxTest.runFx(() -> {
          panel.model().tree().edit(node(panel, 0));
        });
        FxTest.settle();
        TextField field = window.control(TextField.class, "variables-list-edit");
        assertThat(FxTest.<String>onFx(field::getText)).isEqualTo("64");
        assertThat(FxTest.<Boolean>onFx(field::isFocused)).isTrue();
        FxTest.runFx(panel::close);
      }
    }
  }

  private static void act(List<MenuItem> items, String title) {
    for (MenuItem item : items) {
      if (title.equals(item.getText())) {
        item.getOnAction().handle(null);
        return;
      }
    }
    throw new AssertionError(title);
  }
}
