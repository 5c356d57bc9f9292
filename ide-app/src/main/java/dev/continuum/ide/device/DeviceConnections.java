package dev.continuum.ide.device;

import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import java.util.Optional;

/** The window's connections: those of {@link SshDevices}. */
public final class DeviceConnections implements DevicesModel.Connector {
  private final SshDevices devices;

  /** These connections; closing this closes them. */
  public DeviceConnections(SshDevices devices) {
    this.devices = devices;
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
  public Optional<SshConfig> sshConfig() {
    return Optional.of(devices.sshConfig());
  }

  @Override
  public void close() {
    devices.close();
  }
}
