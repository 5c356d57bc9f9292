package dev.continuum.inspector.bench;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.CodeLines;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.ModuleInstance;
import dev.continuum.inspector.exec.SteppingBackend;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A function that engines are measured with: of {@code fib.wat} or {@code kernels.wat}. */
enum Kernel {
  FIB("fib.wat", "$never", 32),
  SIEVE("kernels.wat", "$touching", 3),
  MATRIX("kernels.wat", "$touching", 4),
  SHA256("kernels.wat", "$touching", 15_000),
  SORTING("kernels.wat", "$touching", 2),
  NBODY("kernels.wat", "$touching", 80_000),
  STRINGS("kernels.wat", "$touching", 30),
  /** Writes to all of its 16 MiB again and again. */
  TOUCHING("kernels.wat", "$sieve", 30);

  private final String text;

  /** A function that does not run. */
  private final String idle;

  /** What the function is called with. */
  final int argument;

  Kernel(String text, String idle, int argument) {
    this.text = text;
    this.idle = idle;
    this.argument = argument;
  }

  /** The name of the function. */
  String export() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private Assembly assembly() {
    try (InputStream in = Objects.requireNonNull(Kernel.class.getResourceAsStream(text))) {
      return Assembler.assemble(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), AssemblyOptions.WITHOUT_MAP);
    } catch (IOException e) {
      throw new IllegalStateException(text + " cannot be read", e);
    }
  }

  byte[] bytes() {
    return Objects.requireNonNull(assembly().bytes());
  }

  private static WasmModule module(byte[] bytes) {
    return (WasmModule)
        Objects.requireNonNull(Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary());
  }

  ModuleInstance instance(Engine engine) throws Exception {
    byte[] bytes = bytes();
    return engine.instantiate(module(bytes), ByteBuffer.wrap(bytes), Map.of(), Map.of());
  }

  /**
   * A session in front of the call, with history and a breakpoint that will not be hit.
   *
   * @param times what the function is called with
   */
  DebugSession session(long times) throws Exception {
    byte[] bytes = bytes();
    Guest guest =
        new Guest(
            module(bytes),
            ByteBuffer.wrap(bytes),
            Map.of(),
            export(),
            List.of(times),
            EngineLimits.DEFAULT,
            Guest.DEFAULT_HISTORY);
    DebugSession session =
        new DebugSession(
            new SteppingBackend(guest), CodeLines.NONE, new DebugSession.Listener() {});
    session.add(BreakpointParser.parse("break " + idle), 0).get();
    return session;
  }
}
