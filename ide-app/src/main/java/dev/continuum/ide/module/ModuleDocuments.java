package dev.continuum.ide.module;

import dev.continuum.ide.file.FileWatch;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.DocumentFactory;
import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Opens WebAssembly binaries, known by their first bytes or by their name. */
final class ModuleDocuments implements DocumentFactory {
  private static final byte[] MAGIC = {0, 'a', 's', 'm'};

  private final Tasks tasks;
  private final FileWatch watch;
  private final Problems problems;
  private final CodeMarks marks;

  ModuleDocuments(Tasks tasks, FileWatch watch, Problems problems, CodeMarks marks) {
    this.tasks = tasks;
    this.watch = watch;
    this.problems = problems;
    this.marks = marks;
  }

  @Override
  public boolean opens(Path file) {
    if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".wasm")) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException e) {
      // Another factory gets to say why it cannot be read.
      return false;
    }
  }

  @Override
  public Document open(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("You may not read " + file + ". Check its permissions.");
    }
    ModuleModel model = new ModuleModel(file, tasks, watch, problems);
    ModuleDocument document = new ModuleDocument(model, marks, tasks);
    model.load();
    return document;
  }
}
