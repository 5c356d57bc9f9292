package dev.continuum.ide.device;

import dev.continuum.ide.device.DeviceEntry.State;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The user's devices and what is known of each. Nothing is connected until the user asks for
 * something on a device; connections then stay for the program's life. Used on the JavaFX thread.
 */
public final class DevicesModel implements AutoCloseable {
  /** Holds one connection to each device, made when first asked; for any thread. */
  public interface Connector extends AutoCloseable {
    /** The way to a device; the same while the device's details stay the same. */
    DeviceTarget target(Device device);

    /** What {@code ssh} is told about hosts, read now; empty where nothing is. */
    default Optional<SshConfig> sshConfig() {
      return Optional.empty();
    }

    /** Ends the connection to the device of that name, if there is one. */
    void disconnect(String name);

    /** Ends all connections; what runs on the devices runs on. */
    @Override
    void close();
  }

  private static final Logger LOG = Logger.getLogger(DevicesModel.class.getName());

  private final Tasks tasks;
  private final DeviceRegistry registry;
  private final Connector connector;
  private final ObservableList<DeviceEntry> entries = FXCollections.observableArrayList();
  private final ObservableList<DeviceEntry> view =
      FXCollections.unmodifiableObservableList(entries);
  private final DeviceRegistry.Subscription subscription;
  private BiConsumer<String, Exception> trouble = (device, failure) -> {};

  /** A model over a registry. */
  public DevicesModel(Tasks tasks, DeviceRegistry registry, Connector connector) {
    this.tasks = tasks;
    this.registry = registry;
    this.connector = connector;
    this.subscription = registry.onChange(() -> tasks.onScreen(this::load));
  }

  /** Told what went wrong, with the name of the device it is about, which may be empty. */
  public void onTrouble(BiConsumer<String, Exception> listener) {
    trouble = listener;
  }

  /** The devices, by name. */
  public ObservableList<DeviceEntry> devices() {
    return view;
  }

  /** The device of that name. */
  public Optional<DeviceEntry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private record Stored(Device device, Optional<Probe> probe) {}

  /** Reads the registry; what is known of a device from this session stays. */
  public void load() {
    var unused =
        tasks.start(
            "Reading the devices",
            progress -> {
              List<Device> devices = registry.devices();
              List<Stored> stored = new ArrayList<>();
              for (Device device : devices) {
                stored.add(new Stored(device, registry.probe(device.name())));
              }
              return stored;
            },
            this::show,
            failure -> trouble.accept("", failure));
  }

  private void show(List<Stored> stored) {
    List<DeviceEntry> next =
        stored.stream()
            .map(s ->
                find(s.device().name())
                    .filter(old -> sameWay(old.device(), s.device()))
                    .map(old ->
                        new DeviceEntry(
                            s.device(), old.state(), old.trouble(), s.probe(), old.apps()))
                    .orElseGet(
                        () -> new DeviceEntry(s.device(), State.UNKNOWN, "", s.probe(), List.of())))
            .toList();
    for (DeviceEntry old : entries) {
      boolean kept = next.stream().anyMatch(e -> sameWay(old.device(), e.device()));
      if (!kept) {
        disconnect(old.name());
      }
    }
    if (!next.equals(entries)) {
      entries.setAll(next);
    }
  }

  /** Whether a connection to the one is a connection to the other. */
  private static boolean sameWay(Device one, Device other) {
    return one.name().equals(other.name())
        && one.address().equals(other.address())
        && one.authentication().equals(other.authentication())
        && (one.hostKey().equals(other.hostKey()) || one.hostKey().isEmpty());
  }

  /** The way to a device. */
  public DeviceTarget target(Device device) {
    return connector.target(device);
  }

  private void disconnect(String name) {
    inBackground("Closing the connection to " + name, () -> connector.disconnect(name));
  }

