package dev.continuum.targets.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.testing.TestUser;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
  @Test
  void putsEveryKindOfQuestionToThePerson() {
    Device device =
        new Device(
            "board", "board.lan", 22, "me", new Device.Authentication.Password(), "", List.of());
    OneAtATime user = new OneAtATime(new TestUser(true, "secret", "phrase").answering("7"));
    assertThat(user.confirmHostKey(device, "ssh-ed25519", "SHA256:x")).isTrue();
    assertThat(user.password(device)).map(String::new).contains("secret");
    assertThat(user.passphrase(device, "key")).isPresent();
    assertThat(
            user.answers(
                device, new Challenge("", "", List.of(new Challenge.Prompt("Code: ", false)))))
        .isPresent();
  }
}
