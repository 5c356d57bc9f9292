package dev.continuum.ide.module;

import dev.continuum.ide.file.FileWatch;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is inside a module: overview page, structure panel, problems panel. */
public final class ModuleFeature implements Feature {
  private final Problems problems;
  private @Nullable FileWatch watch;

  /** Shows {@code problems}, and adds those it finds. */
  public ModuleFeature(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    FileWatch files = new FileWatch(workbench.tasks());
    watch = files;
    workbench.addDocuments(new ModuleDocuments(workbench.tasks(), files, problems));
    workbench.addPanel(new StructurePanel(workbench));
    workbench.addPanel(new ProblemsPanel(workbench, problems));
    workbench.activeDocument().subscribe(front -> files.check());
    files.start();
  }

  static String stylesheet() {
    return Objects.requireNonNull(ModuleFeature.class.getResource("module.css")).toExternalForm();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
