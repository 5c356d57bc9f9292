package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployListener.Step;
import dev.continuum.targets.target.run.RunConfiguration;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Devices that answer what a test tells them to. */
final class FakeFleet implements Places {
  /** Something a device does in the middle of a deployment. */
  interface Doing {
    void run() throws TargetException, InterruptedException;
  }

  final Map<String, Doing> beforeSwitch = new ConcurrentHashMap<>();
  final Map<String, Doing> afterSwitch = new ConcurrentHashMap<>();
  final Map<String, Integer> releases = new ConcurrentHashMap<>();
  final Map<String, String> digests = new ConcurrentHashMap<>();
  final Map<String, RunConfiguration> deployed = new ConcurrentHashMap<>();
  final List<String> order = new CopyOnWriteArrayList<>();
  final List<String> done = new CopyOnWriteArrayList<>();
  final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger now = new AtomicInteger();

  static Device device(String name, String... tags) {
    return new Device(
        name, name + ".local", 22, "me", new Device.Authentication.Agent(), "", List.of(tags));
  }

  static List<Device> devices(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> device("d" + i)).toList();
  }

  static TargetException failure(Problem problem) {
    return new TargetException(problem, problem + " happened.", "Do something.");
  }

  void fails(String device, Problem problem) {
    beforeSwitch.put(
        device,
        () -> {
          throw failure(problem);
        });
  }

  @Override
  public DeviceTarget target(Device device) {
    return (DeviceTarget)
        Proxy.newProxyInstance(
            FakeFleet.class.getClassLoader(),
            new Class<?>[] {DeviceTarget.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "device" -> device;
                  case "status" -> status(device.name(), (String) arguments[0]);
                  case "deploy" ->
                      deploy(
                          device.name(),
                          (RunConfiguration) arguments[0],
                          (DeployListener) arguments[2]);
                  case "rollback" ->
                      rollback(device.name(), (String) arguments[0], (Optional<?>) arguments[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Override
  public void done(Device device) {
    done.add(device.name());
  }

  private AppStatus status(String device, String app) throws TargetException {
    Integer release = releases.get(device);
    if (release == null) {
      throw failure(Problem.NOT_FOUND);
    }
    return new AppStatus(
        app,
        release,
        AppStatus.State.RUNNING,
        digests.getOrDefault(device, ""),
        Optional.empty(),
        Optional.empty(),
        "node",
        0,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private AppStatus deploy(String device, RunConfiguration configuration, DeployListener listener)
      throws Exception {
    int busy = now.incrementAndGet();
    most.accumulateAndGet(busy, Math::max);
    order.add(device);
    try {
      listener.started(Step.UPLOAD);
      does(beforeSwitch.get(device));
      listener.started(Step.SWITCH);
      Integer former = releases.get(device);
      if (former != null) {
        listener.replaces(former);
      }
      releases.merge(device, 1, Integer::sum);
      digests.put(
          device,
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(Files.readAllBytes(configuration.module()))));
      deployed.put(device, configuration);
      does(afterSwitch.get(device));
      return status(device, configuration.app());
    } finally {
      now.decrementAndGet();
    }
  }

  private static void does(@org.jspecify.annotations.Nullable Doing doing) throws TargetException {
    if (doing == null) {
      return;
    }
    try {
      doing.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(Problem.CANCELLED);
    }
  }

  private AppStatus rollback(String device, String app, Optional<?> release)
      throws TargetException {
    releases.put(device, (Integer) release.orElseThrow());
    order.add("back " + device);
    return status(device, app);
  }

  /** Remembers what is said. */
  static final class Heard implements RolloutListener {
    final List<DeviceRun> runs = new CopyOnWriteArrayList<>();
    final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void changed(DeviceRun run) {
      runs.add(run);
    }

    @Override
    public void said(String sentence) {
      said.add(sentence);
    }

    List<DeviceRun.State> of(String device) {
      List<DeviceRun.State> states = new ArrayList<>();
      for (DeviceRun run : runs) {
        if (run.device().name().equals(device)
            && (states.isEmpty() || states.getLast() != run.state())) {
          states.add(run.state());
        }
      }
      return states;
    }
  }

  static Path module(Path folder, String text) throws Exception {
    return Files.writeString(folder.resolve("app.wasm"), text);
  }
}
