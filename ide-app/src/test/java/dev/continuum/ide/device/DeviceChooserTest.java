package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.TestDialogs;
import dev.continuum.targets.target.Device;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceChooserTest {
  private final TestDialogs dialogs = new TestDialogs();

  private static List<DeviceEntry> devices(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number ->
            new Device(
                "board" + number,
                "10.0.0." + number,
                22,
                "me",
                new Device.Authentication.Agent(),
                "",
                List.of()))
        .map(device ->
            new DeviceEntry(device, DeviceEntry.State.UNKNOWN, "", Optional.empty(), List.of()))
        .toList();
  }

  private Optional<String> chosen(int count) {
    return DeviceChooser.choose(dialogs, devices(count), "Restart", "On which device?")
        .map(DeviceEntry::name);
  }

  @Test
  void doesNotAskWhereThereIsNothingToChoose() {
    assertThat(chosen(0)).isEmpty();
    assertThat(chosen(1)).contains("board1");
    assertThat(dialogs.asked).isEmpty();
  }

  @Test
  void asksOfTheFirstAndSaysWhereTheOthersAre() {
    dialogs.choice("board2");
    assertThat(chosen(8)).contains("board2");
    dialogs.choice("Cancel");
    assertThat(chosen(9)).isEmpty();
    dialogs.choice("board9");
    assertThat(chosen(9)).isEmpty();
    assertThat(dialogs.asked)
        .containsExactly(
            "Restart: On which device?",
            "Restart: On which device? The others are in the Devices panel, with the same in their"
                + " menus.",
            "Restart: On which device? The others are in the Devices panel, with the same in their"
                + " menus.");
  }
}
