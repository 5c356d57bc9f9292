package dev.continuum.ide.device.fleet;

import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.fleet.StopRule;
import dev.continuum.targets.fleet.TargetNames;
import dev.continuum.targets.fleet.Waves;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What is asked before a rollout: where to, in which waves, what stops it. */
final class FleetFormModel {
  /** The rules that are offered. */
  static final List<StopRule> RULES =
      List.of(
          new StopRule.FirstFailure(),
          new StopRule.Share(10),
          new StopRule.Share(25),
          new StopRule.Share(50),
          new StopRule.Never());

  /** Devices and tags, separated by commas. */
  final StringProperty targets = new SimpleStringProperty("");

  final StringProperty waves = new SimpleStringProperty(Waves.USUAL.toString().replace(",", ", "));
  final ObjectProperty<StopRule> stop = new SimpleObjectProperty<>(RULES.getFirst());
  final StringProperty parallel =
      new SimpleStringProperty(String.valueOf(RolloutPlan.USUAL_PARALLEL));
  final StringProperty pause = new SimpleStringProperty("0");
  final BooleanProperty goBack = new SimpleBooleanProperty();
  final BooleanProperty queueOffline = new SimpleBooleanProperty(true);

  private final List<Device> known;
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private Optional<RolloutPlan> plan = Optional.empty();

  /** A form about those devices, with some of them or their tags named. */
  FleetFormModel(List<Device> known, List<String> names) {
    this.known = List.copyOf(known);
    targets.set(String.join(", ", names));
    for (var property : List.of(targets, waves, stop, parallel, pause, goBack, queueOffline)) {
      property.addListener(observable -> update());
    }
    update();
  }

  /** What can be named: tags first. */
  List<String> offered() {
    List<String> names = new ArrayList<>();
    TargetNames.tags(known).keySet().forEach(tag -> names.add(TargetNames.TAG + tag));
    known.forEach(device -> names.add(device.name()));
    return names;
  }

  /** Names one more. */
  void add(String name) {
    List<String> names = names();
    if (!names.contains(name)) {
      names.add(name);
      targets.set(String.join(", ", names));
    }
  }

  private List<String> names() {
    return new ArrayList<>(
        Arrays.stream(targets.get().split("[,\\s]+")).filter(name -> !name.isEmpty()).toList());
  }

  /** The plan in words; empty while there is none. */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  /** What is wrong; empty when nothing is. */
  ReadOnlyStringProperty trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** Whether there is a plan. */
  BooleanBinding valid() {
    return Bindings.isNotEmpty(words);
  }

  /** The plan, when nothing is wrong. */
  Optional<RolloutPlan> plan() {
    return plan;
  }

  private void update() {
    plan = Optional.empty();
    String wrong = "";
    try {
      List<Device> devices = TargetNames.devices(names(), known);
      if (devices.isEmpty()) {
        wrong = "Name a device, or tag:TAG for all that have a tag.";
      } else {
        plan =
            Optional.of(
                new RolloutPlan(
                    devices,
                    Waves.parse(waves.get()),
                    stop.get(),
                    number(parallel.get(), "How many devices at once"),
                    Duration.ofSeconds(number(pause.get(), "The pause between waves")),
                    goBack.get(),
                    queueOffline.get()));
      }
    } catch (TargetException e) {
      wrong = (e.getMessage() + " " + e.remedy()).strip();
    } catch (IllegalArgumentException e) {
      wrong = String.valueOf(e.getMessage());
    }
    trouble.set(wrong);
    words.set(plan.map(made -> capital(made.words()) + ".").orElse(""));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  private static int number(String text, String what) {
    if (!text.strip().matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException(what + " is a whole number.");
    }
    return Integer.parseInt(text.strip());
  }
}
