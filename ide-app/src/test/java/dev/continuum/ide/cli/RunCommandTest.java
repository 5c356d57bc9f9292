package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.Services;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.templates.Tool;
import dev.continuum.templates.Toolchains;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs on this computer, in real child processes. */
class RunCommandTest {
  /** Shared by the tests: the runner's files are made ready once. */
  @TempDir private static Path cache;

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli =
        new Cli(
            new Services(
                new UserFolders(folder.resolve("config"), folder.resolve("state"), cache)));
  }

  @Test
  void runsTheWatTemplateWithInput() {
    cli.run("new", "wat", folder.resolve("app"));

    Cli.Result result = cli.input("6\n").run("run", folder.resolve("app"));

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith("Type a number and press Enter:\nstep 0: 6\nstep 1: 3\n")
        .endsWith("step 8: 1\n8 steps to reach 1, highest 16\n");
    assertThat(cli.input("").run("run", folder.resolve("app")).out()).contains("111 steps");
  }

  @Test
  void exitsAsTheGuestDoes() {
    cli.run("new", "wat", folder.resolve("app"));

    Cli.Result result = cli.input("nonsense\n").run("run", folder.resolve("app/app.wat"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("That is no number from 1 to 999999999.\n");
    assertThat(result.out()).isEqualTo("Type a number and press Enter:\n");
  }

  @Test
  void invokesAnExport() {
    cli.run("new", "wat-library", folder.resolve("lib"));

    Cli.Result result = cli.run("run", folder.resolve("lib"), "--invoke", "gcd", "--", "48", "36");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("12\n");
    assertThat(run("lib", "fahrenheit", "21.5").out()).isEqualTo("70.7\n");
    assertThat(run("lib", "factorial", "20").out()).isEqualTo("2432902008176640000\n");

    Cli.Result trap = run("lib", "factorial", "21");
    assertThat(trap.status()).isEqualTo(134);
    assertThat(trap.err()).contains("unreachable");

    Cli.Result wrong = run("lib", "nothing");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err()).contains("nothing");
  }

  private Cli.Result run(String project, String export, String... arguments) {
    Object[] call = new Object[5 + arguments.length];
    call[0] = "run";
    call[1] = folder.resolve(project);
    call[2] = "--invoke";
    call[3] = export;
    call[4] = "--";
    System.arraycopy(arguments, 0, call, 5, arguments.length);
    return cli.run(call);
  }

  @Test
  void tellsARunInJson() {
    cli.run("new", "wat", folder.resolve("app"));

    Cli.Result result = cli.input("x\n").run("run", "--json", folder.resolve("app"));

    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    for (JsonNode event : result.jsonLines()) {
      if (event.get("event").stringValue().equals("output")) {
        StringBuilder to = event.get("stream").stringValue().equals("stdout") ? out : err;
        to.append(event.get("text").stringValue());
      }
    }
    assertThat(out).hasToString("Type a number and press Enter:\n");
    assertThat(err).hasToString("That is no number from 1 to 999999999.\n");
    JsonNode exit = result.jsonLines().getLast();
    assertThat(exit.get("event").stringValue()).isEqualTo("exit");
    assertThat(exit.get("kind").stringValue()).isEqualTo("exited");
    assertThat(exit.get("status").intValue()).isEqualTo(result.status()).isEqualTo(2);
  }

  @Test
  void passesInputOnWhileItComes() throws Exception {
    Path echo = module("echo.wat", ECHO);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PipedOutputStream keyboard = new PipedOutputStream();
        InputStream in = new PipedInputStream(keyboard)) {
      cli.input(in);
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(
              () -> cli.run(out, new ByteArrayOutputStream(), "run", echo));
      keyboard.write("first\n".getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(out).hasToString("first\n"));
      keyboard.write("second\n".getBytes(StandardCharsets.UTF_8));
      keyboard.close();
      assertThat(status.join()).isZero();
    }
    assertThat(out).hasToString("first\nsecond\n");
  }

  @Test
  void stopsAnEndlessLoopWhenInterrupted() throws Exception {
    Path loop = module("loop.wat", LOOP);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().start(() -> status.complete(cli.run(out, err, "run", loop)));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(out).hasToString("looping\n"));

    thread.interrupt();

    assertThat(status.join()).isEqualTo(130);
    assertThat(err).hasToString("Stopped.\n");
  }

  @Test
  void honoursTheProjectsTimeout() throws Exception {
    module("loop.wat", LOOP);
    Files.writeString(
        folder.resolve("continuum.toml"),
        "[app]\nname = 'loop'\nmodule = 'loop.wat'\n[run]\ntimeout = '10ms'\nsecrets = ['KEY']\n");

    Cli.Result result = cli.run("run", folder);

    assertThat(result.status()).isEqualTo(124);
    assertThat(result.err())
        .contains("Warning: continuum.toml:6: This version does not pass secrets")
        .contains("The app was stopped after 0.01 s, as the project's timeout asks.\n");
    JsonNode exit = cli.run("run", folder, "--json").jsonLines().getLast();
    assertThat(exit.get("kind").stringValue()).isEqualTo("timeout");
    assertThat(exit.get("status").intValue()).isEqualTo(124);
  }

  @Test
  void endsTheGuestWhenNobodyReadsItsOutput() throws Exception {
    Path yes = module("yes.wat", LOOP.replace("(loop $for_ever (br $for_ever))", YES));
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws java.io.IOException {
            throw new java.io.IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(InputStream.nullInputStream(), gone, err, Optional::empty, false, false);

    assertThat(new CommandLineApp(terminal, cli.services()).run("run", yes.toString()))
        .isEqualTo(1);
    assertThat(err).hasToString("");
  }

  @Test
  void protectsTheTerminalFromTheGuest() throws Exception {
    Path module =
        module(
            "esc.wat",
            LOOP.replace("looping\\n", "\\1b[2J\\1b[1m")
                .replace("(loop $for_ever (br $for_ever))", ""));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            out,
            OutputStream.nullOutputStream(),
            Optional::empty,
            true,
            true);

    new CommandLineApp(terminal, cli.services()).run("run", module.toString());
    assertThat(out).asString().startsWith("\\x1b[2J\u001b[1m");

    assertThat(cli.run("run", module).out()).startsWith("\u001b[2J\u001b[1m");
  }

  @Test
  void runsTheCTemplateWithArgumentsAndEnvironment() {
    Tool wasi = Toolchains.ofSystem().detect("wasi-c").orElseThrow();
    assumeTrue(wasi.found(), wasi.trouble());
    Path app = folder.resolve("app");
    cli.run("new", "c", app);

    Cli.Result result = cli.run("run", app, "--env", "THRESHOLD=30", "--", "--simulate", "3");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith("app: alarm above 30.0 degrees\n")
        .contains("reading  18.3  average  18.3  ok\n")
        .endsWith("3 readings, 0 alarms\n");

    result = cli.input("25\nwarm\n").run("run", app, "--env", "LOG=debug", "--");
    assertThat(result.out()).contains("reading  25.0  average  25.0  ALARM\n");
    assertThat(result.err())
        .isEqualTo("debug: 1 readings, 1 alarms\nline 2: \"warm\" is not a reading, skipped\n");
    assertThat(cli.run("run", app, "--", "--nonsense").status()).isEqualTo(2);
  }

  @Test
  void doesNotRunWhatDoesNotBuild() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "/bin/sh is not here");
    Files.writeString(
        folder.resolve("continuum.toml"),
        "[app]\nname='a'\nmodule='a.wasm'\n[build]\ncommand=['/bin/sh','-c','echo oh; exit 3']\n");

    Cli.Result result = cli.run("run", folder, "--json");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("oh\nThe build of a failed with status 3.");
    assertThat(result.json().at("/error/problem").stringValue()).isEqualTo("BUILD");

    Files.writeString(
        folder.resolve("continuum.toml"),
        "[app]\nname='a'\nmodule='a.wasm'\n[build]\ncommand=['/bin/sh','-c','true']\n");
    assertThat(cli.run("run", folder).err()).contains("a.wasm does not exist. Mend [app] module");
  }

  @Test
  void picksTheEngineThatTheModuleNeedsAndSaysSo() throws Exception {
    Path module = module("tail.wat", TAIL);

    Cli.Result result = cli.run("run", module, "--invoke", "down", "--", "100000");
    assertThat(result.out()).isEqualTo("0\n");
    assertThat(result.err())
        .isEqualTo(
            "This module uses tail calls, which Wasmtime 7 lacks: it runs on the stepping"
                + " engine.\n");
    Cli.Result asked =
        cli.run("run", "--engine", "stepping", module, "--invoke", "down", "--", "5");
    assertThat(asked.out()).isEqualTo("0\n");
    assertThat(asked.err()).isEmpty();

    Cli.Result wasmtime = cli.run("run", "--engine", "wasmtime", module, "--invoke", "down");
    assertThat(wasmtime.status()).isEqualTo(1);
    assertThat(wasmtime.err())
        .isEqualTo(
            "This module uses tail calls, which Wasmtime 7 lacks. Run it with --engine"
                + " stepping.\n");
    Cli.Result wrong = cli.run("run", "--engine", "v8", module);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo("There is no engine “v8”. Write --engine wasmtime or stepping.\n");
  }

  @Test
  void tellsTheEngineInJson() throws Exception {
    Path module = module("tail.wat", TAIL);

    JsonNode first =
        cli.run("run", "--json", module, "--invoke", "down", "--", "1").jsonLines().getFirst();
    assertThat(first.get("event").stringValue()).isEqualTo("engine");
    assertThat(first.get("engine").stringValue()).isEqualTo("stepping");
    assertThat(first.get("reason").stringValue()).contains("tail calls");
    first = cli.run("run", "--json", module("nothing.wat", "(module)")).jsonLines().getFirst();
    assertThat(first.get("engine").stringValue()).isEqualTo("wasmtime");
    assertThat(first.get("reason").stringValue()).isEmpty();
  }

  @Test
  void runsTheWatTemplateOnTheSteppingEngine() {
    cli.run("new", "wat", folder.resolve("app"));

    Cli.Result result = cli.input("6\n").run("run", "--engine", "stepping", folder.resolve("app"));

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Type a number and press Enter:\nstep 0: 6\n")
        .endsWith("8 steps to reach 1, highest 16\n");
    assertThat(
            cli.input("nonsense\n")
                .run("run", "--engine", "stepping", folder.resolve("app"))
                .status())
        .isEqualTo(2);
  }

  @Test
  void recordsARunThatEndsAndOneThatTraps() throws Exception {
    Path module = module("tail.wat", TAIL);
    Path file = folder.resolve("a run.rec");

    Cli.Result result = cli.run("run", "--record", file, module, "--invoke", "down", "--", "10");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("0\n");
    assertThat(result.err())
        .isEqualTo(
            "Recorded: "
                + file
                + ". To look into it: continuum debug --load '"
                + file
                + "' "
                + module
                + "\n");
    assertThat(isRecording(file)).isTrue();

    Path trap = folder.resolve("trap.rec");
    result =
        cli.run(
            "run",
            "--json",
            "--record",
            trap,
            module("trap.wat", "(module (func (export \"_start\") unreachable))"));
    assertThat(result.status()).isEqualTo(134);
    JsonNode event = result.jsonLines().get(1);
    assertThat(event.get("event").stringValue()).isEqualTo("recording");
    assertThat(event.get("file").stringValue()).isEqualTo(trap.toString());
    assertThat(event.get("bytes").longValue()).isEqualTo(Files.size(trap));
    assertThat(event.get("problem").isNull()).isTrue();
    assertThat(result.jsonLines().getLast().get("kind").stringValue()).isEqualTo("trapped");
  }

  @Test
  void recordsARunThatIsInterrupted() throws Exception {
    Path file = folder.resolve("loop.rec");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path loop = module("loop.wat", LOOP);
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> status.complete(cli.run(out, err, "run", "--record", file, loop)));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(out).hasToString("looping\n"));

    thread.interrupt();

    assertThat(status.join()).isEqualTo(130);
    assertThat(err)
        .asString()
        .startsWith("Saving the recording.\nRecorded: " + file + ". ")
        .endsWith("\nStopped.\n");
    assertThat(isRecording(file)).isTrue();
  }

  @Test
  void recordsARunWhoseTimeIsOver() throws Exception {
    module("loop.wat", LOOP);
    Files.writeString(
        folder.resolve("continuum.toml"),
        "[app]\nname = 'loop'\nmodule = 'loop.wat'\n[run]\ntimeout = '1s'\n");
    Path file = folder.resolve("loop.rec");

    Cli.Result result = cli.run("run", "--record", file, folder);

    assertThat(result.status()).isEqualTo(124);
    assertThat(result.err()).contains("Recorded: " + file, "as the project's timeout asks.");
    assertThat(isRecording(file)).isTrue();
  }

  @Test
  void refusesToRecordWhatCannotBeRecorded() throws Exception {
    Path module = module("tail.wat", TAIL);

    Cli.Result wasmtime =
        cli.run("run", "--engine", "wasmtime", "--record", folder.resolve("x.rec"), module);
    assertThat(wasmtime.status()).isEqualTo(2);
    assertThat(wasmtime.err())
        .startsWith("Only the stepping engine records, not Wasmtime 7. Leave --engine out");
    Cli.Result nowhere = cli.run("run", "--record", folder.resolve("no/x.rec"), module);
    assertThat(nowhere.status()).isEqualTo(1);
    assertThat(nowhere.err()).contains("cannot be recorded in " + folder.resolve("no/x.rec"));
    assertThat(cli.run("run", "--record", folder, module).err()).contains("that is a folder");
    assertThat(folder.resolve("x.rec")).doesNotExist();
  }

  /** Whether a file begins as a recording and is its owner's alone. */
  private static boolean isRecording(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    boolean begins = bytes.length > 8 && bytes[0] == (byte) 0x89 && bytes[1] == 'C';
    PosixFileAttributeView owned = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return begins
        && (owned == null
            || PosixFilePermissions.toString(owned.readAttributes().permissions())
                .equals("rw-------"));
  }

  @Test
  void refusesWrongCalls() throws Exception {
    Path module = module("loop.wat", LOOP);

    assertThat(cli.run("run").status()).isEqualTo(2);
    assertThat(cli.run("run", module, "stray").status()).isEqualTo(2);
    assertThat(cli.run("run", module, "--env", "NOVALUE").err())
        .isEqualTo("“--env NOVALUE” sets no variable. Write --env NAME=VALUE.\n");
    assertThat(cli.run("run", module, "--env", "=x").status()).isEqualTo(2);
    for (String dir : new String[] {"data", "data::rel", "::/x", "a::/b::rx", "a::/b::ro::c"}) {
      Cli.Result result = cli.run("run", module, "--dir", dir);
      assertThat(result.status()).as(dir).isEqualTo(2);
      assertThat(result.err()).contains("grants no folder");
    }
  }

  @Test
  void saysWhatCannotBeRun() throws Exception {
    Cli.Result none = cli.run("run", folder.resolve("none.wasm"));
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("none.wasm does not exist. Name a .wasm or .wat file");

    Cli.Result broken = cli.run("run", module("broken.wat", "(module (func"));
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.err()).isNotEmpty();

    Cli.Result noFolder =
        cli.run("run", module("loop.wat", LOOP), "--dir", folder.resolve("nowhere") + "::/x");
    assertThat(noFolder.status()).isEqualTo(1);
    assertThat(noFolder.err()).contains("nowhere").contains("does not exist");
  }

  @Test
  void validatesText() throws Exception {
    Path good = module("good.wat", LOOP);
    Path bad = module("bad.wat", "(module\n  (func (result i32)\n    i32.cost 1))\n");

    assertThat(cli.run("validate", good).out()).isEqualTo(good + ": valid.\n");
    Cli.Result result = cli.run("validate", bad);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains(bad + ":3:5: ").contains(bad + ": not valid.");
    JsonNode json = cli.run("validate", bad, "--json").json();
    assertThat(json.at("/files/0/problems/0/line").intValue()).isEqualTo(3);
  }

  private Path module(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Calls itself in the last place, and gives 0. */
  private static final String TAIL =
      """
      (module
        (func $down (export "down") (param i32) (result i32)
          (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
          (return_call $down (i32.sub (local.get 0) (i32.const 1)))))
      """;

  /** Prints a line and goes on for ever. */
  private static final String LOOP =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\\10\\00\\00\\00\\08\\00\\00\\00")
        (data (i32.const 16) "looping\\n")
        (func (export "_start")
          (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
          (loop $for_ever (br $for_ever))))
      """;

  private static final String YES =
      "(loop $for_ever (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const"
          + " 8))) (br $for_ever))";

  /** Copies its input to its output until it ends. */
  private static final String ECHO =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_read"
          (func $fd_read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (func (export "_start")
          (loop $next
            (i32.store (i32.const 0) (i32.const 64))
            (i32.store (i32.const 4) (i32.const 1024))
            (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
            (if (i32.load (i32.const 8))
              (then
                (i32.store (i32.const 4) (i32.load (i32.const 8)))
                (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                (br $next))))))
      """;
}
