package dev.continuum.targets.fleet;

import dev.continuum.targets.registry.DeviceFile;
import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deployments that wait for their devices to come back: one for each app and device, the newest.
 * They are kept in a file, with copies of their modules beside it, until they are delivered or the
 * user removes them. Values of an environment are never written there: a deployment that has an
 * environment waits in memory, as long as the program runs. Several processes may share the file.
 * May be used from any thread.
 */
public final class DeployQueue {
  private final Path folder;
  private final Path cache;
  private final InstantSource clock;
  private final ModuleCopies copies;
  private final DeviceFile<List<QueueEntry>> file;

  /** Those with an environment, and the copies of their modules, in the cache. */
  private final Map<String, QueueEntry> inMemory = new ConcurrentHashMap<>();

  private final ModuleCopies memoryCopies;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * A queue.
   *
   * @param folder its own folder, which need not exist yet
   * @param cache for files that can be made again
   */
  public DeployQueue(Path folder, Path cache) {
    this(folder, cache, InstantSource.system());
  }

  DeployQueue(Path folder, Path cache, InstantSource clock) {
    this.folder = folder.toAbsolutePath();
    this.cache = cache;
    this.clock = clock;
    this.copies = new ModuleCopies(this.folder.resolve("modules"));
    this.memoryCopies = new ModuleCopies(cache.resolve("fleet"));
    QueueJson json = new QueueJson(copies::file);
    this.file = new DeviceFile<>(this.folder.resolve("queue.json"), json::read, json::write);
  }

  /**
   * Queues a deployment in place of what waits for the same app and device.
   *
   * @return what then waits; {@link QueuedDeployment#kept} says whether it outlives the program
   * @throws TargetException BAD_MODULE when the module cannot be read; LOCAL_FILE when the queue
   *     cannot be read or written
   */
  public QueuedDeployment add(String device, RunConfiguration configuration, DeployOptions options)
      throws TargetException {
    Path binary = BinaryModule.of(configuration.module(), cache);
    QueueEntry entry;
    if (configuration.environment().isEmpty()) {
      QueueEntry[] made = new QueueEntry[1];
      change(
          device,
          configuration.app(),
          () -> made[0] = entry(device, configuration, binary, options, copies));
      entry = made[0];
    } else {
      entry = entry(device, configuration, binary, options, memoryCopies);
      change(device, configuration.app(), null);
      inMemory.put(key(device, configuration.app()), entry);
    }
    tell();
    return entry.queued();
  }

  private QueueEntry entry(
      String device,
      RunConfiguration configuration,
      Path binary,
      DeployOptions options,
      ModuleCopies where)
      throws TargetException {
    ModuleCopies.Copy copy =
        where.keep(binary, String.valueOf(configuration.module().getFileName()));
    return new QueueEntry(
        new QueuedDeployment(
            UUID.randomUUID().toString(),
            device,
            configuration.app(),
            String.valueOf(copy.file().getFileName()),
            copy.digest(),
            clock.instant(),
            0,
            Optional.empty(),
            "",
            false,
            where.equals(copies)),
        new RunConfiguration(
            configuration.app(),
            copy.file(),
            configuration.arguments(),
            configuration.environment(),
            configuration.directories(),
            configuration.invocation()),
        options);
  }

  /** Makes what is to wait, under the file's lock. */
  private interface Making {
    QueueEntry make() throws TargetException;
  }

  /** Takes away what waits for an app and device, and puts something in its place or nothing. */
  private boolean change(String device, String app, @Nullable Making making)
      throws TargetException {
    boolean[] was = {inMemory.remove(key(device, app)) != null};
    if (making == null && file.read(List.of()).stream().noneMatch(e -> e.isFor(device, app))) {
      return was[0];
    }
    file.update(
        List.of(),
        present -> {
          List<QueueEntry> next = new ArrayList<>(present);
          was[0] |= next.removeIf(old -> old.isFor(device, app));
          if (making != null) {
            next.add(making.make());
          }
          dropCopies(next);
          return List.copyOf(next);
        });
    return was[0];
  }

