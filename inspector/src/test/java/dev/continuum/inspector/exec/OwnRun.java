package dev.continuum.inspector.exec;

import dev.continuum.inspector.exec.other.RunResult;
import dev.continuum.inspector.exec.random.RandomProgram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs random programs on the stepping engine. */
final class OwnRun {
  /** Deep enough for the fuel that programs have. */
  static final EngineLimits LIMITS = new EngineLimits(1 << 20, 8 << 20, 1 << 18, 2000);

  private OwnRun() {}

  /** What the calls of a program have resulted in, and the state behind them. */
  static List<String> run(RandomProgram program, Engine engine) throws Exception {
    List<String> lines = new ArrayList<>();
    ModuleInstance instance =
        engine.instantiate(program.module(), ByteBuffer.wrap(program.bytes()), Map.of(), Map.of());
    for (RandomProgram.Call call : program.calls()) {
      lines.add(call(engine, instance, call.export(), call.first(), call.second()));
    }
    for (String state : program.state()) {
      lines.add(call(engine, instance, state));
    }
    for (int i = 0; i < program.memories().size(); i++) {
      LinearMemory memory = instance.memories[i];
      byte[] content = new byte[(int) memory.size()];
      memory.peekAll(0, content, 0, content.length);
      lines.add(RunResult.memory(program.memories().get(i), content));
    }
    return lines;
  }

  private static String call(Engine engine, ModuleInstance instance, String name, long... arguments)
      throws Exception {
    try {
      return RunResult.results(
          name, engine.call((FunctionInstance) instance.export(name), arguments));
    } catch (TrapException trap) {
      return RunResult.trap(name, trap.trap().words());
    }
  }
}
