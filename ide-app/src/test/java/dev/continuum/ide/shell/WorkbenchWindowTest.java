package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.shell.NotificationsModel.Notification;
import dev.continuum.ide.theme.Theme;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.text.Text;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchWindowTest {
  @TempDir Path home;
  private final ScriptedDialogs dialogs = new ScriptedDialogs();
  private WindowFixture fixture;
  private Path first;
  private Path second;

  @BeforeEach
  void open() throws IOException {
    first = Files.writeString(home.resolve("first.txt"), "one");
    second = Files.writeString(home.resolve("second.txt"), "two");
    fixture = new WindowFixture(home, dialogs);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aFirstRunShowsTheWelcomePageAndEveryPanel() {
    assertThat(fixture.window.documents()).singleElement().isInstanceOf(WelcomePage.class);
    assertThat(FxTest.onFx(() -> fixture.window.docking().openPanels()))
        .containsExactlyInAnyOrder("project", "devices", "structure", "console", "problems", "log");
    LayoutNode layout = FxTest.onFx(() -> fixture.window.docking().layout());
    assertThat(layout.kind()).isEqualTo(LayoutNode.ROW);
    assertThat(layout.children())
        .extracting(LayoutNode::kind)
        .containsExactly(LayoutNode.COLUMN, LayoutNode.COLUMN, LayoutNode.TOOLS);
    assertThat(layout.children().get(1).children().get(1).panels())
        .containsExactly("console", "problems", "log");
  }

  @Test
  void aFileIsOpenedOnceAndRemembered() {
    FakeDocument document = fixture.open(first);
    fixture.open(second);
    assertThat(fixture.open(home.resolve("./first.txt"))).isSameAs(document);
    assertThat(fixture.window.activeDocument().get()).isSameAs(document);
    assertThat(fixture.window.recentFiles().all()).containsExactly(second, first);
    FxTest.runFx(() -> fixture.window.open(first, "3:4"));
    assertThat(document.revealed).isEqualTo("3:4");
  }

  @Test
  void whatCannotBeOpenedIsSaid() throws IOException {
    Path strange = Files.writeString(home.resolve("strange.bin"), "");
    Path large = Files.writeString(home.resolve("large.txt"), "x".repeat(101));
    FxTest.runFx(() -> {
      fixture.window.open(home.resolve("gone.txt"));
      fixture.window.open(strange);
      fixture.window.open(large);
      fixture.window.openFolder(first);
    });
    assertThat(fixture.window.notifications().past())
        .extracting(Notification::message)
        .containsExactly(
            first + " is not a folder.",
            "large.txt could not be opened. " + large + " is too long.",
            "strange.bin cannot be shown: there is no editor for this kind of file.",
            home.resolve("gone.txt") + " does not exist.");
    assertThat(fixture.window.documents()).hasSize(1);
  }

  @Test
  void closingAsksAboutUnsavedChanges() {
    FakeDocument document = fixture.open(first);
    FxTest.runFx(() -> document.modified.set(true));
    dialogs.answer("Cancel");
    assertThat(FxTest.onFx(() -> fixture.window.close(document))).isFalse();
    assertThat(document.closed).isFalse();
    dialogs.answer("Save");
    assertThat(FxTest.onFx(() -> fixture.window.close(document))).isTrue();
    assertThat(document.saves).isOne();
    assertThat(document.closed).isTrue();

    FakeDocument other = fixture.open(second);
    FxTest.runFx(() -> other.modified.set(true));
    dialogs.answer("Don't save");
    assertThat(FxTest.onFx(() -> fixture.window.close(other))).isTrue();
    assertThat(other.saves).isZero();
    assertThat(dialogs.asked).hasSize(3);
  }

  @Test
  void quittingAsksOnceForAll() {
    FakeDocument one = fixture.open(first);
    FakeDocument two = fixture.open(second);
    FxTest.runFx(() -> {
      one.modified.set(true);
      two.modified.set(true);
    });
    dialogs.answer("Cancel");
    assertThat(FxTest.onFx(() -> fixture.window.quit())).isFalse();
    assertThat(fixture.stage.isShowing()).isTrue();
    dialogs.answer("Save all");
    assertThat(FxTest.onFx(() -> fixture.window.quit())).isTrue();
    assertThat(dialogs.asked).hasSize(2);
    assertThat(dialogs.asked.getLast()).contains("first.txt", "second.txt");
    assertThat(one.saves + two.saves).isEqualTo(2);
    assertThat(one.closed && two.closed).isTrue();
    assertThat(fixture.panels).allMatch(panel -> panel.closed);
  }

  @Test
  void everythingComesBackAfterARestart() {
    fixture.open(first);
    fixture.open(second);
    fixture.resize(900, 700);
    FxTest.runFx(() -> {
      fixture.window.show(fixture.window.openDocuments().find(first).orElseThrow());
      fixture.window.openFolder(home);
      fixture.window.showPanel("log");
      fixture.window.docking().hidePanel(fixture.panel("devices"));
    });
    FxTest.settle();
    LayoutNode before = FxTest.onFx(() -> fixture.window.docking().layout());
    fixture.close();

    fixture = new WindowFixture(home, dialogs);
    assertThat(fixture.window.documents())
        .extracting(document -> document.title().get())
        .containsExactly("Welcome", "first.txt", "second.txt");
    assertThat(((FakeDocument) fixture.window.documents().get(1)).restored).isEqualTo("caret");
    assertThat(Objects.requireNonNull(fixture.window.activeDocument().get()).file())
        .contains(first);
    assertThat(fixture.window.folder().get()).isEqualTo(home);
    assertThat(fixture.stage.getWidth()).isEqualTo(900);
    assertThat(fixture.stage.getHeight()).isEqualTo(700);
    assertThat(fixture.panel("console").restored).isEqualTo("state of console");
    LayoutNode after = FxTest.onFx(() -> fixture.window.docking().layout());
    assertThat(after.allPanels()).containsExactlyElementsOf(before.allPanels().toList());
    assertThat(after.allPanels()).doesNotContain("devices");
    assertThat(FxTest.onFx(() -> fixture.window.docking().isInFront(fixture.panel("log"))))
        .isTrue();
    for (int i = 0; i < before.dividers().size(); i++) {
      assertThat(after.dividers().get(i)).isCloseTo(before.dividers().get(i), Offset.offset(0.02));
    }
  }

  @Test
  void aDamagedSessionIsKeptAsideAndTheWindowOpensAsNew() throws IOException {
    fixture.close();
    Path session = home.resolve("state/session.json");
    assertThat(session).isRegularFile();
    for (String damaged :
        List.of(
            "{\"layout\": {\"kind\":",
            "{\"layout\": {\"kind\": \"row\", \"children\": [{\"kind\": \"nonsense\"}]}}",
            "{\"layout\": {}, \"files\": [{}], \"welcome\": true}",
            "{\"layout\": null, \"window\": {\"x\": 1e9, \"y\": -1e9, \"width\": -3}}")) {
      Files.writeString(session, damaged);
      fixture = new WindowFixture(home, dialogs);
      assertThat(fixture.stage.isShowing()).isTrue();
      assertThat(FxTest.onFx(() -> fixture.window.docking().openPanels())).as(damaged).hasSize(6);
      fixture.open(first);
      fixture.close();
    }
    assertThat(session.resolveSibling("session.json.damaged")).isRegularFile();
    fixture = new WindowFixture(home, dialogs);
  }

  @Test
  void aPanelIsHiddenAndComesBackAtItsSide() {
    FxTest.runFx(() -> fixture.window.actions().run("view.panel.structure"));
    assertThat(fixture.window.docking().openPanels()).doesNotContain("structure");
    FxTest.runFx(() -> fixture.window.actions().run("view.panel.console"));
    FxTest.runFx(() -> fixture.window.docking().hidePanel(fixture.panel("problems")));
    FxTest.runFx(() -> fixture.window.docking().hidePanel(fixture.panel("log")));
    FxTest.runFx(() -> fixture.window.docking().hidePanel(fixture.panel("project")));
    LayoutNode without = FxTest.onFx(() -> fixture.window.docking().layout());
    assertThat(without.allPanels()).containsExactly("devices");
    FxTest.runFx(() -> {
      for (String id : List.of("log", "project", "structure", "problems", "console")) {
        fixture.window.showPanel(id);
      }
    });
    FxTest.settle();
    LayoutNode layout = FxTest.onFx(() -> fixture.window.docking().layout());
    assertThat(layout.allPanels())
        .containsExactly("project", "devices", "console", "problems", "log", "structure");
    assertThat(layout.documentAreas()).isOne();
    assertThat(layout.kind()).isEqualTo(LayoutNode.ROW);
    fixture.picture("panels-reopened");
  }

  @Test
  void aClosedDocumentIsLetGo() {
    WeakReference<FakeDocument> gone = openAndClose(true);
    awaitGone(gone);
  }

  @Test
  void aDocumentClosedBehindAnotherIsLetGo() {
    WeakReference<FakeDocument> gone = openAndClose(false);
    awaitGone(gone);
  }

  @Test
  void theLastDocumentIsLetGo() {
    FxTest.runFx(() -> fixture.window.close(fixture.window.documents().getFirst()));
    WeakReference<FakeDocument> gone = new WeakReference<>(fixture.open(first));
    FxTest.runFx(() -> fixture.window.close(fixture.window.documents().getFirst()));
    awaitGone(gone);
  }

  private static void awaitGone(WeakReference<FakeDocument> gone) {
    FxTest.settle();
    await()
        .until(() -> {
          System.gc();
          FxTest.settle();
          return gone.get() == null;
        });
  }

  private WeakReference<FakeDocument> openAndClose(boolean inFront) {
    FakeDocument document = fixture.open(first);
    FxTest.runFx(() -> document.modified.set(true));
    FxTest.runFx(() -> document.modified.set(false));
    if (!inFront) {
      fixture.open(second);
    }
    FxTest.runFx(() -> fixture.window.close(document));
    return new WeakReference<>(document);
  }

  @Test
  void menusHoldTheRegisteredActionsAndNoneIsEmpty() {
    List<Menu> menus = FxTest.onFx(() -> List.copyOf(menuBar().getMenus()));
    assertThat(menus)
        .extracting(MenuItem::getId)
        .containsExactly("menu-file", "menu-view", "menu-go", "menu-help");
    assertThat(menus).allMatch(menu -> !menu.getItems().isEmpty());
    assertThat(menus.getFirst().getItems().getLast().getId()).isEqualTo("file.exit");
    assertThat(menus.get(1).getItems())
        .extracting(MenuItem::getId)
        .contains("view.panel.project", "view.panel.log", "view.theme");
    FxTest.runFx(() ->
        fixture
            .window
            .actions()
            .register(new Action("run.run", "Run", null, null), Command.of(() -> {})));
    assertThat(FxTest.onFx(() -> menuBar().getMenus().get(3).getId())).isEqualTo("menu-run");
  }

  private MenuBar menuBar() {
    return (MenuBar) fixture.stage.getScene().lookup(".main-menu");
  }

  @Test
  void savingIsOfferedWhileTheDocumentInFrontHasChanges() {
    ActionRegistry.Entry save = fixture.window.actions().find("file.save").orElseThrow();
    assertThat(FxTest.onFx(() -> save.command().enabled().get())).isFalse();
    FakeDocument document = fixture.open(first);
    fixture.open(second);
    FxTest.runFx(() -> document.modified.set(true));
    assertThat(FxTest.onFx(() -> save.command().enabled().get())).isFalse();
    FxTest.runFx(() -> fixture.window.show(document));
    assertThat(FxTest.onFx(() -> save.command().enabled().get())).isTrue();
    assertThat(tabTitles()).contains("first.txt •");
    FxTest.runFx(() -> fixture.window.actions().run("file.save"));
    assertThat(document.saves).isOne();
    assertThat(FxTest.onFx(() -> save.command().enabled().get())).isFalse();
    assertThat(tabTitles()).contains("first.txt");
  }

  private List<String> tabTitles() {
    return FxTest.onFx(() ->
        fixture.stage.getScene().getRoot().lookupAll(".header").stream()
            .flatMap(header -> header.lookupAll("Text").stream())
            .filter(Text.class::isInstance)
            .map(text -> ((Text) text).getText())
            .toList());
  }

  @Test
  void theStatusBarTellsWhatIsGoingOn() {
    fixture.open(first);
    FxTest.runFx(() -> {
      fixture.window.statusText().set("Running");
      fixture.window.setProblems(1, 2);
    });
    assertThat(label("#status-text")).isEqualTo("Running");
    assertThat(label("#document-status")).isEqualTo("16:7");
    assertThat(label("#problem-count")).isEqualTo("1 error, 2 warnings");
    FxTest.runFx(() -> fixture.window.docking().hidePanel(fixture.panel("problems")));
    FxTest.runFx(() -> ((Button) fixture.stage.getScene().lookup("#problem-count")).fire());
    assertThat(FxTest.onFx(() -> fixture.window.docking().isInFront(fixture.panel("problems"))))
        .isTrue();
  }

  private String label(String selector) {
    return FxTest.onFx(() -> ((Labeled) fixture.stage.getScene().lookup(selector)).getText());
  }

  @Test
  void longWorkIsShownAndCanBeCancelled() {
    CountDownLatch never = new CountDownLatch(1);
    FxTest.runFx(() ->
        fixture
            .window
            .tasks()
            .start(
                "Probing gateway",
                progress -> {
                  progress.fraction(0.4);
                  never.await();
                  return 1;
                },
                done -> {},
                failed -> {}));
    await()
        .until(() ->
            FxTest.onFx(
                () -> fixture.stage.getScene().lookup(".status-bar .progress-bar") != null));
    fixture.picture("task-running");
    FxTest.runFx(
        () -> ((Button) fixture.stage.getScene().lookup(".status-bar .tasks .button")).fire());
    await()
        .until(() ->
            FxTest.onFx(
                () -> fixture.stage.getScene().lookup(".status-bar .progress-bar") == null));
  }

  @Test
  void theWindowChangesItsThemeAndSizeAtOnce() {
    fixture.resize(1400, 840);
    fixture.open(first);
    fixture.picture("window-dark");
    FxTest.runFx(() -> fixture.window.actions().run("view.theme"));
    assertThat(fixture.window.appearance().theme().get()).isEqualTo(Theme.LIGHT);
    fixture.picture("window-light");
    double before = FxTest.onFx(() -> menuBar().getHeight());
    FxTest.runFx(() -> fixture.window.actions().run("view.zoomIn"));
    FxTest.runFx(() -> fixture.window.actions().run("view.zoomIn"));
    FxTest.settle();
    fixture.picture("window-light-zoomed");
    assertThat(FxTest.onFx(() -> menuBar().getHeight())).isGreaterThan(before);
    FxTest.runFx(() -> fixture.window.actions().run("view.zoomReset"));
    FxTest.settle();
    assertThat(FxTest.onFx(() -> menuBar().getHeight())).isEqualTo(before);
  }

  @Test
  void withoutDocumentsThePlaceSaysWhatToDoFirst() {
    FxTest.runFx(() -> fixture.window.close(fixture.window.documents().getFirst()));
    fixture.picture("empty");
    assertThat(
            FxTest.onFx(() ->
                fixture.stage.getScene().getRoot().lookupAll(".empty-place .hyperlink").size()))
        .isEqualTo(5);
    assertThat(fixture.window.activeDocument().get()).isNull();
    FxTest.runFx(() -> fixture.window.actions().run("help.welcome"));
    assertThat(fixture.window.documents()).hasSize(1);
  }
}
