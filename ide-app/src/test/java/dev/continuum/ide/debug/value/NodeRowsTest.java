package dev.continuum.ide.debug.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

/** Rows of a tree that are found without making those before them. */
class NodeRowsTest {
  private static ValueNode node(ValueNode owner, int index, boolean headless) {
    Spot spot = new Spot.Heading(Spot.Kind.GLOBALS, index, "h" + index);
    return new ValueNode(owner, spot, index, headless, part -> new Spot.Operand((int) part));
  }

  /** All rows, found the slow way. */
  private static void walk(ValueNode node, List<ValueNode> out) {
    if (node.size() == 0) {
      return;
    }
    if (!node.headless) {
      out.add(node);
    }
    for (int i = 0; node.open && i < node.shown(); i++) {
      walk(node.part(i), out);
    }
  }

  private static List<ValueNode> walk(ValueNode root) {
    List<ValueNode> out = new ArrayList<>();
    walk(root, out);
    return out;
  }

  @Test
  void findsEveryRowHoweverRowsAreOpenedClosedAndResized() {
    Random random = new Random(11);
    ValueNode root = new ValueNode(null, new Spot.Thrown(), 0, true, part -> new Spot.Thrown());
    root.setCount(5);
    List<ValueNode> sections = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ValueNode section = node(root, i, i % 2 == 0);
      root.put(section);
      sections.add(section);
    }
    NodeRows rows = new NodeRows(root);
    List<ValueNode> mirror = new ArrayList<>();
    rows.addListener(
        (ListChangeListener<ValueNode>)
            change -> {
              while (change.next()) {
                for (int i = 0; i < change.getRemovedSize(); i++) {
                  mirror.remove(change.getFrom());
                }
                for (int i = change.getFrom(); i < change.getTo(); i++) {
                  mirror.add(i, rows.get(i));
                }
              }
            });
    mirror.addAll(walk(root));
    for (int step = 0; step < 3_000; step++) {
      ValueNode section = sections.get(random.nextInt(5));
      ValueNode some = rows.isEmpty() ? section : rows.get(random.nextInt(rows.size()));
      switch (random.nextInt(7)) {
        case 0 -> rows.setCount(section, random.nextInt(8));
        case 1 -> rows.setCount(some, some.indentation() > 3 ? 0 : random.nextInt(5));
        case 2, 3 -> rows.setOpen(some, random.nextInt(4) > 0);
        case 4 -> rows.setHidden(sections.get(1), random.nextBoolean());
        case 5 -> {
          if (some.owner != null && some.owner != root) {
            rows.remove(some);
          }
        }
        default -> {
          if (random.nextInt(10) == 0) {
            rows.replace(section, section::forget);
          }
        }
      }
      List<ValueNode> expected = walk(root);
      assertThat(rows.size()).as("step %d", step).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertThat(rows.get(i)).as("row %d, step %d", i, step).isSameAs(expected.get(i));
        assertThat(rows.indexOf(expected.get(i))).as("step %d", step).isEqualTo(i);
      }
      assertThat(mirror.size()).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertThat(mirror.get(i)).as("told of row %d, step %d", i, step).isSameAs(expected.get(i));
      }
    }
  }

  @Test
  void makesOnlyRowsThatAreLookedAt() {
    ValueNode root = new ValueNode(null, new Spot.Thrown(), 0, true, part -> new Spot.Thrown());
    root.setCount(1);
    List<Long> made = new ArrayList<>();
    ValueNode table =
        new ValueNode(
            root,
            new Spot.Heading(Spot.Kind.TABLE, 0, "table"),
            0,
            false,
            part -> {
              made.add(part);
              return new Spot.Element(0, part);
            });
    root.put(table);
    NodeRows rows = new NodeRows(root);
    rows.setCount(table, 1_000_000);
    rows.setOpen(table, true);
    assertThat(rows.size()).isEqualTo(1_000_001);
    assertThat(rows.get(900_000).spot).isEqualTo(new Spot.Element(0, 899_999));
    assertThat(made).containsExactly(899_999L);
  }
}
