package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Decodes binaries of up to 2 GiB (specification, "Binary Format"): every section and item with its
 * byte range, but no instructions. The decoder reads each byte at most once or twice and never
 * makes room for more items than there are bytes, so hostile input costs no more than honest input
 * of its size.
 *
 * <p>{@code decode} refuses the first malformed byte; {@code salvage} keeps going with the next
 * section and returns what could be read together with all problems of this stage. What lies in
 * function bodies and whether the module is valid is for the validator.
 */
public final class ModuleDecoder {
  private ModuleDecoder() {}

  /** Decodes a core module. */
  public static WasmModule decode(byte[] bytes) throws MalformedException {
    return decode(ByteBuffer.wrap(bytes));
  }

  /**
   * Decodes a core module from what remains of a buffer; offsets count from its position, which
   * does not change.
   */
  public static WasmModule decode(ByteBuffer bytes) throws MalformedException {
    return decode(bytes, Features.ALL);
  }

  /** Decodes a core module as an engine would that has only certain features. */
  public static WasmModule decode(ByteBuffer bytes, Features features) throws MalformedException {
    return BinaryDecoder.strict(bytes.slice(), features);
  }

  /** Decodes a core module and walks all its function bodies, so that nothing is malformed. */
  public static WasmModule decodeFully(ByteBuffer bytes, Features features)
      throws MalformedException {
    ByteBuffer file = bytes.slice();
    WasmModule module = BinaryDecoder.strict(file, features);
    BodyCheck.check(module, file, features);
    return module;
  }

  /** Decodes a core module. The file is not kept open. */
  public static WasmModule decode(Path file) throws IOException, MalformedException {
    return FileBytes.read(file, bytes -> BinaryDecoder.strict(bytes, Features.ALL));
  }

  /** Reads what can be read; never refuses. */
  public static Inspection salvage(byte[] bytes) {
    return salvage(ByteBuffer.wrap(bytes));
  }

  /** Reads what can be read from what remains of a buffer; never refuses. */
  public static Inspection salvage(ByteBuffer bytes) {
    return salvage(bytes, Features.ALL);
  }

  /** Reads what can be read as an engine would that has only certain features. */
  public static Inspection salvage(ByteBuffer bytes, Features features) {
    return BinaryDecoder.tolerant(bytes.slice(), features);
  }
}
