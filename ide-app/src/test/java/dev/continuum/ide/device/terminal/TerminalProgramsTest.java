package dev.continuum.ide.device.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.task.BackgroundTasks;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real programs of the full screen, on a real server, by what stands on the screen. */
@Timeout(120)
class TerminalProgramsTest {
  private static final Path BUSYBOX = Path.of("/usr/bin/busybox");

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private OpenSshServer server;
  private TerminalModel model;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: openssh-server is not installed");
    assumeTrue(Files.isExecutable(BUSYBOX), "skipped: busybox is not installed");
    FxTest.startToolkit();
    server = OpenSshServer.start(Files.createDirectory(folder.resolve("server")));
    open.add(server);
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    SshDevices devices =
        new SshDevices(
            registry,
            new TestUser(true, "", ""),
            folder,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    open.add(devices);
    BackgroundTasks tasks = new BackgroundTasks();
    open.add(tasks);
    model =
        FxTest.onFx(() -> {
          TerminalModel made =
              new TerminalModel(
                  tasks, "board", (c, r) -> devices.target("board").access().shell(c, r));
          made.resize(60, 12);
          made.connect();
          return made;
        });
    open.add(() -> FxTest.runFx(model::close));
    type("PS1='ready> '; cd '" + server.home() + "'; clear\r");
    see(text -> text.getFirst().equals("ready>"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private void type(String text) {
    await().until(() -> model.phase().get() == TerminalModel.Phase.OPEN);
    model.send(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> text() {
    return model.read(e -> e.screen().text());
  }

  private void see(Predicate<List<String>> wanted) {
    await().atMost(Duration.ofSeconds(30)).until(this::text, wanted);
  }

  @Test
  void editsWithVi() throws Exception {
    type("busybox vi note.txt\r");
    see(text -> text.get(1).startsWith("~") && model.read(e -> e.screen().alternate()));
    type("ihello\rwörld\033");
    see(text -> text.get(0).equals("hello") && text.get(1).equals("wörld"));
    type("ggdd:wq\r");
    see(text -> text.contains("ready>") && !model.read(e -> e.screen().alternate()));
    assertThat(server.home().resolve("note.txt")).hasContent("wörld\n");
  }

  @Test
  void pagesWithLess() throws Exception {
    Files.write(
        server.home().resolve("lines"),
        java.util.stream.IntStream.rangeClosed(1, 500).mapToObj(i -> "line " + i).toList());
    type("busybox less lines\r");
    see(text -> text.get(0).equals("line 1") && text.get(10).equals("line 11"));
    type(" ");
    see(text -> text.get(0).equals("line 12"));
    type("G");
    see(text -> text.contains("line 500"));
    String first = text().getFirst();
    type("k");
    see(text -> text.get(1).equals(first));
    type("q");
    see(text -> text.stream().anyMatch(line -> line.startsWith("ready>")));
  }

  @Test
  void watchesTopAndFollowsItsSize() {
    type("busybox top -d 1\r");
    see(text -> text.stream().anyMatch(line -> line.contains("PID") && line.contains("COMMAND")));
    FxTest.runFx(() -> model.resize(80, 20));
    see(text -> text.size() == 20 && !text.get(18).isEmpty());
    type("q");
    see(text -> text.stream().anyMatch(line -> line.startsWith("ready>")));
    type("stty size\r");
    see(text -> text.contains("20 80"));
  }

  @Test
  void saysWhenItIsCutOffAndComesBack() throws Exception {
    server.cutConnections();
    await().until(() -> model.phase().get() == TerminalModel.Phase.LOST);
    assertThat(model.message().get())
        .isEqualTo("The connection to board was cut, and the shell with it.");
    FxTest.runFx(model::connect);
    type("echo back again\r");
    see(text -> text.contains("back again"));
    type("exit 3\r");
    await().until(() -> model.phase().get() == TerminalModel.Phase.ENDED);
    assertThat(model.message().get()).isEqualTo("The shell on board has ended with status 3.");
  }

  @Test
  void pastesSeveralLinesSafely() {
    assertThat(model.isHarmless("one line")).isTrue();
    type("cat -v\r");
    see(text -> text.contains("ready> cat -v") && !model.read(Emulator::bracketedPaste));
    assertThat(model.isHarmless("two\nlines")).isFalse();
    model.paste("echo pas\033[31mted\u0007\n");
    see(text -> text.contains("echo pas[31mted"));
    type("\003");
    // The shell itself knows what is pasted, and carries nothing out.
    see(text -> model.read(Emulator::bracketedPaste));
    assertThat(model.isHarmless("two\nlines")).isTrue();
    model.paste("echo $((1+1))\necho no");
    see(text -> text.contains("echo no"));
    assertThat(text()).doesNotContain("2");
  }
}
