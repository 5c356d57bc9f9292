package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.device.DeviceEntry.State;
import dev.continuum.ide.output.QueuedTasks;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesModelTest {
  @TempDir Path folder;
  private final QueuedTasks tasks = new QueuedTasks();
  private final FakeDevices fake = new FakeDevices();
  private final List<String> troubles = new ArrayList<>();
  private DeviceRegistry registry;
  private DevicesModel model;

  @BeforeEach
  void makeModel() {
    registry = new DeviceRegistry(folder.resolve("devices.json"));
    model = new DevicesModel(tasks, registry, fake);
    model.onTrouble((device, failure) -> troubles.add(device + ": " + failure.getMessage()));
  }

  private static Device device(String name) {
    return new Device(name, "10.0.0.1", 22, "me", new Device.Authentication.Agent(), "", List.of());
  }

  private void add(String name) {
    model.add(device(name), Optional.empty(), kept -> {}, failure -> troubles.add("add"));
    tasks.run();
  }

  @Test
  void addingProbesAndKeepsTheConfirmedKey() throws Exception {
    add("gateway");
    assertThat(registry.device("gateway").hostKey()).isEqualTo("SHA256:test");
    assertThat(model.devices()).hasSize(1);
    assertThat(model.devices().getFirst().abilities()).isEqualTo("arm64, Java 17");
    assertThat(troubles).isEmpty();
  }

  @Test
  void anAddedDeviceIsOnlineWithItsAppsAtOnce() {
    fake.apps.put("gateway", List.of(FakeDevices.app("filter", 7, AppStatus.State.RUNNING)));
    List<State> told = new ArrayList<>();
    model.add(
        device("gateway"),
        Optional.empty(),
        kept -> told.add(model.find("gateway").orElseThrow().state()),
        failure -> troubles.add("add"));
    tasks.run();
    assertThat(told).containsExactly(State.ONLINE);
    assertThat(model.devices().getFirst().state()).isEqualTo(State.ONLINE);
    assertThat(model.devices().getFirst().apps()).hasSize(1);
    assertThat(model.devices().getFirst().abilities()).isEqualTo("arm64, Java 17");
  }

  @Test
  void aDeviceOfAnEarlierSessionIsNotContactedYet() throws Exception {
    registry.add(device("gateway"));
    model.load();
    tasks.run();
    assertThat(model.devices().getFirst().state().title()).isEqualTo("not contacted yet");
  }

  @Test
  void whatFailsOnThisComputerSaysNothingAboutTheDevice() {
    add("gateway");
    model.note("gateway", new TargetException(Problem.LOCAL_FILE, "No file.", "Build it."));
    assertThat(model.devices().getFirst().state()).isEqualTo(State.ONLINE);
    model.note("gateway", new TargetException(Problem.CANCELLED, "Cancelled.", ""));
    assertThat(model.devices().getFirst().state()).isEqualTo(State.ONLINE);
  }

  @Test
  void aDeviceThatDoesNotAnswerIsNotKeptUnlessAskedFor() throws Exception {
    fake.failures.put("rack", new TargetException(Problem.UNREACHABLE, "No answer.", "Try."));
    add("rack");
    assertThat(troubles).containsExactly("add");
    assertThat(registry.devices()).isEmpty();
    assertThat(fake.disconnected).containsExactly("rack");
    model.addUnseen(device("rack"), Optional.empty(), () -> {}, failure -> troubles.add("kept"));
    tasks.run();
    assertThat(model.devices().getFirst().state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void refreshingShowsAppsAndAFailureShowsTheStateButKeepsThem() {
    add("gateway");
    fake.apps.put("gateway", List.of(FakeDevices.app("filter", 7, AppStatus.State.RUNNING)));
    model.refresh("gateway");
    tasks.run();
    assertThat(model.devices().getFirst().state()).isEqualTo(State.ONLINE);
    assertThat(model.devices().getFirst().apps()).hasSize(1);
    fake.failures.put("gateway", new TargetException(Problem.UNREACHABLE, "Gone.", "Wait."));
    model.refresh("gateway");
    tasks.run();
    assertThat(model.devices().getFirst().state()).isEqualTo(State.OFFLINE);
    assertThat(model.devices().getFirst().trouble()).isEqualTo("Gone. Wait.");
    assertThat(model.devices().getFirst().apps()).hasSize(1);
    assertThat(troubles).containsExactly("gateway: Gone.");
  }

  @Test
  void forgettingTheKeyAndRemovingEndTheConnection() throws Exception {
    add("gateway");
    model.forgetKey("gateway");
    tasks.run();
    assertThat(registry.device("gateway").hostKey()).isEmpty();
    model.remove("gateway");
    tasks.run();
    assertThat(model.devices()).isEmpty();
    assertThat(fake.disconnected).contains("gateway");
  }

  @Test
  void thePickerComesBackToTheDevicePickedBefore() {
    TargetPickerModel picker = new TargetPickerModel(model, "gateway");
    assertThat(picker.picked().get()).isInstanceOf(Place.ThisComputer.class);
    add("gateway");
    assertThat(picker.picked().get().toString()).isEqualTo("gateway  (arm64, Java 17)");
    model.remove("gateway");
    tasks.run();
    assertThat(picker.picked().get()).isInstanceOf(Place.ThisComputer.class);
  }

  @Test
  void secretsAreForgottenByDevice() {
    SessionSecrets secrets = new SessionSecrets();
    secrets.put("me@a:22 password", "one".toCharArray());
    secrets.put("me@ab:22 password", "two".toCharArray());
    secrets.forget("me@a:22 ");
    assertThat(secrets.get("me@a:22 password")).isEmpty();
    assertThat(secrets.get("me@ab:22 password")).isPresent();
    secrets.close();
    assertThat(secrets.get("me@ab:22 password")).isEmpty();
  }
}
