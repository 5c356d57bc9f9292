package dev.continuum.ide.device.metric;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.device.DeviceActions;
import dev.continuum.ide.device.DeviceChooser;
import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.device.DevicesPanel;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import javafx.beans.binding.Bindings;
import org.jspecify.annotations.Nullable;

/** Pages of devices: what one is, and what it and its apps use. */
public final class MetricFeature implements Feature {
  private final DeviceFeature devices;
  private @Nullable Watches watches;

  /**
   * The feature.
   *
   * @param devices the devices; installed before
   */
  public MetricFeature(DeviceFeature devices) {
    this.devices = devices;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    Watches all =
        new Watches(
            workbench.tasks(),
            devices.devices(),
            devices.actions().notes(),
            () -> workbench.isOpen(DevicesPanel.ID));
    watches = all;
    all.start();
    devices
        .actions()
        .add(
            new DeviceActions.OnDevice(
                DeviceActions.Group.KNOW,
                "Details",
                entry -> true,
                entry -> show(entry, workbench, all)));
    workbench
        .actions()
        .register(
            new Action("deploy.deviceDetails", "Device Details…", "fth-activity", null),
            Command.of(
                () -> choose(workbench, all), Bindings.isNotEmpty(devices.devices().devices())));
  }

  private void show(DeviceEntry entry, Workbench workbench, Watches all) {
    for (Document document : workbench.documents()) {
      if (document instanceof DeviceDocument open && open.model().name().equals(entry.name())) {
        workbench.show(open);
        return;
      }
    }
    workbench.show(new DeviceDocument(new PageModel(devices.devices(), entry, all.of(entry))));
  }

  private void choose(Workbench workbench, Watches all) {
    DeviceChooser.choose(
            workbench.dialogs(),
            devices.devices().devices(),
            "Details of which device?",
            "What it is, and what it and its apps use.")
        .ifPresent(entry -> show(entry, workbench, all));
  }

  @Override
  public void close() {
    if (watches != null) {
      watches.close();
    }
  }
}
