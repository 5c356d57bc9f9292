package dev.continuum.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that ask for more than a key or a password. */
class QuestionsTest {
  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private MinaSshServer server;
  private Path key;

  @BeforeEach
  void start() throws Exception {
    server = MinaSshServer.start(Files.createDirectory(folder.resolve("server")));
    open.add(server);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private SshConnection connection(TestUser user, Device.Authentication authentication) {
    Device to = server.device("board");
    SshConnection made =
        new SshConnection(
            new Device(to.name(), to.host(), to.port(), to.user(), authentication, "", List.of()),
            user,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)),
            confirmed -> {});
    open.add(made);
    return made;
  }

  private static void assertRefused(SshConnection connection, String words) {
    assertThatThrownBy(connection::connect)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(Problem.AUTHENTICATION);
              assertThat(e).hasMessageContaining(words);
            });
  }

  private Device.Authentication key() throws Exception {
    if (key == null) {
      key = folder.resolve("key");
      // MINA lets any key in; only what is asked for afterwards counts here.
      com.jcraft.jsch.KeyPair pair =
          com.jcraft.jsch.KeyPair.genKeyPair(
              new com.jcraft.jsch.JSch(), com.jcraft.jsch.KeyPair.ECDSA, 256);
      pair.writePrivateKey(key.toString());
    }
    return new Device.Authentication.KeyFile(key);
  }

  @Test
  void showsTheUserWhatTheHostAsks() throws Exception {
    SequencedMap<Challenge.Prompt, String> questions = new LinkedHashMap<>();
    questions.put(new Challenge.Prompt("Token serial: ", true), "42");
    questions.put(new Challenge.Prompt("One-time password: ", false), "123456");
    server.askQuestions(questions);
    TestUser user = TestUser.accepting().answering("42", "123456");
    connection(user, new Device.Authentication.Password()).connect();
    assertThat(user.asked())
        .endsWith(
            "Second\u001b[31m factor|Look at your token.",
            "Token serial:  shown",
            "One-time password:  hidden");

    TestUser wrong = TestUser.accepting().answering("42", "000000");
    assertRefused(connection(wrong, new Device.Authentication.Password()), "did not accept");
    // The same question again would be the host's “no”: it is not put to the user twice.
    assertThat(wrong.asked()).filteredOn(a -> a.startsWith("Token")).hasSize(1);
    assertRefused(
        connection(TestUser.accepting(), new Device.Authentication.Password()),
        "No password was given");
  }

  @Test
  void asksForACodeInTheHostsWords() throws Exception {
    SequencedMap<Challenge.Prompt, String> questions = new LinkedHashMap<>();
    questions.put(new Challenge.Prompt("Verification code: ", false), "7");
    server.askQuestions(questions);
    TestUser user = new TestUser(true, MinaSshServer.PASSWORD, "").answering("7");
    connection(user, new Device.Authentication.Password()).connect();
    assertThat(user.asked()).doesNotContain("password").contains("Verification code:  hidden");
  }

  @Test
  void givesAPasswordAfterTheKey() throws Exception {
    server.askInTurn("publickey,password");
    TestUser user = new TestUser(true, MinaSshServer.PASSWORD, "");
    connection(user, key()).connect();
    assertThat(user.asked()).filteredOn("password"::equals).hasSize(1);
    assertRefused(connection(new TestUser(true, "wrong", ""), key()), "did not accept the pass");
    assertRefused(
        connection(user, new Device.Authentication.Password()), "does not let users sign in");
  }

  @Test
  void answersQuestionsAfterTheKey() throws Exception {
    SequencedMap<Challenge.Prompt, String> questions = new LinkedHashMap<>();
    questions.put(new Challenge.Prompt("Code: ", false), "7");
    questions.put(new Challenge.Prompt("Colour: ", true), "red");
    server.askQuestions(questions);
    server.askByAll();
    server.askInTurn("publickey,keyboard-interactive");
    TestUser user = TestUser.accepting().answering("7", "red");
    connection(user, key()).connect();
    assertThat(user.asked()).contains("Colour:  shown");
  }

  @Test
  void asksNobodyForAPasswordWhenAKeyIsRefused() throws Exception {
    TestUser user = new TestUser(true, MinaSshServer.PASSWORD, "");
    assertRefused(connection(user, key()), "did not accept the key");
    assertThat(user.asked()).doesNotContain("password");
  }
}
