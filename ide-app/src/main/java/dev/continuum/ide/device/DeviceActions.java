package dev.continuum.ide.device;

import dev.continuum.targets.target.Remedy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/**
 * What other rooms add to the list of devices: to the menus of devices and of apps on them, and
 * beside their names. On the JavaFX thread.
 */
public final class DeviceActions {
  /** Which part of a device's menu an entry stands in; a line between each. */
  public enum Group {
    /** Ways onto the device. */
    REACH,
    /** What is known of it. */
    KNOW,
    /** What the user keeps about it. */
    KEEP,
    /** What ends something on it. */
    END
  }

  /**
   * Something to do with a device.
   *
   * @param group where it stands
   * @param title as it stands in the menu
   * @param applies whether it can be done now
   */
  public record OnDevice(
      Group group, String title, Predicate<DeviceEntry> applies, Consumer<DeviceEntry> work) {}

  /**
   * Something to do with an app; both get the device and the app's name.
   *
   * @param title as it stands in the menu
   * @param applies whether it can be done now
   */
  public record OnApp(
      String title,
      BiPredicate<DeviceEntry, String> applies,
      BiConsumer<DeviceEntry, String> work) {}

  private final List<OnDevice> onDevices = new CopyOnWriteArrayList<>();
  private final List<OnApp> onApps = new CopyOnWriteArrayList<>();
  private BiConsumer<DeviceEntry, Remedy.Provision> provision = (device, remedy) -> {};
  private final ObservableMap<String, String> notes = FXCollections.observableHashMap();

  /** A few words beside a device, such as {@code CPU 12 %}, by the device's name. */
  public ObservableMap<String, String> notes() {
    return notes;
  }

  /** Adds to the menu of every device. */
  public void add(OnDevice action) {
    onDevices.add(action);
  }

  /** Adds to the menu of every app. */
  public void add(OnApp action) {
    onApps.add(action);
  }

  /** Sets what puts a runtime on a device that lacks one; gets the device and what would help. */
  public void onProvision(BiConsumer<DeviceEntry, Remedy.Provision> work) {
    provision = work;
  }

  void provision(DeviceEntry device, Remedy.Provision remedy) {
    provision.accept(device, remedy);
  }

  List<OnDevice> onDevices() {
    return onDevices;
  }

  List<OnApp> onApps() {
    return onApps;
  }
}
