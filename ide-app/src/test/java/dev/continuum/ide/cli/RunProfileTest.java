package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.Services;
import dev.continuum.ide.settings.UserFolders;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs with a profile, in real child processes. */
class RunProfileTest {
  private static final String DOWN =
      """
      (module
        (func $step (param $n i32) (result i32) (i32.sub (local.get $n) (i32.const 1)))
        (func $down (export "down") (param $n i32) (result i32)
          (loop $next
            (br_if $next (local.tee $n (call $step (local.get $n)))))
          (local.get $n))
        (func (export "_start") (drop (call $down (i32.const 10))) unreachable))
      """;

  private static final String LOOP =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\\10\\00\\00\\00\\08\\00\\00\\00")
        (data (i32.const 16) "looping\\n")
        (func (export "_start")
          (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
          (loop $forever (br $forever))))
      """;

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli =
        new Cli(
            new Services(
                new UserFolders(
                    folder.resolve("config"), folder.resolve("state"), folder.resolve("cache"))));
  }

  private Path module(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void writesCollapsedStacks() throws Exception {
    Path module = module("down.wat", DOWN);
    Path file = folder.resolve("a run.folded");

    Cli.Result result = cli.run("run", "--profile", file, module, "--invoke", "down", "--", "10");

    assertThat(result.err()).isEqualTo("Profiled: " + file + "\n");
    assertThat(result.out()).isEqualTo("0\n");
    assertThat(result.status()).isZero();
    assertThat(file).hasContent("$down 42\n$down;$step 40\n");
  }

  @Test
  void writesForSpeedscopeWhenTheGuestTraps() throws Exception {
    Path file = folder.resolve("down.speedscope.json");

    Cli.Result result = cli.run("run", "--json", "--profile", file, module("down.wat", DOWN));

    assertThat(result.status()).isEqualTo(134);
    JsonNode event = result.jsonLines().get(1);
    assertThat(event.get("event").stringValue()).isEqualTo("profile");
    assertThat(event.get("file").stringValue()).isEqualTo(file.toString());
    assertThat(event.get("bytes").longValue()).isEqualTo(Files.size(file));
    assertThat(event.get("problem").isNull()).isTrue();
    JsonNode profile = new tools.jackson.databind.json.JsonMapper().readTree(file.toFile());
    assertThat(profile.get("name").stringValue()).isEqualTo("down");
    assertThat(profile.get("shared").get("frames").get(0).get("name").stringValue())
        .isEqualTo("$step");
    assertThat(profile.get("profiles").get(0).get("endValue").longValue()).isEqualTo(42 + 40 + 3);
  }

  @Test
  void writesTheProfileOfARunThatIsInterrupted() throws Exception {
    Path file = folder.resolve("loop.folded");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path loop = module("loop.wat", LOOP);
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> status.complete(cli.run(out, err, "run", "--profile", file, loop)));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(out).hasToString("looping\n"));

    thread.interrupt();

    assertThat(status.join()).isEqualTo(130);
    assertThat(err).hasToString("Saving the profile.\nProfiled: " + file + "\nStopped.\n");
    assertThat(file).content().matches("func\\[1] \"_start\" [0-9]+\n");
  }

  @Test
  void refusesWhatCannotBeProfiled() throws Exception {
    Path module = module("down.wat", DOWN);
    Path file = folder.resolve("x.folded");

    Cli.Result wasmtime = cli.run("run", "--engine", "wasmtime", "--profile", file, module);
    assertThat(wasmtime.status()).isEqualTo(2);
    assertThat(wasmtime.err())
        .startsWith("Only the stepping engine profiles, not Wasmtime 7. Leave --engine out");
    Cli.Result both = cli.run("run", "--record", folder.resolve("r"), "--profile", file, module);
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).startsWith("A run is recorded or profiled, not both.");
    Cli.Result nowhere = cli.run("run", "--profile", folder.resolve("no/x.json"), module);
    assertThat(nowhere.status()).isEqualTo(1);
    assertThat(nowhere.err()).contains("cannot be profiled in " + folder.resolve("no/x.json"));
    assertThat(file).doesNotExist();
  }
}
