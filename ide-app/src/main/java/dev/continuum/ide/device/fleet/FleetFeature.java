package dev.continuum.ide.device.fleet;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.device.DeviceActions;
import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.device.DevicesModel;
import dev.continuum.ide.output.Durations;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.fleet.DeployQueue;
import dev.continuum.targets.fleet.DeviceRun;
import dev.continuum.targets.fleet.Places;
import dev.continuum.targets.fleet.Rollout;
import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.fleet.TargetNames;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Deploying to many devices, the queue, and tags. */
public final class FleetFeature implements Feature {
  private static final long TICK_MILLIS = 15_000;

  private final DeviceFeature devices;
  private final RunFeature run;
  private final Supplier<DeployQueue> queues;
  private @Nullable Parts parts;
  private Tasks.@Nullable Job tick;

  /** What the feature is made of once it is installed. */
  private record Parts(Workbench workbench, FleetModel model, QueueModel queue) {}

  /**
   * The feature.
   *
   * @param run what is deployed is what it would run
   * @param queues gives what waits for devices to come back
   */
  public FleetFeature(DeviceFeature devices, RunFeature run, Supplier<DeployQueue> queues) {
    this.devices = devices;
    this.run = run;
    this.queues = queues;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    Tasks tasks = workbench.tasks();
    DeployQueue queue = queues.get();
    Places places = device -> devices.devices().target(device);
    FleetModel model =
        new FleetModel(
            tasks,
            (plan, configuration, options, listener) ->
                new Rollout(
                    plan, configuration, options, folders.cache(), places, queue, listener));
    QueueModel waiting =
        new QueueModel(
            tasks, queue, name -> devices.devices().find(name), places, InstantSource.system());
    Parts all = new Parts(workbench, model, waiting);
    parts = all;
    model.onEnded(this::ended);
    waiting.onDelivered((queued, status) -> {
      workbench.notify(
          Workbench.Severity.INFORMATION,
          queued.device()
              + " came back and got release "
              + status.release()
              + " of "
              + queued.app()
              + ".");
      devices.devices().refresh(queued.device());
    });
    waiting.onTrouble(failure -> devices.trouble("", failure));
    workbench.addPanel(new FleetPanel(model, waiting, new PanelOwner(all)));
    devices.onDeployToMany(names -> deploy(all, names));
    devices.onDeployed(waiting::superseded);
    devices
        .actions()
        .add(
            new DeviceActions.OnDevice(
                DeviceActions.Group.KEEP, "Tags…", entry -> true, this::tags));
    workbench
        .actions()
        .register(
            new Action("deploy.fleet", "Deploy to Several…", "fth-share-2", null),
            Command.of(
                () -> deploy(all, List.of()),
                Bindings.createBooleanBinding(
                    () ->
                        model.phase().get() != FleetModel.Phase.RUNNING
                            && run.launcher().available().get(),
                    model.phase(),
                    run.launcher().available())));
    devices
        .devices()
        .devices()
        .addListener(
            (ListChangeListener<DeviceEntry>)
                change -> waiting.devicesChanged(devices.devices().devices()));
    waiting.load();
    tickLater(tasks, waiting);
  }

  private void tickLater(Tasks tasks, QueueModel waiting) {
    tick =
        tasks.later(
            TICK_MILLIS,
            () -> {
              waiting.tick();
              tickLater(tasks, waiting);
            });
  }

  /** What a rollout came to says something about its device, too. */
  private void ended(DeviceRun ended) {
    String name = ended.device().name();
    switch (ended.state()) {
      case DONE, RETURNED ->
          ended.after().ifPresent(status -> devices.devices().note(name, status));
      case FAILED ->
          ended
              .problem()
              .ifPresent(problem ->
                  devices.devices().note(name, new TargetException(problem, ended.message(), "")));
      case QUEUED ->
          devices
              .devices()
              .note(
                  name,
                  new TargetException(TargetException.Problem.UNREACHABLE, ended.message(), ""));
      default -> {}
    }
  }

  /** Asks where to and how, and begins; without names those that the project says. */
  private void deploy(Parts all, List<String> names) {
    if (all.model().phase().get() == FleetModel.Phase.RUNNING) {
      all.workbench().showPanel(FleetPanel.ID);
      return;
    }
    Launch launch = run.launcher().launch(false).orElse(null);
    if (launch == null) {
      return;
    }
    if (!names.isEmpty()) {
      ask(all, launch, names);
      return;
    }
    Optional<Path> place = run.launcher().place();
    var unused =
        all.workbench()
            .tasks()
            .start(
                "Reading the project",
                progress -> projectTargets(place),
                found -> ask(all, launch, found),
                failure -> ask(all, launch, List.of()));
  }

