package dev.continuum.ide.project;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.templates.Template;
import dev.continuum.templates.TemplateCatalog;
import dev.continuum.templates.Toolchains;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The project tree, new projects and the samples. */
public final class ProjectFeature implements Feature {
  private final TemplateCatalog templates;
  private final Toolchains toolchains;
  private @Nullable ProjectTreeModel model;

  /** The feature over the templates there are and the compilers of this computer. */
  public ProjectFeature(TemplateCatalog templates, Toolchains toolchains) {
    this.templates = templates;
    this.toolchains = toolchains;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    ProjectTreeModel tree = new ProjectTreeModel(workbench.tasks());
    model = tree;
    NewProjectDialog projects =
        new NewProjectDialog(workbench, templates, toolchains, folders.state().resolve("samples"));
    ProjectFlows flows = new ProjectFlows(workbench, tree, projects::open);
    ProjectPanel panel = new ProjectPanel(tree, flows);
    workbench.addPanel(panel);
    workbench.folder().addListener((p, was, is) -> tree.open(is));
    tree.open(workbench.folder().get());
    register(workbench, projects, flows, panel);
    tree.start();
  }

  private void register(
      Workbench workbench, NewProjectDialog projects, ProjectFlows flows, ProjectPanel panel) {
    ActionRegistry actions = workbench.actions();
    var hasFolder = workbench.folder().isNotNull();
    actions.separator("file");
    actions.register(
        new Action("file.newProject", "New Project…", "fth-folder-plus", "Shortcut+Shift+N"),
        Command.of(projects::open));
    Consumer<Consumer<Path>> inFolder = work -> panel.selectedFolder().ifPresent(work);
    actions.register(
        new Action("file.newFile", "New File…", "fth-plus", "Shortcut+N"),
        Command.of(() -> inFolder.accept(flows::newFile), hasFolder));
    actions.register(
        new Action("file.newFolder", "New Folder…", null, null),
        Command.of(() -> inFolder.accept(flows::newFolder), hasFolder));
    for (Template template : templates.all()) {
      actions.register(
          new Action(
              "sample." + template.id(),
              "Sample: " + template.sample() + " (" + template.language() + ")",
              "fth-box",
              null),
          Command.of(() -> projects.openSample(template)));
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
