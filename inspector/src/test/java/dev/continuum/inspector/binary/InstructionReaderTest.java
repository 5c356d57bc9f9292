package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.Tools;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionReaderTest {
  @TempDir Path directory;

  private final InstructionReader reader = new InstructionReader();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private void body(String hex) {
    byte[] body = bytes(hex);
    reader.body(body, 0, body.length, 100);
  }

  private void expect(Opcode opcode) throws MalformedException {
    assertThat(reader.next()).isTrue();
    assertThat(reader.opcode()).isSameAs(opcode);
  }

  private void expectEnd() throws MalformedException {
    expect(Opcode.END);
    assertThat(reader.depth()).isZero();
    assertThat(reader.next()).isFalse();
    assertThat(reader.next()).isFalse();
  }

  @Test
  void readsNumbers() throws Exception {
    body("41ffffffff07 42808080808080808080 7f 430000c07f 44000000000000f83f 0b".replace(" ", ""));
    expect(Opcode.I32_CONST);
    assertThat(reader.constant()).isEqualTo(0x7fffffff);
    assertThat(reader.offset()).isEqualTo(100);
    assertThat(reader.position()).isEqualTo(106);
    expect(Opcode.I64_CONST);
    assertThat(reader.constant()).isEqualTo(Long.MIN_VALUE);
    expect(Opcode.F32_CONST);
    assertThat((int) reader.constant()).isEqualTo(0x7fc00000);
    expect(Opcode.F64_CONST);
    assertThat(Double.longBitsToDouble(reader.constant())).isEqualTo(1.5);
    expectEnd();
  }

  @Test
  void readsVectors() throws Exception {
    body(
        "fd0c 000102030405060708090a0b0c0d0e0f fd0d 1f0102030405060708090a0b0c0d0e1e"
            + "fd54 00 05 0f fd 80 02 0b");
    expect(Opcode.V128_CONST);
    assertThat(reader.lowBits()).isEqualTo(0x0706050403020100L);
    assertThat(reader.highBits()).isEqualTo(0x0f0e0d0c0b0a0908L);
    expect(Opcode.I8X16_SHUFFLE);
    assertThat(reader.shuffleLane(0)).isEqualTo(31);
    assertThat(reader.shuffleLane(8)).isEqualTo(8);
    assertThat(reader.shuffleLane(15)).isEqualTo(30);
    expect(Opcode.V128_LOAD8_LANE);
    assertThat(reader.lane()).isEqualTo(15);
    assertThat(reader.memoryOffset()).isEqualTo(5);
    expect(Opcode.I8X16_RELAXED_SWIZZLE);
    expectEnd();
  }

  @Test
  void readsMemoryAccesses() throws Exception {
    body("28 02 ffffffffffffffffff01 36 42 03 10 fc0a 01 02 fc08 04 05 0b");
    expect(Opcode.I32_LOAD);
    assertThat(reader.align()).isEqualTo(2);
    assertThat(reader.index()).isZero();
    assertThat(reader.memoryOffset()).isEqualTo(-1);
    expect(Opcode.I32_STORE);
    assertThat(reader.align()).isEqualTo(2);
    assertThat(reader.index()).isEqualTo(3);
    assertThat(reader.memoryOffset()).isEqualTo(16);
    expect(Opcode.MEMORY_COPY);
    assertThat(reader.index()).isEqualTo(1);
    assertThat(reader.index2()).isEqualTo(2);
    expect(Opcode.MEMORY_INIT);
    assertThat(reader.index()).isEqualTo(4);
    assertThat(reader.index2()).isEqualTo(5);
    expectEnd();
  }

  @Test
  void readsBlocksAndTheirTypes() throws Exception {
    body("02 40 03 7f 04 03 05 0b 0b 02 63 6e 0b 02 64 04 0b 02 ff00 0b 0b 0b");
    expect(Opcode.BLOCK);
    assertThat(reader.blockType()).isEqualTo(InstructionReader.EMPTY_BLOCK);
    assertThat(reader.blockResult()).isNull();
    expect(Opcode.LOOP);
    assertThat(reader.blockResult()).isEqualTo(NumberType.I32);
    expect(Opcode.IF);
    assertThat(reader.blockType()).isEqualTo(3);
    assertThat(reader.blockResult()).isNull();
    assertThat(reader.depth()).isEqualTo(4);
    expect(Opcode.ELSE);
    expect(Opcode.END);
    expect(Opcode.END);
    expect(Opcode.BLOCK);
    assertThat(reader.blockResult()).isEqualTo(new ReferenceType(true, AbstractHeapType.ANY));
    expect(Opcode.END);
    expect(Opcode.BLOCK);
    assertThat(reader.blockResult()).isEqualTo(new ReferenceType(false, new ConcreteHeapType(4)));
    expect(Opcode.END);
    expect(Opcode.BLOCK);
    assertThat(reader.blockType()).isEqualTo(127);
    expect(Opcode.END);
    expect(Opcode.END);
    expectEnd();
  }

  @Test
  void readsLists() throws Exception {
    body("0e 03 01 8000 02 07 1c 02 7e 63 05 1f 40 02 00 06 01 03 02 1c 01 70 0b 0b");
    expect(Opcode.BR_TABLE);
    assertThat(reader.listCount()).isEqualTo(3);
    for (int round = 0; round < 2; round++) {
      assertThat(List.of(reader.nextLabel(), reader.nextLabel(), reader.nextLabel()))
          .containsExactly(1, 0, 2);
      reader.rewindList();
    }
    assertThat(reader.index()).isEqualTo(7);
    expect(Opcode.SELECT_TYPED);
    assertThat(reader.listCount()).isEqualTo(2);
    assertThat(reader.nextValueType()).isEqualTo(NumberType.I64);
    assertThat(reader.nextValueType()).isEqualTo(new ReferenceType(true, new ConcreteHeapType(5)));
    expect(Opcode.TRY_TABLE);
    assertThat(reader.listCount()).isEqualTo(2);
    reader.nextCatch();
    assertThat(reader.catchKind()).isZero();
    assertThat(reader.catchTag()).isEqualTo(6);
    assertThat(reader.catchLabel()).isEqualTo(1);
    reader.nextCatch();
    assertThat(reader.catchKind()).isEqualTo(3);
    assertThat(reader.catchTag()).isEqualTo(-1);
    assertThat(reader.catchLabel()).isEqualTo(2);
    expect(Opcode.SELECT_TYPED);
    assertThat(reader.nextValueType()).isEqualTo(ReferenceType.FUNCREF);
    expect(Opcode.END);
    expectEnd();
  }

  @Test
  void readsReferencesAndCasts() throws Exception {
    body("d0 6f fb14 05 fb17 6b fb18 02 01 6e 05 fb02 03 04 fe03 00 0b");
    expect(Opcode.REF_NULL);
    assertThat(reader.heapType()).isEqualTo(AbstractHeapType.EXTERN);
    expect(Opcode.REF_TEST);
    assertThat(reader.heapType()).isEqualTo(new ConcreteHeapType(5));
    assertThat(reader.isNullable()).isFalse();
    expect(Opcode.REF_CAST_NULL);
    assertThat(reader.heapType()).isEqualTo(AbstractHeapType.STRUCT);
    assertThat(reader.isNullable()).isTrue();
    expect(Opcode.BR_ON_CAST);
    assertThat(reader.index()).isEqualTo(1);
    assertThat(reader.isNullable()).isFalse();
    assertThat(reader.isNullable2()).isTrue();
    assertThat(reader.heapType()).isEqualTo(AbstractHeapType.ANY);
    assertThat(reader.heapTypeCode2()).isEqualTo(5);
    expect(Opcode.STRUCT_GET);
    assertThat(reader.index()).isEqualTo(3);
    assertThat(reader.index2()).isEqualTo(4);
    expect(Opcode.ATOMIC_FENCE);
    expectEnd();
  }

  @Test
  void readsLegacyExceptions() throws Exception {
    body("06 40 07 00 09 00 19 0b 06 40 18 00 0b");
    for (Opcode opcode :
        List.of(Opcode.TRY, Opcode.CATCH, Opcode.RETHROW, Opcode.CATCH_ALL, Opcode.END)) {
      expect(opcode);
    }
    expect(Opcode.TRY);
    assertThat(reader.depth()).isEqualTo(2);
    expect(Opcode.DELEGATE);
    assertThat(reader.depth()).isEqualTo(1);
    expectEnd();
  }

  @Test
  void endsAConstantExpressionBeforeItsLimit() throws Exception {
    byte[] bytes = bytes("ff 41 05 0b 41");
    reader.expression(bytes, 1, bytes.length, 10);
    expect(Opcode.I32_CONST);
    expectEnd();
    assertThat(reader.position()).isEqualTo(13);
  }

  @Test
  void bearsAHundredThousandOpenBlocks() throws Exception {
    byte[] body = bytes("0240".repeat(100_000) + "0b".repeat(100_001));
    reader.body(body, 0, body.length, 0);
    int instructions = 0;
    while (reader.next()) {
      instructions++;
    }
    assertThat(instructions).isEqualTo(200_001);
  }

  @ParameterizedTest
  @CsvSource({
    "ff 0b, illegal opcode ff, 0",
    "06 ff7f 0b, malformed block type, 1",
    "00 27 0b, illegal opcode 27, 1",
    "fb1f 0b, illegal opcode fb 1f, 0",
    "fd9a01 0b, illegal opcode fd 9a 01, 0",
    "fdffffffff0f 0b, illegal opcode fd ff ff ff ff 0f, 0",
    "28 8001 00 0b, malformed memop flags, 1",
    "28 00 ffffffffffffffffff02 0b, integer too large, 11",
    "20 ffffffff10 0b, integer too large, 5",
    "20 8080808080 00 0b, integer representation too long, 6",
    "41 ffffffff08 0b, integer too large, 5",
    "41 8080808080 00 0b, integer representation too long, 6",
    "fe03 01 0b, zero byte expected, 2",
    "0e ffffffff0f 00 0b, unexpected end, 1",
    "0e 05 00 00 0b, unexpected end, 1",
    "0e 02 00 00 0b, unexpected end, 5",
    "fd0c 00 0b, unexpected end, 4",
    "1c 01 40 0b, malformed value type, 2",
    "d0 7f 0b, malformed heap type, 1",
    "02 77 0b 0b, malformed block type, 1",
    "1f 40 01 04 00 00 0b 0b, malformed catch clause, 3",
    "fb18 04 00 6e 6e 0b, malformed br_on_cast flags, 2",
    "02 40 0b, unexpected end, 3",
    "0b 0b, unexpected content after the end, 1",
    "05 0b, misplaced else opcode, 0",
    "04 40 05 05 0b 0b, misplaced else opcode, 3",
    "02 40 07 00 0b 0b, misplaced catch opcode, 2",
    "06 40 19 07 00 0b 0b, misplaced catch opcode, 3",
    "18 00 0b, misplaced delegate opcode, 0",
  })
  void refuses(String hex, String message, int offset) {
    body(hex);
    assertThatThrownBy(
            () -> {
              while (reader.next()) {
                assertThat(reader.depth()).isPositive();
              }
            })
        .isInstanceOfSatisfying(
            MalformedException.class,
            refused -> {
              assertThat(refused.problem().message()).startsWith(message);
              assertThat(refused.offset()).isEqualTo(100 + offset);
            });
  }

  @Test
  void refusesWhatIsSwitchedOff() throws Exception {
    InstructionReader standard = new InstructionReader(Features.STANDARD, false);
    for (String off : List.of("06400b0b", "fe03000b", "fc130b")) {
      byte[] body = bytes(off);
      standard.body(body, 0, body.length, 0);
      assertThatThrownBy(standard::next).hasMessageContaining("illegal opcode");
      reader.body(body, 0, body.length, 0);
      assertThat(reader.next()).isTrue();
    }
    byte[] drop = bytes("fc09000b");
    standard.body(drop, 0, drop.length, 0);
    assertThatThrownBy(standard::next).hasMessageContaining("data count section required");
  }

  private List<String> instructions(ByteBuffer file, WasmModule module) throws Exception {
    List<String> found = new ArrayList<>();
    InstructionReader instructions = InstructionReader.of(module, Features.ALL);
    for (Function function : module.functions()) {
      if (function.code() != null) {
        instructions.body(file, function.code().instructions());
        while (instructions.next()) {
          found.add("%06x %s".formatted(instructions.offset(), instructions.opcode()));
        }
        assertThat(instructions.position()).isEqualTo(function.code().range().end());
      }
    }
    return found;
  }

  @Test
  void agreesWithWabtOnARealModule() throws Exception {
    byte[] bytes =
        Tools.clang(
            directory,
            "#include <stdio.h>\n"
                + "int main(int c, char **v) { printf(\"%d %f %s\", c, c * .5, *v); }\n",
            "-O2");
    Path file = Files.write(directory.resolve("real.wasm"), bytes);
    List<String> expected =
        Pattern.compile("^ ([0-9a-f]{6}): [0-9a-f ]+\\| +([a-z][a-z0-9_.]*)", Pattern.MULTILINE)
            .matcher(Tools.objdump(file, "-d"))
            .results()
            .filter(line -> !line.group(2).equals("local"))
            .map(InstructionReaderTest::line)
            .toList();
    List<String> found = instructions(ByteBuffer.wrap(bytes), ModuleDecoder.decode(bytes));
    assertThat(found).hasSizeGreaterThan(5000);
    assertThat(String.join("\n", found)).isEqualTo(String.join("\n", expected));
  }

  private static String line(MatchResult line) {
    return line.group(1) + " " + line.group(2);
  }

  @Test
  void readsTheSameOutsideTheHeap() throws Exception {
    byte[] bytes = GeneratedModule.ofSize(20_000);
    WasmModule module = ModuleDecoder.decode(bytes);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    byte[] shifted = new byte[bytes.length + 7];
    System.arraycopy(bytes, 0, shifted, 7, bytes.length);
    List<String> found = instructions(ByteBuffer.wrap(bytes), module);
    assertThat(found).isNotEmpty();
    assertThat(instructions(direct, module)).isEqualTo(found);
    assertThat(instructions(ByteBuffer.wrap(shifted, 7, bytes.length).slice(), module))
        .isEqualTo(found);
  }
}
