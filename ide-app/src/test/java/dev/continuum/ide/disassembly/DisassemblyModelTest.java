package dev.continuum.ide.disassembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.CodeQuestions;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.ide.output.QueuedTasks;
import dev.continuum.ide.task.ImmediateTasks;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DisassemblyModelTest {
  private static final Path FILE = Path.of("/project/filter.wasm");

  private final CodeMarks marks = new CodeMarks(new Breakpoints(all -> {}));

  private static WasmModule module(byte[] bytes) {
    return (WasmModule) ModuleDecoder.salvage(bytes).binary();
  }

  private DisassemblyModel shown(String text) {
    return shown(CodeSamples.assembled(text), new ImmediateTasks());
  }

  private DisassemblyModel shown(byte[] bytes, Tasks tasks) {
    DisassemblyModel model = new DisassemblyModel(FILE, marks, tasks);
    model.setVisible(10);
    model.show(module(bytes), bytes);
    return model;
  }

  private static CodeRows rows(DisassemblyModel model) {
    return Objects.requireNonNull(model.rows().get());
  }

  private static String text(DisassemblyModel model, RowPlace place) {
    return rows(model).row(place).text();
  }

  private static List<String> all(CodeRows rows) {
    List<String> all = new ArrayList<>();
    for (long i = 0; i < rows.size(); i++) {
      CodeRow row = rows.row(rows.place(i));
      all.add("  ".repeat(row.depth()) + row.text());
    }
    return all;
  }

  @Test
  void listsEveryFunction() {
    List<String> all = all(rows(shown(CodeSamples.FILTER)));
    assertThat(all)
        .startsWith(
            "func $filter (param $count i32) (result i32)  ;; 1 exported as \"filter\"",
            "  (local $i i32) (local $kept i32)",
            "  block $done  ;; label = @1",
            "    loop $next  ;; label = @2",
            "      local.get $i")
        .containsSequence(
            "  local.get $kept", "end", "", "func $classify (param $value i32) (result i64)  ;; 2")
        .endsWith("  drop", "end", "", "func 4", "end", "");
  }

  @Test
  void countsRowsExactlyOnceInstructionsAreCounted() {
    QueuedTasks tasks = new QueuedTasks();
    byte[] bytes = CodeSamples.assembled(CodeSamples.FILTER);
    DisassemblyModel model = shown(bytes, tasks);
    assertThat(model.rows().get()).isNull();
    CodeRows uncounted = new CodeRows(module(bytes), bytes);
    List<RowPlace> walked = new ArrayList<>();
    for (RowPlace at = RowPlace.FIRST; !at.equals(uncounted.last()); at = uncounted.moved(at, 1)) {
      walked.add(at);
      assertThat(uncounted.index(at)).isBetween(0L, uncounted.size() - 1);
      assertThat(uncounted.moved(uncounted.moved(at, 7), -7))
          .isIn(at, uncounted.moved(uncounted.last(), -7));
    }
    tasks.run();
    CodeRows counted = rows(model);
    assertThat(counted.isCounted()).isTrue();
    assertThat(counted.size()).isEqualTo(walked.size() + 1);
    for (int i = 0; i < walked.size(); i++) {
      assertThat(counted.place(i)).isEqualTo(walked.get(i));
      assertThat(counted.index(walked.get(i))).isEqualTo(i);
      assertThat(counted.row(walked.get(i))).isEqualTo(uncounted.row(walked.get(i)));
    }
  }

  @Test
  void findsTheRowOfAByte() {
    CodeRows rows = rows(shown(CodeSamples.FILTER));
    for (long i = 0; i < rows.size(); i++) {
      RowPlace place = rows.place(i);
      CodeRow row = rows.row(place);
      if (row.offset() >= 0) {
        assertThat(rows.at(row.offset())).isEqualTo(place);
      }
    }
    assertThat(rows.at(0)).isNull();
    assertThat(rows.at(rows.module().size())).isNull();
  }

  @Test
  void staysWithinWhatThereIs() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    CodeRows rows = rows(model);
    model.scrollBy(-5);
    assertThat(model.top()).isEqualTo(RowPlace.FIRST);
    model.scrollBy(1_000_000);
    assertThat(rows.index(model.top())).isEqualTo(rows.size() - 10);
    model.moveCaret(-1, false);
    assertThat(model.caret()).isEqualTo(RowPlace.FIRST);
    assertThat(model.top()).isEqualTo(RowPlace.FIRST);
    model.moveCaret(10, false);
    assertThat(rows.index(model.top())).isEqualTo(1);
    model.page(1, false);
    assertThat(rows.index(model.caret())).isEqualTo(19);
    assertThat(rows.index(model.top())).isEqualTo(10);
  }

  @Test
  void goesToFunctionsAndBack() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    assertThat(model.goTo("class")).isTrue();
    assertThat(text(model, model.caret())).startsWith("func $classify");
    assertThat(model.status().get()).startsWith("0x").endsWith("  $classify");
    assertThat(model.goTo("$FILTER")).isTrue();
    assertThat(model.caret()).isEqualTo(RowPlace.FIRST);
    assertThat(model.goTo("4")).isTrue();
    assertThat(text(model, model.caret())).isEqualTo("func 4");
    int offset = rows(model).row(new RowPlace(1, 4)).offset();
    assertThat(model.goTo("0x" + Integer.toHexString(offset))).isTrue();
    assertThat(model.caret()).isEqualTo(new RowPlace(1, 4));
    model.goBack();
    assertThat(text(model, model.caret())).isEqualTo("func 4");
    model.goBack();
    model.goBack();
    assertThat(text(model, model.caret())).startsWith("func $classify");
    assertThat(model.message().get()).isEmpty();
    assertThat(model.goTo("fd_write")).isFalse();
    assertThat(model.message().get()).contains("“fd_write” is not in the code");
    assertThat(text(model, model.caret())).startsWith("func $classify");
  }

  @Test
  void followsCallsAndBranches() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    follow(model, "br_if $done");
    assertThat(text(model, model.caret())).isEqualTo("local.get $kept");
    follow(model, "br $next");
    assertThat(text(model, model.caret())).startsWith("loop $next");
    follow(model, "call $classify");
    assertThat(text(model, model.caret())).startsWith("func $classify");
    model.goBack();
    assertThat(text(model, model.caret())).isEqualTo("call $classify");
    follow(model, "call $fd_write");
    assertThat(text(model, model.caret())).isEqualTo("call $fd_write");
    assertThat(model.message().get())
        .isEqualTo("$fd_write is imported: its code is not in this module.");
    follow(model, "else");
    assertThat(text(model, model.caret())).isEqualTo("local.get $i");
  }

  private static void follow(DisassemblyModel model, String instruction) {
    CodeRows rows = rows(model);
    for (long i = 0; i < rows.size(); i++) {
      if (rows.row(rows.place(i)).text().equals(instruction)) {
        model.setCaret(rows.place(i), false);
        model.follow();
        return;
      }
    }
    throw new AssertionError(instruction + " is not there");
  }

  @Test
  void togglesBreakpointsAtInstructions() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    RowPlace place = new RowPlace(0, 4);
    int offset = rows(model).row(place).offset();
    model.setCaret(place, false);
    assertThat(model.caretLocation()).contains(new Location.Instruction(offset));
    model.toggleBreakpoint(place);
    assertThat(marks.breakpoints().of(FILE)).hasSize(1);
    assertThat(model.marks().breakpoint(offset)).isNotNull();
    model.toggleBreakpoint(place);
    assertThat(marks.breakpoints().of(FILE)).isEmpty();
    model.setCaret(new RowPlace(0, 1), false);
    assertThat(model.caretLocation()).isEmpty();
    // A heading stands for the first instruction.
    model.setCaret(RowPlace.FIRST, false);
    assertThat(model.caretLocation())
        .contains(new Location.Instruction(rows(model).row(new RowPlace(0, 2)).offset()));
  }

  @Test
  void bringsWhatRunsIntoTheMiddle() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    CodeRows rows = rows(model);
    RowPlace place = rows.place(40);
    marks.running().set(running(FILE, rows.row(place).offset()));
    assertThat(model.caret()).isEqualTo(place);
    assertThat(rows.index(model.top())).isEqualTo(35);
    // In view: nothing moves.
    marks.running().set(running(FILE, rows.row(rows.place(42)).offset()));
    assertThat(rows.index(model.top())).isEqualTo(35);
    marks.running().set(running(Path.of("/another.wasm"), rows.row(rows.place(2)).offset()));
    assertThat(rows.index(model.top())).isEqualTo(35);
    assertThat(model.marks().running()).isNull();
    // Stops are not steps to go back through, whoever hears of them first.
    marks.running().set(running(FILE, rows.row(rows.place(5)).offset()));
    model.reveal(rows.row(rows.place(5)).offset());
    model.goBack();
    assertThat(rows.index(model.caret())).isEqualTo(5);
    model.scrollTo(rows.place(35));
    model.close();
    marks.running().set(running(FILE, rows.row(rows.place(2)).offset()));
    assertThat(rows.index(model.top())).isEqualTo(35);
  }

  private static RunningPlace running(Path program, int offset) {
    return new RunningPlace(program, 0, offset, true, false, List.of());
  }

  @Test
  void runsToAPlaceWhereSomethingStands() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    assertThat(model.marks().canRunTo()).isFalse();
    List<Location> asked = new ArrayList<>();
    marks
        .questions()
        .set(
            new CodeQuestions() {
              @Override
              public Path program() {
                return FILE;
              }

              @Override
              public void evaluate(String expression, Consumer<String> answer) {}

              @Override
              public void runTo(Location location) {
                asked.add(location);
              }
            });
    assertThat(model.marks().canRunTo()).isTrue();
    model.marks().runTo(100);
    assertThat(asked).containsExactly(new Location.Instruction(100));
  }

  @Test
  void keepsItsPlaceWhenTheFileIsReadAgain() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    model.goTo("classify");
    model.moveCaret(3, false);
    String before = text(model, model.caret());
    byte[] changed =
        CodeSamples.assembled(
            CodeSamples.FILTER.replace("(func $filter", "(func $new (nop) (nop)) (func $filter"));
    model.show(module(changed), changed);
    assertThat(text(model, model.caret())).isEqualTo(before);
    assertThat(model.status().get()).endsWith("$classify");
    byte[] none = CodeSamples.assembled("(module)");
    model.show(module(none), none);
    assertThat(rows(model).size()).isZero();
    model.moveCaret(1, false);
    model.follow();
    assertThat(model.selectedText()).isEmpty();
    assertThat(model.caretLocation()).isEmpty();
    assertThat(model.status().get()).isEmpty();
    model.show(module(changed), changed);
    assertThat(model.caret()).isEqualTo(RowPlace.FIRST);
  }

  @Test
  void revealsAnOffsetAskedForBeforeThereWasCode() {
    byte[] bytes = CodeSamples.assembled(CodeSamples.FILTER);
    CodeRows rows = new CodeRows(module(bytes), bytes);
    int offset = rows.row(new RowPlace(1, 6)).offset();
    DisassemblyModel model = new DisassemblyModel(FILE, marks, new ImmediateTasks());
    model.reveal(offset);
    model.show(module(bytes), bytes);
    assertThat(model.caret()).isEqualTo(new RowPlace(1, 6));
    assertThat(model.place()).isEqualTo(offset);
  }

  @Test
  void tellsTheStackBehindInstructions() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    CodeRows rows = rows(model);
    List<String> stacks = new ArrayList<>();
    model.stackBehind(rows.row(new RowPlace(0, 4)));
    for (int row = 4; row < 8; row++) {
      stacks.add(model.stackBehind(rows.row(new RowPlace(0, row))));
    }
    assertThat(stacks).containsExactly("[i32]", "[i32 i32]", "[i32]", "[]");
    assertThat(model.stackBehind(rows.row(RowPlace.FIRST))).isEmpty();
  }

  @Test
  void copiesWhatIsSelected() {
    DisassemblyModel model = shown(CodeSamples.FILTER);
    RowPlace last = new RowPlace(1, 1);
    model.setCaret(new RowPlace(0, rows(model).rows(0) - 2), false);
    model.setCaret(last, true);
    String hex = "0x" + Integer.toHexString(rows(model).row(last).offset());
    assertThat(model.selectedText().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("  end"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).contains("func $classify"),
            line -> assertThat(line).isEqualTo(hex + "    block $many  ;; label = @1"));
  }

  @Test
  void showsAFunctionUpToWhereItIsMalformed() {
    byte[] bytes = CodeSamples.assembled(CodeSamples.FILTER);
    int offset = new CodeRows(module(bytes), bytes).row(new RowPlace(0, 6)).offset();
    bytes[offset] = (byte) 0xff;
    DisassemblyModel model = shown(bytes, new ImmediateTasks());
    assertThat(rows(model).rows(0)).isEqualTo(8);
    CodeRow fault = rows(model).row(new RowPlace(0, 6));
    assertThat(fault.kind()).isEqualTo(CodeRow.Kind.FAULT);
    assertThat(fault.text()).startsWith(";; illegal opcode ff");
    assertThat(fault.offset()).isEqualTo(offset);
    assertThat(rows(model).at(offset)).isEqualTo(new RowPlace(0, 6));
    assertThat(rows(model).at(offset + 3)).isEqualTo(new RowPlace(0, 6));
    assertThat(text(model, new RowPlace(1, 0))).startsWith("func $classify");
  }

  @Test
  void makesTextOfStrangersHarmless() {
    String name = "a\\e2\\80\\aeb" + "c".repeat(10_000);
    DisassemblyModel model = shown("(module (func $\"" + name + "\" (export \"" + name + "\")))");
    String heading = text(model, RowPlace.FIRST);
    assertThat(heading.length()).isLessThan(3000);
    assertThat(heading.chars()).noneMatch(c -> c == 0x202e);
  }
}
