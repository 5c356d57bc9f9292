package dev.continuum.ide.device.runtime;

import dev.continuum.ide.device.DeviceActions;
import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.targets.provision.Provisioning;
import dev.continuum.targets.target.RuntimeShelf.Kept;
import dev.continuum.targets.target.RuntimeShelf.Plan;
import dev.continuum.targets.target.RuntimeShelf.PlannedFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runtimes of devices. */
public final class RuntimesFeature implements Feature {
  private final DeviceFeature devices;
  private @Nullable RuntimesModel made;

  /** The feature, beside the devices. */
  public RuntimesFeature(DeviceFeature devices) {
    this.devices = devices;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    Provisioning provisioning = new Provisioning(folders.cache());
    RuntimesModel model =
        new RuntimesModel(
            workbench.tasks(),
            (id, source, probe, told) ->
                provisioning.plan(
                    id,
                    source,
                    probe,
                    (done, total) ->
                        told.accept(
                            "Fetching it: "
                                + Bytes.text(done)
                                + (total > 0 ? " of " + Bytes.text(total) : ""))),
            devices::trouble,
            device -> devices.devices().probe(device));
    made = model;
    workbench.addPanel(
        new RuntimesPanel(
            model,
            new RuntimesPanel.Owner() {
              @Override
              public void provision() {
                ask(workbench, model, Optional.empty());
              }

              @Override
              public void remove(RuntimesModel.Row row) {
                row.kept().ifPresent(kept -> confirmRemoval(workbench, model, kept));
              }
            }));
    devices
        .actions()
        .add(
            new DeviceActions.OnDevice(
                DeviceActions.Group.KNOW,
                "Runtimes…",
                entry -> true,
                entry -> show(workbench, model, entry)));
    devices
        .actions()
        .onProvision((entry, remedy) -> {
          show(workbench, model, entry);
          if (entry.probe().isPresent()) {
            ask(workbench, model, Optional.of(remedy.id()));
          }
        });
  }

  private void show(Workbench workbench, RuntimesModel model, DeviceEntry entry) {
    workbench.showPanel(RuntimesPanel.ID);
    model.show(devices.devices().target(entry.device()), entry.probe());
  }

  private static void ask(Workbench workbench, RuntimesModel model, Optional<String> wanted) {
    if (model.probe().isEmpty()) {
      workbench.notify(
          Workbench.Severity.INFORMATION,
          "What the device is has to be known first: choose Runtimes… in its menu again.");
      return;
    }
    ProvisionFormModel form = new ProvisionFormModel(model.probe().get(), wanted);
    boolean accepted =
        workbench
            .dialogs()
            .form(
                "Put a runtime on " + model.device().get(),
                new ProvisionForm(form, workbench.dialogs()).node(),
                "Prepare",
                form.valid());
    if (accepted) {
      form.source()
          .ifPresent(source ->
              model.plan(form.runtime.get().id(), source, plan -> confirm(workbench, model, plan)));
    }
  }

  private static void confirm(Workbench workbench, RuntimesModel model, Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append("From ").append(PlainText.of(plan.source())).append(", with this SHA-256 digest");
    text.append(plan.checked() ? ", as it should be:" : ", compared with nothing:");
    text.append("\n    ").append(plan.sha256());
    text.append("\nThis is put below ~/.continuum/runtimes, in a folder of its own:");
    for (PlannedFile file : plan.files()) {
      text.append("\n")
          .append(file.folder())
          .append('/')
          .append(file.name())
          .append(", ")
          .append(Bytes.text(file.bytes()));
    }
    text.append("\n\nIt is verified there and asked for its version before it is used.");
    int choice =
        workbench
            .dialogs()
            .choose(
                "Put " + plan.title() + " on " + model.device().get() + "?",
                text.toString(),
                List.of("Put it there", "Cancel"));
    if (choice == 0) {
      model.install(plan);
    }
  }

  private static void confirmRemoval(Workbench workbench, RuntimesModel model, Kept kept) {
    int choice =
        workbench
            .dialogs()
            .choose(
                "Remove " + PlainText.of(kept.name()) + "?",
                "It is taken off "
                    + model.device().get()
                    + ". Earlier releases that ran on it could not be gone back to.",
                List.of("Remove", "Cancel"));
    if (choice == 0) {
      model.remove(kept);
    }
  }

  @Override
  public void close() {
    if (made != null) {
      made.cancel();
    }
  }
}
