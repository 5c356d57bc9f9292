package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The window driven by keys alone, with its own dialogs. */
class KeyboardTest {
  @TempDir Path home;
  private final FxRobot robot = new FxRobot();
  private WindowFixture fixture;

  @BeforeEach
  void open() {
    fixture = new WindowFixture(home, null);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void thePaletteRunsWhatIsTyped() {
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    assertThat(focused()).isInstanceOf(TextField.class);
    robot.write("light and dark");
    press(KeyCode.ENTER);
    assertThat(fixture.window.appearance().theme().get()).isEqualTo(Theme.LIGHT);
    assertThat(FxTest.onFx(() -> fixture.window.overlay().isBusy())).isFalse();
  }

  @Test
  void thePaletteOpensAFileOfTheFolder() throws IOException {
    Path file = Files.createDirectories(home.resolve("proj/src")).resolve("filter.txt");
    Files.writeString(file, "");
    FxTest.runFx(() -> fixture.window.openFolder(home.resolve("proj")));
    press(KeyCode.CONTROL, KeyCode.P);
    robot.write("filt");
    await().until(() -> !titles().isEmpty() && titles().getFirst().equals("filter.txt"));
    press(KeyCode.ENTER);
    assertThat(fixture.window.openDocuments().find(file)).isPresent();
  }

  private List<String> titles() {
    return FxTest.onFx(() -> {
      Node list = fixture.stage.getScene().lookup("#palette-list");
      return list instanceof javafx.scene.control.ListView<?> view
          ? view.getItems().stream()
              .map(item -> ((PaletteModel.Found) item).item().title())
              .toList()
          : List.of();
    });
  }

  @Test
  void escapePutsThePaletteAwayAndTheKeyboardBack() throws IOException {
    FakeDocument document = fixture.open(Files.writeString(home.resolve("a.txt"), ""));
    press(KeyCode.CONTROL, KeyCode.P);
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    press(KeyCode.ESCAPE);
    assertThat(FxTest.onFx(() -> fixture.window.overlay().isBusy())).isFalse();
    assertThat(focused()).isSameAs(document.area);
  }

  @Test
  void keysRunActionsWhileTheyCanBeDone() throws IOException {
    FakeDocument document = fixture.open(Files.writeString(home.resolve("a.txt"), ""));
    press(KeyCode.CONTROL, KeyCode.S);
    assertThat(document.saves).isZero();
    FxTest.runFx(() -> document.modified.set(true));
    press(KeyCode.CONTROL, KeyCode.S);
    assertThat(document.saves).isOne();
    press(KeyCode.CONTROL, KeyCode.EQUALS);
    assertThat(fixture.window.appearance().zoom().get()).isEqualTo(1.1);
    press(KeyCode.CONTROL, KeyCode.TAB);
    assertThat(fixture.window.activeDocument().get()).isInstanceOf(WelcomePage.class);
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.TAB);
    assertThat(fixture.window.activeDocument().get()).isSameAs(document);
    press(KeyCode.CONTROL, KeyCode.W);
    assertThat(document.closed).isTrue();
  }

  @Test
  void anActionRunsOncePerKey() {
    AtomicInteger runs = new AtomicInteger();
    FxTest.runFx(() ->
        fixture
            .window
            .actions()
            .register(
                new Action("run.run", "Run", "fth-play", "Shift+F10"),
                Command.of(runs::incrementAndGet)));
    press(KeyCode.SHIFT, KeyCode.F10);
    assertThat(runs).hasValue(1);
  }

  @Test
  void enterAcceptsTheFirstAnswerAndEscapeTheSafeOne() {
    assertThat(answerOf(KeyCode.ENTER)).isZero();
    assertThat(answerOf(KeyCode.ESCAPE)).isEqualTo(2);
    assertThat(answerOf(KeyCode.LEFT, KeyCode.ENTER)).isEqualTo(1);
    assertThat(answerOf(KeyCode.LEFT, KeyCode.LEFT, KeyCode.SPACE)).isEqualTo(2);
  }

  private int answerOf(KeyCode... keys) {
    AtomicInteger answer = new AtomicInteger(-1);
    Platform.runLater(() ->
        answer.set(
            fixture
                .window
                .dialogs()
                .choose(
                    "Save changes?",
                    "filter.wat has changes that are not saved.",
                    List.of("Save", "Don't save", "Cancel"))));
    await().until(() -> FxTest.onFx(() -> fixture.window.overlay().isBusy()));
    fixture.picture("dialog-choice");
    for (KeyCode key : keys) {
      press(key);
    }
    await().until(() -> answer.get() >= 0);
    return answer.get();
  }

  @Test
  void theKeyboardStaysInTheDialog() {
    AtomicReference<String> text = new AtomicReference<>();
    Platform.runLater(() ->
        text.set(fixture.window.dialogs().text("Rename", "Its new name:", "old").orElse("none")));
    await().until(() -> FxTest.onFx(() -> fixture.window.overlay().isBusy()));
    for (int i = 0; i < 6; i++) {
      press(KeyCode.TAB);
      assertThat(isInOverlay(focused())).as("after %d tabs", i + 1).isTrue();
    }
    press(KeyCode.CONTROL, KeyCode.P);
    assertThat(FxTest.onFx(() -> fixture.stage.getScene().lookup("#palette-field"))).isNull();
    FxTest.runFx(() -> fixture.stage.getScene().lookup(".dialog-card .text-field").requestFocus());
    press(KeyCode.CONTROL, KeyCode.A);
    robot.write("new");
    press(KeyCode.ENTER);
    await().until(() -> text.get() != null);
    assertThat(text).hasValue("new");
  }

