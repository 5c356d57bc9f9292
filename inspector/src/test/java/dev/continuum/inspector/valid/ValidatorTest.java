package dev.continuum.inspector.valid;

import static dev.continuum.inspector.valid.ModuleBytes.body;
import static dev.continuum.inspector.valid.ModuleBytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.ModuleBytes.Body;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidatorTest {
  private static List<Problem> validate(byte[] bytes) throws Exception {
    return new Validator(Features.ALL).validate(ModuleDecoder.decode(bytes), bytes);
  }

  /** The one problem of a module with one function without parameters and results. */
  private static String problem(String instructions) throws Exception {
    return problem(new ModuleBytes(), body(0, instructions));
  }

  private static String problem(ModuleBytes module, Body... bodies) throws Exception {
    List<Problem> problems =
        validate(module.section(SectionId.TYPE, "60 00 00").functions(bodies).bytes());
    return problems.isEmpty() ? "" : problems.getFirst().message();
  }

  @Test
  void saysWhichTypesDoNotMatchAndWhere() throws Exception {
    byte[] bytes =
        new ModuleBytes()
            .section(SectionId.TYPE, "60 00 00")
            .functions(body(0, "41 01 42 02 6a 1a"))
            .bytes();
    assertThat(validate(bytes))
        .containsExactly(
            new Problem(
                Problem.Stage.INVALID,
                bytes.length - 3,
                "type mismatch: i32.add needs i32, but the stack has i64, in function 0"));
    assertThat(problem("6a")).contains("i32.add needs i32, but the stack is empty");
    assertThat(problem("41 01 02 40 1a 0b 1a"))
        .contains("drop needs an operand, but the block has nothing on the stack");
    assertThat(problem("41 01")).contains("the end of the function needs [], but the stack has");
    assertThat(problem("03 7f 42 00 0b 1a")).contains("the end of the loop needs i32");
  }

  @Test
  void reportsTheFirstProblemOfEveryFunctionInOrder() throws Exception {
    Body[] bodies =
        IntStream.range(0, 20_000)
            .mapToObj(i -> body(0, i % 1000 == 7 ? "6a 6a" : "41 01 41 02 6a 1a"))
            .toArray(Body[]::new);
    byte[] bytes = new ModuleBytes().section(SectionId.TYPE, "60 00 00").functions(bodies).bytes();
    List<Problem> problems = validate(bytes);
    assertThat(problems).hasSize(20);
    assertThat(problems)
        .extracting(problem -> problem.message().replaceAll(".* ", ""))
        .containsExactlyElementsOf(
            IntStream.range(0, 20).mapToObj(i -> Integer.toString(i * 1000 + 7)).toList());
    assertThat(problems).isSortedAccordingTo((a, b) -> Integer.compare(a.offset(), b.offset()));
  }

  @Test
  void reportsMalformedBodiesAsSuch() throws Exception {
    byte[] bytes =
        new ModuleBytes()
            .section(SectionId.TYPE, "60 00 00")
            .functions(body(0, "ff"), body(0, "1a"))
            .bytes();
    assertThat(validate(bytes))
        .extracting(Problem::stage)
        .containsExactly(Problem.Stage.MALFORMED, Problem.Stage.INVALID);
  }

  @Test
  void knowsWhatIsSwitchedOff() throws Exception {
    byte[] wide =
        new ModuleBytes()
            .section(SectionId.TYPE, "60 00 00")
            .functions(body(0, "42 00 42 00 42 00 42 00 fc13 1a 1a"))
            .bytes();
    WasmModule module = ModuleDecoder.decode(wide);
    assertThat(new Validator(Features.ALL).validate(module, wide)).isEmpty();
    assertThat(new Validator(Features.STANDARD).validate(module, wide))
        .extracting(Problem::stage)
        .containsExactly(Problem.Stage.MALFORMED);
  }

  @Test
  void takesLocalsWithoutDefaultOnlyOnceTheyAreSet() throws Exception {
    // One local of type (ref func); function 0 is declared by its export.
    String get = "20 00 1a";
    String set = "d2 00 21 00";
    assertThat(locals(get)).startsWith("uninitialized local 0");
    assertThat(locals(set + get)).isEmpty();
    assertThat(locals("02 40 " + set + get + "0b" + get)).startsWith("uninitialized local 0");
    assertThat(locals(set + "02 40" + get + "0b" + get)).isEmpty();
    assertThat(locals("02 40" + set + "0b" + set + get)).isEmpty();
    assertThat(locals("41 00 04 40" + set + "05" + get + "0b")).startsWith("uninitialized local");
    assertThat(locals("20 01 1a")).startsWith("unknown local 1");
  }

  private static String locals(String instructions) throws Exception {
    Body body = new Body(0, hex("01 01 64 70" + instructions + "0b"));
    ModuleBytes module =
        new ModuleBytes()
            .section(SectionId.TYPE, "60 00 00")
            .section(SectionId.FUNCTION, "00")
            .section(SectionId.EXPORT, "01 66 00 00")
            .code(body);
    List<Problem> problems = validate(module.bytes());
    return problems.isEmpty() ? "" : problems.getFirst().message();
  }

  @Test
  void declaresFourThousandMillionLocalsWithoutRoomForThem() throws Exception {
    String runs = "03 01 7f feffffff07 64 70 8080808008 7e"; // i32, (ref func) …, i64 …
    String last = "20 ffffffff08 1a"; // beyond 2^31, an i64
    Body good = new Body(0, hex(runs + last + "0b"));
    assertThat(problem(new ModuleBytes(), good)).isEmpty();
    Body unset = new Body(0, hex(runs + "20 ffffff7f 1a 0b"));
    assertThat(problem(new ModuleBytes(), unset)).startsWith("uninitialized local 268435455");
    Body behind = new Body(0, hex(runs + "20 ffffffff0f 1a 0b"));
    assertThat(problem(new ModuleBytes(), behind)).startsWith("unknown local 4294967295");
  }

  @Test
  void setsManyLocalsWithoutDefault() throws Exception {
    StringBuilder body = new StringBuilder("01 8827 64 71"); // 5000 of (ref none)
    for (int i = 0; i < 5000; i += 3) {
      String index = i < 128 ? "%02x".formatted(i) : "%02x%02x".formatted(i & 127 | 128, i >> 7);
      body.append("d0 71 d4 21").append(index).append("20").append(index).append("1a");
    }
    Body set = new Body(0, hex(body + "0b"));
    assertThat(problem(new ModuleBytes(), set)).isEmpty();
    Body other = new Body(0, hex(body + "20 01 1a 0b"));
    assertThat(problem(new ModuleBytes(), other)).startsWith("uninitialized local 1,");
  }

  @Test
  void nestsAHundredThousandBlocks() throws Exception {
    int depth = 100_000;
    BinaryWriter body = new BinaryWriter();
    body.u8(0);
    for (int i = 0; i < depth; i++) {
      body.bytes(hex("02 40"));
    }
    body.u8(0x0c);
    body.u32(depth);
    for (int i = 0; i <= depth; i++) {
      body.u8(0x0b);
    }
    assertThat(problem(new ModuleBytes(), new Body(0, body.toByteArray()))).isEmpty();
  }

  @Test
  void checksEveryLabelOfALargeTable() throws Exception {
    BinaryWriter body = new BinaryWriter();
    body.bytes(hex("00 02 7f 02 40 41 00 41 00 0e"));
    body.u32(1_000_000);
    for (int i = 0; i < 999_999; i++) {
      body.u8(1);
    }
    body.u8(0); // takes nothing, where the others take an i32
    body.u8(1);
    body.bytes(hex("0b 41 00 0b 1a 0b"));
    assertThat(problem(new ModuleBytes(), new Body(0, body.toByteArray())))
        .startsWith("type mismatch: the labels of br_table take [] and [i32]");
  }

  @Test
  void takesAnyOperandsWhereCodeIsNeverReached() throws Exception {
    assertThat(problem("00 6a 1a")).isEmpty();
    assertThat(problem("00 1b 1a")).isEmpty();
    assertThat(problem("00 d4 d1 1a")).isEmpty();
    assertThat(problem("00 42 00 6a 1a")).startsWith("type mismatch: i32.add needs i32");
    assertThat(problem("00 41 00")).startsWith("type mismatch: the end of the function needs []");
    // However many operands it asks for.
    ModuleBytes array = new ModuleBytes();
    byte[] bytes =
        array
            .section(SectionId.TYPE, "60 00 00", "5e 7f 00")
            .functions(body(0, "00 fb08 01 ffffffff0f 1a"))
            .bytes();
    assertThat(validate(bytes)).isEmpty();
  }

  @Test
  void wantsTheNaturalAlignmentOfAtomics() throws Exception {
    String memory = "03 01 01";
    for (String align : List.of("01", "03")) {
      byte[] bytes =
          new ModuleBytes()
              .section(SectionId.TYPE, "60 00 00")
              .section(SectionId.FUNCTION, "00")
              .section(SectionId.MEMORY, memory)
              .code(body(0, "41 00 fe10 " + align + " 00 1a"))
              .bytes();
      assertThat(validate(bytes)).singleElement().asString().startsWith("alignment must ");
    }
  }

  @Test
  void reportsRulesOfTheModuleTogether() throws Exception {
    byte[] bytes =
        new ModuleBytes()
            .section(SectionId.TYPE, "60 00 00")
            .section(SectionId.FUNCTION, "05")
            .section(SectionId.MEMORY, "01 02 01")
            .section(SectionId.EXPORT, "01 61 00 07", "01 61 02 00")
            .code(body(0, "6a"))
            .bytes();
    assertThat(validate(bytes))
        .extracting(Problem::message)
        .containsExactly(
            "unknown type 5",
            "size minimum must not be greater than maximum",
            "unknown function 7",
            "duplicate export name \"a\"");
  }

  @Test
  void letsOnlyWhatIsConstantInitialise() throws Exception {
    assertThat(global("7f 00 41 01 41 02 6a 0b")).isEmpty();
    assertThat(global("7f 00 42 00 0b")).startsWith("type mismatch: the end of the expression");
    assertThat(global("7f 00 41 01 69 0b"))
        .startsWith("constant expression required, found i32.popcnt");
    assertThat(global("7f 00 23 01 0b")).startsWith("unknown global 1");
    assertThat(global("7f 00 23 00 0b")).startsWith("constant expression required, but global 0");
  }

  private static String global(String second) throws Exception {
    List<Problem> problems =
        validate(new ModuleBytes().section(SectionId.GLOBAL, "7f 01 41 00 0b", second).bytes());
    return problems.isEmpty() ? "" : problems.getFirst().message();
  }

  @Test
  void readsBuffersOutsideTheHeapFromTheirPosition() throws Exception {
    byte[] bytes = GeneratedModule.ofSize(100_000);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 50, (byte) 0x6a); // i32.add
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 3);
    direct.position(3).put(bytes).position(3);
    List<Problem> problems = Inspector.inspect(bytes).problems();
    assertThat(problems).isNotEmpty();
    assertThat(Inspector.inspect(direct.asReadOnlyBuffer()).problems()).isEqualTo(problems);
  }

  @Test
  void takesAModuleOfManyFunctions() throws Exception {
    assertThat(validate(GeneratedModule.ofSize(1 << 20))).isEmpty();
  }

  @Test
  void reportsNoMoreThanAThousand() throws Exception {
    Body[] bodies = IntStream.range(0, 3000).mapToObj(i -> body(0, "6a")).toArray(Body[]::new);
    byte[] bytes = new ModuleBytes().section(SectionId.TYPE, "60 00 00").functions(bodies).bytes();
    assertThat(validate(bytes)).hasSize(1000);
  }
}
