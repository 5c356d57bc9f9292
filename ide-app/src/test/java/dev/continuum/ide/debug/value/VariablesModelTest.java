package dev.continuum.ide.debug.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.debug.PanelGuest;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.value.ValueFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables of a real guest as rows. */
class VariablesModelTest {
  private static final String PROGRAM =
      """
      (module
        (type $point (struct (field $x (mut i32)) (field $next (mut (ref null $point)))))
        (type $many (array (mut i8)))
        (tag $odd (param i32))
        (memory $data (export "memory") 2)
        (global $total (mut i64) (i64.const 7))
        (global $limit i32 (i32.const 100))
        (table $jump 100000 funcref)
        (elem (table $jump) (i32.const 3) func $add)
        (data (i32.const 16) "hello\\00")
        (func $add (param $a i32) (param $b i32) (result i32)
          (i32.add
            (local.get $a)
            (local.get $b)))
        (func (export "run") (param $n i32) (result i32)
          (local $i i32)
          (local $p (ref null $point))
          (local $bytes (ref null $many))
          (local f32)
          (local.set $i (i32.const 1))
          (local.set $i (i32.const 16))
          (local.set $p (struct.new $point (i32.const 5)
            (struct.new $point (i32.const 6) (ref.null $point))))
          (local.set $bytes (array.new $many (i32.const 255) (i32.const 5000)))
          (global.set $total (i64.const 8))
          (call $add (local.get $n) (local.get $i))
          (struct.set $point $x (local.get $p) (i32.const 9)))
        (func (export "throws")
          (throw $odd (i32.const 3))))
      """;

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  private PanelGuest guest(String export, long... arguments) throws Exception {
    PanelGuest guest = new PanelGuest(folder, PROGRAM, export, arguments);
    open.add(guest);
    return guest;
  }

  private VariablesModel model(PanelGuest guest) {
    VariablesModel model = new VariablesModel(guest);
    open.add(model);
    model.show(0, 40);
    return model;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private static int line(String text) {
    List<String> lines = PROGRAM.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  private static List<String> rows(VariablesModel model, int most) {
    List<String> rows = new ArrayList<>();
    NodeRows all = model.tree().rows();
    for (int i = 0; i < Math.min(all.size(), most); i++) {
      rows.add(row(model, all.get(i)));
    }
    return rows;
  }

  private static String row(VariablesModel model, ValueNode node) {
    Learned learned = node.learned;
    String value = learned == null ? node.note : (learned.type() + " " + learned.text()).strip();
    String taker = model.taker(node);
    return "  ".repeat(node.indentation())
        + SpotText.label(node)
        + (value.isEmpty() ? "" : " " + value)
        + (node.changed ? " *" : "")
        + (taker.isEmpty() ? "" : " for " + taker);
  }

  private static ValueNode node(VariablesModel model, String label) {
    NodeRows all = model.tree().rows();
    for (int i = 0; i < Math.min(all.size(), 100); i++) {
      if (SpotText.label(all.get(i)).equals(label)) {
        return all.get(i);
      }
    }
    throw new AssertionError(label + " is not in " + rows(model, 100));
  }

  @Test
  void showsWhatThereIsInTheSelectedFrame() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    guest.toLine(line("(local.set $p (struct"));
    assertThat(rows(model, 40))
        .containsExactly(
            "$n i32 12",
            "$i i32 16 *",
            "$p (ref null $point) null",
            "$bytes (ref null $many) null",
            "local[4] f32 0",
            "value stack empty",
            "globals 2",
            "table $jump 100,000",
            "memory $data 2 pages");
    model.tree().setOpen(node(model, "globals"), true);
    assertThat(rows(model, 40)).contains("  $total i64 7", "  $limit i32 100");
  }

  @Test
  void marksWhatHasChangedSinceTheLastStopOfTheSameCallAlone() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    model.tree().setOpen(node(model, "globals"), true);
    guest.toLine(line("(local.set $i (i32.const 16)"));
    assertThat(rows(model, 40)).contains("$n i32 12", "$i i32 1 *", "  $total i64 7");
    guest.moved(new Motion.StepInto(1));
    assertThat(rows(model, 40)).contains("$i i32 1", "  [0] i32 16 for local.set");
    guest.toLine(line("(i32.add"));
    assertThat(rows(model, 40)).contains("$a i32 12", "$b i32 16", "  $total i64 8 *");
    guest.select(1);
    assertThat(rows(model, 40)).contains("$n i32 12", "$i i32 16 *", "  $total i64 8 *");
    guest.select(0);
    assertThat(rows(model, 40)).contains("$a i32 12", "  $total i64 8 *");
    guest.moved(new Motion.StepInto(1));
    assertThat(rows(model, 40)).contains("$a i32 12", "  $total i64 8");
  }

