package dev.continuum.ide.editor;

import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import java.util.List;

/** Text editors: opens every text file, and brings back unsaved text after a crash. */
public final class EditorFeature implements Feature {
  /** Files that were open come back by themselves first. */
  private static final long RESTORE_AFTER_MILLIS = 500;

  private final Problems problems;
  private final FileWatchFeature files;
  private final CodeMarks marks;

  /**
   * Underlines {@code problems}, and adds those it finds.
   *
   * @param files notices changes made by other programs
   * @param marks what is shown beside the code of a module
   */
  public EditorFeature(Problems problems, FileWatchFeature files, CodeMarks marks) {
    this.problems = problems;
    this.files = files;
    this.marks = marks;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    Backups backups = new Backups(folders.state().resolve("unsaved"));
    TextDocuments documents =
        new TextDocuments(
            new TextDocumentModel.Services(
                workbench.tasks(), files.watch(), backups, workbench.dialogs()),
            problems,
            marks,
            document -> check(document, workbench));
    workbench.addDocuments(documents);
    new EditorActions(workbench).register();
    workbench.tasks().later(RESTORE_AFTER_MILLIS, () -> restore(workbench, backups, documents));
  }

  private void check(TextDocument document, Workbench workbench) {
    if (document.language() == Language.WAT) {
      document
          .model()
          .whenLoaded(() ->
              document.attach(
                  new WatChecks(
                      document.editor().buffer(),
                      document.model()::file,
                      problems,
                      workbench.tasks())));
    }
  }

  private static void restore(Workbench workbench, Backups backups, TextDocuments documents) {
    workbench
        .tasks()
        .start(
            "Looking for unsaved text",
            progress -> backups.all(),
            found -> show(workbench, found, documents),
            failure ->
                workbench.notify(
                    Workbench.Severity.WARNING,
                    "Unsaved text of an earlier run could not be looked for. "
                        + failure.getMessage()));
  }

  private static void show(
      Workbench workbench, List<Backups.Backup> found, TextDocuments documents) {
    for (Backups.Backup backup : found) {
      boolean open =
          workbench.documents().stream()
              .anyMatch(document -> document.file().filter(backup.file()::equals).isPresent());
      if (!open) {
        // Also where the file itself is gone: the text is all there is left of it.
        workbench.show(documents.create(backup.file()));
      }
    }
  }
}
