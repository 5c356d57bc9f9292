package dev.continuum.ide.device;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.Workbench.ToolBarStyle;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.fleet.OneAtATime;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.Remedy;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Devices, the target picker, deploying and logs. */
public final class DeviceFeature implements Feature {
  /** What is remembered over a restart. */
  record Remembered(@Nullable String target) {}

  private static final Logger LOG = Logger.getLogger(DeviceFeature.class.getName());
  private static final long REFRESH_MILLIS = 10_000;

  /** So many devices can be chosen from at once. */
  private static final int CHOICES = 8;

  private final RunFeature run;
  private final DeviceRegistry registry;
  private final Function<DeviceUser, DevicesModel.Connector> connectors;
  private final SessionSecrets secrets = new SessionSecrets();
  private final DeviceActions actions = new DeviceActions();
  private BiConsumer<String, String> showLog = (device, app) -> {};
  private Consumer<List<String>> deployToMany = names -> {};
  private BiConsumer<String, String> deployed = (device, app) -> {};
  private @Nullable Parts parts;
  private Tasks.@Nullable Job refresh;

  /** What the feature is made of once it is installed. */
  private record Parts(
      Workbench workbench,
      DevicesModel devices,
      TargetPickerModel picker,
      DeployModel deploy,
      DeviceFlows flows,
      Path cache) {}

  /**
   * The feature.
   *
   * @param run what is deployed is what it would run
   * @param registry the user's devices
   * @param connectors makes what connects to them, asking the user what it must
   */
  public DeviceFeature(
      RunFeature run,
      DeviceRegistry registry,
      Function<DeviceUser, DevicesModel.Connector> connectors) {
    this.run = run;
    this.registry = registry;
    this.connectors = connectors;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    Tasks tasks = workbench.tasks();
    DialogUser user = new DialogUser(tasks, workbench.dialogs(), secrets);
    DevicesModel.Connector connector = connectors.apply(new OneAtATime(user));
    DevicesModel devices = new DevicesModel(tasks, registry, connector);
    JsonFile<Remembered> remembered =
        new JsonFile<>(
            folders.state().resolve("target.json"), Remembered.class, () -> new Remembered(null));
    String target = remembered.read().target();
    TargetPickerModel picker = new TargetPickerModel(devices, target == null ? "" : target);
    DeployModel deploy = new DeployModel(tasks);
    DeviceFlows flows =
        new DeviceFlows(workbench, devices, secrets, connector::sshConfig, picker::pick);
    Parts all = new Parts(workbench, devices, picker, deploy, flows, folders.cache());
    parts = all;
    devices.onTrouble(flows::trouble);
    workbench.addPanel(new DevicesPanel(devices, new PanelOwner(all), actions));
    workbench.addPanel(new DeployPanel(deploy, () -> deploy(all), remedy -> help(all, remedy)));
    workbench.addToolBarItem(picker(picker));
    picker.picked().addListener((p, was, is) -> remember(tasks, remembered, is));
    registerActions(all);
    devices.load();
    refreshLater(tasks, devices);
  }

  private static void remember(Tasks tasks, JsonFile<Remembered> file, Place place) {
    var unused =
        tasks.start(
            "Remembering the target",
            progress -> {
              file.write(new Remembered(place.key()));
              return true;
            },
            done -> {},
            failure -> LOG.log(Level.WARNING, "The target could not be remembered.", failure));
  }

  private void refreshLater(Tasks tasks, DevicesModel devices) {
    refresh =
        tasks.later(
            REFRESH_MILLIS,
            () -> {
              devices.refreshConnected();
              refreshLater(tasks, devices);
            });
  }

  private void registerActions(Parts all) {
    var actions = all.workbench().actions();
    BooleanBinding idle =
        Bindings.createBooleanBinding(
            () ->
                all.deploy().phase().get() != DeployModel.Phase.RUNNING
                    && run.launcher().available().get(),
            all.deploy().phase(),
            run.launcher().available());
    actions.register(
        new Action("deploy.deploy", "Deploy", "fth-upload-cloud", "Shortcut+Shift+D"),
        Command.of(() -> deploy(all), idle));
    actions.register(
        new Action("deploy.addDevice", "Add Device…", "fth-plus", null),
        Command.of(all.flows()::add));
    actions.register(
        new Action("deploy.refreshDevices", "Refresh Devices", "fth-refresh-cw", null),
        Command.of(all.devices()::refreshAll, Bindings.isNotEmpty(all.devices().devices())));
    all.workbench().addToolBarAction("deploy.deploy", ToolBarStyle.ACCENT);
    // Stop stands last, where the eye finds it.
    all.workbench().addToolBarAction("run.stop", ToolBarStyle.DANGER);
  }

  private static ComboBox<Place> picker(TargetPickerModel model) {
    ComboBox<Place> combo = new ComboBox<>(model.places());
    combo.setId("target-picker");
    combo.setMinWidth(100);
    combo.getStyleClass().add("target-picker");
    combo.setTooltip(new Tooltip("Where Deploy goes; Run is always on this computer"));
    combo.setAccessibleText("Deployment target");
    combo.setValue(model.picked().get());
    combo.setOnAction(e -> {
      Place chosen = combo.getValue();
      if (chosen != null && !chosen.equals(model.picked().get())) {
        model.pick(chosen);
      }
    });
    Runnable show = () -> combo.setValue(model.picked().get());
    model.places().addListener((ListChangeListener<Place>) c -> show.run());
    model.picked().addListener(o -> show.run());
    return combo;
  }

