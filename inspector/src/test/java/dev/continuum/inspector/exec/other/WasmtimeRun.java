package dev.continuum.inspector.exec.other;

import dev.continuum.inspector.exec.random.RandomProgram;
import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.OptLevel;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Trap;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import io.github.kawamuray.wasmtime.WasmtimeException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs on Wasmtime, with canonical NaNs only. It is a program of its own, which {@link
 * WasmtimeProcess} starts: Wasmtime 7 ends its process where its compiler has a gap.
 */
final class WasmtimeRun implements AutoCloseable {
  private final Engine engine;

  private WasmtimeRun() {
    try (Config config = new Config()) {
      config.craneliftNanCanonicalization(true).craneliftOptLevel(OptLevel.NONE);
      engine = new Engine(config);
    }
  }

  /** Reads programs and writes what they have done, until there are no more. */
  public static void main(String[] arguments) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
    try (WasmtimeRun wasmtime = new WasmtimeRun()) {
      while (in.readBoolean()) {
        List<String> lines = wasmtime.run(WasmtimeProcess.read(in));
        WasmtimeProcess.writeWords(out, lines);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    engine.close();
  }

  private List<String> run(WasmtimeProcess.Task program) {
    List<String> lines = new ArrayList<>();
    try (Store<Void> store = new Store<>(null, engine);
        Module module = Module.fromBinary(engine, program.bytes());
        Instance instance = new Instance(store, module, List.of())) {
      for (RandomProgram.Call call : program.calls()) {
        lines.add(
            call(
                store,
                instance,
                call.export(),
                Val.fromI32(call.first()),
                Val.fromI64(call.second())));
      }
      for (String state : program.state()) {
        lines.add(call(store, instance, state));
      }
      for (String name : program.memories()) {
        try (Memory memory = instance.getMemory(store, name).orElseThrow()) {
          ByteBuffer buffer = memory.buffer(store);
          byte[] content = new byte[buffer.remaining()];
          buffer.get(content);
          lines.add(RunResult.memory(name, content));
        }
      }
    }
    return lines;
  }

  private static String call(Store<Void> store, Instance instance, String name, Val... arguments) {
    try (Func function = instance.getFunc(store, name).orElseThrow()) {
      Val[] values = function.call(store, arguments);
      long[] results = new long[values.length];
      for (int i = 0; i < results.length; i++) {
        results[i] = values[i].i64();
      }
      return RunResult.results(name, results);
    } catch (WasmFunctionError.TrapError trap) {
      return RunResult.trap(name, words(trap.trap()));
    } catch (WasmFunctionError | WasmtimeException trap) {
      return RunResult.trap(name, String.valueOf(trap.getMessage()));
    }
  }

  private static String words(Trap trap) {
    return switch (trap) {
      case STACK_OVERFLOW -> "call stack exhausted";
      case MEMORY_OUT_OF_BOUNDS -> "out of bounds memory access";
      case TABLE_OUT_OF_BOUNDS -> "out of bounds table access";
      case INDIRECT_CALL_TO_NULL -> "uninitialized element";
      case BAD_SIGNATURE -> "indirect call type mismatch";
      case INTEGER_OVERFLOW -> "integer overflow";
      case INTEGER_DIVISION_BY_ZERO -> "integer divide by zero";
      case BAD_CONVERSION_TO_INTEGER -> "invalid conversion to integer";
      case UNREACHABLE_CODE_REACHED -> "unreachable";
      default -> trap.name();
    };
  }
}
