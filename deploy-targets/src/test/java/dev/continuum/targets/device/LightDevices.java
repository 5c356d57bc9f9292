package dev.continuum.targets.device;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.app.DeployOptions;
import java.nio.file.Path;
import java.util.List;

/** Devices that are looked at for {@code node} alone, as {@code LightRuntime} has one. */
public final class LightDevices {
  private LightDevices() {}

  /** Such devices. */
  public static SshDevices of(
      DeviceRegistry registry, DeviceUser user, Path cache, SshSettings settings) {
    return new SshDevices(
        registry,
        user,
        cache,
        settings,
        List.of(RuntimeAdapters.byId("node").orElseThrow()),
        DeployOptions.USUAL);
  }
}
