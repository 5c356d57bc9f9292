package dev.continuum.ide.device.access;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.device.DeviceActions.Group;
import dev.continuum.ide.device.DeviceActions.OnDevice;
import dev.continuum.ide.device.DeviceChooser;
import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.device.files.FilesDocument;
import dev.continuum.ide.device.terminal.TerminalDocument;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.Workbench.Severity;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceAccess;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Shell, files, ports, restart and notes in the menus of devices and in the palette. */
public final class AccessFeature implements Feature {
  private static final Duration LONGEST_RESTART = Duration.ofMinutes(10);

  private final DeviceFeature devices;
  private final DeviceRegistry registry;
  private @Nullable ForwardsModel forwards;

  /**
   * The feature.
   *
   * @param registry keeps the notes
   */
  public AccessFeature(DeviceFeature devices, DeviceRegistry registry) {
    this.devices = devices;
    this.registry = registry;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    ForwardsModel model =
        new ForwardsModel(
            workbench.tasks(),
            this::access,
            new JsonFile<>(
                folders.config().resolve("forwards.json"),
                ForwardsModel.Kept.class,
                () -> new ForwardsModel.Kept(List.of())));
    forwards = model;
    add(
        workbench,
        Group.REACH,
        "openShell",
        "Open Shell",
        "fth-terminal",
        entry -> shell(workbench, entry));
    add(
        workbench,
        Group.REACH,
        "browseFiles",
        "Browse Files",
        "fth-folder",
        entry -> files(workbench, entry));
    add(
        workbench,
        Group.REACH,
        "forwardPorts",
        "Forward Ports…",
        "fth-shuffle",
        entry ->
            workbench
                .dialogs()
                .show("Ports through " + entry.name(), new ForwardsView(model, entry.name())));
    add(
        workbench,
        Group.KEEP,
        "deviceNotes",
        "Notes…",
        "fth-file-text",
        entry -> notes(workbench, entry));
    add(
        workbench,
        Group.END,
        "restartDevice",
        "Restart Device…",
        "fth-power",
        e -> restart(workbench, e));
  }

  private void add(
      Workbench workbench,
      Group group,
      String id,
      String title,
      String icon,
      Consumer<DeviceEntry> work) {
    devices.actions().add(new OnDevice(group, title, entry -> true, work));
    BooleanBinding any = Bindings.isNotEmpty(devices.devices().devices());
    String ellipsis = title.endsWith("…") ? title : title + "…";
    String words = title.equals("Notes…") ? "Device Notes…" : ellipsis;
    workbench
        .actions()
        .register(
            new Action("deploy." + id, words, icon, null),
            Command.of(
                () ->
                    DeviceChooser.choose(
                            workbench.dialogs(),
                            devices.devices().devices(),
                            title.replace("…", ""),
                            "On which device?")
                        .ifPresent(work),
                any));
  }

  /** The way to a device as it is registered now. */
  private DeviceAccess access(String device) throws TargetException {
    return devices.devices().target(registry.device(device)).access();
  }

  private void shell(Workbench workbench, DeviceEntry entry) {
    TerminalDocument document =
        new TerminalDocument(
            workbench.tasks(), workbench.dialogs(), entry.name(), () -> access(entry.name()));
    workbench.show(document);
    document.focus();
  }

  private void files(Workbench workbench, DeviceEntry entry) {
    FilesDocument document =
        new FilesDocument(
            workbench.tasks(),
            workbench.dialogs(),
            entry.name(),
            () -> access(entry.name()).files());
    workbench.show(document);
    document.focus();
  }

  private void restart(Workbench workbench, DeviceEntry entry) {
    String name = entry.name();
    int choice =
        workbench
            .dialogs()
            .choose(
                "Restart " + name + "?",
                "The device's operating system restarts, and everything that runs on it ends. It"
                    + " does not answer for a while. Apps that are set to start at boot come back"
                    + " by themselves; others have to be deployed or started again.",
                List.of("Restart", "Cancel"));
    if (choice != 0) {
      return;
    }
    var unused =
        workbench
            .tasks()
            .start(
                "Restarting " + name,
                progress -> {
                  DeviceAccess access = access(name);
                  String boot = access.reboot();
                  progress.message("Waiting until " + name + " is back");
                  workbench.tasks().onScreen(() -> away(workbench, name));
                  access.awaitBack(boot, LONGEST_RESTART);
                  return true;
                },
                back -> {
                  workbench.notify(Severity.INFORMATION, name + " has restarted and is back.");
                  devices.devices().refresh(name);
                },
                failure -> {
                  devices.devices().note(name, failure);
                  devices.trouble(name, failure);
                });
  }

  private void away(Workbench workbench, String name) {
    devices
        .devices()
        .note(
            name,
            new TargetException(TargetException.Problem.UNREACHABLE, name + " is restarting.", ""));
    workbench.notify(Severity.INFORMATION, name + " restarts. You are told when it answers again.");
  }

  private void notes(Workbench workbench, DeviceEntry entry) {
    NotesModel model = new NotesModel(entry.device().notes());
    TextArea area = new TextArea();
    area.setId("device-notes");
    area.setWrapText(true);
    area.setPrefRowCount(10);
    area.setPrefColumnCount(48);
    area.textProperty().bindBidirectional(model.text());
    Label trouble = new Label();
    trouble.getStyleClass().add("form-trouble");
    trouble.textProperty().bind(model.trouble());
    VBox form = new VBox(area, trouble);
    form.getStyleClass().add("form");
    if (workbench.dialogs().form("Notes about " + entry.name(), form, "Keep", model.valid())) {
      keep(workbench, entry.name(), model.text().get());
    }
  }

  private void keep(Workbench workbench, String name, String text) {
    var unused =
        workbench
            .tasks()
            .start(
                "Keeping the notes about " + name,
                progress -> {
                  Device now = registry.device(name);
                  registry.replace(name, now.withNotes(text));
                  return true;
                },
                kept -> devices.devices().load(),
                failure ->
                    workbench
                        .dialogs()
                        .error(
                            "The notes were not kept",
                            PlainText.of(String.valueOf(failure.getMessage()))));
  }

  @Override
  public void close() {
    if (forwards != null) {
      forwards.close();
    }
  }
}
