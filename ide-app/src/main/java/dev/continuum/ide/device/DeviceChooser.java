package dev.continuum.ide.device;

import dev.continuum.ide.shell.Dialogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks which device is meant, for commands that are not given in a device's own menu. */
public final class DeviceChooser {
  /** So many devices can be chosen from; the others have the same in their menus. */
  private static final int CHOICES = 8;

  private DeviceChooser() {}

  /**
   * The only device, or the one the user chooses; empty when there is none or none is chosen.
   *
   * @param title what is going to be done
   * @param question such as {@code On which device?}
   */
  public static Optional<DeviceEntry> choose(
      Dialogs dialogs, List<DeviceEntry> devices, String title, String question) {
    List<DeviceEntry> offered = List.copyOf(devices.subList(0, Math.min(CHOICES, devices.size())));
    if (offered.size() <= 1) {
      return offered.stream().findFirst();
    }
    List<String> choices = new ArrayList<>(offered.stream().map(DeviceEntry::name).toList());
    choices.add("Cancel");
    String others =
        devices.size() > CHOICES
            ? " The others are in the Devices panel, with the same in their menus."
            : "";
    int choice = dialogs.choose(title, question + others, choices);
    return choice >= 0 && choice < offered.size()
        ? Optional.of(offered.get(choice))
        : Optional.empty();
  }
}
