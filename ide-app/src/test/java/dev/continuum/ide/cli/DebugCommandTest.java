package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DebugCommandTest {
  @TempDir Path folder;
  private Path module;

  @BeforeEach
  void writeModule() throws IOException {
    module =
        Files.writeString(
            folder.resolve("module.wat"),
            """
            (module
              (import "wasi_snapshot_preview1" "fd_write"
                (func $write (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_read"
                (func $read (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (table $t 3 funcref)
              (type $pair (struct (field $x (mut i32)) (field $y i64)))
              (global $sp (mut i32) (i32.const 4096))
              (data (i32.const 8) "hello\\n")
              (func $say (param $from i32) (param $length i32)
                (i32.store (i32.const 0) (local.get $from))
                (i32.store (i32.const 4) (local.get $length))
                (drop
                  (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32))))
              (func (export "_start")
                (call $say (i32.const 8) (i32.const 6)))
              (func (export "echo") (result i32)
                (i32.store (i32.const 0) (i32.const 64))
                (i32.store (i32.const 4) (i32.const 16))
                (drop
                  (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 32)))
                (call $say (i32.const 64) (i32.load (i32.const 32)))
                (i32.load (i32.const 32)))
              (func (export "pair") (result i64)
                (local $p (ref null $pair))
                (local.set $p (struct.new $pair (i32.const 3) (i64.const 4)))
                (struct.get $pair $y (local.get $p)))
              (func (export "trap") (param $d i32) (result i32)
                (i32.div_s (i32.const 7) (local.get $d)))
              (func (export "forever") (loop $l (br $l))))
            """);
  }

  private Cli.Result run(String commands, Object... arguments) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), commands);
    Object[] all = new Object[arguments.length + 3];
    all[0] = "debug";
    all[1] = "--commands";
    all[2] = script;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new Cli(folder).run(all);
  }

  private static List<String> kinds(Cli.Result result) {
    return result.jsonLines().stream()
        .map(each -> each.has("answer") ? each.get("answer") : each.get("event"))
        .map(JsonNode::stringValue)
        .toList();
  }

  @Test
  void mixesOutputOfTheProgramWithAnswers() throws IOException {
    Cli.Result result =
        run(
            "break import wasi_snapshot_preview1.fd_write\nrun\nfinish\nback 3\ncontinue\ncontinue",
            module);
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    // Once, although the call is made again when going forwards.
    assertThat(result.out()).containsOnlyOnce("hello\n");
    assertThat(result.out()).contains("Tick 13: breakpoint 1").endsWith("the program has ended\n");
  }

  @Test
  void answersInJson() throws IOException {
    Cli.Result result = run("run\nback\nlocals\nprint 1 +\n", "--json", module);
    assertThat(kinds(result)).containsExactly("stop", "output", "stop", "stop", "locals", "error");
    List<JsonNode> lines = result.jsonLines();
    assertThat(lines.get(1).get("text").stringValue()).isEqualTo("hello\n");
    assertThat(lines.get(2).get("reason").stringValue()).isEqualTo("end");
    assertThat(lines.get(4).get("command").stringValue()).isEqualTo("locals");
    assertThat(lines.get(5).get("start").intValue()).isEqualTo(3);
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void givesTheProgramStandardInput() throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "run");
    Cli.Result result =
        new Cli(folder)
            .input("typed\n")
            .run("debug", "--commands", script, "--invoke", "echo", module);
    assertThat(result.out()).contains("\ntyped\n").contains("returned i32 6");
  }

  @Test
  void readsCommandsFromStandardInput() {
    Cli.Result result =
        new Cli(folder).input("# a remark\n\nbogus\nrun\nquit\nrun\n").run("debug", module);
    assertThat(result.err()).contains("“bogus” is no command");
    assertThat(result.out()).containsOnlyOnce("> run").contains("the program has ended");
    assertThat(result.status()).isZero();
  }

  @Test
  void endsAScriptAtTheFirstFailure() throws IOException {
    Cli.Result result = run("break $nowhere\nrun", module);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("nowhere");
    assertThat(result.out()).doesNotContain("> run");
  }

  @Test
  void showsObjectsTablesAndMemory() throws IOException {
    Cli.Result result =
        run(
            "step 4\n"
                + "print $p\n"
                + "set $p.$x = -1\n"
                + "print $p.$x as hex\n"
                + "set table[0][1] = func.$say\n"
                + "table 0\n"
                + "memory 8 6\n"
                + "globals s\n"
                + "table\n"
                + "disassemble $say 3\n"
                + "calls\n"
                + "info",
            "--invoke",
            "pair",
            module);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("(ref $pair)", "  $x: i32 = 3\n  $y: i64 = 4")
        .contains("= 0xffffffff (i32)")
        .contains("table[0][0] = null\ntable[0][1] = (ref func)")
        .contains("00000008  68 65 6c 6c 6f 0a")
        .contains("global.$sp: i32 = 4096")
        .contains("table 0: 3 elements")
        .contains("i32.const 0\n", "and 10 more; ‘disassemble 0x")
        .contains("The host was not called")
        .contains("memory 0: 65536 bytes");
  }

  @Test
  void saysWhyItTrapsAndGoesBackFromThere() throws IOException {
    Cli.Result result =
        run(
            "run\nstack\nback\nset $d = 0x10\ncontinue\nback\ngoto start\nwhere",
            "--invoke",
            "trap",
            module,
            "--",
            "0");
    assertThat(result.out())
        .contains("Tick 2: trap, integer divide by zero")
        .contains("stack[0]: i32 = 0\nstack[1]: i32 = 7")
        .contains("func[6] \"trap\"($d=0)");
  }

  @Test
  void saysWhereAValueCameFrom() throws IOException {
    Cli.Result result =
        run(
            "break import wasi_snapshot_preview1.fd_write\nrun\norigin memory[0]:i32\n"
                + "origin stack[3]\nprint stack[3]\norigin stack[9]",
            module);
    assertThat(result.out())
        .contains("line 12: i32.store = 8, stored to memory at 0x0\n")
        .contains("line 12: local.get $from = 8, read from local $from\n")
        .contains("line 17: call $say = 8, passed as parameter $from\n")
        .contains("line 17: i32.const 8 = 8, a constant\n")
        .contains("line 15: i32.const 1 = 1, a constant\n")
        .contains("= 1 (i32)")
        .doesNotContain("hello");
    assertThat(result.status()).isEqualTo(1);
    Cli.Result json = run("run\norigin stack[0]", "--json", "--invoke", "trap", module, "--", "0");
    JsonNode origin = json.jsonLines().getLast();
    assertThat(origin.get("answer").stringValue()).isEqualTo("origin");
    assertThat(origin.get("ending").stringValue()).isEqualTo("found");
    assertThat(origin.get("steps")).hasSize(2);
    assertThat(origin.get("steps").get(0).get("kind").stringValue()).isEqualTo("copy");
    assertThat(origin.get("steps").get(1).get("kind").stringValue()).isEqualTo("initial");
    assertThat(origin.get("steps").get(1).get("function").isNull()).isTrue();
  }

  @Test
  void restartsWithItsBreakpoints() throws IOException {
    Cli.Result result =
        run(
            "break $say if $length == 6\nrun\nrun\nbreakpoints\ndisable 1\nrun\ndelete all\nrun",
            "--json",
            module);
    List<JsonNode> lines = result.jsonLines();
    assertThat(kinds(result))
        .containsExactly(
            "stop",
            "breakpoint",
            "stop",
            "stop",
            "breakpoints",
            "breakpoint",
            "output",
            "stop",
            "done",
            "output",
            "stop");
    assertThat(lines.get(2)).isEqualTo(lines.get(3));
    assertThat(lines.get(4).get("breakpoints").get(0).get("hits").intValue()).isEqualTo(1);
    assertThat(lines.get(7).get("reason").stringValue()).isEqualTo("end");
  }

  @Test
  void refusesWhatCannotBeDebugged() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.wat"), "(module (func (i32.add)))");
    assertThat(run("run", broken).err()).contains("is not a valid module");
    Path wrong = Files.writeString(folder.resolve("wrong.wat"), "(module (func");
    assertThat(run("run", wrong).err()).contains("does not assemble: 1:");
    assertThat(run("run", "--invoke", "nothing", module).err())
        .contains("the module exports no function “nothing”; it has _start, echo");
    Path lonely =
        Files.writeString(
            folder.resolve("lonely.wat"),
            "(module (import \"env\" \"f\" (func)) (func (export \"_start\")))");
    assertThat(run("run", lonely).err())
        .contains("cannot be started")
        .contains("it wants a host with “env”, and is given “wasi_snapshot_preview1” here");
    assertThat(run("run", "--history", "0", module).status()).isEqualTo(2);
  }

  @Test
  void goesOnWithWhatWasSaved() throws IOException {
    Path file = folder.resolve("saved");
    run("break $say\nrun\nset $length = 3\nstep 2\nsave " + file, module);
    Cli.Result result = run("where\nback 2\nlocals\ncontinue\nback\nrun", "--load", file, module);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Tick 5: opened from " + file)
        .contains("$say($from=8, $length=3)")
        .contains("hel\nTick 17: the program has ended")
        .endsWith("hello\nTick 17: the program has ended\n");
  }

  @Test
  void refusesWhatWasNotSavedOrNotOfThisModule() throws IOException {
    Path file = folder.resolve("saved");
    run("save " + file, "--invoke", "trap", module, "--", "1");
    Path other =
        Files.writeString(folder.resolve("other.wat"), "(module (func (export \"_start\")))");
    assertThat(run("load " + file, other).err()).contains("module");
    assertThat(run("load " + module, module).err()).contains("is not a recording");
    assertThat(run("load nowhere", module).err()).contains("There is no file nowhere");
    assertThat(run("save " + module, module).err()).contains("is there already");
    assertThat(Files.readString(module)).startsWith("(module");
    // What was called then is called again.
    assertThat(run("continue\nrun", "--load", file, module).out())
        .containsSubsequence("returned i32 7", "returned i32 7");
  }

  @Test
  void helps() throws IOException {
    Cli.Result result = run("help\nhelp back\nhelp bogus", module);
    assertThat(result.out()).contains("break LOCATION", "back [N|line|over [line]|out]");
    assertThat(result.err()).contains("“bogus” is no command");
  }
}
