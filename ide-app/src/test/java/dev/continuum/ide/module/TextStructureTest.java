package dev.continuum.ide.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextStructureTest {
  private static List<String> tree(String text) {
    List<String> out = new ArrayList<>();
    add(TextStructure.of(text), "", out);
    return out;
  }

  private static void add(List<StructureNode> nodes, String indent, List<String> out) {
    for (StructureNode node : nodes) {
      out.add(
          (indent + node.label() + " " + node.detail() + " " + node.position()).stripTrailing());
      for (int i = 0; i < node.count(); i++) {
        add(List.of(node.child(i)), indent + "  ", out);
      }
    }
  }

  @Test
  void groupsWhatASourceDefines() {
    assertThat(
            tree(
                """
                (module
                  (import "env" "log" (func $log (param i32)))
                  (memory (export "memory") 1)
                  (func $f (export "run"))
                  (func))
                """))
        .containsExactly(
            "Imports 1",
            "  $log \"env\" \"log\" 2:29",
            "Functions 2",
            "  $f export \"run\" 4:9",
            "  2  5:4",
            "Memories 1",
            "  \"memory\"  3:4");
  }

  @Test
  void readsWhatIsHalfWritten() {
    assertThat(tree("(module (func $a (i32.add")).containsExactly("Functions 1", "  $a  1:15");
    assertThat(tree("")).isEmpty();
  }

  @Test
  void showsEachModuleOfAScript() {
    assertThat(tree("(module $a (func))\n(module (func))"))
        .containsExactly(
            "module $a  1:9",
            "  Functions 1",
            "    0  1:13",
            "module  2:2",
            "  Functions 1",
            "    0  2:10");
  }
}
