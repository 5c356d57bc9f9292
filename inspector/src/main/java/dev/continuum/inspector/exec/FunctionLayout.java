package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.binary.LocalRuns;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.valid.TypeCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The parameters and locals of a function: types, slots, names. */
final class FunctionLayout {
  private final int[] types;
  private final int[] slots;
  private final Map<Integer, String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  FunctionLayout(FunctionInstance function, InnerNames localNames) {
    Code code = function.declaration().code();
    int[] parameters = function.type.parts;
    int count = parameters.length + (code == null ? 0 : (int) code.locals());
    types = Arrays.copyOf(parameters, count);
    ModuleInstance instance = function.module();
    if (code != null) {
      declared(instance, code, parameters.length);
    }
    slots = new int[count];
    int slot = 0;
    for (int i = 0; i < count; i++) {
      slots[i] = slot;
      slot += Slots.of(types[i]);
    }
    names = localNames.of(function.declaration().index());
    names.forEach((index, name) -> indices.putIfAbsent(name, index));
  }

  private void declared(ModuleInstance instance, Code code, int first) {
    int local = first;
    try {
      LocalRuns runs = new LocalRuns(instance.bytes, code);
      while (runs.next()) {
        int type = instance.types.code(runs.type());
        Arrays.fill(types, local, local + runs.length(), type);
        local += runs.length();
      }
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid function cannot be read", impossible);
    }
  }

  int count() {
    return types.length;
  }

  /** The code of the type of a local, see {@link TypeCode}. */
  int type(int index) {
    return types[index];
  }

  /** The slot of a local within the frame. */
  int slot(int index) {
    return slots[index];
  }

  /** The name of a local without the {@code $}, or nothing. */
  String name(int index) {
    return names.getOrDefault(index, "");
  }

  /** The names of all locals that have one. */
  Iterable<String> names() {
    return names.values();
  }

  /** The local of a name, or -1. */
  int index(String name) {
    return indices.getOrDefault(name, -1);
  }
}
