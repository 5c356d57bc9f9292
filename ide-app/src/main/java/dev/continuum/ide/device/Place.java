package dev.continuum.ide.device;

import dev.continuum.targets.fleet.TargetNames;

/** Where the user's next deployment goes, as the target picker has it. */
public sealed interface Place {
  /** What is kept of it over a restart. */
  String key();

  /** This computer: where modules are run, and nothing is deployed. */
  record ThisComputer() implements Place {
    @Override
    public String key() {
      return "";
    }

    @Override
    public String toString() {
      return "This computer";
    }
  }

  /**
   * A device.
   *
   * @param name its name
   * @param abilities its architecture and runtime; empty before the first probe
   */
  record OnDevice(String name, String abilities) implements Place {
    @Override
    public String key() {
      return name;
    }

    @Override
    public String toString() {
      return abilities.isEmpty() ? name : name + "  (" + abilities + ")";
    }
  }

  /**
   * All devices that have a tag.
   *
   * @param tag the tag
   * @param devices how many have it, at least 1
   */
  record OnTag(String tag, int devices) implements Place {
    @Override
    public String key() {
      return TargetNames.TAG + tag;
    }

    @Override
    public String toString() {
      return key() + "  (" + devices + (devices == 1 ? " device)" : " devices)");
    }
  }
}
