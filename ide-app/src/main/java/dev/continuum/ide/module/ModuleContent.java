package dev.continuum.ide.module;

import dev.continuum.ide.file.FileStamp;
import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A module as read from its file.
 *
 * @param file where it lies
 * @param stamp what the file looked like just before it was read
 * @param inspection what could be read of it, and what is wrong with it
 * @param summary what it is at a glance
 */
public record ModuleContent(
    Path file, FileStamp stamp, Inspection inspection, ModuleSummary summary) {
  /**
   * Reads a module, whatever is wrong with it.
   *
   * @param decoded gets it as soon as it is decoded, before it is checked; not what is a component,
   *     nor a file so large that its bytes cannot be kept
   * @throws IOException when the file cannot be read
   */
  public static ModuleContent read(Path file, Consumer<ModuleCode> decoded) throws IOException {
    FileStamp stamp = FileStamp.of(file);
    Inspection inspection =
        stamp.exists() && stamp.size() <= mostKept()
            ? inspect(Files.readAllBytes(file), decoded)
            : Inspector.inspect(file);
    return new ModuleContent(file, stamp, inspection, ModuleSummary.of(inspection));
  }

  private static Inspection inspect(byte[] bytes, Consumer<ModuleCode> decoded) {
    Inspection read = ModuleDecoder.salvage(bytes);
    if (read.binary() instanceof WasmModule module) {
      decoded.accept(new ModuleCode(module, bytes));
    }
    return Inspector.check(read, ByteBuffer.wrap(bytes));
  }

  /** The largest file, in bytes, whose code is shown: all of it is kept in memory for that. */
  static long mostKept() {
    return Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
  }
}
