package dev.continuum.inspector.exec;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.LineMap;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.script.Script;
import dev.continuum.inspector.text.script.ScriptCommand;
import dev.continuum.inspector.text.script.ScriptModule;
import dev.continuum.inspector.text.script.ScriptValue;
import dev.continuum.inspector.valid.Inspector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries those assertions of the test suite that concern functions without branches and calls. */
final class ScriptAssertions {
  private static final String LATEST = "";

  private final List<String> wrong = new ArrayList<>();
  private final Set<Opcode> tried = EnumSet.noneOf(Opcode.class);
  private final Map<@Nullable String, Instance> instances = new HashMap<>();
  private int checked;

  private record Instance(WasmModule module, StraightLine evaluator) {}

  private record Callee(StraightLine evaluator, Code code, FunctionType type) {}

  /** What went wrong, by script and line. */
  List<String> wrong() {
    return wrong;
  }

  /** How many assertions were tried. */
  int checked() {
    return checked;
  }

  /** The instructions that were executed. */
  Set<Opcode> tried() {
    return tried;
  }

  void run(String name) throws Exception {
    String source = SpecSuite.script(name);
    LineMap lines = LineMap.of(source);
    instances.clear();
    for (ScriptCommand command : Script.of(source).commands()) {
      String problem;
      try {
        problem = run(command);
      } catch (StraightLine.UnsupportedException e) {
        // The engine's own tests run all of the suite.
        continue;
      }
      if (problem != null) {
        wrong.add(name + ":" + lines.line(command.range().start()) + " " + problem);
      }
    }
  }

  private @Nullable String run(ScriptCommand command) throws Exception {
    switch (command) {
      case ScriptCommand.Define define -> define(define.module());
      case ScriptCommand.AssertReturn expected -> {
        if (expected.action() instanceof ScriptCommand.Invoke invoke) {
          return returns(invoke, expected.results());
        }
      }
      case ScriptCommand.AssertFailure expected -> {
        if (expected.failure() == ScriptCommand.Failure.TRAP
            && expected.action() instanceof ScriptCommand.Invoke invoke) {
          return traps(invoke, expected.message());
        }
      }
      default -> {}
    }
    return null;
  }

  private void define(ScriptModule source) throws Exception {
    instances.remove(LATEST);
    byte[] bytes = source.assemble(AssemblyOptions.WITHOUT_MAP).bytes();
    if (bytes == null || !(Inspector.inspect(bytes).binary() instanceof WasmModule module)) {
      throw new AssertionError("a module cannot be read");
    }
    Instance instance = new Instance(module, new StraightLine(bytes, module, tried));
    instances.put(LATEST, instance);
    instances.put(source.id(), instance);
  }

  private Callee callee(ScriptCommand.Invoke invoke) throws StraightLine.UnsupportedException {
    String id = invoke.module();
    Instance instance = instances.get(id == null ? LATEST : id);
    if (instance != null) {
      for (Export export : instance.module.exports()) {
        if (export.kind() == ExternKind.FUNCTION
            && export.name().equals(invoke.name())
            && instance.module.target(export) instanceof Function function) {
          FunctionType type = instance.module.functionType(function.typeIndex());
          Code code = function.code();
          if (code != null && type != null) {
            return new Callee(instance.evaluator, code, type);
          }
        }
      }
    }
    throw new StraightLine.UnsupportedException("an import");
  }

  private static long[] call(Callee callee, ScriptCommand.Invoke invoke) throws Exception {
    long[] arguments = new long[2 * invoke.arguments().size()];
    int at = 0;
    for (ScriptValue value : invoke.arguments()) {
      switch (value) {
        case ScriptValue.I32(int number) -> arguments[at++] = number;
        case ScriptValue.I64(long number) -> arguments[at++] = number;
        case ScriptValue.F32(int bits) -> arguments[at++] = bits;
        case ScriptValue.F64(long bits) -> arguments[at++] = bits;
        case ScriptValue.V128(long low, long high) -> {
          arguments[at++] = low;
          arguments[at++] = high;
        }
        default -> throw new StraightLine.UnsupportedException("a reference");
      }
    }
    return callee.evaluator.call(callee.code, callee.type.parameters(), arguments);
  }

  private @Nullable String returns(ScriptCommand.Invoke invoke, List<ScriptValue> expected)
      throws Exception {
    long[] results;
    try {
      results = call(callee(invoke), invoke);
    } catch (TrapException e) {
      return invoke.name() + " traps: " + e.getMessage();
    }
    checked++;
    int at = 0;
    for (ScriptValue value : expected) {
      if (!matches(value, results, at)) {
        return invoke.name() + " gives " + hex(results) + " instead of " + expected;
      }
      at += isVector(value) ? 2 : 1;
    }
    return at == results.length ? null : invoke.name() + " gives too much: " + hex(results);
  }

  private @Nullable String traps(ScriptCommand.Invoke invoke, String message) throws Exception {
    try {
      long[] results = call(callee(invoke), invoke);
      checked++;
      return invoke.name() + " gives " + hex(results);
    } catch (TrapException e) {
      checked++;
      return String.valueOf(e.getMessage()).startsWith(message)
          ? null
          : invoke.name() + " traps otherwise: " + e.getMessage();
    }
  }

  private static boolean isVector(ScriptValue value) {
    return switch (value) {
      case ScriptValue.V128 vector -> true;
      case ScriptValue.Lanes lanes -> true;
      case ScriptValue.Either either -> isVector(either.values().getFirst());
      default -> false;
    };
  }

  private static boolean matches(ScriptValue expected, long[] slots, int at) {
    return switch (expected) {
      case ScriptValue.I32(int value) -> slots[at] == value;
      case ScriptValue.I64(long value) -> slots[at] == value;
      case ScriptValue.F32(int bits) -> slots[at] == bits;
      case ScriptValue.F64(long bits) -> slots[at] == bits;
      case ScriptValue.V128(long low, long high) -> slots[at] == low && slots[at + 1] == high;
      case ScriptValue.Lanes(List<ScriptValue> lanes) -> matchesLanes(lanes, slots, at);
      case ScriptValue.NaN nan -> matchesNan(nan, slots[at]);
      case ScriptValue.Either(List<ScriptValue> values) ->
          values.stream().anyMatch(value -> matches(value, slots, at));
      case ScriptValue.Null value -> false;
      case ScriptValue.Host value -> false;
      case ScriptValue.Reference value -> false;
    };
  }

  private static boolean matchesLanes(List<ScriptValue> lanes, long[] slots, int at) {
    for (int i = 0; i < lanes.size(); i++) {
      long slot = lanes.size() == 2 ? slots[at + i] : (int) (slots[at + i / 2] >>> (32 * (i % 2)));
      if (!matches(lanes.get(i), new long[] {slot}, 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesNan(ScriptValue.NaN nan, long bits) {
    if (nan.wide()) {
      long quiet = 0x7ff8000000000000L;
      return nan.canonical() ? (bits & Long.MAX_VALUE) == quiet : (bits & quiet) == quiet;
    }
    int quiet = 0x7fc00000;
    return bits == (int) bits
        && (nan.canonical() ? (bits & Integer.MAX_VALUE) == quiet : (bits & quiet) == quiet);
  }

  private static String hex(long[] slots) {
    return Arrays.stream(slots).mapToObj(Long::toHexString).toList().toString();
  }
}
