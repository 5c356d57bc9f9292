package dev.continuum.inspector.text.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.TextRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {
  private static final AssemblyOptions PLAIN = new AssemblyOptions(false, false);
  private static final String HEADER = "0061736d01000000";

  private static byte[] bytes(String source, AssemblyOptions options) {
    Assembly assembly = Assembler.assemble(source, options);
    assertThat(assembly.problems()).isEmpty();
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      throw new AssertionError("no bytes and no problem");
    }
    return bytes;
  }

  /** The bytes behind the header, without names. */
  private static String hex(String source) {
    String hex = HexFormat.of().formatHex(bytes(source, PLAIN));
    assertThat(hex).startsWith(HEADER);
    return hex.substring(HEADER.length());
  }

  /** The instructions of the only function. */
  private static String code(String instructions) {
    String hex =
        HexFormat.of()
            .formatHex(bytes("(memory 1) (func (local i32 f64)" + instructions + ")", PLAIN));
    return hex.substring(hex.indexOf("02017f017c") + 10, hex.length() - 2);
  }

  private static List<String> problems(String source) {
    return problems(Assembler.assemble(source));
  }

  private static List<String> problems(Assembly assembly) {
    assertThat(assembly.bytes()).isNull();
    return assembly.problems().stream().map(TextProblem::toString).toList();
  }

  @Test
  void writesTheSectionsOfAModule() {
    assertThat(hex("(module)")).isEmpty();
    assertThat(hex("")).isEmpty();
    assertThat(hex("(func (export \"f\") (result i32) i32.const -1)"))
        .isEqualTo(
            "010501600001" + "7f" + "03020100" + "0705010166" + "0000" + "0a0601040041" + "7f0b");
    assertThat(hex("(module (memory i64 1 2) (data (i64.const 0) \"a\\00\\u{e9}\"))"))
        .isEqualTo("0504010501" + "02" + "0b0a010042000b04" + "6100c3a9");
    assertThat(hex("(module (memory (data \"abc\")))"))
        .isEqualTo("050401010101" + "0b09010041000b03616263");
    assertThat(hex("(module binary \"\\00asm\" \"\\01\\00\\00\\00\")")).isEmpty();
    assertThat(hex("(module quote \"(module\" \")\")")).isEmpty();
  }

  @Test
  void foldedAndFlatGiveTheSameBytes() {
    String flat = "local.get 0 if (result i32) i32.const 1 else i32.const 2 end drop";
    assertThat(
            code(
                "(drop (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))"))
        .isEqualTo(code(flat))
        .isEqualTo("2000047f41010541020b1a");
    assertThat(code("(block $a (loop $b (br_table $a $b 0 (i32.const 0))))"))
        .isEqualTo(code("block $a loop $b i32.const 0 br_table $a $b 0 end $b end $a"))
        .isEqualTo("0240034041000e020100000b0b");
    assertThat(code("(i32.store8 offset=4 (i32.const 1) (local.get 0))"))
        .isEqualTo(
            code(
                "i32.const 1 local.get 0 i32.store8 align=1 offset=4"
                    .replace("align=1 offset=4", "offset=4 align=1")))
        .isEqualTo("410120003a0004");
  }

  @Test
  void typesThatOnlyUsesImplyComeLast() {
    WasmModule module =
        decode(
            "(func $f (param i32) (result f64) unreachable) (type $t (func))"
                + " (func $g (param i32) (result f64) unreachable) (func $h)");
    assertThat(module.types()).hasSize(2);
    assertThat(module.functions()).extracting(Function::typeIndex).containsExactly(1, 1, 0);
  }

  private static WasmModule decode(String source) {
    try {
      return ModuleDecoder.decode(bytes(source, AssemblyOptions.DEFAULT));
    } catch (dev.continuum.inspector.binary.MalformedException malformed) {
      throw new AssertionError(malformed);
    }
  }

  @Test
  void identifiersBecomeNames() {
    WasmModule module =
        decode("(module $m (func $\"a b\" (@name \"first\")) (func $second) (func $\"\\u{e9}\"))");
    assertThat(module.functions())
        .extracting(Function::name)
        .containsExactly("first", "second", "é");
    assertThat(hex("(func $f (local $x i32))")).doesNotContain("6e616d65");
    WasmModule segments =
        decode("(elem $a (@name \"e\") func) (memory 1) (data $b (@name \"d\") \"\")");
    assertThat(segments.elements()).extracting(ElementSegment::name).containsExactly("e");
    assertThat(segments.data()).extracting(DataSegment::name).containsExactly("d");
  }

  @Test
  void namesGoBeforeIdentifiers() throws Exception {
    String source =
        """
        (type (struct (field $a (@name "x") i32) (field $b (@name "x") i32)))
        (func (param $p (@name "") i32) (param $q i32) (local $r (@name "q") i64))
        """;
    byte[] bytes = bytes(source, AssemblyOptions.DEFAULT);
    WasmModule module = ModuleDecoder.decode(bytes);
    ByteBuffer file = ByteBuffer.wrap(bytes);
    assertThat(InnerNames.of(module, file, InnerNames.Kind.FIELD).of(0))
        .containsExactly(Map.entry(0, "x"), Map.entry(1, "x"));
    assertThat(InnerNames.of(module, file, InnerNames.Kind.LOCAL).of(0))
        .containsExactly(Map.entry(0, ""), Map.entry(1, "q"), Map.entry(2, "q"));
    assertThat(problems("(func (param $p (@name \"p\") (@name \"q\") i32))"))
        .containsExactly("1:29: misplaced @name annotation");
    assertThat(problems("(func (param i32 (@name \"p\")))"))
        .containsExactly("1:18: misplaced @name annotation");
  }

  @Test
  void saysThatASegmentLacksItsOffset() {
    assertThat(problems("(table 1 funcref) (elem (table 0) $f)"))
        .contains(
            "1:35: unexpected token: found $f, expected an offset: (offset …) or an instruction in"
                + " parentheses");
    assertThat(problems("(@a) (memory 1) (data (memory 0)"))
        .contains(
            "1:33: unexpected token: the text ends, expected an offset: (offset …) or an"
                + " instruction in parentheses");
  }

  @Test
  void resolvesWhatIsDefinedFurtherDown() {
    WasmModule module =
        decode("(export \"e\" (func $later)) (start $later) (func $f (call $later)) (func $later)");
    assertThat(module.exports()).extracting(Export::index).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "f32.const 0x1.fffffefffffffffp127, 43ffff7f7f",
    "f32.const 0x1.000001p0, 430000803f",
    "f32.const 0x1.0000010000001p0, 430100803f",
    "f32.const 1e-45, 4301000000",
    "f32.const 0x1p-150, 4300000000",
    "f32.const 0x1.8p-150, 4301000000",
    "f64.const 0x0.0000000000001p-1022, 440100000000000000",
    "f64.const -inf, 44000000000000f0ff",
    "f64.const nan:0x4, 440400000000" + "00f07f",
    "f32.const -nan, 430000c0ff",
    "i32.const 0xffff_ffff, 417f",
    "i64.const -0x8000000000000000, 428080808080808080807f",
    "i64.const 18446744073709551615, 427f"
  })
  void readsNumbersExactly(String instruction, String expected) {
    assertThat(code(instruction + " drop")).isEqualTo(expected + "1a");
  }

  @ParameterizedTest
  @CsvSource({
    "i32.const 0x1_0000_0000",
    "i32.const -2147483649",
    "i64.const 18446744073709551616",
    "f32.const 0x1.ffffffp127",
    "f64.const 1e309",
    "f32.const nan:0x0"
  })
  void refusesNumbersOutOfRange(String instruction) {
    assertThat(problems("(func " + instruction + " drop)"))
        .singleElement()
        .asString()
        .contains("constant out of range");
  }

  @Test
  void reportsEveryMistakeOnce() {
    String source =
        """
        (module
          (func $f (param $x i32)
            local.get $y
            i32.foo 1 2
            (i32.add (local.get $x) (bar (i32.const 1)))
            call $nowhere
            block $a
              br $b
            end $c
            i32.const one
            f32.load align=3
            drop)
          (func $f)
          (global $g i32 (i32.const 1)
          (memory 1)
          (import "a" "b" (func))
          (type $t (func (param i32)))
          (func (type $t) (result i32)))
        """;
    assertThat(problems(source))
        .containsExactly(
            "3:15: unknown local $y",
            "4:5: unknown operator i32.foo",
            "5:30: unknown operator bar",
            "6:10: unknown func $nowhere",
            "8:10: unknown label $b",
            "9:9: mismatching label: the block has not the label $c",
            "10:15: unknown operator one",
            "11:14: alignment must be a power of two",
            "13:9: duplicate func $f",
            "14:3: unexpected token: the parenthesis before \"global\" has no closing one",
            "16:4: import after function: all imports come before definitions",
            "18:15: inline function type: the parameters and results are not those of type $t");
  }

  /** The function without a type finds the one that is written long. */
  @Test
  void writesTypesLongWhereTheTextDoes() {
    assertThat(hex("(type (sub final (func))) (func)"))
        .isEqualTo("0106 01 4f 00 60 00 00 0302 01 00 0a04 01 02 00 0b".replace(" ", ""));
    assertThat(hex("(type (func)) (func)"))
        .isEqualTo("0104 01 60 00 00 0302 01 00 0a04 01 02 00 0b".replace(" ", ""));
  }

  @Test
  void tellsAnEmptyInitializerOfATableFromNone() {
    assertThat(hex("(table 1 funcref)")).isEqualTo("0404 01 70 00 01".replace(" ", ""));
    assertThat(hex("(table 1 funcref (@continuum.initializer))"))
        .isEqualTo("0407 01 40 00 70 00 01 0b".replace(" ", ""));
    assertThat(problems("(table 1 funcref (@continuum.initializer) (ref.null func))"))
        .containsExactly("1:18: misplaced @continuum.initializer annotation");
  }

  @Test
  void saysWhatItExpected() {
    assertThat(problems("(func (param 7))"))
        .containsExactly("1:14: unexpected token: found 7, expected a value type");
    assertThat(problems("(func block)"))
        .containsExactly("1:7: unexpected token: the \"block\" has no \"end\"");
    assertThat(problems("(func (if (i32.const 1) (nop)))"))
        .containsExactly("1:7: unexpected token: the \"if\" has no \"then\"");
    assertThat(problems("(module) (module)"))
        .containsExactly(
            "1:10: unexpected token: found (, expected the end of the text: a text has one module");
    assertThat(problems("(component (core module))"))
        .startsWith(
            "1:2: unknown operator component: the text of a component is not read, only that of a"
                + " module");
    assertThat(problems("(modul)")).containsExactly("1:2: unknown operator modul");
  }

  @Test
  void saysWhereTextIsNotInUtf8() {
    byte[] latin1 = "(module ;; m\n  (func $é) (data \"é\"))".getBytes(StandardCharsets.ISO_8859_1);
    String message = "malformed UTF-8 encoding: the text is not in UTF-8 here; save it in UTF-8";
    assertThat(problems(Assembler.assemble(latin1, PLAIN))).containsExactly("2:10: " + message);
    byte[] cutShort = {'(', 'm', 'o', 'd', 'u', 'l', 'e', ')', (byte) 0xe2, (byte) 0x82};
    assertThat(problems(Assembler.assemble(cutShort, PLAIN))).contains("1:9: " + message);
  }

  @Test
  void saysThatABinaryIsNoText() {
    byte[] binary = HexFormat.of().parseHex(HEADER + "000401ff2829");
    assertThat(problems(Assembler.assemble(binary, PLAIN)))
        .containsExactly(
            "1:1: unexpected token: this is a binary, not text; print it as text first");
  }

  @Test
  void takesTextInUtf8FromAnyBuffer() {
    String source = "(module $\"a🦀é€\" (data \"é€🦀\"))";
    byte[] utf8 = source.getBytes(StandardCharsets.UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(utf8.length + 7);
    direct.position(3).put(utf8).flip().position(3);
    byte[] expected = Assembler.assemble(source, PLAIN).bytes();
    assertThat(expected).isNotNull();
    assertThat(Assembler.assemble(utf8, PLAIN).bytes()).isEqualTo(expected);
    assertThat(Assembler.assemble(direct, PLAIN).bytes()).isEqualTo(expected);
    assertThat(direct.position()).isEqualTo(3);
  }

  /** Most tokens of it stand where a guess of their number may not have looked. */
  @Test
  void takesMoreTokensThanTheTextLooksLike() {
    String sparse = " ".repeat(100_000);
    String source = "(module " + sparse + "(func " + "nop ".repeat(50_000) + ")" + sparse + ")";
    assertThat(SyntaxTree.of(source).size()).isEqualTo(50_006);
    String dense = "(func)".repeat(40) + " ".repeat(16 * 256 - 240);
    assertThat(SyntaxTree.of(" ".repeat(256) + dense.repeat(20)).size()).isEqualTo(20 * 40 * 3);
  }

  @Test
  void nestingHasNoLimit() {
    int depth = 100_000;
    String folded =
        "(func "
            + "(block (drop (i32.eqz ".repeat(depth)
            + "(i32.const 1)"
            + ")))".repeat(depth)
            + ")";
    byte[] deep = bytes(folded, AssemblyOptions.DEFAULT);
    assertThat(deep.length).isGreaterThan(depth * 5);
    String flat = "(func " + "block $x ".repeat(depth) + "br $x " + "end ".repeat(depth) + ")";
    assertThat(bytes(flat, AssemblyOptions.DEFAULT).length).isGreaterThan(depth * 3);
    assertThat(Assembler.assemble("(func " + "(block ".repeat(depth)).problems())
        .hasSize(SyntaxTree.MOST_PROBLEMS);
    assertThat(Assembler.assemble("(".repeat(depth)).bytes()).isNull();
    assertThat(Assembler.assemble("(func " + "(i32.add ".repeat(depth)).bytes()).isNull();
  }

  @Test
  void mapsBytesToTextAndBack() {
    String source =
        """
        (module
          (func $f (result i32)
            i32.const 1
            (i32.add (i32.const 2))
            block $b (result i32) i32.const 300 end
            drop))
        """;
    Assembly assembly = Assembler.assemble(source);
    byte[] bytes = assembly.bytes();
    SourceMap map = assembly.map();
    assertThat(bytes).isNotNull();
    int code = HexFormat.of().formatHex(bytes).indexOf("41014102") / 2;
    assertThat(text(source, map, code)).isEqualTo("i32.const 1");
    assertThat(text(source, map, code + 1)).isEqualTo("i32.const 1");
    assertThat(text(source, map, code + 2)).isEqualTo("i32.const 2");
    assertThat(text(source, map, code + 4)).isEqualTo("i32.add");
    assertThat(text(source, map, code + 5)).isEqualTo("block $b (result i32)");
    assertThat(text(source, map, code + 7)).isEqualTo("i32.const 300");
    assertThat(text(source, map, code + 10)).isEqualTo("end");
    assertThat(map.offsetAt(source.indexOf("300"))).isEqualTo(code + 7);
    assertThat(map.offsetAt(source.indexOf("i32.add"))).isEqualTo(code + 4);
    assertThat(map.offsetAt(0)).isEqualTo(-1);
    assertThat(map.entryAt(0)).isEqualTo(-1);
    for (int entry = 1; entry < map.size(); entry++) {
      assertThat(map.offset(entry)).isGreaterThanOrEqualTo(map.offset(entry - 1));
    }
    assertThat(Assembler.assemble(source, AssemblyOptions.WITHOUT_MAP).map().size()).isZero();
  }

  private static String text(String source, SourceMap map, int offset) {
    TextRange range = map.textAt(offset);
    return range == null ? "" : source.substring(range.start(), range.end());
  }

  @Test
  void annotationsBecomeCustomSections() {
    WasmModule module =
        decode(
            "(module (@custom \"one\" (before first) \"x\") (func) (@custom \"two\" \"y\" \"z\")"
                + " (@other (whatever 0x \"\")))");
    assertThat(module.sections().getFirst().name()).isEqualTo("one");
    assertThat(module.sections().getLast().name()).isEqualTo("two");
    byte[] hinted =
        bytes("(func (i32.const 0) (@metadata.code.branch_hint \"\\01\") (if (then)))", PLAIN);
    assertThat(new String(hinted, StandardCharsets.ISO_8859_1))
        .contains("metadata.code.branch_hint\1\0\1\3\1\1");
    String operand =
        "(func (result i32) (i32.eqz (@metadata.code.branch_hint \"\\01\")"
            + " (if (result i32) (i32.const 0) (then (i32.const 1)) (else (i32.const 2)))))";
    assertThat(new String(bytes(operand, PLAIN), StandardCharsets.ISO_8859_1))
        .contains("metadata.code.branch_hint\1\0\1\3\1\1");
    assertThat(problems("(func (nop (@metadata.code.branch_hint \"\\01\")) (if (then)))"))
        .containsExactly(
            "1:12: @metadata.code.branch_hint annotation: not in a function, or not before an"
                + " instruction");
    assertThat(problems("(func (@metadata.code.branch_hint \"\\01\") nop)"))
        .containsExactly("1:7: @metadata.code.branch_hint annotation: invalid target nop");
    assertThat(problems("(func (@name \"f\") (nop (@name \"g\")))"))
        .containsExactly("1:24: misplaced @name annotation");
  }

  @Test
  void keepsAnEncoding() {
    String source =
        "(@continuum.section type \"0 0:2\") (@continuum.section data) (@continuum.section"
            + " datacount) (func (@continuum.body \"0:2 1:3\") (local i32)"
            + " (@metadata.code.branch_hint \"\\01\") (if (i32.const 1) (then)))";
    String hex = hex(source);
    assertThat(hex)
        .startsWith("0185808080008100" + "600000")
        .contains("0a0e01" + "8b00" + "01" + "8180007f" + "41010440")
        .contains("0100" + "01" + "07" + "0101");
  }

  @Test
  void takesAnyTextWithoutAnException() {
    Random random = new Random(5);
    List<String> pieces =
        List.of(
            "(",
            ")",
            "module",
            "func",
            "$x",
            "\"s\"",
            "import",
            "export",
            "(@name",
            "(@custom",
            "rec",
            "type",
            "0",
            "block",
            "end",
            "if",
            "then",
            "else",
            "(param",
            "(result",
            "i32",
            "i32.add",
            "br_table",
            "call_indirect",
            "table",
            "elem",
            "offset=1",
            "(ref",
            "null",
            "data",
            "memory",
            "v128.const",
            "i32x4",
            "try_table",
            "catch",
            "do",
            "try",
            "delegate",
            "struct",
            "field",
            "sub",
            "final",
            "select",
            "(;",
            ";)",
            "-1",
            "1.5",
            "nan",
            "start",
            "global",
            "mut",
            "item",
            "offset",
            "declare",
            "quote",
            "binary",
            "br_on_cast",
            "ref.test",
            "i8x16.shuffle",
            "memory.init",
            "table.copy",
            "struct.get",
            "tag",
            "local");
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(round % 2 == 0 ? "(func " : "(module (");
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
      }
      Assembly assembly = Assembler.assemble(text);
      assertThat(assembly.bytes() == null).isEqualTo(!assembly.problems().isEmpty());
    }
  }
}