  private void inBackground(String title, Runnable work) {
    var unused =
        tasks.start(
            title,
            progress -> {
              work.run();
              return true;
            },
            done -> {},
            failure -> LOG.log(Level.WARNING, title + " failed.", failure));
  }

  /** Asks every device what is on it. */
  public void refreshAll() {
    List.copyOf(entries).forEach(entry -> refreshQuietly(entry.name()));
  }

  /** Asks every device that answers already, which bothers nobody. */
  public void refreshConnected() {
    List.copyOf(entries).stream()
        .filter(entry -> entry.state() == State.ONLINE)
        .forEach(entry -> refreshQuietly(entry.name()));
  }

  /** Asks a device what is on it. */
  public void refresh(String name) {
    ask(name, "Asking " + name + " what runs there", false, target -> Optional.empty());
  }

  /** The same, with a device that does not answer shown as such and no more said about it. */
  private void refreshQuietly(String name) {
    ask(name, "Asking " + name + " what runs there", true, target -> Optional.empty());
  }

  /** Asks a device what it is, and what is on it. */
  public void probe(String name) {
    ask(
        name,
        "Probing " + name,
        false,
        target -> {
          Probe probe = target.probe();
          registry.keepProbe(name, probe);
          return Optional.of(probe);
        });
  }

  /** Stops an app on a device. */
  public void stopApp(String name, String app) {
    ask(
        name,
        "Stopping " + app + " on " + name,
        false,
        target -> {
          target.stop(app);
          return Optional.empty();
        });
  }

  private interface Question {
    Optional<Probe> of(DeviceTarget target) throws TargetException;
  }

  private record Added(Device device, Probe probe) {}

  private record Answer(Optional<Probe> probe, List<AppStatus> apps) {}

  private void ask(String name, String title, boolean quiet, Question question) {
    DeviceEntry entry = find(name).orElse(null);
    if (entry == null || entry.state() == State.CONNECTING) {
      return;
    }
    DeviceTarget target = target(entry.device());
    if (entry.state() != State.ONLINE) {
      update(name, old -> old.with(State.CONNECTING, ""));
    }
    var unused =
        tasks.start(
            title,
            progress -> {
              Optional<Probe> probe = question.of(target);
              return new Answer(probe, target.apps());
            },
            answer ->
                update(
                    name,
                    old -> {
                      DeviceEntry known = answer.probe().map(old::with).orElse(old);
                      return known.with(answer.apps());
                    }),
            failure -> {
              note(name, failure);
              boolean alarming =
                  failure instanceof TargetException problem
                      && problem.problem() == TargetException.Problem.HOST_KEY_CHANGED;
              if (!quiet || alarming) {
                trouble.accept(name, failure);
              }
            });
  }

  /** Notes what a failure that was told elsewhere says about a device. */
  public void note(String name, Exception failure) {
    update(
        name,
        old -> {
          State next = stateAfter(failure, old.state());
          return old.with(next, next == State.UNKNOWN ? "" : words(failure));
        });
  }

  /** What happened on this computer says nothing about the device. */
  private static State stateAfter(Exception failure, State before) {
    State unchanged = before == State.CONNECTING ? State.UNKNOWN : before;
    if (failure instanceof TargetException problem) {
      return switch (problem.problem()) {
        case UNREACHABLE -> State.OFFLINE;
        case AUTHENTICATION, HOST_KEY_CHANGED, HOST_KEY_UNKNOWN -> State.REFUSED;
        case CANCELLED, LOCAL_FILE -> unchanged;
        default -> State.ONLINE;
      };
    }
    return unchanged;
  }

  /** What a failure says, in whole sentences. */
  static String words(Exception failure) {
    if (failure instanceof TargetException problem) {
      return (problem.getMessage() + " " + problem.remedy()).strip();
    }
    return "Something unexpected happened: " + failure + ".";
  }

