package dev.continuum.ide.device;

import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceRegistry;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.DeviceUser;
import java.nio.file.Path;

/** The window's connections: those of {@link SshDevices}. */
public final class DeviceConnections implements DevicesModel.Connector {
  private final SshDevices devices;

  /** Connections that ask {@code user} and keep what can be made again in {@code cache}. */
  public DeviceConnections(DeviceRegistry registry, DeviceUser user, Path cache) {
    devices = new SshDevices(registry, user, cache);
  }

  @Override
  public DeviceTarget target(Device device) {
    return devices.target(device);
  }

  @Override
  public void disconnect(String name) {
    devices.disconnect(name);
  }

  @Override
  public void close() {
    devices.close();
  }
}
