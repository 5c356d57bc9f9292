package dev.continuum.inspector.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.Tools;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.text.Lexer;
import dev.continuum.inspector.text.Token;
import dev.continuum.inspector.text.TokenKind;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of instructions agrees with itself, with the specification's scripts and with wabt. */
class OpcodeTest {
  /** Words with a dot in the scripts that are no instructions. */
  private static final Set<String> NO_INSTRUCTIONS =
      Set.of("ref.extern", "ref.host", "ref.array", "ref.struct");

  /** What wabt does not know, or writes in a way of its own. */
  private static final Set<Proposal> UNKNOWN_TO_WABT =
      EnumSet.of(Proposal.GC, Proposal.FUNCTION_REFERENCES, Proposal.WIDE_ARITHMETIC);

  @TempDir Path directory;

  @Test
  void findsEveryInstructionByItsCodeAndItsName() {
    for (Opcode opcode : Opcode.values()) {
      assertThat(Opcode.of(opcode.prefix(), opcode.code())).isSameAs(opcode);
      Opcode named = Opcode.named(opcode.mnemonic());
      assertThat(named == opcode || opcode.alternative() == named).isTrue();
    }
    assertThat(Opcode.named("select")).isSameAs(Opcode.SELECT);
    assertThat(Opcode.SELECT_TYPED.alternative()).isSameAs(Opcode.SELECT);
    assertThat(Opcode.named("i32.plus")).isNull();
    assertThat(Opcode.of(0xff)).isNull();
    assertThat(Opcode.of(Opcode.PREFIX_GC, 31)).isNull();
    assertThat(Opcode.of(Opcode.PREFIX_VECTOR, -1)).isNull();
    assertThat(Opcode.of(0xfa, 0)).isNull();
    assertThat(Opcode.of(0, 0x45)).isSameAs(Opcode.I32_EQZ);
  }

  @Test
  void saysWhatEveryInstructionTakesAndGives() {
    assertThat(Opcode.I32_STORE.stackType().parameters())
        .containsExactly(Operand.ADDRESS, Operand.I32);
    assertThat(Opcode.I32_STORE.stackType().results()).isEmpty();
    assertThat(Opcode.REF_I31.stackType().results()).containsExactly(Operand.REF_I31);
    assertThat(Opcode.MEMORY_COPY.stackType().parameters())
        .containsExactly(Operand.ADDRESS_1, Operand.ADDRESS_2, Operand.ADDRESS_MINIMUM);
    assertThat(Opcode.I64_ADD128.stackType().results()).hasSize(2);
    assertThat(Opcode.NOP.stackType().isFixed()).isTrue();
    assertThat(Opcode.BR_IF.stackType().isFixed()).isFalse();
    assertThat(Opcode.STRUCT_GET.stackType()).hasToString("(ref null x) -> t");
    for (Opcode opcode : Opcode.values()) {
      assertThat(opcode.documentation()).matches("[A-Z].*\\.");
      String head = opcode.mnemonic().split("\\.")[0];
      boolean numeric = head.matches("[if](32|64)|v128|[if][0-9]+x[0-9]+");
      assertThat(opcode.stackType().isFixed() || !numeric).as(opcode.mnemonic()).isTrue();
    }
  }

  @Test
  void knowsAccessesAndLanes() {
    assertThat(Opcode.I64_LOAD16_S.accessLog2()).isEqualTo(1);
    assertThat(Opcode.V128_STORE.accessLog2()).isEqualTo(4);
    assertThat(Opcode.I64_ATOMIC_RMW32_CMPXCHG_U.accessLog2()).isEqualTo(2);
    assertThatThrownBy(Opcode.MEMORY_FILL::accessLog2).isInstanceOf(IllegalStateException.class);
    for (Opcode opcode : Opcode.values()) {
      boolean memarg =
          opcode.immediates() == Immediates.MEMARG || opcode.immediates() == Immediates.MEMARG_LANE;
      assertThat(opcode.accessesMemory()).as(opcode.mnemonic()).isEqualTo(memarg);
    }
    assertThat(Opcode.V128_LOAD64_LANE.lanes()).isEqualTo(2);
    assertThat(Opcode.I8X16_EXTRACT_LANE_U.lanes()).isEqualTo(16);
    assertThat(Opcode.F64X2_REPLACE_LANE.lanes()).isEqualTo(2);
    assertThat(Opcode.I8X16_SHUFFLE.lanes()).isEqualTo(32);
    assertThat(Opcode.I8X16_ADD.lanes()).isZero();
  }

