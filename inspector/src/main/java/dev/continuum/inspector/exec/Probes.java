package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The instructions in front of which someone wants to be asked, each with the numbers of those who
 * do. In quick code a probe replaces the op that covers its instruction, so that it costs nothing
 * elsewhere. A rule puts a probe on all instructions of a kind, in each function once it runs.
 */
final class Probes {
  private static final TreeMap<Integer, List<Integer>> NONE = new TreeMap<>();

  private final Map<FunctionInstance, TreeMap<Integer, List<Integer>>> owners = new HashMap<>();
  private final Map<Integer, Rule> rules = new LinkedHashMap<>();
  private final Set<FunctionInstance> ruled = new HashSet<>();

  /** Which instructions to put a probe on. */
  @FunctionalInterface
  interface Rule {
    /** Whether the instruction that was read is one of them. */
    boolean wants(FunctionInstance function, InstructionReader in);
  }

  boolean any() {
    return !owners.isEmpty() || !rules.isEmpty();
  }

  boolean has(FunctionInstance function, int index) {
    return !at(function, index).isEmpty();
  }

  /** The numbers of those who want to be asked in front of an instruction. */
  List<Integer> at(FunctionInstance function, int index) {
    if (owners.isEmpty()) {
      return List.of();
    }
    TreeMap<Integer, List<Integer>> of = owners.get(function);
    List<Integer> found = of == null ? null : of.get(index);
    return found == null ? List.of() : found;
  }

  /** Adds a probe; the function may not have been translated yet. */
  void add(int owner, FunctionInstance function, int index) {
    put(owner, function, index);
    apply(function);
  }

  private void put(int owner, FunctionInstance function, int index) {
    owners
        .computeIfAbsent(function, key -> new TreeMap<>())
        .computeIfAbsent(index, key -> new ArrayList<>(1))
        .add(owner);
  }

  /**
   * Adds a rule.
   *
   * @param loaded the functions there are
   */
  void add(int owner, Rule rule, List<ModuleInstance> loaded) {
    rules.put(owner, rule);
    for (ModuleInstance instance : loaded) {
      for (FunctionInstance function : instance.functions) {
        if (function.instance == instance && function.code != null) {
          ruled.add(function);
          follow(owner, rule, function);
        }
      }
    }
  }

  /** Puts the probes of the rules on a function that is about to run. */
  void translated(FunctionInstance function) {
    if (function.host == null && !rules.isEmpty() && ruled.add(function)) {
      rules.forEach((owner, rule) -> follow(owner, rule, function));
    } else if (function.patched.isEmpty()) {
      apply(function);
    }
  }

  private void follow(int owner, Rule rule, FunctionInstance function) {
    Code code = function.declaration().code();
    if (code == null) {
      return;
    }
    InstructionReader in = InstructionReader.of(function.module().module, Features.ALL);
    in.body(function.module().bytes, code.instructions());
    try {
      while (in.next()) {
        if (rule.wants(function, in)) {
          int index = function.map().indexAt(in.offset());
          if (index >= 0 && function.map().offsets()[index] == in.offset()) {
            put(owner, function, index);
          }
        }
      }
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid function cannot be read", impossible);
    }
    apply(function);
  }

  /** Removes all probes and rules of someone. */
  void remove(int owner) {
    rules.remove(owner);
    if (rules.isEmpty()) {
      ruled.clear();
    }
    for (FunctionInstance function : List.copyOf(owners.keySet())) {
      TreeMap<Integer, List<Integer>> of = owners.get(function);
      if (of == null) {
        continue;
      }
      boolean changed =
          of.values().removeIf(list -> list.remove((Integer) owner) && list.isEmpty());
      if (of.isEmpty()) {
        owners.remove(function);
      }
      if (changed) {
        apply(function);
      }
    }
  }

  /** Patches the quick code of a function as its probes say. */
  private void apply(FunctionInstance function) {
    int[] code = function.code;
    if (code == null) {
      return;
    }
    TreeMap<Integer, List<Integer>> of = owners.getOrDefault(function, NONE);
    if (of.isEmpty() && function.patched.isEmpty()) {
      return;
    }
    function.cool();
    function.patched.forEach((position, word) -> code[position] = word);
    function.patched.clear();
    for (int index : of.keySet()) {
      int position = function.map().covering(index);
      function.patched.putIfAbsent(position, code[position]);
      code[position] = code[position] & ~Op.MASK | Op.BREAK;
    }
  }
}
