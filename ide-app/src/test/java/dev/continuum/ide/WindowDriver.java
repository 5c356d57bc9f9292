package dev.continuum.ide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.awaitility.Awaitility;
import org.testfx.api.FxRobot;

/** Works in the whole window as a person does: by keys and mouse. */
public class WindowDriver implements AutoCloseable {
  /** How long a person here waits for anything. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Where pictures for the user guide are written; unset in ordinary runs. */
  private static final String PICTURES = System.getProperty("continuum.pictures", "");

  static {
    // A machine under load is slow, not wrong.
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  /** Keys and mouse. */
  protected final FxRobot robot = new FxRobot();

  private final String series;

  /** The window. */
  public final TestWindow window;

  /**
   * Works in this window, and closes it.
   *
   * @param series what the names of pictures begin with
   */
  public WindowDriver(TestWindow window, Theme theme, String series) {
    this.series = series + "-" + theme.name().toLowerCase(Locale.ROOT) + "-";
    this.window = window;
    FxTest.runFx(() -> window.window.appearance().theme().set(theme));
  }

  public void open(Path file, String place) {
    FxTest.runFx(() -> window.window.open(file, place));
    FxTest.settle();
  }

  public void press(KeyCode... keys) {
    robot.press(keys);
    for (int i = keys.length - 1; i >= 0; i--) {
      robot.release(keys[i]);
    }
    FxTest.settle();
  }

  public void write(String text) {
    robot.write(text);
    FxTest.settle();
  }

  public void click(String selector) {
    robot.clickOn(await().atMost(PATIENCE).until(() -> node(selector), Objects::nonNull));
    FxTest.settle();
  }

  public void rightClick(Node node) {
    robot.rightClickOn(node);
    FxTest.settle();
  }

  /** Clicks what says this, in any window. */
  public void choose(String text) {
    robot.clickOn(text);
    FxTest.settle();
  }

  /** Clicks the accepting button of the dialog. */
  public void accept() {
    picture("dialog");
    Node button =
        FxTest.onFx(() ->
            window.find(".root").lookupAll(".button").stream()
                .filter(each -> each instanceof Button it && it.isDefaultButton())
                .findFirst()
                .orElseThrow());
    await().atMost(PATIENCE).until(() -> FxTest.onFx(() -> !button.isDisabled()));
    robot.clickOn(button);
    FxTest.settle();
  }

  /** Whether this run is to write the pictures of the user guide. */
  public static boolean writesPictures() {
    return !PICTURES.isEmpty();
  }

  /** Brings a panel to the front. */
  public void panel(String id) {
    FxTest.runFx(() -> window.window.showPanel(id));
    FxTest.settle();
  }

  public Node node(String selector) {
    return FxTest.onFx(() -> window.find(selector));
  }

  /** Fills in a field. */
  public void fill(String id, String text) {
    TextInputControl field =
        await().atMost(PATIENCE).until(() -> (TextInputControl) node("#" + id), Objects::nonNull);
    robot.clickOn(field);
    FxTest.runFx(field::selectAll);
    write(text);
    String typed = FxTest.onFx(field::getText);
    if (!typed.equals(text)) {
      window.picture(series + "trouble");
    }
    assertThat(typed).isEqualTo(text);
    if (robot.lookup("#completions").tryQuery().filter(Node::isVisible).isPresent()) {
      press(KeyCode.ESCAPE);
    }
  }

  /** What the visible rows of a list say, each in one line. */
  public List<String> rows(String list) {
    return FxTest.onFx(() -> {
      List<String> rows = new ArrayList<>();
      Node node = window.find("#" + list);
      if (node instanceof ListView<?> view) {
        for (Node cell : view.lookupAll(".list-cell")) {
          String row = words(cell).strip();
          if (!row.isEmpty()) {
            rows.add(row);
          }
        }
      }
      return rows;
    });
  }

  public static String words(Node node) {
    if (!node.isVisible()) {
      return "";
    }
    if (node instanceof Labeled labeled && labeled.getGraphic() == null) {
      return Objects.requireNonNullElse(labeled.getText(), "") + " ";
    }
    if (node instanceof Text text) {
      return text.getText() + " ";
    }
    StringBuilder words = new StringBuilder();
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> words.append(words(child)));
    }
    return words.toString();
  }

  /** Waits until some row of a list has these words. */
  public void shows(String list, String words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(rows(list)).anyMatch(row -> row.replaceAll("\\s+", " ").contains(words)));
  }

  /** Selects the row of a list that has this word. */
  public void select(String list, String word) {
    Node cell =
        FxTest.onFx(() ->
            window.find("#" + list).lookupAll(".list-cell").stream()
                .filter(each -> words(each).contains(word))
                .findFirst()
                .orElseThrow());
    robot.clickOn(cell);
    FxTest.settle();
  }

  public boolean isShown(String id) {
    return FxTest.onFx(() -> {
      Node node = window.find("#" + id);
      return node != null && node.isVisible();
    });
  }

  /** What can be read in something; empty while it is not there. */
  public String texts(String selector) {
    return FxTest.onFx(() -> {
      Node node = window.find(selector);
      return node == null ? "" : words(node);
    });
  }

  public void picture(String name) {
    FxTest.settle();
    window.picture(series + name);
    if (!PICTURES.isEmpty()) {
      try {
        Files.copy(
            Path.of("target/screenshots", series + name + ".png"),
            Files.createDirectories(Path.of(PICTURES)).resolve(series + name + ".png"),
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    window.close();
  }
}
