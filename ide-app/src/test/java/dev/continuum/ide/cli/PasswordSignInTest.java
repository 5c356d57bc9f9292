package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.Services;
import dev.continuum.ide.cli.command.Prompts;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.testing.MinaSshServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Signing in with a password: by each of SSH's two methods, right and wrong, and never told on. */
class PasswordSignInTest {
  private static final String WRONG = "battery staple";

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private MinaSshServer server;
  private Cli cli;

  @BeforeEach
  void open() throws Exception {
    server = MinaSshServer.start(Files.createDirectory(folder.resolve("server")));
    cli =
        new Cli(
            new Services(
                UserFolders.below(folder),
                new SshSettings(
                    folder.resolve("no-ssh"),
                    Optional.empty(),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5))));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    assertThat(String.join("", said)).doesNotContain(WRONG).doesNotContain(MinaSshServer.PASSWORD);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(WRONG)
            .doesNotContain(MinaSshServer.PASSWORD);
      }
    }
  }

  private Cli.Result run(Object... call) {
    Cli.Result result = cli.run(call);
    said.add(result.out());
    said.add(result.err());
    return result;
  }

  private Cli.Result add(String... options) {
    List<Object> call =
        new ArrayList<>(
            List.of("device", "add", "gateway", "tester@127.0.0.1:" + server.port(), "--password"));
    call.addAll(List.of("--accept-key", server.fingerprint()));
    call.addAll(List.of(options));
    return run(call.toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "keyboard-interactive"})
  void takesThePasswordFromStandardInput(String method) {
    if (method.equals("password")) {
      server.askByPassword();
    } else {
      server.askByKeyboardInteractive();
    }
    cli.input(WRONG + "\n");
    Cli.Result refused = add("--password-stdin", "--json");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.json().at("/error/problem").stringValue()).isEqualTo("AUTHENTICATION");
    assertThat(refused.err())
        .contains("did not accept the password")
        .contains("Check the user name and type the password again.");
    assertThat(run("device", "list").out()).contains("no devices yet");

    cli.input(MinaSshServer.PASSWORD + "\r\nnot the password");
    Cli.Result added = add("--password-stdin");
    assertThat(added.err()).isEmpty();
    assertThat(added.status()).isZero();
    assertThat(run("device", "list", "--json").json().at("/devices/0/authentication").stringValue())
        .isEqualTo("password");

    cli.input(MinaSshServer.PASSWORD);
    assertThat(run("status", "--on", "gateway", "--password-stdin").status()).isZero();
    cli.input("");
    Cli.Result empty = run("status", "--on", "gateway", "--password-stdin");
    assertThat(empty.status()).isEqualTo(1);
    assertThat(empty.err()).contains("did not accept the password");
  }

  @Test
  void saysHowToGiveThePasswordWhereNobodyCanBeAsked() {
    Cli.Result result = add();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("--password-stdin");
  }

  @Test
  void asksAPersonOnceAndTakesTheAnswer() {
    List<String> asked = new ArrayList<>();
    cli.with(
        new Prompts() {
          @Override
          public boolean confirm(String question) {
            throw new AssertionError(question);
          }

          @Override
          public Optional<String> line(String question) {
            throw new AssertionError(question);
          }

          @Override
          public Optional<char[]> secret(String question) {
            asked.add(question);
            return Optional.of(MinaSshServer.PASSWORD.toCharArray());
          }
        });
    assertThat(add().status()).isZero();
    assertThat(asked).containsExactly("Password of tester@127.0.0.1:" + server.port() + ":");
  }

  @Test
  void fillsInWhatTheSshConfigurationSays() throws Exception {
    Path ssh = Files.createDirectory(folder.resolve("no-ssh"));
    Files.writeString(
        ssh.resolve("config"),
        "Host edge\n  HostName 127.0.0.1\n  User tester\n  Port "
            + server.port()
            + "\nMatch exec true\n  User other\n");
    Cli.Result result =
        cli.input(MinaSshServer.PASSWORD + "\n")
            .run(
                "device",
                "add",
                "board",
                "edge",
                "--password",
                "--password-stdin",
                "--accept-key",
                server.fingerprint(),
                "--jump",
                "none");
    said.add(result.out() + result.err());
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).contains("Warning: ", "Match exec");
    JsonNode device = cli.run("device", "list", "--json").json().at("/devices/0");
    assertThat(device.get("host").stringValue()).isEqualTo("edge");
    assertThat(device.get("user").stringValue()).isEqualTo("tester");
    assertThat(device.get("port").intValue()).isEqualTo(server.port());
    assertThat(device.get("jump").stringValue()).isEqualTo("none");
  }

  @Test
  void putsTheDevicesOwnQuestionsToThePerson() {
    SequencedMap<Challenge.Prompt, String> questions = new LinkedHashMap<>();
    questions.put(new Challenge.Prompt("Serial\u001b[2J: ", true), "42");
    questions.put(new Challenge.Prompt("Code: ", false), "123456");
    server.askQuestions(questions);
    List<String> asked = new ArrayList<>();
    cli.with(
        new Prompts() {
          @Override
          public boolean confirm(String question) {
            return true;
          }

          @Override
          public Optional<String> line(String question) {
            asked.add(question);
            return Optional.of("42");
          }

          @Override
          public Optional<char[]> secret(String question) {
            asked.add(question);
            return Optional.of("123456".toCharArray());
          }
        });
    assertThat(add().status()).isZero();
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst())
        .startsWith("tester@127.0.0.1:" + server.port() + " asks:\nSecond")
        .contains("Look at your token.\nSerial")
        .doesNotContain("\u001b");
    assertThat(asked.getLast()).isEqualTo("Code:");
  }
}