  @Test
  void knowsEveryInstructionOfTheSpecificationsScripts() throws Exception {
    Set<String> unknown = new TreeSet<>();
    Set<Opcode> seen = EnumSet.noneOf(Opcode.class);
    for (Path script : SpecSuite.scripts()) {
      String source = Files.readString(script);
      for (Token token : Lexer.tokens(source)) {
        if (token.kind().isTrivia() || token.kind() == TokenKind.STRING) {
          continue;
        }
        String word = token.text(source);
        Opcode opcode = Opcode.named(word);
        if (opcode != null) {
          seen.add(opcode);
        } else if (word.matches(
                "(i32|i64|f32|f64|v128|i8x16|i16x8|i32x4|i64x2|f32x4|f64x2|local"
                    + "|global|table|memory|elem|data|ref|struct|array|i31|any|extern|atomic)\\..+")
            && !NO_INSTRUCTIONS.contains(word)) {
          unknown.add(word);
        }
      }
    }
    assertThat(unknown).isEmpty();
    Set<Opcode> unseen = EnumSet.allOf(Opcode.class);
    unseen.removeAll(seen);
    unseen.removeIf(opcode -> opcode.alternative() != null);
    assertThat(unseen).containsExactly(Opcode.ATOMIC_FENCE);
  }

  private static String text(Immediate immediate, Opcode opcode) {
    return switch (immediate) {
      case BLOCK_TYPE -> "(result i32)";
      case LABELS -> "0 0";
      case TYPE_USE -> "(type 0)";
      case MEMARG -> "offset=7";
      case V128 -> "i32x4 1 2 3 4";
      case LANES -> "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31";
      case VALUE_TYPES -> "(result f64)";
      case HEAP_TYPE -> "func";
      case ZERO -> "";
      case CATCHES, CAST, CAST_FLAGS, CAST_TARGET ->
          throw new IllegalStateException("wabt does not know " + opcode);
      default -> "0";
    };
  }

  /** Whether it can stand alone in a function, for wabt. */
  private static boolean isAlone(Opcode opcode) {
    return switch (opcode) {
      case ELSE, END, CATCH, CATCH_ALL, DELEGATE, TRY, TRY_TABLE, THROW_REF -> false;
      // Named otherwise in the first drafts of the proposal.
      case I16X8_RELAXED_DOT_I8X16_I7X16_S, I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S -> false;
      default -> !UNKNOWN_TO_WABT.contains(opcode.proposal());
    };
  }

  @Test
  void encodesAsWabtDoes() throws Exception {
    StringBuilder wat =
        new StringBuilder(
            "(module (type (func)) (memory 1) (table 1 funcref) (global (mut i32) (i32.const 0))"
                + " (tag) (data \"\") (elem func)\n");
    List<Opcode> expected = new ArrayList<>();
    for (Opcode opcode : Opcode.values()) {
      if (isAlone(opcode)) {
        wat.append("(func (local i32) ").append(opcode.mnemonic());
        for (Immediate immediate : opcode.immediates().textOrder()) {
          wat.append(' ').append(text(immediate, opcode));
        }
        wat.append(opcode.opensBlock() ? " end)\n" : ")\n");
        expected.add(opcode);
      }
    }
    byte[] bytes =
        Tools.wat2wasm(directory, wat.append(")").toString(), "--enable-all", "--no-check");
    WasmModule module = ModuleDecoder.decode(bytes);
    InstructionReader reader = InstructionReader.of(module, Features.ALL);
    List<Opcode> found = new ArrayList<>();
    for (Function function : module.functions()) {
      reader.body(ByteBuffer.wrap(bytes), function.code().instructions());
      assertThat(reader.next()).isTrue();
      Opcode opcode = reader.opcode();
      found.add(opcode);
      if (opcode.accessesMemory()) {
        assertThat(reader.align()).as(opcode.mnemonic()).isEqualTo(opcode.accessLog2());
        assertThat(reader.memoryOffset()).isEqualTo(7);
      }
      while (reader.next()) {
        assertThat(reader.opcode()).isSameAs(Opcode.END);
      }
    }
    assertThat(found).isEqualTo(expected);
  }
}
