package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import dev.continuum.ide.FxTest;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window does with the events of a drag that comes from another program. */
class FileDropTest {
  @TempDir Path home;
  private final ScriptedDialogs dialogs = new ScriptedDialogs();
  private WindowFixture fixture;

  @BeforeEach
  void open() {
    fixture = new WindowFixture(home, dialogs);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void droppedFilesAndFoldersAreOpened() throws IOException {
    Path file = Files.writeString(home.resolve("dropped.txt"), "");
    Path folder = Files.createDirectory(home.resolve("project"));
    assertThat(fire(DragEvent.DRAG_OVER, file, folder).isConsumed()).isTrue();
    DragEvent dropped = fire(DragEvent.DRAG_DROPPED, file, folder);
    assertThat(dropped.isConsumed()).isTrue();
    assertThat(dropped.isDropCompleted()).isTrue();
    await().until(() -> FxTest.onFx(() -> fixture.window.folder().get()) != null);
    assertThat(fixture.window.folder().get()).isEqualTo(folder);
    assertThat(fixture.window.openDocuments().find(file)).isPresent();
  }

  @Test
  void whatIsNoFileIsLeftToOthers() {
    int before = fixture.window.documents().size();
    assertThat(fire(DragEvent.DRAG_OVER).isConsumed()).isFalse();
    assertThat(fire(DragEvent.DRAG_DROPPED).isDropCompleted()).isFalse();
    assertThat(fixture.window.documents()).hasSize(before);
  }

  @Test
  void aDialogIsAnsweredFirst() throws IOException {
    Path file = Files.writeString(home.resolve("dropped.txt"), "");
    FxTest.runFx(() -> fixture.window.palette().show(Palette.Mode.COMMANDS));
    assertThat(fire(DragEvent.DRAG_OVER, file).isConsumed()).isFalse();
    assertThat(fire(DragEvent.DRAG_DROPPED, file).isDropCompleted()).isFalse();
    assertThat(fixture.window.openDocuments().find(file)).isEmpty();
    FxTest.runFx(() -> fixture.window.palette().hide());
    assertThat(fire(DragEvent.DRAG_OVER, file).isConsumed()).isTrue();
  }

  private DragEvent fire(EventType<DragEvent> type, Path... files) {
    List<File> dragged = Stream.of(files).map(Path::toFile).toList();
    return FxTest.onFx(() -> {
      Node target = fixture.stage.getScene().lookup(".header-pane");
      DragEvent event =
          new DragEvent(
              null, target, type, board(dragged), 9, 9, 9, 9, TransferMode.COPY, null, null, null);
      DragEvent[] seen = {event};
      // Firing copies the event; the copy is seen where it arrives or is consumed.
      fixture.stage.getScene().addEventFilter(type, e -> seen[0] = e);
      Event.fireEvent(target, event);
      return seen[0];
    });
  }

  /** A drag board as the system would fill it. */
  private static Dragboard board(List<File> files) {
    TKClipboard clipboard =
        (TKClipboard)
            Proxy.newProxyInstance(
                TKClipboard.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "hasContent" -> arguments[0] == DataFormat.FILES && !files.isEmpty();
                      case "getContent" -> arguments[0] == DataFormat.FILES ? files : null;
                      case "getTransferModes" -> java.util.EnumSet.allOf(TransferMode.class);
                      default -> method.getReturnType() == boolean.class ? false : null;
                    });
    return DragboardHelper.createDragboard(clipboard);
  }
}
