package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DynamicLinking;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Metadata;
import dev.continuum.inspector.syntax.NestedModule;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.SegmentMode;
import dev.continuum.inspector.syntax.WasmComponent;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.syntax.WasmPath;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleDecoderTest {
  private static final String PREAMBLE = "0061736d 01000000";

  @TempDir Path directory;

  private static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replaceAll("\\s", ""));
  }

  @Test
  void readsEverySectionOfAnAssembledModule() throws Exception {
    byte[] bytes =
        Tools.wat2wasm(
            directory,
            """
            (module $sample
              (type $binary (func (param i32 i64) (result f32)))
              (import "env" "log" (func $log (param i32)))
              (import "env" "base" (global $base i32))
              (table $t 2 8 funcref)
              (memory $m 1 4)
              (global $g (mut i64) (i64.const -5))
              (func $start)
              (func $work (type $binary) (local i32 i32 f64) f32.const 1)
              (export "work" (func $work))
              (export "memory" (memory $m))
              (start $start)
              (elem (i32.const 0) $start $work)
              (data $d (i32.const 8) "hello")
              (data $p "passive"))
            """);
    WasmModule module = ModuleDecoder.decode(bytes);

    assertThat(module.sections()).extracting(Section::key).startsWith("type", "import", "function");
    int end = 8;
    for (Section section : module.sections()) {
      assertThat(section.range().start()).isEqualTo(end);
      end = section.range().end();
    }
    assertThat(end).isEqualTo(bytes.length).isEqualTo(module.size());

    assertThat(module.types()).hasSize(3);
    assertThat(module.types().getFirst().type()).hasToString("(func (param i32 i64) (result f32))");
    assertThat(module.imports()).hasSize(2);
    assertThat(module.imports().getFirst().name()).isEqualTo("log");
    assertThat(module.functions())
        .extracting(Function::name)
        .containsExactly("log", "start", "work");
    Function work = module.functions().get(2);
    assertThat(module.typeText(work.type())).isEqualTo("(param i32 i64) (result f32)");
    assertThat(work.code()).isNotNull();
    assertThat(work.code().locals()).isEqualTo(3);
    assertThat(bytes[work.code().instructions().start()]).isEqualTo((byte) 0x43);
    assertThat(module.tables().getFirst().type().wat(module.typeNames())).isEqualTo("2 8 funcref");
    assertThat(module.memories().getFirst().type()).hasToString("1 4");
    assertThat(module.globals().get(1).type().wat(module.typeNames())).isEqualTo("(mut i64)");
    assertThat(module.globals().get(1).initializer().size()).isEqualTo(3);
    assertThat(module.exports()).hasSize(2);
    assertThat(module.target(module.exports().getFirst())).isSameAs(work);
    assertThat(module.start()).isEqualTo(1);
    assertThat(module.elements().getFirst().count()).isEqualTo(2);
    assertThat(module.data()).hasSize(2);
    var content = module.data().getFirst().content();
    assertThat(new String(bytes, content.start(), content.size(), StandardCharsets.UTF_8))
        .isEqualTo("hello");
    assertThat(module.data().get(1).mode()).isEqualTo(SegmentMode.PASSIVE);
    assertThat(ModuleDecoder.salvage(bytes).problems()).isEmpty();
  }

  @Test
  void readsWhatClangWrites() throws Exception {
    byte[] bytes =
        Tools.clang(
            directory,
            "#include <stdio.h>\nint main(void) { printf(\"hello %d\\n\", 42); return 0; }\n",
            "-O1",
            "-g");
    Path file = Files.write(directory.resolve("again.wasm"), bytes);
    WasmModule module = ModuleDecoder.decode(file);

    assertThat(module.imports())
        .isNotEmpty()
        .allMatch(each -> each.module().equals("wasi_snapshot_preview1"));
    assertThat(module.exports()).anyMatch(each -> each.name().equals("_start"));
    assertThat(module.functions()).extracting(Function::name).contains("_start", "printf");
    assertThat(module.metadata().producers()).anyMatch(each -> each.field().equals("language"));
    assertThat(module.metadata().targetFeatures()).isNotNull();
    assertThat(module.sections()).extracting(Section::name).contains(".debug_info", "name");
    assertThat(FileBytes.read(file, ModuleDecoder::salvage).problems()).isEmpty();
  }

  @Test
  void agreesWithAnotherReaderOnEverySection() throws Exception {
    byte[] bytes =
        Tools.clang(
            directory,
            "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 0; }\n",
            "-O1",
            "-g");
    Path file = Files.write(directory.resolve("again.wasm"), bytes);
    // Lines such as "     Type start=0x0000000b end=0x0000008a (size=0x0000007f) count: 19".
    Pattern line =
        Pattern.compile("start=0x(\\w+) end=0x(\\w+) \\(size=\\w+\\)(?: count: (\\d+))?");
    List<String> theirs =
        line.matcher(Tools.objdump(file, "-h"))
            .results()
            .map(each ->
                Integer.parseInt(each.group(1), 16)
                    + " "
                    + Integer.parseInt(each.group(2), 16)
                    + " "
                    + each.group(3))
            .toList();
    WasmModule module = ModuleDecoder.decode(bytes);
    List<String> ours =
        module.sections().stream()
            .map(section ->
                // Theirs start at the content, which for a custom section has the name in it.
                (section.isCustom()
                        ? section.content().start() - 1 - section.name().length()
                        : section.content().start())
                    + " "
                    + section.range().end()
                    + " "
                    + section.count())
            .toList();
    assertThat(ours).isEqualTo(theirs).hasSizeGreaterThan(10);
  }

  @Test
  void keysEverySectionApart() throws Exception {
    WasmModule module =
        ModuleDecoder.decode(
            hex(PREAMBLE, "00 02 01 61", "00 02 01 61", "00 04 03 612332", "00 05 04 74797065"));
    assertThat(module.sections())
        .extracting(Section::key)
        .containsExactly("custom:a", "custom#2:a", "custom:a#2", "custom:type");
  }

  @Test
  void saysWhereTableInitializersAndElementsLie() throws Exception {
    WasmModule module =
        ModuleDecoder.decode(
            hex(
                PREAMBLE,
                "04 09 01 40 00 70 00 01 d070 0b", // (table 1 funcref (ref.null func))
                "09 0b 02 01 00 01 00 05 70 01 d070 0b")); // function 0; (item ref.null func)
    assertThat(module.tables().getFirst().initializer()).isEqualTo(new ByteRange(16, 19));
    assertThat(module.elements())
        .extracting(ElementSegment::expressions, ElementSegment::items)
        .containsExactly(tuple(false, new ByteRange(25, 26)), tuple(true, new ByteRange(29, 32)));
  }

  @Test
  void readsTheTypesOfVersion3() throws Exception {
    WasmModule module =
        ModuleDecoder.decode(
            hex(
                PREAMBLE,
                "01 1c 03", // types
                "4e 02", // a group of two
                "50 00 5f 02 7f 01 63 01 00", // sub (struct (field (mut i32)) (field (ref null 1)))
                "4f 01 00 5f 02 7f 01 64 6b 00", // sub final 0 (struct …(ref struct))
                "5e 78 01", // (array (mut i8))
                "60 00 00",
                "05 04 01 05 01 02", // (memory i64 1 2)
                "0d 03 01 00 03")); // (tag (type 3))
    assertThat(module.types()).hasSize(4);
    assertThat(module.wat(module.types().get(0)))
        .isEqualTo("(type (sub (struct (field (mut i32)) (field (ref null 1)))))");
    assertThat(module.wat(module.types().get(1)))
        .isEqualTo("(type (sub final 0 (struct (field (mut i32)) (field (ref struct)))))");
    assertThat(module.wat(module.types().get(2))).isEqualTo("(type (array (mut i8)))");
    assertThat(module.types().get(1).groupStart()).isZero();
    assertThat(module.types().get(1).groupSize()).isEqualTo(2);
    assertThat(module.memories().getFirst().type()).hasToString("i64 1 2");
    assertThat(module.tags().getFirst().type().typeIndex()).isEqualTo(3);
  }

  @Test
  void refusesTheFirstMalformedByteWithItsOffset() {
    assertThatThrownBy(() -> ModuleDecoder.decode(hex("7f454c46")))
        .isInstanceOf(MalformedException.class)
        .hasMessage("magic header not detected (at byte 0x0)");
    assertThatThrownBy(() -> ModuleDecoder.decode(hex(PREAMBLE, "01 07 01 60 01 99 00")))
        .isInstanceOfSatisfying(
            MalformedException.class, problem -> assertThat(problem.offset()).isEqualTo(9))
        .hasMessageContaining("length out of bounds");
    assertThatThrownBy(() -> ModuleDecoder.decode(hex(PREAMBLE, "01 05 01 60 01 40 00")))
        .isInstanceOfSatisfying(
            MalformedException.class, problem -> assertThat(problem.offset()).isEqualTo(13))
        .hasMessageContaining("malformed value type");
  }

  @Test
  void countsBeyondTheBytesMakeNoRoom() {
    // Each of these says that four thousand million items follow.
    for (String id : List.of("01", "02", "03", "04", "05", "06", "07", "09", "0a", "0b", "0d")) {
      assertThatThrownBy(() -> ModuleDecoder.decode(hex(PREAMBLE, id, "05 ffffffff0f")))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("unexpected end of section or function");
    }
  }

  @Test
  void showsWhatCouldBeReadOfABrokenModule() {
    Inspection inspection =
        ModuleDecoder.salvage(
            hex(
                PREAMBLE,
                "01 04 01 60 00 00",
                "02 06 02 01 61 01 62 09", // second import missing, and a kind that is none
                "03 02 01 00",
                "0a 04 01 02 00 0b"));
    WasmModule module = (WasmModule) inspection.binary();
    assertThat(module.types()).hasSize(1);
    assertThat(module.functions()).hasSize(1);
    assertThat(module.functions().getFirst().code()).isNotNull();
    assertThat(inspection.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.offset()).isEqualTo(21);
          assertThat(problem.message()).isEqualTo("malformed import kind");
        });
  }

  @Test
  void namesAComponentAndListsItsSections() {
    byte[] bytes =
        hex("0061736d 0d000100", "01 08 0061736d01000000", "00 05 04 6e616d65", "0b 01 00");
    Inspection inspection = ModuleDecoder.salvage(bytes);
    assertThat(inspection.binary())
        .isInstanceOfSatisfying(
            WasmComponent.class,
            component ->
                assertThat(component.sections())
                    .extracting(Section::name)
                    .containsExactly("core module", "name", "export"));
    assertThat(inspection.problems()).isEmpty();
    assertThatThrownBy(() -> ModuleDecoder.decode(bytes)).hasMessageContaining("component");
  }

  @Test
  void countsBranchHintsAndNotesWhatIsWrongWithThem() {
    String name = "19 6d657461646174612e636f64652e6272616e63685f68696e74";
    Inspection good =
        ModuleDecoder.salvage(hex(PREAMBLE, "00 28", name, "02 01 02 050100 070101 03 01 0001 00"));
    assertThat(good.problems()).isEmpty();
    Metadata metadata = ((WasmModule) good.binary()).metadata();
    assertThat(metadata.branchHints()).isEqualTo(3);
    for (String bad :
        List.of(
            "00 23 NAME 01 01 02 050100 050101 ", // twice the same offset
            "00 25 NAME 02 02 01 050100 02 01 050100", // twice the same function
            "00 20 NAME 01 01 01 050102", // a value of 2
            "00 20 NAME 01 01 01 050200", // a size of 2
            "00 21 NAME 01 01 01 050100 00")) { // more than hints
      List<Problem> problems =
          ModuleDecoder.salvage(hex(PREAMBLE, bad.replace("NAME", name))).problems();
      assertThat(problems).as(bad).extracting(Problem::stage).containsExactly(Problem.Stage.NOTE);
    }
  }

  @Test
  void notesNamesOutOfOrder() {
    List<Problem> problems =
        ModuleDecoder.salvage(
                hex(
                    PREAMBLE,
                    "00 14 04 6e616d65",
                    "01 07 02 03 01 61 01 01 62",
                    "00 02 01 6d",
                    "00 00"))
            .problems();
    assertThat(problems)
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("function names are not in order"))
        .anyMatch(message -> message.contains("its parts are not in order"));
    assertThat(problems).extracting(Problem::stage).containsOnly(Problem.Stage.NOTE);
  }

  @Test
  void findsTheCoreModulesOfAComponent() {
    String module = "08 0061736d01000000";
    String inner = "0061736d0d000100" + "01" + module + "05 00" + "01" + module; // 30 bytes
    byte[] bytes =
        hex("0061736d0d000100", "01", module, "04 1e", inner, "02 00", "01", module, "00 02 01 61");
    assertThat(ModuleDecoder.salvage(bytes).binary())
        .isInstanceOfSatisfying(
            WasmComponent.class,
            component -> {
              assertThat(component.sections()).hasSize(5);
              assertThat(component.modules())
                  .extracting(NestedModule::depth)
                  .containsExactly(1, 2, 2, 1);
              for (NestedModule nested : component.modules()) {
                ByteRange range = nested.range();
                assertThat(
                        ModuleDecoder.salvage(ByteBuffer.wrap(bytes, range.start(), range.size()))
                            .problems())
                    .isEmpty();
              }
            });
    bytes[29] = 0x7f; // the size of the first module of the component within
    Inspection broken = ModuleDecoder.salvage(bytes);
    assertThat(broken.binary())
        .isInstanceOfSatisfying(
            WasmComponent.class, component -> assertThat(component.modules()).hasSize(2));
    assertThat(broken.problems())
        .extracting(Problem::message)
        .containsExactly("length out of bounds");
  }

  @Test
  void bearsComponentsWithinComponents() {
    BinaryWriter out = new BinaryWriter();
    int depth = 20_000;
    int[] begun = new int[depth];
    for (int i = 0; i < depth; i++) {
      out.bytes(hex("0061736d0d000100"));
      out.u8(4);
      begun[i] = out.begin();
    }
    out.bytes(hex("0061736d0d000100", "01 08 0061736d01000000"));
    for (int i = depth - 1; i >= 0; i--) {
      out.end(begun[i]);
    }
    assertThat(ModuleDecoder.salvage(out.toByteArray()).binary())
        .isInstanceOfSatisfying(
            WasmComponent.class,
            component ->
                assertThat(component.modules())
                    .extracting(NestedModule::depth)
                    .containsExactly(depth + 1));
  }

  @Test
  void readsDirectBuffersFromTheirPosition() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocateDirect(20);
    buffer.putInt(0).put(hex(PREAMBLE, "05 03 01 00 02")).flip().position(4);
    WasmModule module = ModuleDecoder.decode(buffer);
    assertThat(module.entities(ExternKind.MEMORY)).hasSize(1);
    assertThat(module.section(SectionId.MEMORY).range().start()).isEqualTo(8);
    assertThat(buffer.position()).isEqualTo(4);
  }

  @Test
  void givesEverythingAPathThatOutlivesADecoding() throws Exception {
    byte[] bytes =
        Tools.wat2wasm(
            directory,
            """
            (module
              (import "env" "f" (func))
              (global i32 (i32.const 0))
              (func $g))
            """);
    WasmModule module = ModuleDecoder.decode(bytes);
    WasmPath root = WasmPath.of("filter.wasm");
    assertThat(module.path(root, module.functions().get(0)))
        .hasToString("filter.wasm › import › 0");
    WasmPath path = module.path(root, module.functions().get(1));
    assertThat(path.at(0x2a)).hasToString("filter.wasm › code › 0 › 0x2a");
    assertThat(path.at(0x2a).parent()).isEqualTo(path);
    assertThat(path.parent()).isEqualTo(root.section(module.section(SectionId.CODE)));
    assertThat(root.parent()).isNull();
    WasmModule again = ModuleDecoder.decode(bytes);
    assertThat(again.path(root, again.functions().get(1))).isEqualTo(path);
    assertThat(again.path(root, again.globals().getFirst()))
        .hasToString("filter.wasm › global › 0");
  }

  @Test
  void readsALargeFileWithoutTakingItIntoTheHeap() throws Exception {
    Path file = directory.resolve("large.wasm");
    int payload = 400 << 20;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(hex(PREAMBLE, "00", "81 80 80 c8 01", "00")));
      channel.write(ByteBuffer.wrap(hex("05 03 01 00 02")), 8L + 6 + 1 + payload);
    }
    Inspection inspection = FileBytes.read(file, ModuleDecoder::salvage);
    assertThat(inspection.problems()).isEmpty();
    assertThat(inspection.binary().sections()).hasSize(2);
    assertThat(inspection.binary().size()).isEqualTo(8 + 6 + 1 + payload + 5);
    assertThat(ModuleDecoder.decode(file).memories()).hasSize(1);
  }

  @Test
  void refusesMoreThanItCanKeep() {
    // As many functions, types and globals as their bytes allow: each section stays below the
    // limits for its kind, all of them together do not.
    ByteBuffer bytes = ByteBuffer.allocate(16 << 20).put(hex(PREAMBLE));
    int count = 900_000;
    section(bytes, 1, count, hex("60 00 00"));
    section(bytes, 3, count, hex("00"));
    section(bytes, 5, count, hex("00 00"));
    section(bytes, 6, count, hex("7f 00 41 00 0b"));
    bytes.flip();
    assertThatThrownBy(() -> ModuleDecoder.decode(bytes))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("more than can be kept in memory");
    assertThatThrownBy(
            () -> {
              ByteBuffer many = ByteBuffer.allocate(16 << 20).put(hex(PREAMBLE));
              section(many, 3, 5_000_000, hex("00"));
              ModuleDecoder.decode(many.flip());
            })
        .hasMessageContaining("too many functions");
  }

  private static void section(ByteBuffer bytes, int id, int count, byte[] item) {
    bytes.put((byte) id);
    leb(bytes, 5 + count * item.length);
    leb(bytes, count);
    for (int i = 0; i < count; i++) {
      bytes.put(item);
    }
  }

  /** An unsigned LEB128 of five bytes, whatever the number. */
  private static void leb(ByteBuffer bytes, int value) {
    for (int shift = 0; shift < 28; shift += 7) {
      bytes.put((byte) (value >>> shift & 0x7f | 0x80));
    }
    bytes.put((byte) (value >>> 28));
  }

  @Test
  void saysWhereAFileIsMissing() {
    assertThatThrownBy(() -> FileBytes.read(directory.resolve("none.wasm"), ModuleDecoder::salvage))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(ModuleDecoder.salvage(new byte[0]).error())
        .isNotNull()
        .extracting(Problem::message)
        .isEqualTo("unexpected end of section or function");
  }

  @Test
  void takesWhatIsWrongInCustomSectionsAsANote() throws Exception {
    // A name section whose function names break off, and a second one.
    byte[] bytes =
        hex(
            PREAMBLE,
            "01 04 01 60 00 00",
            "03 02 01 00",
            "0a 04 01 02 00 0b",
            "00 10 04 6e616d65 00 02 01 6d 01 05 02 00 01 66 09",
            "00 05 04 6e616d65");
    Inspection inspection = ModuleDecoder.salvage(bytes);
    assertThat(inspection.error()).isNull();
    assertThat(inspection.problems())
        .extracting(Problem::stage)
        .containsExactly(Problem.Stage.NOTE, Problem.Stage.NOTE);
    WasmModule module = ModuleDecoder.decode(bytes);
    assertThat(module.name()).isEqualTo("m");
    assertThat(module.functions().getFirst().name()).isEqualTo("f");
  }

  @Test
  void readsDynamicLinkingAndSourceMaps() throws Exception {
    WasmModule module =
        ModuleDecoder.decode(
            hex(
                PREAMBLE,
                "00 16 08 64796c696e6b2e30", // dylink.0
                "01 04 10 02 03 00", // 16 bytes of memory, 3 table elements
                "02 05 01 03 616263", // needs abc
                "00 16 10 736f757263654d617070696e6755524c 04 612e6d70")); // sourceMappingURL
    assertThat(module.metadata().dynamicLinking())
        .isEqualTo(new DynamicLinking(16, 3, List.of("abc")));
    assertThat(module.metadata().sourceMappingUrl()).isEqualTo("a.mp");
  }
}
