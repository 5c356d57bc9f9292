package dev.continuum.ide.device;

import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The conversations about devices: adding, editing, removing, forgetting a key. */
final class DeviceFlows {
  private final Workbench workbench;
  private final DevicesModel devices;
  private final SessionSecrets secrets;
  private final Supplier<Optional<SshConfig>> config;
  private final Consumer<String> added;

  /**
   * The conversations.
   *
   * @param config reads what {@code ssh} is told about hosts; takes its time
   * @param added told the name of a device that was added
   */
  DeviceFlows(
      Workbench workbench,
      DevicesModel devices,
      SessionSecrets secrets,
      Supplier<Optional<SshConfig>> config,
      Consumer<String> added) {
    this.workbench = workbench;
    this.devices = devices;
    this.secrets = secrets;
    this.config = config;
    this.added = added;
  }

  private Set<String> names() {
    return devices.devices().stream().map(DeviceEntry::name).collect(Collectors.toSet());
  }

  void add() {
    open(new DeviceFormModel(names(), System.getProperty("user.name", "")));
  }

  void edit(String name) {
    devices
        .find(name)
        .ifPresent(entry -> {
          Set<String> taken = names();
          taken.remove(name);
          open(new DeviceFormModel(taken, entry.device()));
        });
  }

  private void open(DeviceFormModel form) {
    Tasks.Job reading =
        workbench
            .tasks()
            .start(
                "Reading your SSH configuration",
                progress -> config.get(),
                known -> known.ifPresent(form::offer),
                failure ->
                    workbench.notify(Workbench.Severity.WARNING, DevicesModel.words(failure)));
    ask(form);
    reading.cancel();
  }

  /** Shows the form until the device is kept or the user gives up; what was typed stays. */
  private void ask(DeviceFormModel form) {
    Dialogs dialogs = workbench.dialogs();
    String title = form.edited().map(old -> "Edit " + old.name()).orElse("Add a device");
    String accept = form.edited().isPresent() ? "Connect and save" : "Connect and add";
    while (true) {
      if (!dialogs.form(title, new DeviceForm(form, dialogs).node(), accept, form.valid())) {
        return;
      }
      form.spreadHost();
      if (form.valid().get()) {
        break;
      }
    }
    Device device = form.device();
    Optional<String> replaced = form.edited().map(Device::name);
    var unused =
        devices.add(
            device,
            replaced,
            kept -> {
              added.accept(kept.name());
              workbench.notify(
                  Workbench.Severity.INFORMATION, kept.name() + " answered and is ready.");
            },
            failure -> failed(form, device, replaced, failure));
  }

  private void failed(
      DeviceFormModel form, Device device, Optional<String> replaced, Exception failure) {
    forgetSecrets(device, failure);
    List<String> choices = new ArrayList<>(List.of("Change the details"));
    boolean mayKeep =
        !(failure instanceof TargetException problem)
            || (problem.problem() != Problem.HOST_KEY_CHANGED
                && problem.problem() != Problem.HOST_KEY_UNKNOWN
                && problem.problem() != Problem.LOCAL_FILE
                && problem.problem() != Problem.ALREADY_EXISTS);
    if (mayKeep) {
      choices.add("Keep it anyway");
    }
    choices.add("Cancel");
    int choice =
        workbench
            .dialogs()
            .choose(
                device.name() + (replaced.isPresent() ? " was not changed" : " was not added"),
                DevicesModel.words(failure),
                choices);
    if (choice == 0) {
      ask(form);
    } else if (mayKeep && choice == 1) {
      devices.addUnseen(
          device,
          replaced,
          () -> added.accept(device.name()),
          again ->
              workbench
                  .dialogs()
                  .error(device.name() + " was not kept", DevicesModel.words(again)));
    }
  }

  /** A secret that was not accepted is asked for again. */
  void forgetSecrets(Device device, Exception failure) {
    if (failure instanceof TargetException problem && problem.problem() == Problem.AUTHENTICATION) {
      secrets.forget(device.address() + " ");
      // The one refused may also be that of a jump host, which is no device of the list.
      secrets.forgetOthers(
          devices.devices().stream().map(e -> e.device().address() + " ").toList());
    }
  }

  void remove(String name) {
    int choice =
        workbench
            .dialogs()
            .choose(
                "Remove " + name + "?",
                name
                    + " is taken off this list. Nothing on the device is touched: apps that run"
                    + " there run on, and adding it again brings them back into view.",
                List.of("Remove", "Cancel"));
    if (choice == 0) {
      devices.find(name).ifPresent(e -> secrets.forget(e.device().address() + " "));
      devices.remove(name);
    }
  }

  void forgetKey(String name) {
    int choice =
        workbench
            .dialogs()
            .choose(
                "Forget the key of " + name + "?",
                "Do this only when you know why the key has changed, such as after the device was"
                    + " set up anew. The next connection shows the key it then presents and asks"
                    + " you to compare it.",
                List.of("Forget the key", "Cancel"));
    if (choice == 0) {
      devices.forgetKey(name);
    }
  }

  /** Says what went wrong with a device: a changed key in a dialog, all else beside the work. */
  void trouble(String name, Exception failure) {
    devices.find(name).ifPresent(entry -> forgetSecrets(entry.device(), failure));
    if (failure instanceof TargetException problem) {
      switch (problem.problem()) {
        case HOST_KEY_CHANGED -> {
          keyChanged(name, problem);
          return;
        }
        case CANCELLED -> {
          return;
        }
        default -> {}
      }
    }
    workbench.notify(Workbench.Severity.ERROR, DevicesModel.words(failure));
  }

  private void keyChanged(String name, TargetException problem) {
    workbench
        .dialogs()
        .error(
            "The key of " + name + " has changed",
            DevicesModel.words(problem)
                + "\n\nEither the device was set up anew, or another machine answers in its"
                + " place and could read and change everything you send. Nothing was sent."
                + "\n\nIf you know why it changed, choose Forget Key in the device's menu and"
                + " compare the new key with the device's own.");
  }
}
