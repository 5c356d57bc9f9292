package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.FileBytes;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks into a file that may be broken: what can be read of it, and everything wrong with it.
 * Nothing but a file that cannot be opened is refused.
 */
public final class Inspector {
  private Inspector() {}

  /** Looks into a binary. */
  public static Inspection inspect(byte[] bytes) {
    return inspect(ByteBuffer.wrap(bytes));
  }

  /** Looks into what remains of a buffer; offsets count from its position, which stays. */
  public static Inspection inspect(ByteBuffer bytes) {
    return inspect(bytes, Features.ALL);
  }

  /** Looks into a binary as an engine would that has only certain features. */
  public static Inspection inspect(ByteBuffer bytes, Features features) {
    return check(ModuleDecoder.salvage(bytes, features), bytes, features);
  }

  /**
   * Looks further into what {@link ModuleDecoder#salvage} has read.
   *
   * @param bytes what remains of the buffer is what it was read from
   */
  public static Inspection check(Inspection read, ByteBuffer bytes) {
    return check(read, bytes, Features.ALL);
  }

  private static Inspection check(Inspection read, ByteBuffer bytes, Features features) {
    // What a malformed module lacks would only look like many more problems.
    if (read.error() != null || !(read.binary() instanceof WasmModule module)) {
      return read;
    }
    List<Problem> problems = new ArrayList<>(read.problems());
    InstructionUses uses = new InstructionUses();
    problems.addAll(new Validator(features).validate(module, bytes, uses));
    return new Inspection(module, problems, uses.list());
  }

  /** Looks into a file; only one that cannot be opened or read is refused. */
  public static Inspection inspect(Path file) throws IOException {
    return FileBytes.read(file, Inspector::inspect);
  }
}
