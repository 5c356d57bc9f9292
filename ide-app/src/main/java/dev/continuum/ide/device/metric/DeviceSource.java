package dev.continuum.ide.device.metric;

import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DevicesModel;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.TargetException;

/**
 * One of the user's devices. It is asked while it is online, and again and again after it was lost;
 * one that was never contacted, or refuses, is left alone.
 */
final class DeviceSource implements Watch.Source {
  private final DevicesModel devices;
  private final String name;
  private volatile Device device;
  private boolean lost;

  DeviceSource(DevicesModel devices, DeviceEntry entry) {
    this.devices = devices;
    this.name = entry.name();
    this.device = entry.device();
  }

  @Override
  public boolean ready() {
    DeviceEntry entry = devices.find(name).orElse(null);
    if (entry == null) {
      return false;
    }
    device = entry.device();
    return switch (entry.state()) {
      case ONLINE -> true;
      case OFFLINE -> lost;
      case UNKNOWN, CONNECTING, REFUSED -> false;
    };
  }

  @Override
  public DeviceMetrics ask() throws TargetException {
    return devices.target(device).metrics();
  }

  @Override
  public void answered() {
    if (lost) {
      lost = false;
      devices.refresh(name);
    }
  }

  @Override
  public void failed(Exception failure) {
    lost = true;
    devices.note(name, failure);
  }
}
