package dev.continuum.ide.module;

import dev.continuum.ide.file.FileStamp;
import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.valid.Inspector;
import java.io.IOException;
import java.nio.file.Path;

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
   * @throws IOException when the file cannot be read
   */
  public static ModuleContent read(Path file) throws IOException {
    FileStamp stamp = FileStamp.of(file);
    Inspection inspection = Inspector.inspect(file);
    return new ModuleContent(file, stamp, inspection, ModuleSummary.of(inspection));
  }
}