  private void deploy(Parts all) {
    if (all.picker().picked().get() instanceof Place.OnTag tag) {
      deployToMany.accept(List.of(tag.key()));
      return;
    }
    DeviceEntry device = all.picker().device().or(() -> chooseDevice(all)).orElse(null);
    if (device != null) {
      deploy(all, device);
    }
  }

  /** With this computer picked, says what deploying is and offers the devices there are. */
  private Optional<DeviceEntry> chooseDevice(Parts all) {
    List<DeviceEntry> devices = List.copyOf(all.devices().devices());
    List<String> choices = new ArrayList<>();
    devices.stream().limit(CHOICES).forEach(entry -> choices.add(entry.name()));
    int single = choices.size();
    if (devices.size() > 1) {
      choices.add("Several devices…");
    }
    choices.add("Add a device…");
    choices.add("Cancel");
    int choice =
        all.workbench()
            .dialogs()
            .choose(
                "Deploy to which device?",
                "Deploying puts the app on a device and starts it there. On this computer it is"
                    + " Run that starts it."
                    + (devices.isEmpty() ? " There is no device yet." : "")
                    + (devices.size() > CHOICES
                        ? " The other devices are in the list beside the Deploy button."
                        : ""),
                choices);
    if (choice == choices.size() - 2) {
      all.flows().add();
    } else if (choice == single && devices.size() > 1) {
      deployToMany.accept(List.of());
    }
    if (choice < 0 || choice >= single) {
      return Optional.empty();
    }
    all.picker().pick(devices.get(choice).name());
    return Optional.of(devices.get(choice));
  }

  /** Does what would help where a module did not fit the device it was deployed to. */
  private void help(Parts all, Remedy remedy) {
    DeviceEntry entry = all.picker().device().orElse(null);
    if (entry == null) {
      return;
    }
    switch (remedy) {
      case Remedy.Provision provision -> actions.provision(entry, provision);
      case Remedy.Strip strip ->
          run.launcher()
              .launch(false)
              .ifPresent(launch -> deploy(all, entry, new StrippedLaunch(launch, all.cache())));
      case Remedy.OtherRuntime other -> deploy(all, entry);
    }
  }

  private void deploy(Parts all, DeviceEntry entry) {
    run.launcher().launch(false).ifPresent(launch -> deploy(all, entry, launch));
  }

  private void deploy(Parts all, DeviceEntry entry, Launch launch) {
    DeviceTarget target = all.devices().target(entry.device());
    boolean begun =
        all.deploy()
            .deploy(
                launch,
                target,
                (configuration, status) -> {
                  all.devices().refresh(entry.name());
                  deployed.accept(entry.name(), status.app());
                  showLog.accept(entry.name(), status.app());
                },
                failure -> {
                  if (failure instanceof TargetException) {
                    all.devices().note(entry.name(), failure);
                    // What runs there now, if it answers.
                    all.devices().refreshConnected();
                  }
                  all.flows().forgetSecrets(entry.device(), failure);
                });
    if (begun) {
      all.workbench().showPanel(DeployPanel.ID);
    }
  }

  /** Who deploys to several devices; gets their names and tags, none to ask for them. */
  public void onDeployToMany(Consumer<List<String>> deployer) {
    deployToMany = deployer;
  }

  /** Who is told that an app was deployed to a device; gets the device's name and the app's. */
  public void onDeployed(BiConsumer<String, String> listener) {
    deployed = listener;
  }

  /** Who shows an app's log; gets the device's name and the app's. */
  public void onShowLog(BiConsumer<String, String> shower) {
    showLog = shower;
  }

  /** What stands in the menus of devices and apps; other features add to it. */
  public DeviceActions actions() {
    return actions;
  }

  /** Says what went wrong with a device, as fits what it is. */
  public void trouble(String device, Exception failure) {
    Objects.requireNonNull(parts, "not installed").flows().trouble(device, failure);
  }

  /** Shows an app's log. */
  public void showLog(String device, String app) {
    showLog.accept(device, app);
  }

  /** The devices, once this feature is installed. */
  public DevicesModel devices() {
    return Objects.requireNonNull(parts, "not installed").devices();
  }

  @Override
  public void close() {
    if (refresh != null) {
      refresh.cancel();
    }
    if (parts != null) {
      parts.deploy().cancel();
      parts.devices().close();
    }
    secrets.close();
  }

  private final class PanelOwner implements DevicesPanel.Owner {
    private final Parts all;

    PanelOwner(Parts all) {
      this.all = all;
    }

    @Override
    public void add() {
      all.flows().add();
    }

    @Override
    public void probe(String device) {
      all.devices().probe(device);
    }

    @Override
    public void refresh(String device) {
      all.devices().refresh(device);
    }

    @Override
    public void deploy(String device) {
      all.picker().pick(device);
      all.devices().find(device).ifPresent(entry -> DeviceFeature.this.deploy(all, entry));
    }

    @Override
    public void showLog(String device, String app) {
      showLog.accept(device, app);
    }

    @Override
    public void stop(String device, String app) {
      all.devices().stopApp(device, app);
    }

    @Override
    public void edit(String device) {
      all.flows().edit(device);
    }

    @Override
    public void forgetKey(String device) {
      all.flows().forgetKey(device);
    }

    @Override
    public void remove(String device) {
      all.flows().remove(device);
    }
  }
}
