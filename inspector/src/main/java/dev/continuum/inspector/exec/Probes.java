package dev.continuum.inspector.exec;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The instructions in front of which the observer wants to be asked. In quick code a probe replaces
 * the op that covers its instruction, so that it costs nothing elsewhere.
 */
final class Probes {
  private final Map<FunctionInstance, TreeSet<Integer>> indices = new HashMap<>();

  boolean any() {
    return !indices.isEmpty();
  }

  boolean has(FunctionInstance function, int index) {
    if (indices.isEmpty()) {
      return false;
    }
    TreeSet<Integer> of = indices.get(function);
    return of != null && of.contains(index);
  }

  /** Adds a probe; the function may not have been translated yet. */
  void add(FunctionInstance function, int index) {
    if (indices.computeIfAbsent(function, key -> new TreeSet<>()).add(index)) {
      apply(function);
    }
  }

  void remove(FunctionInstance function, int index) {
    TreeSet<Integer> of = indices.get(function);
    if (of != null && of.remove(index)) {
      if (of.isEmpty()) {
        indices.remove(function);
      }
      apply(function);
    }
  }

  void clear() {
    for (FunctionInstance function : indices.keySet().toArray(FunctionInstance[]::new)) {
      indices.remove(function);
      apply(function);
    }
  }

  /** Patches the quick code of a function as its probes say. */
  void apply(FunctionInstance function) {
    int[] code = function.code;
    if (code == null) {
      return;
    }
    function.patched.forEach((position, word) -> code[position] = word);
    function.patched.clear();
    TreeSet<Integer> of = indices.get(function);
    if (of == null) {
      return;
    }
    for (int index : of) {
      int position = function.map().covering(index);
      function.patched.putIfAbsent(position, code[position]);
      code[position] = code[position] & ~Op.MASK | Op.BREAK;
    }
  }
}
