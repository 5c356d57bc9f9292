package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.testing.ToolFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent does with releases, under the shells it is for. */
class ReleaseScriptTest {
  private static final String ALIVE = "health alive 0.00\n";
  private static final String SERVICE = "exec sleep 1000";

  /** A shell and the tools beside it. */
  enum Tools {
    DASH("/usr/bin/dash"),
    BUSYBOX("/usr/bin/busybox");

    private final Path program;

    Tools(String program) {
      this.program = Path.of(program);
    }
  }

  @TempDir Path folder;
  private Path base;
  private Path script;
  private Path bin;
  private int tokens;

  @BeforeEach
  void prepare() throws IOException {
    base = Files.createDirectory(folder.resolve("ho me")).resolve(".continuum");
    script = folder.resolve("agent.sh");
    bin = folder.resolve("bin");
    Files.write(script, AgentScript.bytes());
  }

  @AfterEach
  void end() throws Exception {
    Files.write(script, AgentScript.bytes());
    for (String app : List.of("app", "other")) {
      if (Files.isDirectory(base.resolve("apps").resolve(app))) {
        agent("", "stop", app);
      }
    }
  }

  private void use(Tools tools) throws Exception {
    assumeTrue(Files.isExecutable(tools.program), "skipped: " + tools.program + " is not there");
    if (tools == Tools.DASH) {
      ToolFolder.system(bin, tools.program, Set.of());
    } else {
      ToolFolder.busybox(bin, Set.of());
    }
    agent("", "hello");
  }

