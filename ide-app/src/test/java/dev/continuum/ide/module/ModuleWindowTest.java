package dev.continuum.ide.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.editor.EditorFixture;
import dev.continuum.ide.editor.TextDocument;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overview, structure and problems in the real window. */
class ModuleWindowTest {
  @TempDir Path home;
  private final CodeMarks marks = new CodeMarks(new Breakpoints(all -> {}));
  private EditorFixture fixture;

  @BeforeEach
  void show() {
    fixture =
        new EditorFixture(
            home, List.of((problems, files) -> new ModuleFeature(problems, files, marks)));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<String> structure() {
    return FxTest.onFx(() -> {
      ListView<StructureModel.Row> list = fixture.robot.lookup("#structure-list").queryListView();
      return list.getItems().stream().map(row -> row.node().label()).toList();
    });
  }

  private void clickInStructure(String label) {
    EditorFixture.waitUntil(() -> structure().contains(label));
    FxTest.settle();
    Node list = fixture.robot.lookup("#structure-list").query();
    fixture.robot.clickOn(
        fixture
            .robot
            .from(list)
            .lookup((Label each) -> each.getText().equals(label))
            .<Label>query());
    FxTest.settle();
  }

  private boolean says(String text) {
    return fixture
        .robot
        .lookup((Label label) -> label.getText().contains(text))
        .tryQuery()
        .isPresent();
  }

  @Test
  void showsAModule() throws IOException {
    Path file = Files.write(home.resolve("hello.wasm"), Modules.command());
    fixture.open(file);
    EditorFixture.waitUntil(() -> says("WASI command"));
    assertThat(structure())
        .containsExactly("Types", "Imports", "Functions", "Memories", "Exports", "Custom sections");
    clickInStructure("Functions");
    assertThat(structure()).contains("$start!");
    FxTest.runFx(() -> fixture.window.showPanel("problems"));
    fixture.pictures("module");
  }

  @Test
  void showsADamagedModule() throws IOException {
    byte[] whole = Modules.command();
    Path file = Files.write(home.resolve("cut.wasm"), Arrays.copyOf(whole, whole.length - 20));
    fixture.open(file);
    EditorFixture.waitUntil(() -> says("damaged at byte"));
    FxTest.runFx(() -> fixture.window.showPanel("problems"));
    EditorFixture.waitUntil(() -> says("cut.wasm:0x"));
    fixture.pictures("module-damaged");
  }

  @Test
  void showsAPlaceOfADamagedModule() throws IOException {
    byte[] whole = Modules.command();
    Path file = Files.write(home.resolve("cut.wasm"), Arrays.copyOf(whole, whole.length - 20));
    // Asked for before it is read.
    FxTest.runFx(() -> fixture.window.open(file, "0x2f"));
    EditorFixture.waitUntil(() -> says("0x2f lies in the import section"));
    assertThat(revealed()).isEqualTo(1);
    FxTest.runFx(() -> fixture.window.showPanel("problems"));
    EditorFixture.waitUntil(() -> says("cut.wasm:0x"));
    String position = fixture.problems.all().getFirst().problem().position();
    ListView<Object> list = fixture.robot.lookup("#problems-list").queryListView();
    FxTest.runFx(() -> {
      list.getSelectionModel().select(0);
      list.requestFocus();
    });
    fixture.press(KeyCode.ENTER);
    EditorFixture.waitUntil(() -> says(position + " "));
    fixture.pictures("module-place");
    clickInStructure("Exports");
    clickInStructure("\"_start\"");
    EditorFixture.waitUntil(() -> says("in the export \"_start\""));
    assertThat(revealed()).isEqualTo(1);
    Node row = fixture.robot.lookup(".overview-row:revealed").query();
    ScrollPane scroller = fixture.robot.lookup(".overview-scroller").queryAs(ScrollPane.class);
    assertThat(
            FxTest.onFx(() ->
                scroller
                    .localToScene(scroller.getBoundsInLocal())
                    .contains(row.localToScene(row.getBoundsInLocal()))))
        .isTrue();
    fixture.robot.clickOn("Close this message");
    FxTest.settle();
    assertThat(revealed()).isZero();
  }

  private long revealed() {
    return FxTest.onFx(() -> fixture.robot.lookup(".overview-row:revealed").queryAll().size());
  }

  @Test
  void showsAHundredThousandFunctions() throws IOException {
    fixture.open(Files.write(home.resolve("many.wasm"), Modules.functions(100_000)));
    EditorFixture.waitUntil(() -> says("100,000"));
    clickInStructure("Functions");
    assertThat(structure()).hasSize(100_002);
    fixture.robot.clickOn("#structure-filter");
    fixture.type("9999");
    EditorFixture.waitUntil(() -> structure().size() < 100);
  }

  @Test
  void followsATextWhileItIsTyped() throws IOException {
    Path file = Files.writeString(home.resolve("a.wat"), "(module\n  (func $one))\n");
    TextDocument document = fixture.openText(file);
    EditorFixture.waitUntil(() -> structure().contains("$one"));
    FxTest.runFx(() -> document.select(7, 7));
    fixture.type("(func $two");
    EditorFixture.waitUntil(() -> structure().contains("$two"));
    EditorFixture.waitUntil(() -> !fixture.problems.all().isEmpty());
    FxTest.runFx(() -> fixture.window.showPanel("problems"));
    FxTest.settle();
    fixture.pictures("wat-problem");
    clickInStructure("$one");
    assertThat(document.status().get()).isEqualTo("2:9");
    FxTest.runFx(() -> document.select(17, 17));
    fixture.robot.clickOn(document.node());
    FxTest.runFx(() -> document.select(17, 17));
    fixture.type(")");
    EditorFixture.waitUntil(() -> fixture.problems.all().isEmpty());
  }

  @Test
  void aProblemOpensItsPlace() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("a.wat"), "(module\n  (func (result i32)\n    local.get $no))\n");
    TextDocument document = fixture.openText(file);
    EditorFixture.waitUntil(() -> fixture.problems.all().size() == 1);
    FxTest.runFx(() -> fixture.window.showPanel("problems"));
    FxTest.settle();
    ListView<Object> list = fixture.robot.lookup("#problems-list").queryListView();
    FxTest.runFx(() -> {
      list.getSelectionModel().select(0);
      list.requestFocus();
    });
    fixture.press(KeyCode.ENTER);
    assertThat(document.status().get()).startsWith("3:");
    fixture.pictures("wat-assembler");
  }
}
