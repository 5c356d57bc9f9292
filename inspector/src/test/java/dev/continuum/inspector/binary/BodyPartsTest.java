package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The declarations of locals, the elements of segments, and the check of bodies. */
class BodyPartsTest {
  private static final String WAT =
      """
      (module
        (memory 1)
        (table 3 funcref)
        (func $f (local i32 i32 f64) (local i64))
        (func $g)
        (elem (i32.const 0) func $g $f $g)
        (elem funcref (ref.null func) (ref.func $f) (item (ref.func 1)))
        (data "abc")
        (func (data.drop 0)))
      """;

  @TempDir Path directory;

  @Test
  void readsTheDeclarationsOfLocals() throws Exception {
    byte[] bytes = Tools.wat2wasm(directory, WAT);
    WasmModule module = ModuleDecoder.decode(bytes);
    List<String> found = new ArrayList<>();
    for (Function function : module.functions()) {
      LocalRuns runs = new LocalRuns(ByteBuffer.wrap(bytes), function.code());
      found.add("runs " + runs.count());
      while (runs.next()) {
        found.add(runs.length() + " " + runs.type());
        assertThat(function.code().range().contains(runs.offset())).isTrue();
      }
    }
    assertThat(found).containsExactly("runs 3", "2 i32", "1 f64", "1 i64", "runs 0", "runs 0");
  }

  @Test
  void readsTheElementsOfSegments() throws Exception {
    byte[] bytes = Tools.wat2wasm(directory, WAT);
    WasmModule module = ModuleDecoder.decode(bytes);
    for (ByteBuffer file :
        List.of(
            ByteBuffer.wrap(bytes), ByteBuffer.allocateDirect(bytes.length).put(bytes).flip())) {
      ElementItems functions = new ElementItems(file, module.elements().getFirst());
      List<Integer> indices = new ArrayList<>();
      while (functions.next()) {
        indices.add(functions.function());
      }
      assertThat(indices).containsExactly(1, 0, 1);
      ElementItems expressions = new ElementItems(file, module.elements().getLast());
      InstructionReader reader = new InstructionReader();
      List<String> texts = new ArrayList<>();
      while (expressions.next()) {
        ByteRange range = expressions.range();
        assertThat(range.start()).isEqualTo(expressions.offset());
        reader.expression(file, range);
        reader.next();
        texts.add(reader.opcode().mnemonic());
      }
      assertThat(texts).containsExactly("ref.null", "ref.func", "ref.func");
    }
  }

  @Test
  void readsLongConstantExpressionsOutsideTheHeap() throws Exception {
    String sum = "(i32.add ".repeat(300) + "(i32.const 1)" + "(i32.const 100000))".repeat(300);
    byte[] bytes =
        Tools.wat2wasm(
            directory,
            "(module (global i32 " + sum + ") (global i64 (i64.const 5)))",
            "--enable-extended-const");
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    assertThat(ModuleDecoder.decode(direct).globals())
        .isEqualTo(ModuleDecoder.decode(bytes).globals())
        .hasSize(2);
    for (int length = 20; length < bytes.length - 12; length++) {
      ByteBuffer cut = direct.slice(0, length);
      assertThatThrownBy(() -> ModuleDecoder.decode(cut)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void findsWhatIsMalformedInBodies() throws Exception {
    byte[] bytes = Tools.wat2wasm(directory, WAT);
    ByteBuffer file = ByteBuffer.wrap(bytes);
    WasmModule module = ModuleDecoder.decodeFully(file, Features.STANDARD);
    int end = module.functions().getLast().code().range().end();
    bytes[end - 1] = 0x01;
    assertThat(ModuleDecoder.decode(bytes).functions()).hasSize(3);
    assertThatThrownBy(() -> ModuleDecoder.decodeFully(file, Features.STANDARD))
        .isInstanceOfSatisfying(
            MalformedException.class, refused -> assertThat(refused.offset()).isEqualTo(end));
    assertThatThrownBy(() -> BodyCheck.check(module, file, Features.ALL))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void refusesWhatIsSwitchedOff() throws Exception {
    byte[] shared = Tools.wat2wasm(directory, "(module (memory 1 1 shared))", "--enable-threads");
    ByteBuffer file = ByteBuffer.wrap(shared);
    assertThat(ModuleDecoder.decode(file, Features.ALL).memories()).hasSize(1);
    assertThatThrownBy(() -> ModuleDecoder.decode(file, Features.STANDARD))
        .hasMessageStartingWith("malformed limits flags");
    assertThat(ModuleDecoder.salvage(file, Features.STANDARD).error()).isNotNull();
    assertThat(ModuleDecoder.salvage(file).error()).isNull();
  }
}