  private static List<String> projectTargets(Optional<Path> place) throws ProjectException {
    Optional<Path> folder =
        place.flatMap(
            path -> Files.isDirectory(path) ? Optional.of(path) : ProjectFile.folderOf(path));
    return folder.isPresent() && ProjectFile.isIn(folder.get())
        ? ProjectFile.read(folder.get()).targets()
        : List.of();
  }

  private void ask(Parts all, Launch launch, List<String> names) {
    List<Device> known = devices.devices().devices().stream().map(DeviceEntry::device).toList();
    FleetFormModel form = new FleetFormModel(known, names);
    boolean accepted =
        all.workbench()
            .dialogs()
            .form(
                "Deploy " + launch.title() + " to several devices",
                new FleetForm(form).node(),
                "Deploy",
                form.valid());
    Optional<RolloutPlan> plan = form.plan();
    if (accepted && plan.isPresent() && all.model().start(launch, plan.get())) {
      all.workbench().showPanel(FleetPanel.ID);
    }
  }

  /** Asks for a device's tags; what cannot be one is said, and asked for again. */
  void tags(DeviceEntry entry) {
    Parts all = Objects.requireNonNull(parts, "not installed");
    String text = String.join(", ", entry.device().tags());
    while (true) {
      TextField field = new TextField(text);
      field.setId("device-tags-edit");
      field.selectAll();
      Label what =
          new Label(
              "Tags gather devices, so that one deployment goes to all of them. Separate them by"
                  + " commas.");
      what.setWrapText(true);
      VBox form = new VBox(what, field);
      form.getStyleClass().add("form");
      form.setPrefWidth(440);
      // None at all is an answer too.
      boolean accepted =
          all.workbench()
              .dialogs()
              .form("Tags of " + entry.name(), form, "Save", new SimpleBooleanProperty(true));
      if (!accepted) {
        return;
      }
      text = field.getText();
      List<String> tags =
          Arrays.stream(text.split("[,\\s]+")).filter(t -> !t.isEmpty()).distinct().toList();
      Optional<String> wrong = tags.stream().filter(tag -> !TargetNames.isTag(tag)).findFirst();
      if (wrong.isEmpty()) {
        devices.devices().tag(entry.name(), tags);
        return;
      }
      all.workbench()
          .dialogs()
          .error(
              "“" + wrong.get() + "” cannot be a tag",
              "A tag is made of letters, digits, dots, dashes and underscores, and begins with a"
                  + " letter or digit.");
    }
  }

  private final class PanelOwner implements FleetPanel.Owner {
    private final Parts all;

    PanelOwner(Parts all) {
      this.all = all;
    }

    @Override
    public void deploy() {
      FleetFeature.this.deploy(all, List.of());
    }

    @Override
    public void showLog(DeviceRun shown) {
      shown.after().ifPresent(status -> devices.showLog(shown.device().name(), status.app()));
    }

    @Override
    public void details(DeviceRun shown) {
      List<String> lines = new ArrayList<>();
      lines.add(
          shown.device().address()
              + ": "
              + shown.state().title()
              + shown.step().map(s -> ", " + s.title().toLowerCase(Locale.ROOT)).orElse(""));
      if (!FleetTable.release(shown).isEmpty()) {
        lines.add("Release " + FleetTable.release(shown));
      }
      lines.add("Wave " + shown.wave());
      if (!shown.time().isZero()) {
        lines.add("It took " + Durations.text(shown.time()) + ".");
      }
      shown.after().ifPresent(status -> lines.add("SHA-256: " + status.digest()));
      Label facts = new Label(String.join("\n", lines));
      VBox box = new VBox(8, facts);
      if (!shown.message().isEmpty()) {
        TextArea message = new TextArea(FleetPanel.plain(shown.message()));
        message.setEditable(false);
        message.setWrapText(true);
        message.setPrefRowCount(5);
        box.getChildren().add(message);
      }
      box.setPrefWidth(520);
      all.workbench().dialogs().show(shown.device().name(), box);
    }
  }

  @Override
  public void close() {
    if (tick != null) {
      tick.cancel();
    }
    Parts all = parts;
    if (all != null) {
      all.model().stop();
      all.queue().close();
    }
  }

  DevicesModel devices() {
    return devices.devices();
  }

  FleetModel model() {
    return Objects.requireNonNull(parts, "not installed").model();
  }
}
