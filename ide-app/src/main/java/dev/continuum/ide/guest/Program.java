package dev.continuum.ide.guest;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.debug.CodeLines;
import dev.continuum.inspector.debug.WatLines;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A valid module that can be debugged.
 *
 * @param bytes the whole binary; of a text, what it was assembled to
 * @param lines of the text; none are known for a binary
 * @param text the lines of the text; empty for a binary
 */
public record Program(
    Path file, WasmModule module, ByteBuffer bytes, CodeLines lines, List<String> text) {
  public Program {
    text = List.copyOf(text);
  }

  /**
   * Reads a {@code .wasm} or {@code .wat} file.
   *
   * @throws ProgramException when it holds no valid module
   */
  public static Program read(Path file) throws IOException, ProgramException {
    byte[] content = Files.readAllBytes(file);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".wat")) {
      return new Program(
          file, module(file, content), ByteBuffer.wrap(content), CodeLines.NONE, List.of());
    }
    Assembly assembly = Assembler.assemble(content, new AssemblyOptions(true, true));
    byte[] bytes = assembly.bytes();
    String source = new String(content, StandardCharsets.UTF_8);
    if (bytes == null) {
      TextProblem first = assembly.problems().getFirst();
      throw new ProgramException(
          "%s does not assemble: %s (‘continuum validate’ shows all %d problems)"
              .formatted(file, first, assembly.problems().size()));
    }
    return new Program(
        file,
        module(file, bytes),
        ByteBuffer.wrap(bytes),
        new WatLines(source, assembly.map()),
        source.lines().toList());
  }

  private static WasmModule module(Path file, byte[] bytes) throws ProgramException {
    var inspection = Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL);
    List<Problem> problems = inspection.problems();
    WasmBinary binary = inspection.binary();
    if (problems.isEmpty() && binary instanceof WasmModule module) {
      return module;
    }
    throw new ProgramException(
        problems.isEmpty()
            ? file + " is a component; the debugger runs core modules"
            : "%s is not a valid module: %s (‘continuum validate’ says more)"
                .formatted(file, problems.getFirst()));
  }

  /** Which hosts it wants beside one that is offered, in words behind a sentence; empty if none. */
  public String hosts(String offered) {
    List<String> wanted =
        module.imports().stream()
            .map(Import::module)
            .filter(name -> !name.equals(offered))
            .distinct()
            .map(name -> "“" + name + "”")
            .limit(5)
            .toList();
    return wanted.isEmpty()
        ? ""
        : "; it wants a host with %s, and is given “%s” here"
            .formatted(String.join(", ", wanted), offered);
  }

  /**
   * Reads a single instruction, whatever block it stands in; null where none is, and for the {@code
   * else} and {@code catch} that are malformed by themselves.
   *
   * @param function its index
   * @param offset in the binary
   */
  public @Nullable InstructionReader instruction(int function, int offset) {
    Code code = module.functions().get(function).code();
    if (code == null || !code.instructions().contains(offset)) {
      return null;
    }
    InstructionReader reader = new InstructionReader();
    reader.expression(bytes, new ByteRange(offset, code.instructions().end()));
    try {
      return reader.next() ? reader : null;
    } catch (MalformedException partOfBlock) {
      return null;
    }
  }

  /** A line of the text, or empty. */
  public String line(int number) {
    return number < 1 || number > text.size() ? "" : text.get(number - 1);
  }
}
