package dev.continuum.ide.module;

import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import java.util.Objects;

/** What is inside a module: its document, structure panel, problems panel. */
public final class ModuleFeature implements Feature {
  private final Problems problems;
  private final FileWatchFeature files;
  private final CodeMarks marks;

  /**
   * Shows {@code problems}, and adds those it finds.
   *
   * @param files notices changes made by other programs
   * @param marks are shown beside the code
   */
  public ModuleFeature(Problems problems, FileWatchFeature files, CodeMarks marks) {
    this.problems = problems;
    this.files = files;
    this.marks = marks;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    workbench.addDocuments(new ModuleDocuments(workbench.tasks(), files.watch(), problems, marks));
    workbench.addPanel(new StructurePanel(workbench));
    workbench.addPanel(new ProblemsPanel(workbench, problems));
    new ModuleActions(workbench).register();
  }

  static String stylesheet() {
    return Objects.requireNonNull(ModuleFeature.class.getResource("module.css")).toExternalForm();
  }
}