  @Test
  void aDialogGivesTheKeyboardBackAndChangesNoDocument() throws IOException {
    FakeDocument document = fixture.open(Files.writeString(home.resolve("a.txt"), ""));
    FxTest.runFx(document::focus);
    assertThat(answerOf(KeyCode.ESCAPE)).isEqualTo(2);
    assertThat(focused()).isSameAs(document.area);
    assertThat(fixture.window.activeDocument().get()).isSameAs(document);
  }

  @Test
  void aDialogAskedForInTheMenuOrFromNowhereChangesNoDocument() throws IOException {
    FakeDocument document = fixture.open(Files.writeString(home.resolve("a.txt"), ""));
    robot.clickOn("Help");
    robot.clickOn("Keyboard Shortcuts");
    escapeFromDialog();
    assertThat(isInFront(document)).isTrue();
    FxTest.runFx(() -> fixture.stage.getScene().getRoot().requestFocus());
    Platform.runLater(() -> fixture.window.actions().run("help.keys"));
    escapeFromDialog();
    assertThat(isInFront(document)).isTrue();
    assertThat(fixture.window.activeDocument().get()).isSameAs(document);
  }

  private void escapeFromDialog() {
    await().until(() -> FxTest.onFx(() -> fixture.window.overlay().isBusy()));
    press(KeyCode.ESCAPE);
    assertThat(FxTest.onFx(() -> fixture.window.overlay().isBusy())).isFalse();
  }

  @Test
  void theKeyboardGoesToTheDocumentWhenItsPlaceIsGone() throws IOException {
    FakeDocument document = fixture.open(Files.writeString(home.resolve("a.txt"), ""));
    Button gone = FxTest.onFx(() -> new Button("Gone"));
    FxTest.runFx(() -> fixture.window.addToolBarItem(gone));
    FxTest.settle();
    FxTest.runFx(gone::requestFocus);
    assertThat(focused()).isSameAs(gone);
    Platform.runLater(() -> fixture.window.dialogs().error("Failed", "It did not work."));
    await().until(() -> FxTest.onFx(() -> fixture.window.overlay().isBusy()));
    FxTest.runFx(() -> gone.setDisable(true));
    press(KeyCode.ESCAPE);
    assertThat(fixture.window.activeDocument().get()).isSameAs(document);
    assertThat(isInFront(document)).isTrue();
    assertThat(focused()).isSameAs(document.area);
  }

  /** The tab order has one tab of each group, the one in front: Tab never changes a document. */
  @Test
  void tabNeverChangesTheDocumentInFront() throws IOException {
    FakeDocument document = fixture.open(Files.writeString(home.resolve("a.txt"), ""));
    FxTest.runFx(() -> fixture.stage.getScene().lookup("#search-everything").requestFocus());
    for (int i = 0; i < 12; i++) {
      press(KeyCode.TAB);
      assertThat(isInFront(document)).as("after %d tabs", i + 1).isTrue();
    }
  }

  private static boolean isInFront(FakeDocument document) {
    return FxTest.onFx(() -> document.area.getScene() != null);
  }

  private static boolean isInOverlay(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n instanceof OverlayLayer) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aFormIsAcceptedOnlyWhileItIsValid() {
    TextField host = FxTest.onFx(TextField::new);
    AtomicReference<Boolean> accepted = new AtomicReference<>();
    Platform.runLater(() ->
        accepted.set(
            fixture
                .window
                .dialogs()
                .form("Add Device", host, "Add", host.textProperty().isNotEmpty())));
    await().until(() -> FxTest.onFx(() -> fixture.window.overlay().isBusy()));
    assertThat(focused()).isSameAs(host);
    press(KeyCode.ENTER);
    assertThat(accepted).hasValue(null);
    robot.write("gateway");
    press(KeyCode.ENTER);
    await().until(() -> accepted.get() != null);
    assertThat(accepted).hasValue(true);
  }

  @Test
  void everyButtonOfTheWindowSaysWhatItDoes() {
    List<String> silent =
        FxTest.onFx(() ->
            fixture.stage.getScene().getRoot().lookupAll(".button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(b -> !b.getStyleClass().contains("close-button"))
                .filter(b -> b.isVisible() && isBlank(b) && b.getAccessibleText() == null)
                .map(Object::toString)
                .toList());
    assertThat(silent).isEmpty();
  }

  private static boolean isBlank(Labeled labeled) {
    return labeled.getText() == null || labeled.getText().isBlank();
  }

  private void press(KeyCode... keys) {
    robot.push(keys);
    FxTest.settle();
  }

  private Node focused() {
    return FxTest.onFx(() -> fixture.stage.getScene().getFocusOwner());
  }
}
