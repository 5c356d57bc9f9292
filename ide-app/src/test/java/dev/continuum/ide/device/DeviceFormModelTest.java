package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFormModelTest {
  @TempDir Path folder;

  private SshConfig config(String text) throws Exception {
    Files.writeString(folder.resolve("config"), text);
    return SshConfig.read(
        new SshSettings(folder, Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1)));
  }

  private static final String CONFIG =
      """
      Host edge.lab
        HostName 10.0.0.7
        User pi
        Port 2222
        ProxyJump bastion
        IdentityFile /keys/edge
      Host plain
        User me\u202e
      Host other
        Port 7
      """;

  @Test
  void fillsInWhatAnAliasStandsFor() throws Exception {
    DeviceFormModel form = new DeviceFormModel(Set.of(), "here");
    form.offer(config(CONFIG));
    assertThat(form.aliases).containsExactly("edge.lab", "plain", "other");
    form.alias.set("edge.lab");
    assertThat(form.device())
        .isEqualTo(
            new Device(
                "edge", "edge.lab", 2222, "pi", new Device.Authentication.Agent(), "", List.of()));
    assertThat(form.hostNote().get())
        .isEqualTo("~/.ssh/config: 10.0.0.7, through bastion, with the key /keys/edge");
    form.jump.set("me@a , b");
    assertThat(form.hostNote().get()).doesNotContain("bastion");
    assertThat(form.device().jump()).isEqualTo("me@a,b");
    form.login.set(DeviceFormModel.Login.PASSWORD);
    assertThat(form.hostNote().get()).isEqualTo("~/.ssh/config: 10.0.0.7");
    // Another choice leaves nothing of the one before.
    form.alias.set("other");
    assertThat(form.name.get()).isEqualTo("other");
    assertThat(form.user.get()).isEqualTo("here");
    assertThat(form.port.get()).isEqualTo("7");
  }

  @Test
  void keepsWhatTheUserTyped() throws Exception {
    DeviceFormModel form = new DeviceFormModel(Set.of(), "here");
    form.offer(config(CONFIG));
    form.host.set("root@edge.lab:99");
    form.spreadHost();
    assertThat(form.user.get()).isEqualTo("root");
    assertThat(form.port.get()).isEqualTo("99");
    assertThat(form.host.get()).isEqualTo("edge.lab");
    form.host.set("unknown");
    assertThat(form.hostNote().get()).isEmpty();
  }

  @Test
  void saysWhatJumpHostsCannotBe() {
    DeviceFormModel form = new DeviceFormModel(Set.of(), "here");
    form.host.set("a");
    form.name.set("a");
    assertThat(form.valid().get()).isTrue();
    form.jump.set("-oProxyCommand=x");
    assertThat(form.jumpTrouble().get()).isNotEmpty();
    assertThat(form.valid().get()).isFalse();
    form.jump.set("one two");
    assertThat(form.jumpTrouble().get()).isNotEmpty();
  }

  @Test
  void anEditedDeviceKeepsItsNotesAndWay() throws Exception {
    Device device =
        new Device(
            "a",
            "edge.lab",
            22,
            "me",
            new Device.Authentication.Agent(),
            "SHA256:x",
            List.of("lab"),
            "bastion",
            "in the cellar");
    DeviceFormModel form = new DeviceFormModel(Set.of(), device);
    form.offer(config(CONFIG));
    assertThat(form.aliases).isEmpty();
    form.spreadHost();
    assertThat(form.device()).isEqualTo(device);
  }
}
