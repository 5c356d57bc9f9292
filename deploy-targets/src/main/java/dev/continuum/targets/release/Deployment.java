package dev.continuum.targets.release;

import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.RuntimeAdapters;
import dev.continuum.targets.target.AppStatus;
import dev.continuum.targets.target.DeployListener;
import dev.continuum.targets.target.DeployListener.Step;
import dev.continuum.targets.target.DeployOptions;
import dev.continuum.targets.target.Preopen;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RunConfiguration;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One deployment of one app to one device. Up to the switch nothing the app's current release uses
 * is touched; the switch, the start and, if need be, the way back are one command of the agent,
 * which runs to its end on the device whatever becomes of the connection.
 */
public final class Deployment {
  private static final long SLACK_BYTES = 1 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final DeviceAgent agent;
  private final RunConfiguration configuration;
  private final Path cache;
  private final DeployOptions options;
  private final DeployListener listener;
  private final List<Upload> uploads = new ArrayList<>();

  /**
   * A deployment about to be made.
   *
   * @param cache where files for devices are made and kept
   * @param options how the release is watched, kept running and bounded
   */
  public Deployment(
      DeviceAgent agent,
      RunConfiguration configuration,
      Path cache,
      DeployOptions options,
      DeployListener listener) {
    this.agent = agent;
    this.configuration = configuration;
    this.cache = cache;
    this.options = options;
    this.listener = listener;
  }

  /** A file to be on the device: in {@code folder} under {@code name}. */
  private record Upload(
      Path file, long size, String folder, String name, String sha256, String token) {}

  /** Gives what the device has, probing it when asked. */
  @FunctionalInterface
  public interface Probing {
    /** A probe, however fresh. */
    Probe probe() throws TargetException;
  }

  /** Does it all. */
  public AppStatus run(Probing probing) throws TargetException {
    checkDirectories();
    String base = step(Step.CONNECT, agent::base, b -> agent.device().address());

    listener.started(Step.CHECK);
    LocalModule module = LocalModule.check(BinaryModule.of(configuration.module(), cache));
    Probe probe = probing.probe();
    RuntimeAdapters.Choice choice = choose(probe);
    List<RuntimeAdapter.SupportFile> support =
        choice.adapter().supportFiles(probe.architecture(), cache);
    List<Upload> missing = missing(module, support);
    checkSpace(missing);
    listener.finished(
        Step.CHECK,
        choice.adapter().title()
            + " "
            + choice.runtime().version()
            + ", "
            + probe.operatingSystem());

    try {
      upload(missing);
      verify(missing);
    } catch (TargetException e) {
      throw reasoned(e);
    } finally {
      dropLeftovers();
    }
    return activate(base, module, choice, support);
  }

  private interface Work<T> {
    T run() throws TargetException;
  }

  private interface Detail<T> {
    String of(T value);
  }

  private <T> T step(Step step, Work<T> work, Detail<T> detail) throws TargetException {
    listener.started(step);
    T value = work.run();
    listener.finished(step, detail.of(value));
    return value;
  }

  private void checkDirectories() throws TargetException {
    for (Preopen directory : configuration.directories()) {
      String host = directory.host();
      if (!host.startsWith("/") && Arrays.asList(host.split("[/\\\\]")).contains("..")) {
        throw new TargetException(
            Problem.START_FAILED,
            "The folder “" + host + "” would lie outside of the app's folder on the device.",
            "Name a folder inside of it, or an absolute path.");
      }
    }
  }

  private RuntimeAdapters.Choice choose(Probe probe) throws TargetException {
    try {
      return RuntimeAdapters.choose(configuration, probe);
    } catch (TargetException e) {
      throw new TargetException(
          e.problem(), agent.device().name() + ": " + e.getMessage(), e.remedy(), e);
    }
  }

  private List<Upload> missing(LocalModule module, List<RuntimeAdapter.SupportFile> support)
      throws TargetException {
    List<Upload> missing = new ArrayList<>();
    List<Upload> needed = new ArrayList<>();
    needed.add(
        new Upload(
            module.file(),
            module.size(),
            "store",
            module.sha256(),
            module.sha256(),
            DeviceAgent.token()));
    for (RuntimeAdapter.SupportFile file : support) {
      needed.add(
          new Upload(
              file.file(),
              file.file().toFile().length(),
              "support",
              file.name(),
              file.sha256(),
              DeviceAgent.token()));
    }
    for (Upload upload : needed) {
      AgentAnswer answer = agent.call("have", upload.folder(), upload.name(), upload.sha256());
      if (!answer.value("have").equals(Optional.of("yes"))) {
        missing.add(upload);
      }
    }
    return missing;
  }

  private void checkSpace(List<Upload> missing) throws TargetException {
    long needed = total(missing) + SLACK_BYTES;
    long free = agent.call("space").number("disk");
    // A device that cannot say is given the benefit of the doubt: writing will tell.
    if (free > 0 && free < needed) {
      throw agent.noSpace(size(needed) + " are needed and " + size(free) + " are free");
    }
  }

  private static long total(List<Upload> files) {
    return files.stream().mapToLong(Upload::size).sum();
  }

  private void upload(List<Upload> missing) throws TargetException {
    listener.started(Step.UPLOAD);
    long total = total(missing);
    long before = 0;
    for (Upload upload : missing) {
      long done = before;
      uploads.add(upload);
      agent.upload(
          upload.file(),
          upload.token(),
          sent -> listener.progress(Step.UPLOAD, Math.min(total, done + sent), total));
      before += upload.size();
    }
    listener.finished(Step.UPLOAD, missing.isEmpty() ? "already there" : size(total));
  }

  private void verify(List<Upload> missing) throws TargetException {
    listener.started(Step.VERIFY);
    for (Upload upload : missing) {
      agent.call("keep", upload.token(), upload.folder(), upload.name(), upload.sha256());
      uploads.remove(upload);
    }
    listener.finished(Step.VERIFY, "SHA-256 read back from the device's disk");
  }

  /** A failed upload often is a full disk, which SFTP has no word for. */
  private TargetException reasoned(TargetException e) throws TargetException {
    if (e.problem() != Problem.PROTOCOL || uploads.isEmpty()) {
      return e;
    }
    long free = agent.call("space").number("disk");
    return free < uploads.getLast().size() ? agent.noSpace("only " + size(free) + " are free") : e;
  }

  private void dropLeftovers() {
    for (Upload upload : uploads) {
      try {
        agent.call("drop", upload.token());
      } catch (TargetException e) {
        // The connection is gone or the user cancelled: the agent drops old leftovers itself.
        return;
      }
    }
  }

  private AppStatus activate(
      String base,
      LocalModule module,
      RuntimeAdapters.Choice choice,
      List<RuntimeAdapter.SupportFile> support)
      throws TargetException {
    String app = configuration.app();
    String data = base + "/apps/" + app + "/data";
    RuntimeAdapter.Launch launch =
        choice
            .adapter()
            .launch(
                configuration,
                choice.runtime(),
                new RuntimeAdapter.Placement(
                    base + "/store/" + module.sha256(), base + "/support", data, support));
    listener.started(Step.SWITCH);
    String token = DeviceAgent.token();
    for (Map.Entry<String, byte[]> file :
        ReleaseFiles.of(configuration, options, module.sha256(), choice.runtime(), launch, data)
            .entrySet()) {
      agent.call(app, file.getValue(), LIMIT, List.of("file", app, token, file.getKey()));
    }
    return new Activation(agent, app, listener)
        .run(List.of("activate", app, token), options.health().within());
  }

  private static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double value = bytes;
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    int unit = -1;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }
}
