package dev.continuum.targets.release;

import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.runtime.fit.FitCheck;
import dev.continuum.targets.runtime.fit.ModuleNeeds;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployListener.Step;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One deployment of one app to one device. Up to the switch nothing the app's current release uses
 * is touched; the switch, the start and, if need be, the way back are one command of the agent,
 * which runs to its end on the device whatever becomes of the connection.
 */
public final class Deployment {
  private final DeviceAgent agent;
  private final RunConfiguration configuration;
  private final Path cache;
  private final DeployOptions options;
  private final DeployListener listener;

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
    RuntimeAdapters.Choice choice = choose(module, probe);
    List<RuntimeAdapter.SupportFile> support =
        choice.adapter().supportFiles(probe.architecture(), cache);
    String token = DeviceAgent.token();
    SentModules kept = new SentModules(cache);
    Sending sending = new Sending(agent, configuration.app(), token, module, kept, listener);
    boolean whole = false;
    try {
      sending.prepare(support);
      listener.finished(
          Step.CHECK,
          choice.adapter().title()
              + " "
              + choice.runtime().version()
              + ", "
              + probe.operatingSystem());
      sending.send();
      AppStatus status = activate(base, token, module, choice, support);
      whole = true;
      kept.keep(module);
      return status;
    } finally {
      if (!whole) {
        sending.drop();
      }
    }
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

  private RuntimeAdapters.Choice choose(LocalModule module, Probe probe) throws TargetException {
    ModuleNeeds needs = ModuleNeeds.of(module.file());
    try {
      return FitCheck.choice(
          FitCheck.of(
              configuration, needs, probe, options.runtime(), options.limits().memoryBytes()));
    } catch (TargetException e) {
      throw new TargetException(
          e.problem(), agent.device().name() + ": " + e.getMessage(), e.remedy(), e);
    }
  }

  private AppStatus activate(
      String base,
      String token,
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
                    base + "/store/" + module.sha256(),
                    base + "/support",
                    data,
                    support,
                    options.limits().memoryBytes()));
    listener.started(Step.SWITCH);
    List<String> words =
        new ArrayList<>(List.of("activate", app, token, String.valueOf(options.keep())));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ReleaseFiles.of(configuration, options, module.sha256(), choice.runtime(), launch, data)
        .forEach((name, bytes) -> {
          words.add(name);
          words.add(String.valueOf(lines(bytes)));
          text.writeBytes(bytes);
        });
    return new Activation(agent, app, listener).run(words, text.toByteArray(), options.health());
  }

  private static int lines(byte[] text) {
    int lines = 0;
    for (byte b : text) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }
}
