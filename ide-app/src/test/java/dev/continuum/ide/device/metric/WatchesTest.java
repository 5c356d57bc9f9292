package dev.continuum.ide.device.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DevicesModel;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which devices are measured for the list of devices, and what the list says of them. */
class WatchesTest {
  @TempDir Path folder;
  private final MeasuredDevices fake = new MeasuredDevices();
  private final ManualTasks tasks = new ManualTasks();
  private final Map<String, String> notes = new HashMap<>();
  private boolean listShown = true;

  @Test
  void theListSaysHowBusyDevicesAreThatAreOnline() throws Exception {
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(
        new Device("a", "a.local", 22, "me", new Device.Authentication.Agent(), "", List.of()));
    try (DevicesModel devices = new DevicesModel(tasks, registry, fake);
        Watches watches = new Watches(tasks, devices, notes, () -> listShown)) {
      devices.load();
      watches.look();
      assertThat(fake.asked).as("nobody contacted it yet").hasValue(0);

      devices.refresh("a");
      watches.look();
      assertThat(notes).as("one sample makes no rate").isEmpty();
      watches.look();
      assertThat(notes).hasEntrySatisfying("a", text -> assertThat(text).matches("CPU [0-9.]+ %"));
      assertThat(tasks.pending()).as("it asks for itself while a page is open only").isZero();

      listShown = false;
      watches.look();
      assertThat(notes).isEmpty();
      assertThat(fake.asked).hasValue(2);

      listShown = true;
      watches.look();
      assertThat(notes).isNotEmpty();
      fake.failure =
          new TargetException(TargetException.Problem.UNREACHABLE, "No answer.", "Wait.");
      watches.look();
      assertThat(notes).isEmpty();
      assertThat(devices.find("a").orElseThrow().state()).isEqualTo(DeviceEntry.State.OFFLINE);
      watches.look();
      assertThat(tasks.pending()).isZero();

      fake.failure = null;
      devices.refresh("a");
      watches.look();
      watches.look();
      assertThat(notes).isNotEmpty();
      devices.remove("a");
      assertThat(notes).isEmpty();
    }
  }
}
