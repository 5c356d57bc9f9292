package dev.continuum.ide.device.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.ToolFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device's shell, files, ports and notes in the whole window, over a real server. */
@Timeout(180)
class AccessWindowTest {
  @TempDir Path folder;
  private @Nullable OpenSshServer server;
  private @Nullable TestWindow shown;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: openssh-server is not installed");
    Path tools = folder.resolve("tools");
    // The device's whole PATH: nothing on it restarts this computer.
    ToolFolder.system(tools, Path.of("/bin/sh"), Set.of());
    OpenSshServer started =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", tools.toString()),
            List.of("AcceptEnv LANG"));
    server = started;
    UserFolders folders = UserFolders.below(folder.resolve("home"));
    new DeviceRegistry(folders.config().resolve("devices.json"))
        .add(started.device("gateway").withHostKey(started.fingerprint()));
    shown = TestWindow.whole(folder.resolve("home"), null);
    await()
        .until(() ->
            FxTest.onFx(() ->
                window()
                    .window
                    .actions()
                    .find("deploy.openShell")
                    .orElseThrow()
                    .command()
                    .enabled()
                    .get()));
  }

  @AfterEach
  void close() throws Exception {
    if (shown != null) {
      shown.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private TestWindow window() {
    return Objects.requireNonNull(shown);
  }

  private OpenSshServer server() {
    return Objects.requireNonNull(server);
  }

  private void act(String id) {
    await().atMost(Duration.ofSeconds(30)).until(() -> window().act(id));
  }

  private <T extends Node> T awaited(Class<T> type, String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> FxTest.onFx(() -> window().find("#" + id) != null));
    return window().control(type, id);
  }

  private void pictures(String name) {
    window().picture(name + "-a");
    window().act("view.theme");
    window().picture(name + "-b");
    window().act("view.theme");
  }

  private void type(Node node, String text) {
    for (char c : text.toCharArray()) {
      FxTest.runFx(() -> {
        if (c == '\r') {
          node.fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "\r", "", KeyCode.ENTER, false, false, false, false));
        } else {
          node.fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_TYPED,
                  String.valueOf(c),
                  "",
                  KeyCode.UNDEFINED,
                  false,
                  false,
                  false,
                  false));
        }
      });
    }
  }

  private String title() {
    return FxTest.onFx(() -> {
      var document = window().window.activeDocument().get();
      return document == null ? "" : document.title().get();
    });
  }

  @Test
  void aShellIsTypedTo() {
    act("deploy.openShell");
    Node terminal = awaited(Node.class, "terminal");
    await().until(() -> title().equals("gateway: shell"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> FxTest.onFx(() -> !terminal.getParent().lookup(".terminal-notice").isVisible()));
    type(
        terminal,
        "PS1='gateway$ '; printf '\\033]2;works\\007'; for i in 0 1 2 3 4 5 6 7; do printf"
            + " \"\\033[3${i}m colour $i \\033[9${i}m bright \\033[0m\\033[4${i}m ground"
            + " \\033[0;1m bold \\033[0;4m lined \\033[0;7m turned \\033[0m\\n\"; done; printf"
            + " 'wide 日本語 lines ┌──┐ │ü│ └──┘\\n'\r");
    await().atMost(Duration.ofSeconds(30)).until(() -> title().equals("gateway: works"));
    FxTest.settle();
    pictures("terminal");
    type(terminal, "exit 4\r");
    Label notice = awaited(Label.class, "terminal-notice");
    await().until(() -> FxTest.onFx(notice::getText).contains("has ended with status 4"));
    window().picture("terminal-ended");
    FxTest.runFx(window().control(Button.class, "terminal-reconnect")::fire);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> FxTest.onFx(() -> !notice.getParent().isVisible()));
  }

  @Test
  void filesAreShownAndMade() throws Exception {
    Files.writeString(server().home().resolve("sensor.toml"), "x".repeat(4321));
    Files.createFile(server().home().resolve("odd\nname\u202etxt"));
    Files.createDirectory(server().home().resolve("data"));
    Files.createSymbolicLink(server().home().resolve("link"), Path.of("data"));
    act("deploy.browseFiles");
    TableView<?> table = awaited(TableView.class, "files-table");
    TextField path = window().control(TextField.class, "files-path");
    await().atMost(Duration.ofSeconds(30)).until(() -> FxTest.onFx(path::getText).length() > 1);
    go(path, server().home().toString());
    await().atMost(Duration.ofSeconds(30)).until(() -> FxTest.onFx(table.getItems()::size) == 4);
    FxTest.runFx(() -> table.getSelectionModel().select(1));
    pictures("files");
    go(path, "data");
    await().until(() -> FxTest.onFx(path::getText).endsWith("/data"));
    window().picture("files-empty");
    go(path, "/nowhere");
    Label trouble = window().control(Label.class, "files-trouble");
    await().until(() -> FxTest.onFx(trouble::getText).contains("“/nowhere” on gateway is not"));
    window().picture("files-trouble");
  }

  private static void go(TextField path, String where) {
    FxTest.runFx(() -> {
      path.setText(where);
      path.fireEvent(new ActionEvent());
    });
  }

  @Test
  void portsAndNotesAreKept() throws Exception {
    FxTest.runFx(
        () -> Platform.runLater(() -> window().window.actions().run("deploy.forwardPorts")));
    TextField field = awaited(TextField.class, "forward-new");
    FxTest.runFx(() -> {
      field.setText("80");
      window().control(Button.class, "forward-add").fire();
    });
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    FxTest.runFx(() -> {
      field.setText(port + ":localhost:80");
      window().control(Button.class, "forward-add").fire();
    });
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            FxTest.onFx(() -> texts(field.getScene().getRoot())).contains("0 open, 0 connections"));
    pictures("forwards");
    closeCard("Close");
    FxTest.runFx(
        () -> Platform.runLater(() -> window().window.actions().run("deploy.deviceNotes")));
    TextArea notes = awaited(TextArea.class, "device-notes");
    FxTest.runFx(() -> notes.setText("In the attic, behind the tank.\nReset button is broken."));
    pictures("notes");
    closeCard("Keep");
    DeviceRegistry registry = new DeviceRegistry(window().folders.config().resolve("devices.json"));
    await().until(() -> registry.device("gateway").notes().startsWith("In the attic"));
    await()
        .until(() ->
            Files.readString(window().folders.config().resolve("forwards.json"))
                .contains(port + ":localhost:80"));
  }

  private void closeCard(String text) {
    FxTest.runFx(() ->
        Objects.requireNonNull(window().find(".root")).lookupAll(".dialog-buttons .button").stream()
            .map(Button.class::cast)
            .filter(b -> b.getText().equals(text))
            .findFirst()
            .orElseThrow()
            .fire());
    FxTest.settle();
  }

  private static String texts(Node node) {
    StringBuilder all = new StringBuilder();
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      all.append(labeled.getText()).append('\n');
    }
    if (node instanceof javafx.scene.Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> all.append(texts(child)));
    }
    return all.toString();
  }

  @Test
  void aRestartThatIsNotAllowedIsSaid() {
    assertThat(server().home()).exists();
    FxTest.runFx(
        () -> Platform.runLater(() -> window().window.actions().run("deploy.restartDevice")));
    await().until(() -> FxTest.onFx(() -> window().find(".dialog-buttons") != null));
    closeCard("Restart");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            FxTest.onFx(() -> texts(Objects.requireNonNull(window().find(".root"))))
                .contains("may not restart gateway: there is no command for it"));
  }
}
