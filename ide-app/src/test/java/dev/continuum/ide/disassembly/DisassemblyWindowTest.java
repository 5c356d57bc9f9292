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
    FxTest.runFx(() -> {
      document.node().getScene().getWindow().setWidth(1280);
      document.node().getScene().getWindow().setHeight(800);
    });
    return document;
  }

  private void waitForCode(ModuleDocument document) {
    EditorFixture.waitUntil(() -> document.status().get().startsWith("0x"));
    FxTest.settle();
  }

  @Test
  void showsCodeWithItsMarks() throws IOException, ExpressionException {
    ModuleDocument document = open("filter.wasm", CodeSamples.assembled(CodeSamples.FILTER));
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
}