  @Test
  void marksOperandsOfTheNextInstructionAndResultsOfTheLastCall() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    guest.toLine(line("(call $add"));
    guest.moved(new Motion.StepInto(2));
    assertThat(rows(model, 40)).contains("  [0] i32 16 for call", "  [1] i32 12 for call");
    guest.moved(new Motion.StepInto(1));
    guest.moved(new Motion.StepOut());
    assertThat(rows(model, 40)).startsWith("result[0] i32 28").contains("  [0] i32 28");
  }

  @Test
  void followsReferencesAsDeepAsOneLikes() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    guest.toLine(line("(call $add"));
    ValueTreeModel tree = model.tree();
    tree.setOpen(node(model, "$p"), true);
    tree.setOpen(node(model, "$next"), true);
    List<String> rows = rows(model, 40);
    assertThat(rows.get(3)).isEqualTo("  $x i32 5");
    assertThat(rows.get(4)).startsWith("  $next (ref $point) 0x");
    assertThat(rows.subList(5, 7)).containsExactly("    $x i32 6", "    $next anyref null");
    assertThat(SpotText.expression(tree.rows().get(5))).isEqualTo("$p.$next.$x");
    tree.setOpen(node(model, "$bytes"), true);
    assertThat(rows(model, 40)).contains("  [0] i8 255", "  [30] i8 255");
    assertThat(rows(model, 8).get(7)).contains(", 5,000 elements");
    assertThat(SpotText.expression(tree.rows().get(9))).isEqualTo("$bytes[1]");
  }

  @Test
  void asksForNoElementsButThoseInView() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    model.tree().setOpen(node(model, "table $jump"), true);
    assertThat(model.tree().rows()).hasSize(100_009);
    model.show(50_000, 50_020);
    guest.asked.clear();
    guest.moved(new Motion.StepInto(1));
    assertThat(guest.asked.get("element")).isEqualTo(20);
    assertThat(guest.asked).doesNotContainKeys("local", "global");
    guest.asked.clear();
    model.show(20_000, 90_000);
    assertThat(guest.asked).containsEntry("element", 400);
    model.show(0, 20);
    assertThat(rows(model, 20)).contains("  [2] funcref null", "  [3] (ref func) $add");
    model.show(0, 0);
    guest.asked.clear();
    guest.moved(new Motion.StepInto(1));
    assertThat(guest.asked).isEmpty();
    model.show(0, 3);
    assertThat(guest.asked).containsEntry("local", 3);
  }

  @Test
  void changesValuesAndKeepsWhatWasTypedWhenItCannot() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    guest.toLine(line("(local.set $p (struct"));
    ValueTreeModel tree = model.tree();
    tree.edit(node(model, "$i"));
    assertThat(tree.editText().get()).isEqualTo("16");
    tree.editText().set("2.5");
    tree.submit();
    assertThat(tree.editTrouble().get()).isNotEmpty();
    assertThat(tree.editing().get()).isNotNull();
    assertThat(tree.editText().get()).isEqualTo("2.5");
    tree.editText().set("$n *");
    assertThat(tree.editTrouble().get()).isEmpty();
    tree.submit();
    assertThat(tree.editTrouble().get()).contains("a value is missing");
    tree.editText().set("$n * 2");
    tree.submit();
    assertThat(tree.editing().get()).isNull();
    assertThat(rows(model, 40)).contains("$i i32 24 *");
    tree.setOpen(node(model, "globals"), true);
    tree.edit(node(model, "$limit"));
    tree.editText().set("1");
    tree.submit();
    assertThat(tree.editTrouble().get()).contains("not declared (mut");
    tree.cancel();
    tree.edit(node(model, "globals"));
    assertThat(tree.editing().get()).isNull();
  }

  @Test
  void showsValuesInTheFormThatWasChosenForTheirName() throws Exception {
    PanelGuest guest = guest("run", 0xffff_fff0L);
    VariablesModel model = model(guest);
    guest.toLine(line("(local.set $p (struct"));
    ValueTreeModel tree = model.tree();
    tree.setFormat(node(model, "$n"), ValueFormat.UNSIGNED);
    tree.setFormat(node(model, "$i"), ValueFormat.STRING);
    assertThat(rows(model, 2)).containsExactly("$n i32 4294967280", "$i i32 hello *");
    tree.edit(node(model, "$n"));
    tree.submit();
    assertThat(rows(model, 1)).containsExactly("$n i32 4294967280");
    guest.moved(new Motion.StepInto(1));
    assertThat(rows(model, 2)).containsExactly("$n i32 4294967280", "$i i32 hello");
    tree.setFormat(node(model, "$n"), null);
    assertThat(rows(model, 1)).containsExactly("$n i32 -16");
    assertThat(tree.target(node(model, "$n"))).contains(new MemoryTarget(0, 0xffff_fff0L));
    assertThat(tree.target(node(model, "$p"))).isEmpty();
    assertThat(tree.target(node(model, "table $jump"))).isEmpty();
  }

  @Test
  void breaksOnAPlaceAndGoesBackToWhereItsValueCameFrom() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    guest.toLine(line("(local.set $p (struct"));
    ValueTreeModel tree = model.tree();
    tree.breakWhen(node(model, "$i"), Location.Access.WRITE);
    assertThat(guest.added).hasSize(1);
    assertThat(guest.added.getFirst()).hasToString("watch write $i");
    tree.toWrite(node(model, "$i"), why -> assertThat(why).isNull());
    assertThat(guest.moved).hasSize(1);
    assertThat(rows(model, 2)).contains("$i i32 1 *");
  }

  @Test
  void showsTheExceptionOnItsWay() throws Exception {
    PanelGuest guest = guest("throws");
    VariablesModel model = model(guest);
    guest.moved(new Motion.Continue());
    assertThat(rows(model, 1).getFirst()).startsWith("exception");
    model.tree().setOpen(node(model, "exception"), true);
    assertThat(rows(model, 2).get(1)).isEqualTo("  [0] i32 3");
  }

  @Test
  void filtersByName() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    model.filter().set("T");
    assertThat(rows(model, 40))
        .containsExactly(
            "$bytes (ref null $many) null",
            "globals 2",
            "  $total i64 7",
            "  $limit i32 100",
            "table $jump 100,000",
            "memory $data 2 pages");
    model.filter().set("nothing like it");
    assertThat(rows(model, 40)).isEmpty();
    assertThat(model.empty().get()).isEqualTo("Nothing here has “nothing like it” in its name.");
    model.filter().set("");
    assertThat(rows(model, 40)).hasSize(9).contains("globals 2");
    assertThat(model.empty().get()).isEmpty();
  }

  @Test
  void nothingIsShownWhenNothingIsDebugged() throws Exception {
    PanelGuest guest = guest("run", 12);
    VariablesModel model = model(guest);
    assertThat(model.tree().rows()).isNotEmpty();
    guest.end();
    assertThat(model.tree().rows()).isEmpty();
  }
}
