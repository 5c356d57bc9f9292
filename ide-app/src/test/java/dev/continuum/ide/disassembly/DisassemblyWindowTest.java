package dev.continuum.ide.disassembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.editor.EditorFixture;
import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.Coverage;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.module.ModuleDocument;
import dev.continuum.ide.module.ModuleFeature;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disassembly in the real window. */
class DisassemblyWindowTest {
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

  private ModuleDocument open(String name, byte[] bytes) throws IOException {
    Path file = Files.write(home.resolve(name), bytes);
    ModuleDocument document = (ModuleDocument) fixture.open(file);
    EditorFixture.waitUntil(() -> document.model().content().get() != null);
    return document;
  }

  private void waitForCode(ModuleDocument document) {
    EditorFixture.waitUntil(() -> document.status().get().startsWith("0x"));
    FxTest.settle();
  }

  @Test
  void showsCodeWithItsMarks() throws IOException, ExpressionException {
    ModuleDocument document = open("filter.wasm", CodeSamples.assembled(CodeSamples.FILTER));
    FxTest.runFx(() -> {
      document.node().getScene().getWindow().setWidth(1280);
      document.node().getScene().getWindow().setHeight(800);
    });
    fixture.act("view.moduleDisassembly");
    waitForCode(document);
    Path file = document.model().file();
    int first = offset(document);
    FxTest.runFx(() -> {
      Breakpoints breakpoints = marks.breakpoints();
      breakpoints.toggle(file, new Location.Instruction(first + 4));
      UserBreakpoint off =
          breakpoints.add(file, BreakpointSpec.at(new Location.Instruction(first + 8)));
      breakpoints.update(off.id(), spec -> spec.withEnabled(false));
      UserBreakpoint lost =
          breakpoints.add(file, BreakpointSpec.at(new Location.Instruction(first + 13)));
      breakpoints.states().put(lost.id(), new BreakpointState(List.of(), 0, "not there"));
      breakpoints.add(file, spec("break 0x" + Integer.toHexString(first + 15) + " if $i > 3"));
      breakpoints.add(
          file, spec("break 0x" + Integer.toHexString(first + 18) + " log \"i is {$i}\""));
      marks.coverage().set(new Counted(file, first));
      marks
          .running()
          .set(
              new RunningPlace(
                  file,
                  0,
                  first + 20,
                  true,
                  false,
                  List.of(
                      new InlineValue(0, "$i = 12", true),
                      new InlineValue(0, "$kept = 9", false))));
    });
    fixture.pictures("disassembly");
    FxTest.runFx(
        () -> marks.running().set(new RunningPlace(file, 0, first + 20, true, true, List.of())));
    fixture.pictures("disassembly-past");
    FxTest.runFx(
        () -> marks.running().set(new RunningPlace(file, 0, first + 20, false, false, List.of())));
    fixture.pictures("disassembly-outer");
  }

  private static BreakpointSpec spec(String command) {
    try {
      return BreakpointParser.parse(command);
    } catch (ExpressionException e) {
      throw new IllegalArgumentException(command, e);
    }
  }

  /** The offset of the first instruction. */
  private int offset(ModuleDocument document) {
    fixture.press(KeyCode.DOWN);
    fixture.press(KeyCode.DOWN);
    Location location = FxTest.onFx(() -> document.here().orElseThrow());
    return ((Location.Instruction) location).offset();
  }

  private record Counted(Path program, int first) implements Coverage {
    @Override
    public long ofLine(int line) {
      return NO_CODE;
    }

    @Override
    public long ofOffset(int offset) {
      return offset > first + 60 ? 0 : offset < first + 10 ? 1 : 1000;
    }

    @Override
    public long most() {
      return 1000;
    }
  }

  @Test
  void goesToAFunctionByItsName() throws IOException {
    ModuleDocument document = open("filter.wasm", CodeSamples.assembled(CodeSamples.FILTER));
    fixture.act("go.function");
    waitForCode(document);
    fixture.type("cl");
    fixture.pictures("disassembly-go-to");
    fixture.press(KeyCode.ENTER);
    assertThat(document.status().get()).endsWith("$classify");
  }

  private boolean says(String text) {
    return fixture
        .robot
        .lookup((Label label) -> label.getText().contains(text) && label.isVisible())
        .tryQuery()
        .isPresent();
  }

