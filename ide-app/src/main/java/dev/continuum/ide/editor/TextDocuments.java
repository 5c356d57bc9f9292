package dev.continuum.ide.editor;

import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.DocumentFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Opens text files of every kind; a file that another factory knows better goes there. */
final class TextDocuments implements DocumentFactory {
  private final TextDocumentModel.Services services;
  private final Problems problems;
  private final CodeMarks marks;
  private final Consumer<TextDocument> opened;

  /**
   * Opens files with {@code services}.
   *
   * @param opened told each new document
   */
  TextDocuments(
      TextDocumentModel.Services services,
      Problems problems,
      CodeMarks marks,
      Consumer<TextDocument> opened) {
    this.services = services;
    this.problems = problems;
    this.marks = marks;
    this.opened = opened;
  }

  @Override
  public boolean opens(Path file) {
    return Files.isRegularFile(file);
  }

  @Override
  public Document open(Path file) throws IOException {
    if (LoadedText.isBinary(file)) {
      throw LoadedText.notText(file);
    }
    return create(file);
  }

  /** A document of a file that may be gone. */
  TextDocument create(Path file) {
    TextDocument document = new TextDocument(file, services, problems, marks);
    opened.accept(document);
    return document;
  }
}
