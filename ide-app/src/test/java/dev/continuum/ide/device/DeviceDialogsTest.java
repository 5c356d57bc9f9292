package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.debug.PanelWindow;
import dev.continuum.ide.task.ImmediateTasks;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms about devices: what they ask, and what they look like. */
class DeviceDialogsTest {
  @TempDir Path folder;
  private final TestDialogs dialogs = new TestDialogs();

  @BeforeAll
  static void start() {
    FxTest.startToolkit();
  }

  @Test
  void offersTheHostsOfTheSshConfiguration() throws Exception {
    Files.writeString(
        folder.resolve("config"),
        "Host edge\n"
            + "  HostName 10.20.30.40\n"
            + "  Port 2222\n"
            + "  User pi\n"
            + "  ProxyJump me@bastion\n"
            + "Host b");
    SshConfig config =
        SshConfig.read(
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1)));
    for (Theme theme : Theme.values()) {
      DeviceFormModel model = new DeviceFormModel(Set.of(), "me");
      Node form = FxTest.onFx(() -> new DeviceForm(model, dialogs).node());
      try (PanelWindow window = new PanelWindow(form, theme, 560, 420)) {
        ComboBox<?> alias = window.control(ComboBox.class, "device-alias");
        assertThat(FxTest.onFx(() -> alias.getParent().isVisible())).isFalse();
        FxTest.runFx(() -> model.offer(config));
        assertThat(FxTest.onFx(() -> alias.getParent().isVisible())).isTrue();
        FxTest.runFx(() -> alias.getSelectionModel().selectFirst());
        assertThat(window.control(TextField.class, "device-port").getText()).isEqualTo("2222");
        Label note = window.control(Label.class, "device-host-note");
        assertThat(note.getText()).isEqualTo("~/.ssh/config: 10.20.30.40, through me@bastion");
        window.picture("device-form-" + theme);
      }
    }
  }

  @Test
  void putsTheDevicesQuestionsHarmlessly() {
    Device device =
        new Device(
            "vault", "vault.lan", 22, "me", new Device.Authentication.Password(), "", List.of());
    Challenge challenge =
        new Challenge(
            "Second factor\u001b[31m",
            "Look at your token,\nthen\u202e type what it shows." + "x".repeat(10_000),
            List.of(
                new Challenge.Prompt("Serial number: ", true),
                new Challenge.Prompt("One-time code: ", false)));
    DialogUser user = new DialogUser(new ImmediateTasks(), dialogs, new SessionSecrets());
    dialogs.form(form -> {
      assertThat(form.lookupAll(".label"))
          .allSatisfy(node ->
              assertThat(((Label) node).getText())
                  .doesNotContain("\u001b", "\u202e")
                  .hasSizeLessThan(1000));
      assertThat(form.lookup("#answer-0")).isNotInstanceOf(PasswordField.class);
      assertThat(form.lookup("#answer-1")).isInstanceOf(PasswordField.class);
      ((TextField) form.lookup("#answer-0")).setText("42");
      ((TextField) form.lookup("#answer-1")).setText("123456");
      return true;
    });
    List<char[]> answers = FxTest.onFx(() -> user.answers(device, challenge)).orElseThrow();
    assertThat(answers.stream().map(String::new)).containsExactly("42", "123456");
    assertThat(dialogs.asked).containsExactly("vault asks");
    dialogs.form(form -> false);
    assertThat(FxTest.onFx(() -> user.answers(device, challenge))).isEmpty();
  }

  @Test
  void forgetsSecretsOfJumpHostsButNotOfOtherDevices() {
    SessionSecrets secrets = new SessionSecrets();
    secrets.put("me@a:22 password", "a".toCharArray());
    secrets.put("me@hop:22 password", "h".toCharArray());
    secrets.forgetOthers(List.of("me@a:22 "));
    assertThat(secrets.get("me@a:22 password")).isPresent();
    assertThat(secrets.get("me@hop:22 password")).isEmpty();
  }
}