  private void clickInStructure(String label) {
    Node list = fixture.robot.lookup("#structure-list").query();
    EditorFixture.waitUntil(() -> structureLabel(list, label).isPresent());
    FxTest.settle();
    fixture.robot.clickOn(structureLabel(list, label).orElseThrow());
    FxTest.settle();
  }

  private Optional<Node> structureLabel(Node list, String label) {
    return fixture.robot.from(list).lookup((Label each) -> each.getText().equals(label)).tryQuery();
  }

  @Test
  void showsFunctionsOfTheStructurePanel() throws IOException {
    ModuleDocument document = open("filter.wasm", CodeSamples.assembled(CodeSamples.FILTER));
    clickInStructure("Functions");
    clickInStructure("$classify");
    waitForCode(document);
    assertThat(document.status().get()).endsWith("$classify");
    assertThat(FxTest.onFx(document::here)).isPresent();
    clickInStructure("Memories");
    clickInStructure("0");
    EditorFixture.waitUntil(() -> says("lies in the memory section"));
    assertThat(FxTest.onFx(document::here)).isEmpty();
  }

  @Test
  void togglesBreakpointsByKeyAndMouse() throws IOException {
    ModuleDocument document = open("filter.wasm", CodeSamples.assembled(CodeSamples.FILTER));
    fixture.act("view.moduleDisassembly");
    waitForCode(document);
    int first = offset(document);
    fixture.press(KeyCode.F9);
    assertThat(marks.breakpoints().of(document.model().file()))
        .extracting(each -> each.spec().location())
        .containsExactly(new Location.Instruction(first));
    Node list = fixture.robot.lookup(".disassembly-list").query();
    Bounds bounds = FxTest.onFx(() -> list.localToScreen(list.getBoundsInLocal()));
    fixture.robot.clickOn(bounds.getMinX() + Columns.MARK, bounds.getMinY() + 2.5 * 21);
    FxTest.settle();
    assertThat(marks.breakpoints().of(document.model().file())).isEmpty();
  }

  @Test
  void saysWhatIsWrongAboveTheCode() throws IOException {
    byte[] bytes =
        CodeSamples.assembled(
            CodeSamples.FILTER
                .replace("(param $value i32)", "(param $v i64)")
                .replace("local.get $value", "i32.const 1"));
    byte[] good = CodeSamples.assembled(CodeSamples.FILTER);
    ModuleDocument document = open("filter.wasm", bytes);
    fixture.act("view.moduleDisassembly");
    waitForCode(document);
    EditorFixture.waitUntil(() -> says("Invalid: "));
    fixture.pictures("disassembly-invalid");
    fixture.robot.clickOn("Go there");
    FxTest.settle();
    assertThat(document.status().get()).endsWith("$_start");
    Files.write(document.model().file(), good);
    FxTest.runFx(() -> fixture.files.watch().check());
    EditorFixture.waitUntil(() -> !says("Invalid: "));
    EditorFixture.waitUntil(() -> document.status().get().endsWith("$_start"));
    Files.write(document.model().file(), new byte[] {0, 'a', 's', 'm', 0x0d, 0, 1, 0});
    FxTest.runFx(() -> fixture.files.watch().check());
    EditorFixture.waitUntil(() -> says("Component"));
    assertThat(FxTest.onFx(() -> fixture.robot.lookup(".page-switch").tryQuery())).isEmpty();
    assertThat(FxTest.onFx(() -> fixture.window.actions().run("view.moduleDisassembly"))).isFalse();
  }

  @Test
  void comesBackToItsPlace() throws IOException {
    ModuleDocument document = open("filter.wasm", CodeSamples.assembled(CodeSamples.FILTER));
    fixture.act("go.function");
    waitForCode(document);
    fixture.type("classify");
    fixture.press(KeyCode.ENTER);
    fixture.press(KeyCode.DOWN);
    String there = document.status().get();
    String saved = FxTest.onFx(document::saveState);
    FxTest.runFx(() -> fixture.window.close(document));
    ModuleDocument again = (ModuleDocument) fixture.open(document.model().file());
    FxTest.runFx(() -> again.restore(saved));
    EditorFixture.waitUntil(() -> again.status().get().equals(there));
  }
}
