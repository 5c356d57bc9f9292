package dev.continuum.inspector.valid;

import static dev.continuum.inspector.valid.ModuleBytes.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTypesTest {
  private final byte[] bytes =
      new ModuleBytes()
          .section(SectionId.TYPE, "60 01 7f 01 7e", "5f 01 7f 00")
          .functions(
              body(
                  0,
                  "20 00" // local.get 0
                      + "fb00 01" // struct.new 1
                      + "02 7e" // block (result i64)
                      + "42 05" // i64.const 5
                      + "0f" // return
                      + "1b" // select
                      + "0b" // end
                      + "d0 71" // ref.null none
                      + "1a 50 41 03 1a" // drop, i64.eqz, i32.const, drop
                  ))
          .bytes();

  private final int start = bytes.length - 20;
  private final StackTypes types;

  StackTypesTest() throws Exception {
    WasmModule module = ModuleDecoder.decode(bytes);
    types = new StackTypes(module, ByteBuffer.wrap(bytes));
    assertThat(module.functions().getFirst().code().instructions().start()).isEqualTo(start);
  }

  @Test
  void knowsTheStackAroundAnInstruction() {
    ReferenceType struct = new ReferenceType(false, new ConcreteHeapType(1));
    assertThat(types.before(0, start)).isEqualTo(new StackState(List.of(), 1, false));
    assertThat(types.after(0, start))
        .isEqualTo(new StackState(List.of(NumberType.I32), 1, false))
        .isEqualTo(types.before(0, start + 2));
    assertThat(types.after(0, start + 2)).isEqualTo(new StackState(List.of(struct), 1, false));
    assertThat(types.after(0, start + 7))
        .isEqualTo(new StackState(List.of(struct, NumberType.I64), 2, false));
    assertThat(types.after(0, start + 9))
        .as("behind return")
        .isEqualTo(new StackState(List.of(struct), 2, true));
    assertThat(types.after(0, start + 10))
        .satisfies(state -> assertThat(state.operands()).containsExactly(struct, null));
    assertThat(types.after(0, start + 12))
        .isEqualTo(
            new StackState(
                List.of(struct, NumberType.I64, new ReferenceType(true, AbstractHeapType.NONE)),
                1,
                false));
  }

  @Test
  void knowsNothingWhereThereIsNoInstruction() {
    assertThat(types.before(0, start + 1)).isNull();
    assertThat(types.after(0, start + 1)).isNull();
    assertThat(types.before(0, 0)).isNull();
    assertThat(types.before(0, bytes.length)).isNull();
    assertThat(types.before(1, start)).isNull();
  }

  @Test
  void endsAtTheInstructionThatIsWrong() {
    List<Integer> offsets = new ArrayList<>();
    assertThat(
            types.walk(
                0,
                (offset, after) -> {
                  offsets.add(offset - start);
                  return true;
                }))
        .asString()
        .contains("the end of the function needs i64, but the stack has i32");
    assertThat(offsets).containsExactly(0, 2, 5, 7, 9, 10, 11, 12, 14, 15, 16, 18);
    assertThat(types.before(0, bytes.length - 1)).isNotNull();
    assertThat(types.after(0, bytes.length - 1)).isNull();
  }

  @Test
  void stopsWhenNobodyWantsMore() {
    List<Integer> offsets = new ArrayList<>();
    types.walk(0, (offset, after) -> offsets.add(offset) && offsets.size() < 3);
    assertThat(offsets).hasSize(3);
  }
}
