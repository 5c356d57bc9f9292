package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;

/**
 * Walks function bodies to find what is malformed in them, and nothing else. Validation finds the
 * same on its way; this is for those who only want to know whether bytes are a module.
 */
public final class BodyCheck {
  private BodyCheck() {}

  /**
   * Walks every body of a module.
   *
   * @param file the whole file, read from its first byte on
   * @throws MalformedException for the first malformed body
   */
  public static void check(WasmModule module, ByteBuffer file, Features features)
      throws MalformedException {
    InstructionReader reader = InstructionReader.of(module, features);
    for (Function function : module.functions()) {
      Code code = function.code();
      if (code != null) {
        reader.body(file, code.instructions());
        while (reader.next()) {
          // Reading is checking.
        }
      }
    }
  }
}
