package dev.continuum.ide.module;

import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import java.util.Objects;

/** What is inside a module: overview page, structure panel, problems panel. */
public final class ModuleFeature implements Feature {
  private final Problems problems;
  private final FileWatchFeature files;

  /**
   * Shows {@code problems}, and adds those it finds.
   *
   * @param files notices changes made by other programs
   */
  public ModuleFeature(Problems problems, FileWatchFeature files) {
    this.problems = problems;
    this.files = files;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    workbench.addDocuments(new ModuleDocuments(workbench.tasks(), files.watch(), problems));
    workbench.addPanel(new StructurePanel(workbench));
    workbench.addPanel(new ProblemsPanel(workbench, problems));
  }

  static String stylesheet() {
    return Objects.requireNonNull(ModuleFeature.class.getResource("module.css")).toExternalForm();
  }
}
