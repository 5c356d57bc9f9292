package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.testing.ToolFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home folder with the agent in it, and one of the shells it is for. */
abstract class AgentFixture {
  private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
  private static final Path DASH = Path.of("/usr/bin/dash");

  /** A shell and the tools beside it. */
  enum Tools {
    DASH,
    BUSYBOX,
    /** BusyBox without awk: the shell itself tags the log. */
    BUSYBOX_WITHOUT_AWK
  }

  @TempDir Path folder;
  Path home;
  Path script;
  String path = "";

  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectory(folder.resolve("ho me"));
    script = folder.resolve("agent.sh");
    Files.write(script, AgentScript.bytes());
  }

  @AfterEach
  void end() throws Exception {
    if (Files.isDirectory(home.resolve(".continuum/apps/app"))) {
      agent("", "stop", "app");
    }
  }

  void use(Tools tools) throws Exception {
    Path bin = folder.resolve("bin");
    path = bin.toString();
    if (tools == Tools.DASH) {
      assumeTrue(Files.isExecutable(DASH), "skipped: dash is not installed");
      ToolFolder.system(bin, DASH, Set.of());
    } else {
      assumeTrue(Files.isExecutable(BUSYBOX), "skipped: busybox is not installed");
      ToolFolder.busybox(bin, tools == Tools.BUSYBOX_WITHOUT_AWK ? Set.of("awk") : Set.of());
    }
  }

  void useAllBut(Set<String> missing) throws IOException {
    path = folder.resolve("bin").toString();
    ToolFolder.system(folder.resolve("bin"), Path.of("/bin/sh"), missing);
  }

  String agent(String input, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(path + "/sh", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", path);
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It refused its arguments and ended before it read its input; what it says is looked at.
      assertThat(e.getMessage()).containsAnyOf("Broken pipe", "Stream closed");
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  String deploy(String run, int ticks) throws Exception {
    agent("", "hello");
    return activate(run, "health alive " + ticks / 10 + "." + ticks % 10 + "0\n");
  }

  /** A new release of a module that is put into the store first. */
  String activate(String run, String policy) throws Exception {
    return activate("module", run, policy);
  }

  /** The same with a module of that text. */
  String activate(String module, String run, String policy) throws Exception {
    return activate("app", module, run, policy);
  }

  /** The same for an app of that name. */
  String activate(String app, String module, String run, String policy) throws Exception {
    String digest = Digests.of(module.getBytes(StandardCharsets.UTF_8));
    agent(module, "receive", "token", "store", digest, digest);
    String json = "{\"module\":\"" + digest + "\"}\n";
    String runs = "# " + digest + "\n" + run + "\n";
    return agent(
        json + policy + runs,
        "activate",
        app,
        "token",
        "10",
        "release.json",
        "1",
        "policy",
        String.valueOf(policy.lines().count()),
        "run",
        String.valueOf(runs.lines().count()));
  }

  /** A release with that policy, good at once unless the policy says otherwise. */
  String deploy(String policy, String run) throws Exception {
    agent("", "hello");
    return activate(run, policy.contains("health") ? policy : policy + "health alive 0.00\n");
  }

  /** Sets one of the variables at the head of a part to another value. */
  void rewrite(String variable, String value) throws IOException {
    String text = Files.readString(script);
    String changed = text.replaceAll("(?m)^" + variable + "=.*$", variable + "=" + value);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(script, changed);
  }

  /** Asks again and again until the app's status has these words. */
  String awaitStatus(String... words) throws Exception {
    while (true) {
      String status = agent("", "status", "app");
      if (List.of(words).stream().allMatch(status::contains)) {
        return status;
      }
    }
  }

  /** Asks again and again until the log has so many records of that text. */
  List<String> awaitLog(String text, int count) throws Exception {
    while (true) {
      List<String> texts = texts();
      if (texts.stream().filter(text::equals).count() >= count) {
        return texts;
      }
    }
  }

  /** The processes that belong to the device of this test: their home folder is its. */
  List<ProcessHandle> processes() {
    byte[] mark = ("HOME=" + home + "\0").getBytes(StandardCharsets.UTF_8);
    String wanted = new String(mark, StandardCharsets.ISO_8859_1);
    return ProcessHandle.allProcesses()
        .filter(process -> {
          try {
            Path environment = Path.of("/proc", String.valueOf(process.pid()), "environ");
            return new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1)
                .contains(wanted);
          } catch (IOException e) {
            // It has ended meanwhile, or is somebody else's.
            return false;
          }
        })
        .toList();
  }

  /** As when the device is switched off. */
  void killEverything() {
    kill(processes());
  }

  /** Ends processes by force and waits until they are gone. */
  static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : processes) {
      while (process.isAlive()) {
        Thread.onSpinWait();
      }
    }
  }

  String log() throws Exception {
    StringBuilder all = new StringBuilder();
    long position = 0;
    while (true) {
      String answer = agent("", "log", "app", String.valueOf(position), "0");
      String body = answer.substring(answer.indexOf("\nok\n") + 4);
      if (body.isEmpty()) {
        return all.toString();
      }
      long from = Long.parseLong(answer.split("\n")[1].split(" ")[1]);
      position = from + body.getBytes(StandardCharsets.UTF_8).length;
      all.append(body);
    }
  }

  List<String> texts() throws Exception {
    return log().lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  static Path script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