  private String agent(String input, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(bin + "/sh", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", String.valueOf(base.getParent()));
    builder.environment().put("PATH", bin.toString());
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It was killed, or refused its arguments, before it read its input.
      assertThat(e).hasMessageFindingMatch("Broken pipe|Stream closed");
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private String store(String module) throws Exception {
    String digest = Digests.of(module.getBytes(StandardCharsets.UTF_8));
    assertThat(agent(module, "receive", "token", "store", digest, digest)).endsWith("ok\n");
    return digest;
  }

  private String activate(String app, String module, String policy, String run) throws Exception {
    return activate(app, module, policy, "", run);
  }

  private String activate(String app, String module, String policy, String line, String run)
      throws Exception {
    String digest = store(module);
    String json = "{\"module\":\"" + digest + "\"}\n";
    String runs = "# " + digest + "\n" + run + "\n";
    List<String> words =
        new ArrayList<>(
            List.of("activate", app, "token" + ++tokens, "2", "release.json", "1", "policy"));
    words.add(String.valueOf(policy.lines().count()));
    if (!line.isEmpty()) {
      words.addAll(List.of("health-line", "1"));
    }
    words.addAll(List.of("run", String.valueOf(runs.lines().count())));
    return agent(
        json + policy + (line.isEmpty() ? "" : line + "\n") + runs, words.toArray(String[]::new));
  }

  private String deploy(String module) throws Exception {
    return activate("app", module, ALIVE, SERVICE);
  }

  private String status() throws Exception {
    return agent("", "status", "app");
  }

  private Path module(String text) {
    return base.resolve("store").resolve(Digests.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @EnumSource
  void goesToAnyReleaseAndNeverUsesANumberAgain(Tools tools) throws Exception {
    use(tools);
    deploy("one");
    deploy("two");
    assertThat(deploy("three")).contains("release 3", "switched", "state running").endsWith("ok\n");

    assertThat(agent("", "rollback", "app", "1"))
        .contains("verified\n", "release 1\nswitched\n", "app app\nrelease 1\nstate running")
        .endsWith("ok\n");
    assertThat(agent("", "pin", "app", "2", "yes")).endsWith("ok\n");
    assertThat(agent("", "releases", "app"))
        .contains("current 1\nrelease 1\npresent yes\njson {", "release 2\npinned yes\npresent yes")
        .contains("release 3\npresent yes\n");

    assertThat(agent("", "prune", "app", "0")).contains("pruned 3").doesNotContain("pruned 2");
    assertThat(module("three")).doesNotExist();
    assertThat(module("two")).exists();
    assertThat(deploy("four")).contains("release 4\n");

    agent("", "pin", "app", "2", "no");
    assertThat(agent("", "prune", "app", "0")).contains("pruned 1\npruned 2\nok\n");
    assertThat(agent("", "rollback", "app", "2")).contains("error NOT_FOUND no such release");
    assertThat(status()).contains("release 4", "state running");
  }

  @ParameterizedTest
  @EnumSource
  void keepsAsManyReleasesAsAreAskedFor(Tools tools) throws Exception {
    use(tools);
    for (int i = 1; i <= 5; i++) {
      assertThat(activate("app", "module " + i, ALIVE, ":")).endsWith("ok\n");
    }
    assertThat(agent("", "releases", "app").lines().filter(l -> l.startsWith("release ")))
        .containsExactly("release 3", "release 4", "release 5");
    assertThat(module("module 2")).doesNotExist();
    assertThat(module("module 3")).exists();
  }

  @ParameterizedTest
  @EnumSource
  void waitsForALineThatMatches(Tools tools) throws Exception {
    use(tools);
    String says = "health says 20.00\n";
    assertThat(
            activate(
                "app",
                "one",
                says,
                "^up `x` [0-9]+ \\$HOME$",
                "echo 'up `x` 12 $HOME' >&2;" + SERVICE))
        .contains("state running")
        .endsWith("ok\n");
    assertThat(activate("app", "two", "health says 0.30\n", "^(never|nie)$", SERVICE))
        .contains("now 1", "error START_FAILED SILENT");
    assertThat(activate("app", "two", says, "^done", "echo not done; exit 0"))
        .contains("error START_FAILED SILENT");
    assertThat(activate("app", "two", says, "a(b", SERVICE)).contains("error BAD_LINE");
    assertThat(status()).contains("release 1", "state running");
    // The line was there, but it belongs to an earlier release.
    assertThat(activate("app", "two", "health says 0.30\n", "^up ", SERVICE)).contains("SILENT");
    // It is well as soon as it says so; that it has ended is seen then or later.
    assertThat(activate("app", "two", says, "^do+ne", "echo doone")).endsWith("ok\n");
    String status = status();
    while (!status.contains("state exited")) {
      status = status();
    }
    assertThat(status).contains("release 5", "status 0");
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAJobToEnd(Tools tools) throws Exception {
    use(tools);
    assertThat(activate("app", "one", "health ends 20.00\n", "sleep 0.2"))
        .contains("state exited", "status 0")
        .endsWith("ok\n");
    assertThat(activate("app", "two", "health ends 20.00\n", "echo no >&2; exit 3"))
        .contains("wrote no", "now 1", "error START_FAILED 3");
    assertThat(activate("app", "two", "health ends 0.20\n", SERVICE))
        .contains("error START_FAILED LATE");
    assertThat(status()).contains("release 1", "state exited", "status 0");
  }

  @ParameterizedTest
  @EnumSource
  void stopsNothingWhenTheModuleIsGoneOrDamaged(Tools tools) throws Exception {
    use(tools);
    deploy("one");
    deploy("two");
    Files.writeString(module("one"), "eno");
    assertThat(agent("", "rollback", "app", "1")).contains("error DAMAGED");
    Files.delete(module("one"));
    assertThat(agent("", "rollback", "app", "1")).contains("error GONE");
    assertThat(status()).contains("release 2", "state running");
    assertThat(base.resolve("apps/app/lock")).doesNotExist();
  }

  /** The places in a switch where the agent is killed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "  begin_switch \"$old\" \"$sw_was\" \"$to\" $sw_made \"$2\" || fail NO_SPACE \"cannot"
            + " begin the switch\"\n",
        "  say \"release $to\"\n",
        "  log_before=$end\n",
        "  say \"switched\"\n",
        "  healthy=no why=-\n",
        "  if start_release \"$to\"; then\n",
        "  if [ $healthy = yes ]; then\n",
      })
  void isBackAtTheOldReleaseWhenKilledInTheMiddle(String after) throws Exception {
    use(Tools.DASH);
    deploy("one");
    kill(after);
    assertThat(deploy("two")).doesNotContain("ok\n");
    Files.write(script, AgentScript.bytes());
    assertThat(status()).contains("release 1\nstate running").endsWith("ok\n");
    assertThat(base.resolve("apps/app/switching")).doesNotExist();
    assertThat(agent("", "releases", "app").lines().filter(l -> l.startsWith("release ")))
        .containsExactly("release 1");
    assertThat(deploy("two")).contains("release 3\nstate running");

    kill(after);
    assertThat(agent("", "rollback", "app", "1")).doesNotContain("ok\n");
    Files.write(script, AgentScript.bytes());
    agent("", "hello");
    assertThat(agent("", "list")).contains("release 3\nstate running");
    assertThat(agent("", "releases", "app").lines().filter(l -> l.startsWith("release ")))
        .containsExactly("release 1", "release 3");
  }

  private void kill(String after) throws IOException {
    String text = new String(AgentScript.bytes(), StandardCharsets.UTF_8);
    int at = text.indexOf(after, text.indexOf("\nactivate() {"));
    assertThat(at).isPositive();
    int end = at + after.length();
    Files.writeString(script, text.substring(0, end) + "kill -9 $$\n" + text.substring(end));
  }

  @ParameterizedTest
  @EnumSource
  void isGoneWhenKilledInTheMiddleOfItsFirstRelease(Tools tools) throws Exception {
    use(tools);
    kill("  if [ $healthy = yes ]; then\n");
    assertThat(deploy("one")).doesNotContain("ok\n");
    Files.write(script, AgentScript.bytes());
    assertThat(status()).contains("error NOT_FOUND");
    assertThat(deploy("one")).contains("release 2\nstate running");
  }

  @ParameterizedTest
  @EnumSource
  void makesAModuleOfAnotherOne(Tools tools) throws Exception {
    use(tools);
    String old = store("0123456789");
    String made = Digests.of("345xy\n9012".getBytes(StandardCharsets.UTF_8));
    String[] patch = {
      "patch", "token", old, made, "c", "3", "3", "i", "2", "i", "1", "c", "9", "1", "c", "0", "3"
    };
    assertThat(agent("xy\n", patch)).endsWith("ok\n");
    assertThat(module("345xy\n9012")).hasContent("345xy\n9012");
    Files.delete(module("345xy\n9012"));
    Files.writeString(module("0123456789"), "012E456789");
    assertThat(agent("xy\n", patch)).contains("error DIGEST_MISMATCH");
    assertThat(module("345xy\n9012")).doesNotExist();
    Files.delete(module("0123456789"));
    assertThat(agent("xy\n", patch)).contains("error DIGEST_MISMATCH");
    try (var left = Files.list(base.resolve("store"))) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void removesAnAppAndWhatOnlyItNeeded(Tools tools) throws Exception {
    use(tools);
    deploy("one");
    deploy("both");
    activate("other", "both", ALIVE, SERVICE);
    agent("store x x\n", "prepare", "third", "wanting");
    Files.writeString(base.resolve("store/x"), "of a deployment under way");
    assertThat(agent("", "remove", "app")).endsWith("ok\n");
    assertThat(status()).contains("error NOT_FOUND");
    assertThat(base.resolve("apps/app")).doesNotExist();
    assertThat(module("one")).doesNotExist();
    assertThat(module("both")).exists();
    assertThat(base.resolve("store/x")).exists();
    assertThat(agent("", "status", "other")).contains("state running");
    assertThat(agent("", "list")).contains("app other").doesNotContain("app app");
  }

  @ParameterizedTest
  @EnumSource
  void startsAndRestarts(Tools tools) throws Exception {
    use(tools);
    deploy("one");
    agent("", "stop", "app");
    assertThat(agent("", "start", "app")).endsWith("ok\n");
    assertThat(status()).contains("state running");
    String state = Files.readString(base.resolve("apps/app/state"));
    agent("", "start", "app");
    assertThat(base.resolve("apps/app/state")).hasContent(state);
    assertThat(agent("", "restart", "app")).endsWith("ok\n");
    assertThat(Files.readString(base.resolve("apps/app/state"))).isNotEqualTo(state);
    assertThat(status()).contains("state running");
  }

  @ParameterizedTest
  @EnumSource
  void makesNothingOfAReleaseThatDidNotArriveWhole(Tools tools) throws Exception {
    use(tools);
    deploy("one");
    assertThat(agent("{}\nexec", "activate", "app", "t", "1", "release.json", "1", "run", "5"))
        .contains("error PROTOCOL the release did not arrive whole");
    assertThat(agent("{}\n", "activate", "app", "t", "1", "release.json", "1"))
        .contains("error PROTOCOL");
    assertThat(agent(":\n", "activate", "app", "t", "1", "run", "1")).contains("error DAMAGED");
    assertThat(status()).contains("release 1", "state running");
    try (var left = Files.list(base.resolve("apps/app/releases"))) {
      assertThat(left).hasSize(1);
    }
    assertThat(Files.exists(base.resolve("apps/app/lock"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhoHasTheLock(Tools tools) throws Exception {
    use(tools);
    deploy("one");
    Process holder = new ProcessBuilder("sleep", "1000").start();
    try {
      Path lock = Files.createDirectory(base.resolve("apps/app/lock"));
      String stat = Files.readString(Path.of("/proc/" + holder.pid() + "/stat"));
      String began = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
      Files.writeString(
          lock.resolve("owner"), holder.pid() + " " + began + " 1700000000 activate\n");
      for (List<String> words :
          List.of(
              List.of("rollback", "app", "1"),
              List.of("pin", "app", "1", "yes"),
              List.of("prune", "app", "1"),
              List.of("start", "app"),
              List.of("restart", "app"),
              List.of("remove", "app"),
              List.of("stop", "app"))) {
        assertThat(agent("", words.toArray(String[]::new)))
            .contains("error BUSY 1700000000 activate " + holder.pid());
      }
    } finally {
      holder.destroy();
      holder.waitFor();
    }
    assertThat(agent("", "restart", "app")).endsWith("ok\n");
  }
}
