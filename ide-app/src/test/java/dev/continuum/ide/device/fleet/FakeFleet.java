package dev.continuum.ide.device.fleet;

import dev.continuum.ide.device.DevicesModel;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployListener.Step;
import dev.continuum.targets.target.run.RunConfiguration;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Devices that take a deployment, or fail as a test says. */
final class FakeFleet implements DevicesModel.Connector {
  final Map<String, TargetException> failures = new ConcurrentHashMap<>();
  final List<String> deployed = new CopyOnWriteArrayList<>();

  static Device device(String name, String... tags) {
    return new Device(
        name,
        name + ".local",
        22,
        "me",
        new Device.Authentication.Agent(),
        "SHA256:" + "x".repeat(43),
        List.of(tags));
  }

  void fails(String device, Problem problem, String words) {
    failures.put(device, new TargetException(problem, words, "Look at it, then deploy again."));
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
                  case "apps" -> apps(device.name());
                  case "deploy" ->
                      deploy(
                          device.name(),
                          (RunConfiguration) arguments[0],
                          (DeployListener) arguments[2]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private List<AppStatus> apps(String device) throws TargetException {
    TargetException failure = failures.get(device);
    if (failure != null && failure.problem() == Problem.UNREACHABLE) {
      throw failure;
    }
    return List.of();
  }

  private AppStatus deploy(String device, RunConfiguration configuration, DeployListener listener)
      throws TargetException {
    TargetException failure = failures.get(device);
    if (failure != null && failure.problem() == Problem.UNREACHABLE) {
      throw failure;
    }
    for (Step step : Step.values()) {
      listener.started(step);
      if (step == Step.SWITCH) {
        listener.replaces(6);
      }
    }
    if (failure != null) {
      throw failure;
    }
    deployed.add(device);
    return new AppStatus(
        configuration.app(),
        7,
        AppStatus.State.RUNNING,
        "ab".repeat(32),
        Optional.empty(),
        Optional.empty(),
        "node",
        0,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  @Override
  public void disconnect(String name) {}

  @Override
  public void close() {}
}
