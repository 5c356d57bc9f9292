package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.settings.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** What needs a screen: real window sizes, and a drag from another window. */
@Tag("screen")
class ScreenTest {
  @TempDir Path home;

  @Test
  void theFirstWindowHasASizeToWorkInAndIsOnTheScreen() {
    try (WindowFixture fixture = new WindowFixture(home, new ScriptedDialogs())) {
      Rectangle2D screen = FxTest.onFx(() -> Screen.getPrimary().getVisualBounds());
      await().until(() -> fixture.stage.getWidth() > 0);
      assertThat(fixture.stage.getWidth()).isEqualTo(Math.min(1280, screen.getWidth() * 0.9));
      assertThat(fixture.stage.getHeight()).isEqualTo(Math.min(800, screen.getHeight() * 0.9));
      awaitOnScreen(fixture.stage);
    }
  }

  @Test
  void theToolBarIsWholeInASmallAndALargeWindow() {
    try (TestWindow whole = TestWindow.whole(home, new ScriptedDialogs())) {
      Stage stage = whole.window.stage();
      for (Rectangle2D size :
          List.of(new Rectangle2D(0, 0, 1280, 800), new Rectangle2D(0, 0, 1920, 1080))) {
        FxTest.runFx(() -> {
          stage.setX(0);
          stage.setY(0);
          stage.setWidth(size.getWidth());
          stage.setHeight(size.getHeight());
        });
        await().until(() -> FxTest.onFx(() -> stage.getScene().getWidth()) == size.getWidth());
        FxTest.settle();
        whole.picture("screen-" + (int) size.getWidth());
        assertThat(FxTest.onFx(() -> clipped(stage.getScene().lookup(".top-bar")))).isEmpty();
        Bounds status = boundsOf(stage.getScene().lookup(".status-bar"));
        assertThat(status.getMaxY()).isEqualTo(size.getHeight());
        assertThat(status.getMaxX()).isEqualTo(size.getWidth());
      }
    }
  }

  /** What stands in the bar and is cut, by the bar's edge or by its own. */
  private static List<String> clipped(Node bar) {
    List<String> cut = new ArrayList<>();
    collectClipped(bar, boundsOf(bar), cut);
    return cut;
  }

  private static void collectClipped(Node node, Bounds bar, List<String> cut) {
    if (!node.isVisible() || !node.isManaged()) {
      return;
    }
    boolean tooNarrow =
        node instanceof Labeled labeled && labeled.getWidth() < labeled.prefWidth(-1) - 1;
    if (node instanceof Region && (tooNarrow || !bar.contains(boundsOf(node)))) {
      cut.add(node.toString());
    }
    if (node instanceof Parent parent && !(node instanceof Labeled)) {
      parent.getChildrenUnmodifiable().forEach(child -> collectClipped(child, bar, cut));
    }
  }

  private static Bounds boundsOf(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  void aWindowOfALargerScreenComesBackWithinThisOne() throws IOException {
    UserFolders folders = UserFolders.below(home);
    Session larger =
        new Session(
            new Session.Bounds(700, 500, 3000, 2000, false),
            null,
            List.of(),
            Map.of(),
            List.of(),
            null,
            null,
            List.of(),
            List.of(),
            true);
    Session.file(folders).write(larger);
    try (WindowFixture fixture = new WindowFixture(home, new ScriptedDialogs())) {
      awaitOnScreen(fixture.stage);
    }
  }

  private static void awaitOnScreen(Stage stage) {
    Rectangle2D screen = FxTest.onFx(() -> Screen.getPrimary().getBounds());
    await()
        .untilAsserted(() ->
            assertThat(screen)
                .satisfies(s ->
                    assertThat(
                            s.contains(
                                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()))
                        .as(
                            "%s,%s %s×%s",
                            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())
                        .isTrue()));
  }

  @Test
  void aFileDraggedFromAnotherWindowIsOpened() throws IOException {
    Path file = Files.writeString(home.resolve("dragged.txt"), "");
    FxRobot robot = new FxRobot();
    try (WindowFixture fixture = new WindowFixture(home, new ScriptedDialogs())) {
      Button source = FxTest.onFx(() -> new Button("dragged.txt"));
      Stage other = FxTest.onFx(Stage::new);
      FxTest.runFx(() -> {
        fixture.stage.setX(300);
        fixture.stage.setY(100);
        source.setOnDragDetected(event -> {
          Dragboard board = source.startDragAndDrop(TransferMode.COPY);
          ClipboardContent content = new ClipboardContent();
          content.putFiles(List.of(file.toFile()));
          board.setContent(content);
          event.consume();
        });
        other.setScene(new Scene(new StackPane(source), 200, 100));
        other.setX(20);
        other.setY(20);
        other.show();
      });
      FxTest.settle();
      robot.drag(source).moveBy(60, 40).dropTo(fixture.stage.getScene().lookup(".welcome-page"));
      await().until(() -> fixture.window.openDocuments().find(file).isPresent());
      FxTest.runFx(other::hide);
    }
  }
}