  /** Under the file's lock. */
  private void dropCopies(List<QueueEntry> entries) throws TargetException {
    try {
      copies.keepOnly(
          entries.stream().map(entry -> entry.queued().digest()).collect(Collectors.toSet()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private TargetException unwritable(IOException e) {
    return new TargetException(
        TargetException.Problem.LOCAL_FILE,
        "The queue in “" + folder + "” cannot be written: " + e.getMessage() + ".",
        "Make the folder writable, then try again.",
        e);
  }

  private static String key(String device, String app) {
    return device + "/" + app;
  }

  /**
   * What waits, the longest first.
   *
   * @throws TargetException LOCAL_FILE when the file cannot be read
   */
  public List<QueuedDeployment> list() throws TargetException {
    return entries().stream()
        .map(QueueEntry::queued)
        .sorted(Comparator.comparing(QueuedDeployment::since))
        .toList();
  }

  private List<QueueEntry> entries() throws TargetException {
    List<QueueEntry> all = new ArrayList<>(file.read(List.of()));
    all.addAll(inMemory.values());
    return all;
  }

  /**
   * Forgets what waits for an app and device: the user no longer wants it, or something newer was
   * deployed there.
   *
   * @return whether something waited
   * @throws TargetException LOCAL_FILE when the file cannot be read or written
   */
  public boolean remove(String device, String app) throws TargetException {
    boolean removed = change(device, app, null);
    if (removed) {
      tell();
    }
    return removed;
  }

  /**
   * Deploys what waits and forgets it when that went well; otherwise notes why, and it waits on.
   * What is being delivered already, here or by another process, is left alone.
   *
   * @return what then runs; empty when it no longer waits, or is being delivered
   * @throws TargetException why it waits on
   */
  public Optional<AppStatus> deliver(
      QueuedDeployment queued, DeviceTarget target, DeployListener listener)
      throws TargetException {
    try {
      Files.createDirectories(folder);
      Path lock = folder.resolve(queued.device() + "." + queued.app() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.tryLock()) {
        return held == null ? Optional.empty() : deliverLocked(queued, target, listener);
      } catch (OverlappingFileLockException e) {
        // Another thread of this program delivers it.
        return Optional.empty();
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Optional<AppStatus> deliverLocked(
      QueuedDeployment queued, DeviceTarget target, DeployListener listener)
      throws TargetException {
    Optional<QueueEntry> entry =
        entries().stream().filter(e -> e.queued().id().equals(queued.id())).findFirst();
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      AppStatus status =
          target.deploy(entry.get().configuration(), entry.get().options(), listener);
      forget(queued);
      return Optional.of(status);
    } catch (TargetException e) {
      note(queued, e);
      throw e;
    }
  }

  /** Forgets this one, but not what took its place meanwhile. */
  private void forget(QueuedDeployment queued) throws TargetException {
    replace(queued, entry -> Optional.empty());
  }

  /** Notes why a try came to nothing; one that was cancelled does not count. */
  private void note(QueuedDeployment queued, TargetException e) throws TargetException {
    if (e.problem() == TargetException.Problem.CANCELLED) {
      return;
    }
    boolean refused =
        switch (e.problem()) {
          case UNREACHABLE, BUSY, LOCAL_FILE -> false;
          default -> true;
        };
    String words = (e.getMessage() + " " + e.remedy()).strip();
    replace(
        queued,
        entry -> Optional.of(entry.with(entry.queued().tried(clock.instant(), words, refused))));
  }

  private interface Replacement {
    Optional<QueueEntry> of(QueueEntry present);
  }

  private void replace(QueuedDeployment queued, Replacement replacement) throws TargetException {
    String key = key(queued.device(), queued.app());
    if (queued.kept()) {
      file.update(
          List.of(),
          present -> {
            List<QueueEntry> next = new ArrayList<>();
            for (QueueEntry entry : present) {
              if (entry.queued().id().equals(queued.id())) {
                replacement.of(entry).ifPresent(next::add);
              } else {
                next.add(entry);
              }
            }
            dropCopies(next);
            return List.copyOf(next);
          });
    } else {
      inMemory.computeIfPresent(
          key,
          (k, entry) ->
              entry.queued().id().equals(queued.id()) ? replacement.of(entry).orElse(null) : entry);
    }
    tell();
  }

  /** The names of the devices that something waits for. */
  public Set<String> devices() throws TargetException {
    return entries().stream()
        .map(entry -> entry.queued().device())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Calls a listener, on the thread that changed it, after something changed here. */
  public Subscription onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Ends a subscription. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
