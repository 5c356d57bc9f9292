package dev.continuum.ide.device.metric;

import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DevicesModel;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.metric.Usage;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/**
 * A watch for each device that is or was measured. While the list of devices is shown, those that
 * are online are measured now and then, and the list says how busy they are. Used on the JavaFX
 * thread.
 */
final class Watches implements AutoCloseable {
  private static final long NOW_AND_THEN_MILLIS = 10_000;

  private final Tasks tasks;
  private final DevicesModel devices;
  private final Map<String, String> notes;
  private final BooleanSupplier listShown;
  private final Map<String, Watch> watches = new HashMap<>();
  private final ListChangeListener<DeviceEntry> onChange = change -> changed();
  private Tasks.@Nullable Job next;

  /**
   * Watches nobody yet.
   *
   * @param notes gets what the list says beside a device, by its name
   * @param listShown whether the list is open
   */
  Watches(Tasks tasks, DevicesModel devices, Map<String, String> notes, BooleanSupplier listShown) {
    this.tasks = tasks;
    this.devices = devices;
    this.notes = notes;
    this.listShown = listShown;
    devices.devices().addListener(onChange);
  }

  /** Begins to look now and then. */
  void start() {
    next =
        tasks.later(
            NOW_AND_THEN_MILLIS,
            () -> {
              look();
              start();
            });
  }

  /** Measures those that are online, when the list is shown. */
  void look() {
    if (!listShown.getAsBoolean()) {
      notes.clear();
      return;
    }
    for (DeviceEntry entry : List.copyOf(devices.devices())) {
      if (entry.state() == DeviceEntry.State.ONLINE) {
        of(entry).once();
      }
    }
  }

  /** The watch of a device. */
  Watch of(DeviceEntry entry) {
    return watches.computeIfAbsent(
        entry.name(),
        name -> {
          Watch watch =
              new Watch(
                  tasks, Clock.systemUTC(), "Measuring " + name, new DeviceSource(devices, entry));
          watch.revision().addListener((property, was, is) -> note(name, watch));
          return watch;
        });
  }

  private void note(String name, Watch watch) {
    OptionalDouble busy =
        watch.history().lastUsage().map(Usage::processors).orElse(OptionalDouble.empty());
    if (busy.isPresent()) {
      notes.put(name, "CPU " + MetricWords.percent(busy.getAsDouble()));
    } else {
      notes.remove(name);
    }
  }

  private void changed() {
    for (Map.Entry<String, Watch> known : List.copyOf(watches.entrySet())) {
      if (devices.find(known.getKey()).isEmpty()) {
        known.getValue().show(false);
        watches.remove(known.getKey());
        notes.remove(known.getKey());
      }
    }
  }

  @Override
  public void close() {
    devices.devices().removeListener(onChange);
    if (next != null) {
      next.cancel();
    }
    watches.values().forEach(watch -> watch.show(false));
    watches.clear();
  }
}
