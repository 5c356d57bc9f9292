package dev.continuum.inspector.script;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Prints modules and assembles what was printed, which must give the same bytes. */
final class RoundTrip {
  private RoundTrip() {}

  /** What differs after printing and assembling, flat and folded, or null when nothing does. */
  static @Nullable String difference(WasmModule module, byte[] bytes) {
    String flat = difference(module, bytes, PrintOptions.EXACT);
    return flat != null ? flat : difference(module, bytes, PrintOptions.EXACT.withFolded(true));
  }

  private static @Nullable String difference(
      WasmModule module, byte[] bytes, PrintOptions options) {
    String form = options.folded() ? "folded" : "flat";
    StringBuilder text = new StringBuilder();
    try {
      new ModulePrinter(module, ByteBuffer.wrap(bytes), options).print(text);
    } catch (MalformedException malformed) {
      return "cannot be printed: " + malformed.getMessage();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Assembly assembly = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP);
    byte[] again = assembly.bytes();
    if (again == null) {
      return "is refused when its " + form + " text is read: " + assembly.problems().getFirst();
    }
    int at = Arrays.mismatch(bytes, again);
    return at < 0
        ? null
        : "differs from byte 0x"
            + Integer.toHexString(at)
            + " on when its "
            + form
            + " text is assembled";
  }
}
