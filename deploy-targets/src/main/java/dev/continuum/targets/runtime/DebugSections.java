package dev.continuum.targets.runtime;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.binary.ModuleEdit;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What of a module only debuggers read: DWARF ({@code .debug_*}) and where source maps are. Names
 * stay, for a trap to be readable.
 */
public final class DebugSections {
  private DebugSections() {}

  private static boolean isForDebuggers(Section section) {
    return section.isCustom()
        && (section.name().startsWith(".debug_")
            || section.name().equals("sourceMappingURL")
            || section.name().equals("external_debug_info"));
  }

  public static long bytes(WasmModule module) {
    return module.sections().stream()
        .filter(DebugSections::isForDebuggers)
        .mapToLong(Section::size)
        .sum();
  }

  /**
   * A module without them, kept in a cache folder.
   *
   * @param binary a core module
   * @throws TargetException BAD_MODULE when it cannot be read or is no core module; START_FAILED
   *     when {@code cache} cannot be written
   */
  public static Path without(Path binary, Path cache) throws TargetException {
    byte[] bytes;
    try {
      ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(binary));
      if (!(ModuleDecoder.decode(file) instanceof WasmModule module)) {
        return binary;
      }
      ModuleEdit edit = new ModuleEdit(file, module);
      module.sections().stream().filter(DebugSections::isForDebuggers).forEach(edit::removeCustom);
      bytes = edit.toByteArray();
    } catch (MalformedException | IOException e) {
      throw new TargetException(
          TargetException.Problem.BAD_MODULE,
          "The module “" + binary + "” cannot be read: " + e.getMessage() + ".",
          "Build it again.",
          e);
    }
    try {
      return CacheFiles.store(cache.resolve("stripped"), "module", ".wasm", bytes).file();
    } catch (IOException e) {
      throw CacheFiles.failed(cache, e);
    }
  }
}
