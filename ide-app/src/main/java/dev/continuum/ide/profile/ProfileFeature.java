package dev.continuum.ide.profile;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.Coverage;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.targets.local.LocalTarget;
import java.util.List;
import java.util.function.Supplier;

/** Profile: runs what Run would run, and shows what it has spent its instructions on. */
public final class ProfileFeature implements Feature {
  private final RunFeature run;
  private final CodeMarks marks;
  private final Profiling.Local local;

  /**
   * The feature.
   *
   * @param run what is run, and the console it is run in; installed before
   * @param marks get the coverage of the profile that was opened last
   * @param local starts programs on this computer
   */
  public ProfileFeature(RunFeature run, CodeMarks marks, Supplier<LocalTarget> local) {
    this.run = run;
    this.marks = marks;
    this.local =
        (configuration, options, output) -> local.get().start(configuration, options, output);
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    Profiling profiling =
        new Profiling(
            local,
            data -> workbench.tasks().onScreen(() -> show(data, workbench)),
            problem ->
                workbench
                    .tasks()
                    .onScreen(() -> workbench.notify(Workbench.Severity.ERROR, problem)));
    workbench
        .actions()
        .register(
            new Action("run.profile", "Profile", "fth-activity", "Ctrl+Shift+F10"),
            Command.of(() -> run.run(profiling), run.launcher().available()));
  }

  /** Opens a profile in place of an older one of the same program. */
  void show(ProfileData data, Workbench workbench) {
    for (Document document : List.copyOf(workbench.documents())) {
      if (document instanceof ProfileDocument older
          && older.model().data().file().equals(data.file())) {
        workbench.close(older);
      }
    }
    Coverage coverage = data.coverage();
    ProfileDocument document =
        new ProfileDocument(
            new ProfileModel(data, workbench),
            () -> {
              if (marks.coverage().get() == coverage) {
                marks.coverage().set(null);
              }
            });
    marks.coverage().set(coverage);
    workbench.show(document);
  }
}