  private void update(String name, UnaryOperator<DeviceEntry> change) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).name().equals(name)) {
        DeviceEntry next = change.apply(entries.get(i));
        if (!next.equals(entries.get(i))) {
          entries.set(i, next);
        }
        return;
      }
    }
  }

  /**
   * Connects to a device that is not in the registry yet, probes it, and adds it; nothing is kept
   * when that fails.
   *
   * @param replaced the name of the device it takes the place of; empty for a new one
   * @return the work, which may be cancelled
   */
  public Tasks.Job add(
      Device device, Optional<String> replaced, Consumer<Device> done, Consumer<Exception> failed) {
    return tasks.start(
        "Connecting to " + device.name(),
        progress -> {
          boolean kept = false;
          try {
            DeviceTarget target = connector.target(device);
            Probe probe = target.probe();
            Device confirmed = target.device();
            keep(confirmed, replaced);
            kept = true;
            registry.keepProbe(confirmed.name(), probe);
            return new Added(confirmed, probe);
          } finally {
            if (!kept) {
              connector.disconnect(device.name());
            }
          }
        },
        answer -> {
          Device confirmed = answer.device();
          replaced.filter(old -> !old.equals(confirmed.name())).ifPresent(this::disconnect);
          answered(confirmed, replaced, answer.probe());
          refresh(confirmed.name());
          done.accept(confirmed);
        },
        failed);
  }

  /** Shows a device that answered at once, before the registry was read again. */
  private void answered(Device device, Optional<String> replaced, Probe probe) {
    List<AppStatus> apps = find(device.name()).map(DeviceEntry::apps).orElse(List.of());
    List<DeviceEntry> next = new ArrayList<>(entries);
    next.removeIf(entry ->
        entry.name().equals(device.name())
            || replaced.filter(old -> old.equals(entry.name())).isPresent());
    next.add(new DeviceEntry(device, State.ONLINE, "", Optional.of(probe), apps));
    next.sort(Comparator.comparing(DeviceEntry::name));
    entries.setAll(next);
  }

  private void keep(Device device, Optional<String> replaced) throws TargetException {
    if (replaced.isPresent()) {
      registry.replace(replaced.get(), device);
    } else {
      registry.add(device);
    }
  }

  /** Keeps a device without connecting to it. */
  public void addUnseen(
      Device device, Optional<String> replaced, Runnable done, Consumer<Exception> failed) {
    var unused =
        tasks.start(
            "Keeping " + device.name(),
            progress -> {
              keep(device, replaced);
              return true;
            },
            kept -> {
              replaced.ifPresent(this::disconnect);
              done.run();
            },
            failed);
  }

  /** Takes a device off the list; nothing on the device is touched. */
  public void remove(String name) {
    change(
        "Removing " + name,
        () -> {
          connector.disconnect(name);
          registry.remove(name);
        });
  }

  /** Forgets the confirmed host key, so that the next connection asks for it again. */
  public void forgetKey(String name) {
    change(
        "Forgetting the key of " + name,
        () -> {
          connector.disconnect(name);
          registry.replace(name, registry.device(name).withHostKey(""));
        });
  }

  /** Notes what a device said about an app while it was worked on elsewhere: so it is online. */
  public void note(String name, AppStatus status) {
    update(
        name,
        old -> {
          List<AppStatus> apps = new ArrayList<>(old.apps());
          apps.removeIf(app -> app.app().equals(status.app()));
          apps.add(status);
          apps.sort(Comparator.comparing(AppStatus::app));
          return old.with(apps);
        });
  }

  /** Gives a device other tags. */
  public void tag(String name, List<String> tags) {
    change("Tagging " + name, () -> registry.replace(name, registry.device(name).withTags(tags)));
  }

  private interface Change {
    void make() throws TargetException;
  }

  private void change(String title, Change change) {
    var unused =
        tasks.start(
            title,
            progress -> {
              change.make();
              return true;
            },
            done -> load(),
            failure -> trouble.accept("", failure));
  }

  /** Ends all connections; what runs on the devices runs on. */
  @Override
  public void close() {
    subscription.close();
    connector.close();
  }
}
