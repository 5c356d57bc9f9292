package dev.continuum.ide.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StructureModelTest {
  private final StructureModel model = new StructureModel();
  private final AtomicInteger made = new AtomicInteger();

  private List<StructureNode> tree(int functions) {
    return List.of(
        StructureNode.group(
            "Types", "Types", "1", "", List.of(StructureNode.leaf("t", "$t", "(func)", "0x9"))),
        StructureNode.group(
            "Functions",
            "Functions",
            String.valueOf(functions),
            "",
            functions,
            index -> {
              made.incrementAndGet();
              return StructureNode.leaf("f" + index, "$f" + index, "", "0x" + index);
            }));
  }

  private List<String> labels() {
    return model.rows().stream().map(row -> "-".repeat(row.depth()) + row.node().label()).toList();
  }

  @Test
  void makesNothingBeforeItIsOpened() {
    model.show(tree(100_000), "");
    assertThat(labels()).containsExactly("Types", "Functions");
    assertThat(made).hasValue(0);
    model.setOpen(model.rows().get(1).node(), true);
    assertThat(model.rows()).hasSize(100_002);
    model.setOpen(model.rows().get(1).node(), false);
    assertThat(model.rows()).hasSize(2);
  }

  @Test
  void filtersAndKeepsGroups() {
    model.show(tree(20), "");
    model.filter().set("F1");
    assertThat(labels()).startsWith("Functions", "-$f1", "-$f10").hasSize(12);
    model.filter().set("nothing");
    assertThat(model.empty().get()).contains("“nothing”");
    model.filter().set("");
    assertThat(labels()).containsExactly("Types", "Functions");
  }

  @Test
  void staysOpenWhenReadAgain() {
    model.show(tree(2), "");
    model.setOpen(model.rows().get(0).node(), true);
    model.show(tree(3), "");
    assertThat(labels()).containsExactly("Types", "-$t", "Functions");
    assertThat(model.parent(model.rows().get(1))).contains(model.rows().get(0));
    model.restore(Set.of("Functions"));
    assertThat(labels()).containsExactly("Types", "Functions", "-$f0", "-$f1", "-$f2");
  }

  @Test
  void saysWhyItIsEmpty() {
    model.show(List.of(), "Open something.");
    assertThat(model.empty().get()).isEqualTo("Open something.");
  }
}
