package dev.continuum.ide.device.release;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.device.DeviceActions;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The releases of apps on devices: history, ways back, and what else is done with an app there. */
public final class ReleasesFeature implements Feature {
  private static final int CHOICES = 8;

  private final DeviceFeature devices;

  /**
   * The feature.
   *
   * @param devices the devices; installed before
   */
  public ReleasesFeature(DeviceFeature devices) {
    this.devices = devices;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    ReleasesModel model = new ReleasesModel(workbench.tasks(), devices.devices());
    Runnable choose = () -> choose(workbench, model);
    workbench.addPanel(new ReleasesPanel(model, workbench.dialogs(), choose));
    devices
        .actions()
        .add(
            new DeviceActions.OnApp(
                "Releases…",
                (entry, app) -> true,
                (entry, app) -> show(workbench, model, entry.name(), app)));
    workbench
        .actions()
        .register(
            new Action("deploy.releases", "Releases…", "fth-layers", null), Command.of(choose));
  }

  private static void show(Workbench workbench, ReleasesModel model, String device, String app) {
    workbench.showPanel(ReleasesPanel.ID);
    model.open(device, app);
  }

  private void choose(Workbench workbench, ReleasesModel model) {
    List<ReleasesModel.Subject> known =
        devices.devices().devices().stream()
            .flatMap(entry -> subjects(entry.name(), entry.apps()))
            .limit(CHOICES)
            .toList();
    if (known.isEmpty()) {
      workbench.notify(
          Workbench.Severity.INFORMATION,
          "No app is known on any device yet. Deploy one, or refresh the devices.");
      return;
    }
    if (known.size() == 1) {
      show(workbench, model, known.getFirst().device(), known.getFirst().app());
      return;
    }
    List<String> choices = new ArrayList<>();
    known.forEach(subject -> choices.add(subject.app() + " on " + subject.device()));
    choices.add("Cancel");
    int choice = workbench.dialogs().choose("Show releases", "Of which app?", choices);
    if (choice >= 0 && choice < known.size()) {
      show(workbench, model, known.get(choice).device(), known.get(choice).app());
    }
  }

  private static Stream<ReleasesModel.Subject> subjects(
      String device, List<dev.continuum.targets.target.app.AppStatus> apps) {
    return apps.stream().map(app -> new ReleasesModel.Subject(device, app.app()));
  }
}
