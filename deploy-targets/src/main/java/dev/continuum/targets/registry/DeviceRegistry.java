package dev.continuum.targets.registry;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The user's devices, kept in a JSON file; what probes found, and the confirmed keys of jump hosts,
 * are kept in files beside it. Several processes may share the files: every change re-reads them
 * under a file lock and replaces them whole. A file that cannot be understood is reported and never
 * overwritten. May be used from any thread.
 */
public final class DeviceRegistry {
  private final DeviceFile<List<Device>> devices;
  private final DeviceFile<Map<String, Probe>> probes;
  private final DeviceFile<Map<String, String>> jumpHosts;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private List<Device> last = List.of();

  /**
   * A registry in a file, which need not exist yet.
   *
   * @param file such as {@code devices.json}; the probes go to {@code devices.probes.json}, the
   *     jump hosts' keys to {@code devices.jump-hosts.json} beside it
   */
  public DeviceRegistry(Path file) {
    devices = new DeviceFile<>(file, DeviceJson::readDevices, DeviceJson::writeDevices);
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    probes =
        new DeviceFile<>(
            file.resolveSibling(name + ".probes.json"),
            DeviceJson::readProbes,
            DeviceJson::writeProbes);
    jumpHosts =
        new DeviceFile<>(
            file.resolveSibling(name + ".jump-hosts.json"),
            DeviceJson::readJumpHosts,
            DeviceJson::writeJumpHosts);
  }

  /**
   * All devices, by name, as the file has them now.
   *
   * @throws TargetException LOCAL_FILE when the file cannot be read
   */
  public List<Device> devices() throws TargetException {
    List<Device> now = devices.read(List.of());
    publish(now);
    return now;
  }

  /**
   * The device of that name.
   *
   * @throws TargetException NOT_FOUND when there is none; LOCAL_FILE when the file cannot be read
   */
  public Device device(String name) throws TargetException {
    return find(name).orElseThrow(() -> unknown(name));
  }

  /**
   * The device of that name, if there is one.
   *
   * @throws TargetException LOCAL_FILE when the file cannot be read
   */
  public Optional<Device> find(String name) throws TargetException {
    return devices().stream().filter(d -> d.name().equals(name)).findFirst();
  }

  /**
   * Adds a device.
   *
   * @throws TargetException ALREADY_EXISTS when its name is taken; LOCAL_FILE when the file cannot
   *     be read or written
   */
  public void add(Device device) throws TargetException {
    change(list -> {
      if (list.stream().anyMatch(d -> d.name().equals(device.name()))) {
        throw new TargetException(
            TargetException.Problem.ALREADY_EXISTS,
            "There is already a device called “" + device.name() + "”.",
            "Choose another name, or change or remove the device that has it.");
      }
      list.add(device);
    });
  }

  /**
   * Replaces the device of that name, which may thereby get another name.
   *
   * @throws TargetException NOT_FOUND when there is none; ALREADY_EXISTS when the new name belongs
   *     to another device; LOCAL_FILE when the file cannot be read or written
   */
  public void replace(String name, Device device) throws TargetException {
    change(list -> {
      if (!list.removeIf(d -> d.name().equals(name))) {
        throw unknown(name);
      }
      if (list.stream().anyMatch(d -> d.name().equals(device.name()))) {
        throw new TargetException(
            TargetException.Problem.ALREADY_EXISTS,
            "There is already a device called “" + device.name() + "”.",
            "Choose another name.");
      }
      list.add(device);
    });
    if (!name.equals(device.name())) {
      dropProbe(name);
    }
  }

  /**
   * Removes a device from the list; what is on the device stays there.
   *
   * @throws TargetException NOT_FOUND when there is none; LOCAL_FILE when the file cannot be read
   *     or written
   */
  public void remove(String name) throws TargetException {
    change(list -> {
      if (!list.removeIf(d -> d.name().equals(name))) {
        throw unknown(name);
      }
    });
    dropProbe(name);
  }

  /**
   * What the last probe of a device found, and when.
   *
   * @throws TargetException LOCAL_FILE when the file cannot be read
   */
  public Optional<Probe> probe(String name) throws TargetException {
    return Optional.ofNullable(probes.read(Map.of()).get(name));
  }

  /**
   * Keeps what a probe found.
   *
   * @throws TargetException LOCAL_FILE when the file cannot be read or written
   */
  public void keepProbe(String name, Probe probe) throws TargetException {
    probes.update(
        Map.of(),
        known -> {
          Map<String, Probe> changed = new TreeMap<>(known);
          changed.put(name, probe);
          return changed;
        });
    notifyListeners();
  }

  /**
   * The fingerprint the user confirmed for a jump host.
   *
   * @param host its name as files of known hosts have it: {@code bastion}, {@code [bastion]:2222}
   * @throws TargetException LOCAL_FILE when the file cannot be read
   */
  public Optional<String> jumpHostKey(String host) throws TargetException {
    return Optional.ofNullable(jumpHosts.read(Map.of()).get(host));
  }

  /**
   * Keeps the fingerprint the user confirmed for a jump host.
   *
   * @throws TargetException LOCAL_FILE when the file cannot be read or written
   */
  public void keepJumpHostKey(String host, String fingerprint) throws TargetException {
    jumpHosts.update(
        Map.of(),
        known -> {
          Map<String, String> changed = new TreeMap<>(known);
          changed.put(host, fingerprint);
          return changed;
        });
  }

  /**
   * Calls a listener, on the thread that noticed, after the devices or their probes changed here or
   * another process's change was seen by a read. Closing the handle ends that.
   */
  public Subscription onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Ends a subscription. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private interface Change {
    void apply(List<Device> devices) throws TargetException;
  }

  private void change(Change change) throws TargetException {
    publish(
        devices.update(
            List.of(),
            known -> {
              List<Device> changed = new ArrayList<>(known);
              change.apply(changed);
              changed.sort((a, b) -> a.name().compareTo(b.name()));
              return List.copyOf(changed);
            }));
  }

  private void dropProbe(String name) throws TargetException {
    probes.update(
        Map.of(),
        known -> {
          Map<String, Probe> changed = new TreeMap<>(known);
          changed.remove(name);
          return changed;
        });
  }

  private void publish(List<Device> now) {
    synchronized (this) {
      if (now.equals(last)) {
        return;
      }
      last = now;
    }
    notifyListeners();
  }

  private void notifyListeners() {
    listeners.forEach(Runnable::run);
  }

  private static TargetException unknown(String name) {
    return new TargetException(
        TargetException.Problem.NOT_FOUND,
        "There is no device called “" + name + "”.",
        "Add it first, or choose one of the devices there are.");
  }
}
