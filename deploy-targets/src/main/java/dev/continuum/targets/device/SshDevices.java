package dev.continuum.targets.device;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.DeployOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The devices of a registry as targets: one connection each, used by all who ask for that device.
 * May be used from any thread.
 */
public final class SshDevices implements AutoCloseable {
  private final DeviceRegistry registry;
  private final DeviceUser user;
  private final Path cache;
  private final SshSettings settings;
  private final List<RuntimeAdapter> adapters;
  private final DeployOptions usual;
  private final Map<String, SshDevice> open = new HashMap<>();

  /**
   * Devices reached with the user's own keys and agent.
   *
   * @param registry gets confirmed host keys and what probes find
   * @param user asked for what connections need
   * @param cache a folder for files that can be made again
   */
  public SshDevices(DeviceRegistry registry, DeviceUser user, Path cache) {
    this(registry, user, cache, SshSettings.ofUser());
  }

  /** The same with other SSH settings. */
  public SshDevices(DeviceRegistry registry, DeviceUser user, Path cache, SshSettings settings) {
    this(registry, user, cache, settings, RuntimeAdapters.all(), DeployOptions.USUAL);
  }

  SshDevices(
      DeviceRegistry registry,
      DeviceUser user,
      Path cache,
      SshSettings settings,
      List<RuntimeAdapter> adapters,
      DeployOptions usual) {
    this.registry = registry;
    this.user = user;
    this.cache = cache;
    this.settings = settings;
    this.adapters = List.copyOf(adapters);
    this.usual = usual;
  }

  /**
   * The registered device of that name as a target.
   *
   * @throws TargetException NOT_FOUND when there is none; LOCAL_FILE when the registry cannot be
   *     read
   */
  public DeviceTarget target(String name) throws TargetException {
    return target(registry.device(name));
  }

  /**
   * A device as a target, registered or not. Those who ask for the same device share one; when its
   * record has changed since, the old connection is closed and a new target made. Nothing is sent
   * before a method of the target needs it.
   */
  public synchronized DeviceTarget target(Device device) {
    SshDevice known = open.get(device.name());
    if (known != null && !known.closed() && sameWay(known.device(), device)) {
      return known;
    }
    if (known != null) {
      known.close();
    }
    SshDevice made =
        new SshDevice(
            new SshConnection(device, user, settings, new Keeper()),
            adapters,
            cache,
            usual,
            new Probes());
    open.put(device.name(), made);
    return made;
  }

  /** What {@code ssh} is told about hosts, read now. */
  public SshConfig sshConfig() {
    return SshConfig.read(settings);
  }

  /** Closes the connection to a device; {@link #target} makes a new one. */
  public synchronized void disconnect(String name) {
    SshDevice known = open.remove(name);
    if (known != null) {
      known.close();
    }
  }

  private static boolean sameWay(Device known, Device asked) {
    boolean sameKey =
        asked.hostKey().isEmpty()
            || known.hostKey().isEmpty()
            || asked.hostKey().equals(known.hostKey());
    return sameKey
        && known.host().equals(asked.host())
        && known.port() == asked.port()
        && known.user().equals(asked.user())
        && known.jump().equals(asked.jump())
        && known.authentication().equals(asked.authentication());
  }

  /** Keeps confirmed host keys in the registry. */
  private final class Keeper implements SshConnection.Confirmation {
    @Override
    public void confirmed(Device confirmed) throws TargetException {
      Optional<Device> registered = registry.find(confirmed.name());
      if (registered.isPresent() && sameWay(registered.get(), confirmed)) {
        registry.replace(confirmed.name(), registered.get().withHostKey(confirmed.hostKey()));
      }
    }

    @Override
    public Optional<String> hostKeyOnTheWay(String host) throws TargetException {
      return registry.jumpHostKey(host);
    }

    @Override
    public void confirmedOnTheWay(String host, String fingerprint) throws TargetException {
      registry.keepJumpHostKey(host, fingerprint);
    }
  }

  /** Keeps probes of registered devices with their records. */
  private final class Probes implements SshDevice.ProbeKeeper {
    @Override
    public void keep(Device device, Probe probe) throws TargetException {
      if (registry.find(device.name()).isPresent()) {
        registry.keepProbe(device.name(), probe);
      }
    }

    @Override
    public Optional<Probe> kept(Device device) throws TargetException {
      Optional<Device> registered = registry.find(device.name());
      return registered.isPresent() && sameWay(registered.get(), device)
          ? registry.probe(device.name())
          : Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(SshDevice::close);
    open.clear();
  }
}
