package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.NestedModule;
import dev.continuum.inspector.syntax.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the core modules of a component, however deep they lie in it. */
final class NestedModules {
  private static final int PREAMBLE = 8;
  private static final int CORE_MODULE = 1;
  private static final int COMPONENT = 4;
  private static final int MOST_MODULES = 100_000;

  /** How deep components are looked for within components. */
  private static final int MOST_DEPTH = 100_000;

  private NestedModules() {}

  /**
   * The modules in file order; where a component is malformed, those before that place.
   *
   * @param file a reader of the whole file
   * @param problems takes what is malformed in components within this one
   */
  static List<NestedModule> of(BinaryReader file, int size, List<Problem> problems) {
    List<NestedModule> modules = new ArrayList<>();
    Deque<BinaryReader> around = new ArrayDeque<>();
    around.push(file.part(new ByteRange(PREAMBLE, size)));
    while (!around.isEmpty() && modules.size() < MOST_MODULES) {
      BinaryReader component = around.getFirst();
      if (component.atEnd()) {
        around.pop();
        continue;
      }
      try {
        int id = component.u8();
        int length = component.length();
        ByteRange content = new ByteRange(component.position(), component.position() + length);
        component.skip(length);
        if (id == CORE_MODULE) {
          modules.add(new NestedModule(around.size(), content));
        } else if (id == COMPONENT) {
          if (around.size() == MOST_DEPTH) {
            throw file.malformed(content.start(), "components nest too deep");
          }
          BinaryReader inner = file.part(content);
          inner.skip(PREAMBLE);
          around.push(inner);
        }
      } catch (MalformedException broken) {
        if (around.size() > 1) { // what is wrong with the outermost is found with its sections
          problems.add(broken.problem());
        }
        around.pop();
      }
    }
    return modules;
  }
}
