package dev.continuum.ide.device.log;

import dev.continuum.targets.target.DeviceTarget;
import java.time.Duration;
import java.util.Optional;

/** The devices whose logs are shown. On the JavaFX thread. */
public interface LogDevices {
  /** The way to a device; empty when there is none of that name. */
  Optional<DeviceTarget> target(String device);

  /** How far a device's clock is ahead of this computer's, as far as is known. */
  Duration clockAhead(String device);
}
