package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.device.DeployStep.State;
import dev.continuum.ide.output.QueuedTasks;
import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.LaunchException;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.FitReport;
import dev.continuum.targets.target.Remedy;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DeployModelTest {
  private static final Device GATEWAY =
      new Device(
          "gateway", "127.0.0.1", 22, "me", new Device.Authentication.Agent(), "", List.of());

  private final QueuedTasks tasks = new QueuedTasks();
  private final FakeDevices devices = new FakeDevices();
  private final DeployModel model = new DeployModel(tasks);
  private final List<String> told = new ArrayList<>();

  private static Launch launch(boolean works) {
    return new Launch() {
      @Override
      public String title() {
        return "filter";
      }

      @Override
      public String commandLine() {
        return "run filter";
      }

      @Override
      public RunConfiguration prepare(Consumer<String> output) throws LaunchException {
        if (!works) {
          throw new LaunchException("The build failed.", "Mend it.", null);
        }
        return RunConfiguration.of(Path.of("filter.wasm"));
      }

      @Override
      public DeployOptions options() {
        return DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ofSeconds(42)));
      }
    };
  }

  private boolean deploy(boolean builds) {
    return model.deploy(
        launch(builds),
        devices.target(GATEWAY),
        (configuration, status) -> told.add(status.app() + status.release()),
        failure -> told.add(String.valueOf(failure.getMessage())));
  }

  private State state(String step) {
    return model.steps().stream()
        .filter(s -> s.title().equals(step))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void goesThroughAllStepsAndTellsWhatRuns() {
    assertThat(deploy(true)).isTrue();
    assertThat(model.phase().get()).isEqualTo(DeployModel.Phase.RUNNING);
    assertThat(deploy(true)).isFalse();
    tasks.run();
    assertThat(model.steps()).allMatch(step -> step.state() == State.DONE);
    assertThat(model.phase().get()).isEqualTo(DeployModel.Phase.SUCCEEDED);
    assertThat(model.result().get()).isEqualTo("filter r7 runs on gateway.");
    assertThat(told).containsExactly("filter7");
    assertThat(devices.watched).isEqualTo(Duration.ofSeconds(42));
  }

  @Test
  void aFailureSaysWhatHappenedTheDevicesStateAndWhatToDo() {
    devices.failures.put(
        "gateway",
        new TargetException(Problem.NO_SPACE, "The disk is full.", "Make room on gateway."));
    deploy(true);
    tasks.run();
    assertThat(model.phase().get()).isEqualTo(DeployModel.Phase.FAILED);
    assertThat(state("Upload")).isEqualTo(State.FAILED);
    assertThat(state("Check fit")).isEqualTo(State.DONE);
    assertThat(state("Switch")).isEqualTo(State.SKIPPED);
    assertThat(model.result().get())
        .isEqualTo(
            "The disk is full. Make room on gateway.\n"
                + "Nothing changed on gateway: what ran before runs on.");
  }

  @Test
  void aBuildThatFailsSendsNothing() {
    deploy(false);
    tasks.run();
    assertThat(state("Build")).isEqualTo(State.FAILED);
    assertThat(state("Connect")).isEqualTo(State.SKIPPED);
    assertThat(model.result().get()).contains("Mend it.", "Nothing was sent to gateway.");
  }

  @Test
  void cancellingLeavesAModelThatCanDeployAgain() {
    deploy(true);
    model.cancel();
    tasks.run();
    assertThat(model.phase().get()).isEqualTo(DeployModel.Phase.CANCELLED);
    assertThat(told).isEmpty();
    assertThat(deploy(true)).isTrue();
    tasks.run();
    assertThat(told).containsExactly("filter7");
  }

  @Test
  void offersWhatWouldHelpWhereTheModuleDoesNotFit() {
    Remedy.Provision wasmtime = new Remedy.Provision("wasmtime", "Wasmtime", "47");
    devices.fit = new FitReport(List.of(), List.of(), List.of(), List.of(wasmtime));
    devices.failures.put(
        "gateway", new TargetException(Problem.NO_RUNTIME, "It lacks tail calls.", "Help it."));
    devices.failsFit = false;
    deploy(true);
    tasks.run();
    assertThat(model.phase().get()).isEqualTo(DeployModel.Phase.FAILED);
    assertThat(model.remedies()).containsExactly(wasmtime);
    assertThat(wasmtime.title()).isEqualTo("Put Wasmtime 47 or newer on the device");
    devices.failures.clear();
    deploy(true);
    assertThat(model.remedies()).isEmpty();
    tasks.run();
    assertThat(model.remedies()).isEmpty();
  }
}
