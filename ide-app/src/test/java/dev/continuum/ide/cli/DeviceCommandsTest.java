package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.Services;
import dev.continuum.ide.cli.command.Prompts;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TarFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Devices, deployments and logs, against OpenSSH's own server on this computer. */
class DeviceCommandsTest {
  private static final String HELLO =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\\10\\00\\00\\00\\06\\00\\00\\00")
        (data (i32.const 16) "he\\1bllo\\n")
        (func (export "_start")
          (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
          END))
      """
          .replace("\\06", "\\07");

  @TempDir private Path folder;
  private OpenSshServer server;
  private Cli cli;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(OpenSshServer.available(), "sshd and ssh-keygen are not here");
    server = OpenSshServer.start(Files.createDirectory(folder.resolve("server")));
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
    if (server != null) {
      server.close();
    }
  }

  @Test
  void takesAnAppThroughItsLife() throws Exception {
    Cli.Result added = add("--accept-key", server.fingerprint(), "--tag", "edge");
    assertThat(added.err()).isEmpty();
    assertThat(added.status()).isZero();
    assertThat(added.out()).startsWith("Added gateway: ").contains("runtime");
    Path app =
        Files.writeString(folder.resolve("hello.wat"), HELLO.replace("END", "(loop (br 0))"));

    Cli.Result deployed = cli.run("deploy", app, "--to", "gateway", "--json");
    assertThat(deployed.err()).isEmpty();
    assertThat(deployed.status()).isZero();
    assertThat(deployed.json().get("state").stringValue()).isEqualTo("running");
    assertThat(deployed.json().get("release").intValue()).isEqualTo(1);
    assertThat(deployed.json().get("steps"))
        .extracting(step -> step.get("step").stringValue())
        .contains("connect", "upload", "verify", "health");

    assertThat(cli.run("status", "hello", "--on", "gateway").out())
        .contains("hello", "release 1", "running");
    JsonNode all = cli.run("status", "--on", "gateway", "--json").json();
    assertThat(all.at("/apps/0/app").stringValue()).isEqualTo("hello");

    List<JsonNode> log = cli.run("logs", "hello", "--on", "gateway", "--json").jsonLines();
    JsonNode line =
        log.stream()
            .filter(entry -> entry.get("source").stringValue().equals("stdout"))
            .findFirst()
            .orElseThrow();
    assertThat(line.get("text").stringValue()).isEqualTo("he\u001bllo");
    assertThat(cli.run("logs", "hello", "--on", "gateway").out())
        .contains("  out  he\\x1bllo\n")
        .doesNotContain("\u001b");
    assertThat(
            cli.run("logs", "hello", "--on", "gateway", "--from", line.get("next").longValue())
                .out())
        .doesNotContain("llo");
    assertThat(cli.run("logs", "hello", "--on", "gateway", "--lines", "1").out().lines())
        .singleElement()
        .asString()
        .contains("llo");
    assertThat(cli.run("logs", "hello", "--on", "gateway", "--since", "1d", "--grep", "^he").out())
        .contains("  out  he\\x1bllo\n")
        .doesNotContain("started");
    assertThat(cli.run("logs", "hello", "--on", "gateway", "--stream", "events,err").out())
        .contains("---  Release 1 started.")
        .doesNotContain("llo");

    Cli.Result probed = cli.run("device", "probe", "gateway");
    assertThat(probed.out()).contains("  system", "  architecture");
    assertThat(probed.out()).contains("  clock ", "  trusted hardware ");
    assertThat(probed.err()).isEmpty();
    JsonNode facts = cli.run("device", "probe", "gateway", "--json").json().at("/probe/facts");
    assertThat(facts.get("bits").intValue()).isIn(32, 64);
    assertThat(facts.at("/clock/uncertaintyMillis").longValue()).isPositive();

    assertThat(cli.run("metrics", "--on", "gateway").out())
        .startsWith("gateway: up ")
        .contains("memory", "  app ", "  hello ", "running");
    JsonNode used = cli.run("metrics", "hello", "--on", "gateway", "--json").json();
    assertThat(used.get("processorShare").doubleValue()).isBetween(0.0, 1.0);
    assertThat(used.at("/apps/0/app").stringValue()).isEqualTo("hello");
    assertThat(used.at("/apps/0/residentBytes").longValue()).isPositive();
    assertThat(used.at("/apps/0/processors").doubleValue()).isPositive();
    Cli.Result none = cli.run("metrics", "nobody", "--on", "gateway", "--json");
    assertThat(none.json().at("/error/problem").stringValue()).isEqualTo("NOT_FOUND");

    Cli.Result stopped = cli.run("stop", "hello", "--on", "gateway");
    assertThat(stopped.status()).isZero();
    assertThat(stopped.out()).isEqualTo("hello on gateway: stopped.\n");
    Cli.Result unknown = cli.run("stop", "nobody", "--on", "gateway", "--json");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.json().at("/error/problem").stringValue()).isEqualTo("NOT_FOUND");
  }

  @Test
  void putsARuntimeOnADeviceAndTakesItAway() throws Exception {
    add("--accept-key", server.fingerprint());
    Path archive =
        new TarFile()
            .file("w/wasmtime", "#!/bin/sh\necho wasmtime 25.0.1\n")
            .write(folder.resolve("w.tar.gz"));
    Cli.Result asked = cli.run("device", "provision", "gateway", "wasmtime", "--archive", archive);
    assertThat(asked.status()).isEqualTo(1);
    assertThat(asked.out()).contains("not compared", "bin/wasmtime");
    assertThat(asked.err()).contains("Nothing was sent");
    Cli.Result put =
        cli.run("device", "provision", "gateway", "wasmtime", "--archive", archive, "--yes");
    assertThat(put.err()).isEmpty();
    assertThat(put.out()).contains("wasmtime-25.0.1 is on gateway");
    JsonNode there = cli.run("device", "runtimes", "gateway", "--json").json();
    assertThat(there.at("/provisioned/0/name").stringValue()).isEqualTo("wasmtime-25.0.1");
    assertThat(cli.run("device", "runtimes", "gateway").out())
        .contains("Wasmtime 25.0.1", "tail calls", "was put there from w.tar.gz.");
    Path app = Files.writeString(folder.resolve("hello.wat"), HELLO.replace("END", ""));
    Cli.Result fits = cli.run("device", "fit", "gateway", app, "--runtime", "wasmtime", "--json");
    assertThat(fits.json().get("runtime").stringValue()).isEqualTo("wasmtime");
    Path imports =
        Files.writeString(
            folder.resolve("imports.wat"), "(module (import \"env\" \"led\" (func)))");
    Cli.Result unfit = cli.run("device", "fit", "gateway", imports);
    assertThat(unfit.status()).isEqualTo(1);
    assertThat(unfit.err()).contains("does not give the module “env.led”");
    assertThat(cli.run("device", "unprovision", "gateway", "wasmtime-25.0.1").out())
        .isEqualTo("wasmtime-25.0.1 is no longer on gateway.\n");
    Cli.Result nowhere = cli.run("device", "provision", "gateway", "wasmtime");
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("where the runtime comes from");
    Cli.Result bare = cli.run("device", "provision", "gateway", "wasmtime", "--version", "25.0.1");
    assertThat(bare.status()).isEqualTo(2);
    assertThat(bare.err()).contains("ship no checksum file");
  }

  @Test
  void followsALogUntilInterrupted() throws Exception {
    add("--accept-key", server.fingerprint());
    Path app =
        Files.writeString(folder.resolve("hello.wat"), HELLO.replace("END", "(loop (br 0))"));
    Cli.Result deployed = cli.run("deploy", app, "--to", "gateway", "--name", "app");
    assertThat(deployed.err()).isEmpty();
    assertThat(deployed.out())
        .contains("app is running on gateway: release 1")
        .contains("continuum logs app --on gateway --follow");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() ->
                status.complete(
                    cli.run(
                        out,
                        new ByteArrayOutputStream(),
                        "logs",
                        "app",
                        "--on",
                        "gateway",
                        "--follow")));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(out.toString()).contains("llo"));

    thread.interrupt();

    assertThat(status.join()).isEqualTo(130);
  }

  @Test
  void asksForTheHostKeyOnceAndRefusesWithoutAPerson() {
    Cli.Result refused = add();
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains(server.fingerprint()).contains("--accept-key");
    assertThat(cli.run("device", "list", "--json").json().get("devices")).isEmpty();

    Cli.Result other = add("--accept-key", "SHA256:" + "A".repeat(43), "--json");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.json().at("/error/problem").stringValue()).isEqualTo("HOST_KEY_CHANGED");

    List<String> asked = new ArrayList<>();
    cli.with(
        new Prompts() {
          @Override
          public boolean confirm(String question) {
            asked.add(question);
            return true;
          }

          @Override
          public Optional<String> line(String question) {
            throw new AssertionError(question);
          }

          @Override
          public Optional<char[]> secret(String question) {
            throw new AssertionError(question);
          }
        });
    assertThat(add().status()).isZero();
    JsonNode probed = cli.run("device", "probe", "gateway", "--json").json();
    assertThat(probed.at("/probe/processors").intValue()).isPositive();
    assertThat(asked).singleElement().asString().contains(server.fingerprint());
    assertThat(cli.run("device", "list").out())
        .contains("gateway", "127.0.0.1:" + server.port())
        .containsPattern("  Java [0-9]+ \\(bundled runner\\)")
        .doesNotContain("bundled,");
    JsonNode device = cli.run("device", "list", "--json").json().at("/devices/0");
    assertThat(device.get("hostKey").stringValue()).isEqualTo(server.fingerprint());
    assertThat(add().err()).contains("already a device called “gateway”");

    assertThat(cli.run("device", "remove", "gateway").status()).isZero();
    assertThat(cli.run("device", "remove", "gateway").status()).isEqualTo(1);
    assertThat(cli.run("device", "list").out()).contains("no devices yet");
  }

  @Test
  void saysWhenADeviceIsUnknownOrDoesNotAnswer() {
    assertThat(cli.run("device", "probe", "nowhere").err()).contains("“nowhere”");
    JsonNode added =
        cli.run("device", "add", "gateway", "u@127.0.0.1:1", "--no-contact", "--json").json();
    assertThat(added.get("port").intValue()).isEqualTo(1);

    Cli.Result silent = cli.run("status", "app", "--on", "gateway", "--json");

    assertThat(silent.status()).isEqualTo(1);
    assertThat(silent.json().at("/error/problem").stringValue()).isEqualTo("UNREACHABLE");
  }

  @Test
  void refusesWrongCalls() throws Exception {
    Path app = Files.writeString(folder.resolve("hello.wat"), HELLO);
    for (List<String> call :
        List.of(
            List.of("device", "add", "gateway"),
            List.of("device", "add", "a b", "host"),
            List.of("device", "add", "gateway", "host:99999"),
            List.of("device", "add", "gateway", "host", "--accept-key", "nonsense"),
            List.of("device", "add", "gateway", "host", "--password", "--identity", "x"),
            List.of("status", "app"),
            List.of("stop", "--on", "gateway"),
            List.of("logs", "app", "--on", "gateway", "--from", "-1"),
            List.of("logs", "app", "--on", "gateway", "--from", "x"),
            List.of("logs", "app", "--on", "gateway", "--from", "1", "--lines", "1"),
            List.of("logs", "app", "--on", "gateway", "--lines", "-1"),
            List.of("logs", "app", "--on", "gateway", "--since", "yesterday"),
            List.of("logs", "app", "--on", "gateway", "--stream", "all"),
            List.of("logs", "app", "--on", "gateway", "--grep", "("),
            List.of("deploy", app.toString()))) {
      Cli.Result result = cli.run(call.toArray());
      assertThat(result.status()).as(call.toString()).isEqualTo(2);
      assertThat(result.err()).as(call.toString()).isNotBlank();
    }
  }

  private Cli.Result add(String... options) {
    List<Object> call =
        new ArrayList<>(
            List.of(
                "device",
                "add",
                "gateway",
                System.getProperty("user.name") + "@127.0.0.1:" + server.port(),
                "--identity",
                server.userKey()));
    call.addAll(List.of(options));
    return cli.run(call.toArray());
  }
}
