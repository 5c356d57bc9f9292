package dev.continuum.ide.device;

import dev.continuum.targets.fleet.TargetNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/**
 * This computer, every device and every tag, and which one is picked. A device picked in an earlier
 * run is picked again once it is known to exist.
 */
public final class TargetPickerModel {
  private static final Place HERE = new Place.ThisComputer();

  private final DevicesModel devices;
  private final ObservableList<Place> places = FXCollections.observableArrayList(HERE);
  private final ReadOnlyObjectWrapper<Place> picked = new ReadOnlyObjectWrapper<>(HERE);
  private String wanted;

  /** A model over the devices; {@code wanted} is the key of the place picked last. */
  public TargetPickerModel(DevicesModel devices, String wanted) {
    this.devices = devices;
    this.wanted = wanted;
    devices.devices().addListener((ListChangeListener<DeviceEntry>) change -> update());
    update();
  }

  /** What can be picked. */
  public ObservableList<Place> places() {
    return places;
  }

  /** What is picked. */
  public ReadOnlyObjectProperty<Place> picked() {
    return picked.getReadOnlyProperty();
  }

  /** The device picked; empty for this computer and for a tag. */
  public Optional<DeviceEntry> device() {
    return picked.get() instanceof Place.OnDevice place
        ? devices.find(place.name())
        : Optional.empty();
  }

  /** Picks a place. */
  public void pick(Place place) {
    wanted = place.key();
    picked.set(place);
  }

  /** Picks a device. */
  public void pick(String device) {
    wanted = device;
    update();
  }

  /** The key of what is picked, to begin with next time. */
  public String wanted() {
    return wanted;
  }

  private void update() {
    List<Place> next = new ArrayList<>();
    next.add(HERE);
    for (DeviceEntry entry : devices.devices()) {
      next.add(new Place.OnDevice(entry.name(), entry.abilities()));
    }
    TargetNames.tags(devices.devices().stream().map(DeviceEntry::device).toList())
        .forEach((tag, count) -> next.add(new Place.OnTag(tag, count)));
    if (!next.equals(places)) {
      places.setAll(next);
    }
    picked.set(next.stream().filter(place -> place.key().equals(wanted)).findFirst().orElse(HERE));
  }
}
