package dev.continuum.inspector.exec.random;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A valid module and calls of its functions, all of which end: loops and calls take from a global,
 * and go on while something is left.
 *
 * <p>It exports its memories ({@code m0} and on), functions without parameters that give the bits
 * of its globals and tables as {@code i64}s, and the functions to call. Those take an {@code i32}
 * and an {@code i64} and result in {@code i64}s.
 *
 * @param state the exports that tell the state, each a function without parameters
 * @param memories the exports that are memories
 */
public record RandomProgram(
    long seed,
    String text,
    byte[] bytes,
    WasmModule module,
    List<Call> calls,
    List<String> state,
    List<String> memories) {
  /** A call from the outside. */
  public record Call(String export, int first, long second) {}

  /** The program of a seed; always the same one. */
  public static RandomProgram of(long seed, Profile profile) {
    return drawn(seed, new Draw(seed), profile);
  }

  /** The program that bytes choose, each of them a little of it; always the same one. */
  public static RandomProgram chosen(byte[] choices, Profile profile) {
    return drawn(0, new Draw(choices), profile);
  }

  private static RandomProgram drawn(long seed, Draw draw, Profile profile) {
    Layout layout = new Layout(profile, draw);
    Instructions instructions = new Instructions(profile);
    StringBuilder text = new StringBuilder("(module\n").append(layout.declarations(draw));
    for (Layout.Function function : layout.functions) {
      text.append(new BodyWriter(layout, instructions, function, draw).write());
    }
    List<Call> calls = new ArrayList<>();
    Outside outside = new Outside(layout);
    for (int i = draw.between(2, 4); i > 0; i--) {
      Layout.Function callee = draw.of(layout.functions);
      String export = "call" + calls.size();
      text.append(outside.entry(export, callee, draw.between(10, 300)));
      calls.add(new Call(export, draw.i32(), draw.i64()));
    }
    List<String> state = new ArrayList<>();
    text.append(outside.state(state)).append(')');
    return assembled(
        seed,
        text.toString(),
        calls,
        state,
        layout.memories.stream().map(memory -> memory.name().substring(1)).toList());
  }

  private static RandomProgram assembled(
      long seed, String text, List<Call> calls, List<String> state, List<String> memories) {
    Assembly assembly = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP);
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      throw new AssertionError("seed " + seed + ": " + assembly.problems() + "\n" + text);
    }
    Inspection inspection = Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL);
    if (!inspection.problems().isEmpty() || !(inspection.binary() instanceof WasmModule module)) {
      throw new AssertionError("seed " + seed + ": " + inspection.problems() + "\n" + text);
    }
    return new RandomProgram(seed, text, bytes, module, calls, state, memories);
  }
}
