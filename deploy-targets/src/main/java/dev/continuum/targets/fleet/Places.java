package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;

/** The way to each device; may be used from any thread. */
@FunctionalInterface
public interface Places {
  /** The device as a target; nothing is sent before a method of it needs that. */
  DeviceTarget target(Device device) throws TargetException;

  /** The device is done with for now, so its connection may go. */
  default void done(Device device) {}
}
