package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.WindowDriver;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.ssh.config.SshSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.awaitility.core.ConditionTimeoutException;

/** Deploys in the whole window as a person does: by keys and mouse. */
final class DeployDriver extends WindowDriver {
  /**
   * The whole program in a window.
   *
   * @param home whose {@code .ssh} stands for the user's
   * @param series what the names of pictures begin with
   */
  DeployDriver(Path home, Theme theme, String series) {
    this(
        TestWindow.wholeWith(
            home.resolve("continuum"),
            new SshSettings(
                home.resolve(".ssh"),
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5))),
        theme,
        series);
  }

  DeployDriver(TestWindow window, Theme theme, String series) {
    super(window, theme, series);
  }

  /** Waits until a row of some view says this. */
  void says(String selector, String... words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(texts(selector).replaceAll("\\s+", " ")).contains(List.of(words)));
    FxTest.settle();
  }

  /** Waits until some row of a table or tree has these words. */
  void row(String view, String words) {
    try {
      await().atMost(PATIENCE).until(() -> !cells(view, words).isEmpty());
    } catch (ConditionTimeoutException e) {
      picture("trouble");
      throw new AssertionError("No row of " + view + " says " + words, e);
    }
    FxTest.settle();
  }

  /** The rows of a table or tree that have these words. */
  private List<Node> cells(String view, String words) {
    return FxTest.onFx(() -> {
      Node node = window.find("#" + view);
      List<Node> found = new ArrayList<>();
      if (node != null) {
        for (String kind : List.of(".tree-cell", ".table-row-cell", ".list-cell")) {
          for (Node cell : node.lookupAll(kind)) {
            if (said(cell).contains(words)) {
              found.add(cell);
            }
          }
        }
      }
      return found;
    });
  }

  /** What a row says; of a table's, cell by cell. */
  private static String said(Node row) {
    String said =
        row instanceof TableRow<?> table
            ? table.getChildrenUnmodifiable().stream()
                .map(WindowDriver::words)
                .collect(Collectors.joining())
            : words(row);
    // Icons are letters of a font of their own, in Unicode's private area.
    return said.replaceAll("[\\s\\p{Co}]+", " ").strip();
  }

  private Node cell(String view, String words) {
    row(view, words);
    return cells(view, words).getFirst();
  }

  void clickRow(String view, String words) {
    robot.clickOn(cell(view, words));
    FxTest.settle();
  }

  void doubleClickRow(String view, String words) {
    robot.doubleClickOn(cell(view, words));
    FxTest.settle();
  }

  /** Opens the menu of a row. */
  void menu(String view, String words) {
    Node cell = cell(view, words);
    robot.clickOn(cell);
    robot.rightClickOn(cell);
    FxTest.settle();
  }

  /** Opens a menu of the menu bar. */
  void menuBar(String title) {
    Node button =
        FxTest.onFx(() ->
            Objects.requireNonNull(window.find(".main-menu")).lookupAll(".menu-button").stream()
                .filter(each -> words(each).strip().equals(title))
                .findFirst()
                .orElseThrow());
    robot.clickOn(button);
    FxTest.settle();
  }

  /** Waits for a button that says this and can be pressed, and clicks it. */
  void button(String text) {
    Predicate<Node> wanted =
        node ->
            node instanceof Button button
                && text.equals(button.getText())
                && !button.isDisabled()
                && shown(node);
    Node found =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    FxTest.onFx(() ->
                        Objects.requireNonNull(window.find(".root")).lookupAll(".button").stream()
                            .filter(wanted)
                            .findFirst()
                            .orElse(null)),
                Objects::nonNull);
    robot.clickOn(found);
    FxTest.settle();
  }

  /** Whether nothing around it hides it. */
  static boolean shown(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Chooses in a box what begins with this. */
  void pick(String box, String beginning) {
    ComboBox<?> combo =
        (ComboBox<?>) await().atMost(PATIENCE).until(() -> node("#" + box), Objects::nonNull);
    await()
        .atMost(PATIENCE)
        .until(() ->
            FxTest.onFx(
                () -> combo.getItems().stream().anyMatch(each -> title(combo, each, beginning))));
    robot.clickOn(combo);
    Node item =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    FxTest.onFx(() ->
                        Window.getWindows().stream()
                            .filter(w -> w.getScene() != null)
                            .flatMap(w -> w.getScene().getRoot().lookupAll(".list-cell").stream())
                            .filter(cell -> shown(cell) && words(cell).startsWith(beginning))
                            .filter(cell -> cell.getScene() != combo.getScene())
                            .findFirst()
                            .orElse(null)),
                Objects::nonNull);
    robot.clickOn(item);
    FxTest.settle();
  }

  @SuppressWarnings("unchecked") // what the box holds, it can name
  private static boolean title(ComboBox<?> box, Object item, String beginning) {
    var converter = ((ComboBox<Object>) box).getConverter();
    String text = converter == null ? String.valueOf(item) : converter.toString(item);
    return text != null && text.startsWith(beginning);
  }

  /** Whether a panel is in front. */
  boolean inFront(String selector) {
    return FxTest.onFx(() -> {
      Node node = window.find(selector);
      return node != null && shown(node);
    });
  }

  /** Gives the panels at the bottom this share of the height. */
  void bottom(double share) {
    FxTest.runFx(() ->
        Objects.requireNonNull(window.find(".root")).lookupAll(".split-pane").stream()
            .filter(node -> shown(node) && node instanceof SplitPane)
            .map(SplitPane.class::cast)
            .filter(pane -> pane.getOrientation() == Orientation.VERTICAL)
            .filter(pane -> pane.getWidth() > 400)
            .forEach(pane -> pane.setDividerPositions(1 - share)));
    FxTest.settle();
  }

  /** What the tab in front of the documents says. */
  String documentTitle() {
    return FxTest.onFx(() -> {
      var document = window.window.activeDocument().get();
      return document == null ? "" : document.title().get();
    });
  }

  /** Closes menus and dialogs. */
  void escape() {
    press(KeyCode.ESCAPE);
  }
}
