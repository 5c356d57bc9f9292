package dev.continuum.inspector.exec.other;

import dev.continuum.inspector.exec.random.RandomProgram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmException;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;

/** Runs programs on Endive's interpreter; what it stumbles over itself is written down too. */
public final class EndiveRun {
  private EndiveRun() {}

  /** What the calls of a program have resulted in, and the state behind them. */
  public static List<String> run(RandomProgram program) {
    List<String> lines = new ArrayList<>();
    Instance instance = Instance.builder(Parser.parse(program.bytes())).build();
    for (RandomProgram.Call call : program.calls()) {
      lines.add(call(instance, call.export(), call.first(), call.second()));
    }
    for (String state : program.state()) {
      lines.add(call(instance, state));
    }
    for (int i = 0; i < program.memories().size(); i++) {
      Memory memory = instance.memory(i);
      byte[] content = memory.readBytes(0, memory.pages() * Memory.PAGE_SIZE);
      lines.add(RunResult.memory(program.memories().get(i), content));
    }
    return lines;
  }

  private static String call(Instance instance, String name, long... arguments) {
    try {
      long @Nullable [] results = instance.export(name).apply(arguments);
      return RunResult.results(name, results == null ? new long[0] : results);
    } catch (WasmException uncaught) {
      return RunResult.trap(name, "unhandled exception");
    } catch (WasmEngineException trap) {
      return RunResult.trap(name, String.valueOf(trap.getMessage()));
    } catch (IndexOutOfBoundsException fault) {
      return RunResult.trap(name, String.valueOf(fault.getMessage()));
    }
  }
}
