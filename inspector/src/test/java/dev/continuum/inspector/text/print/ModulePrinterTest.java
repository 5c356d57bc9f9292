package dev.continuum.inspector.text.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.text.format.Formatter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The printer, over one small module. Run with {@code -Dcontinuum.refresh=true} to write the
 * expected texts anew, and look at what changed.
 */
class ModulePrinterTest {
  private static final Path EXPECTED =
      Path.of("src/test/resources/dev/continuum/inspector/text/print");

  /** Names, a table, a memory, a global, blocks, a NaN with a payload, segments. */
  private static final byte[] SAMPLE =
      HexFormat.of()
          .parseHex(
              """
              0061736d01000000010e0360017f0060027f7f017f600000020b0103656e76036c6f670000030302
              01020405017001020405030100010606017f0141070b070801046e6f6e6500020908010041000b02
              00010a37023202017e017d430000a07f2103027f034020002800040d00417f20010d011a0b200045
              04404101100005010b200020016a0b0b02000b0b15010041100b0f68656c6c6f2022776f726c6422
              00ff0044046e616d6500070673616d706c65010b0200036c6f670103616464021203000001030001
              61010162020373756d0200070a010007636f756e746572090701000474657874
              """
                  .replaceAll("\\s", ""));

  /** Where the body of the sample's first function starts: behind its locals. */
  private static final int BODY = 0x5b;

  private static String print(byte[] bytes, PrintOptions options)
      throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    printer(bytes, options).print(text);
    return text.toString();
  }

  private static ModulePrinter printer(byte[] bytes, PrintOptions options)
      throws MalformedException {
    return new ModulePrinter(ModuleDecoder.decode(bytes), ByteBuffer.wrap(bytes), options);
  }

  private static void compare(String name, PrintOptions options)
      throws IOException, MalformedException {
    String text = print(SAMPLE, options);
    Path file = EXPECTED.resolve(name);
    if (Boolean.getBoolean("continuum.refresh")) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void printsFlatCode() throws IOException, MalformedException {
    compare("flat.wat", PrintOptions.PORTABLE);
  }

  @Test
  void printsFoldedCode() throws IOException, MalformedException {
    compare("folded.wat", PrintOptions.PORTABLE.withFolded(true));
  }

  @Test
  void printsOffsetsAndGeneratedNames() throws IOException, MalformedException {
    compare("offsets.wat", PrintOptions.PORTABLE.withOffsets(true).withGeneratedNames(true));
  }

  @Test
  void printsIndicesInPlaceOfNames() throws IOException, MalformedException {
    compare("indices.wat", PrintOptions.PORTABLE.withNames(false).withIndices(false));
  }

  @Test
  void cutsLongDataShort() throws IOException, MalformedException {
    String text = print(SAMPLE, PrintOptions.PORTABLE.withShownData(5));
    assertThat(text)
        .contains("(data $text (;0;) (i32.const 16) \"hello\" (; and 10 more bytes ;))");
  }

  @Test
  void printsOneFunction() throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    LineOffsets lines = printer(SAMPLE, PrintOptions.PORTABLE).printFunction(1, text);
    List<String> printed = text.toString().lines().toList();
    assertThat(printed.getFirst()).startsWith("(func $add (;1;) (type 1)");
    assertThat(printed).hasSize(lines.lines());
    assertThat(printed.get(lines.line(BODY) - 1)).isEqualTo("  f32.const nan:0x200000");
    assertThat(lines.offset(lines.line(BODY))).isEqualTo(BODY);
    assertThat(printed.get(lines.line(BODY + 5) - 1)).isEqualTo("  local.set 3");
    assertThat(printed.get(lines.line(BODY + 6) - 1)).isEqualTo("  local.set 3");
    assertThat(lines.offset(printed.size())).isEqualTo(0x87);
  }

  @Test
  void printsOneFoldedFunctionWithItsOffsets() throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    LineOffsets lines =
        printer(SAMPLE, PrintOptions.PORTABLE.withFolded(true)).printFunction(1, text);
    List<String> printed = text.toString().lines().toList();
    assertThat(printed.get(lines.line(0x75) - 1).strip()).isEqualTo("(i32.eqz (local.get $a))");
    assertThat(printed.get(lines.line(0x76) - 1).strip()).isEqualTo("(i32.eqz (local.get $a))");
    assertThat(printed.get(lines.line(0x78) - 1).strip()).startsWith("(if");
    assertThat(lines.line(0)).isZero();
  }

  @Test
  void printsOneItem() throws IOException, MalformedException {
    ModulePrinter printer = printer(SAMPLE, PrintOptions.PORTABLE);
    assertThat(item(printer, SectionId.TYPE, 1))
        .isEqualTo("(type (;1;) (func (param i32 i32) (result i32)))\n");
    assertThat(item(printer, SectionId.IMPORT, 0))
        .isEqualTo("(import \"env\" \"log\" (func $log (;0;) (type 0) (param i32)))\n");
    assertThat(item(printer, SectionId.GLOBAL, 0))
        .isEqualTo("(global $counter (;0;) (mut i32) (i32.const 7))\n");
    assertThat(item(printer, SectionId.EXPORT, 0)).isEqualTo("(export \"none\" (func 2))\n");
    assertThat(item(printer, SectionId.CODE, 1)).isEqualTo("(func (;2;) (type 2))\n");
    assertThatThrownBy(() -> item(printer, SectionId.START, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static String item(ModulePrinter printer, SectionId section, int position)
      throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    printer.printItem(section, position, text);
    return text.toString();
  }

  @Test
  void saysWhereABodyIsBroken() throws IOException, MalformedException {
    byte[] broken = SAMPLE.clone();
    broken[BODY + 5] = (byte) 0xff;
    for (boolean folded : new boolean[] {false, true}) {
      PrintOptions options = PrintOptions.PORTABLE.withFolded(folded);
      String text = print(broken, options);
      assertThat(text)
          .containsSubsequence(
              "f32.const nan:0x200000", ";; illegal opcode ff (at byte 0x60)", "(func (;2;)");
      assertThat(Formatter.format(text).problem()).isNull();
      assertThatThrownBy(() -> print(broken, options.withStrict(true)))
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void saysWhichNumbersArePadded() throws IOException, MalformedException {
    byte[] padded =
        HexFormat.of()
            .parseHex(
                "0061736d01000000" // a type section whose size takes five bytes, then a function
                    + "0184808080000160000003020100"
                    + "0c0100" // a data count section that nothing asks for
                    + "0a0c010a00108080808000" // a call whose index takes five bytes
                    + "01010b");
    String text = print(padded, PrintOptions.EXACT);
    assertThat(text)
        .containsSubsequence(
            "(@continuum.section type \"0\")",
            "(@continuum.section datacount)",
            "(func (;0;) (@continuum.body \"2\") (type 0)",
            "call 0");
    assertThat(print(padded, PrintOptions.PORTABLE)).doesNotContain("continuum");
  }

  @Test
  void tellsLongFormsFromShortOnes() throws IOException, MalformedException {
    byte[] explicit =
        HexFormat.of()
            .parseHex(
                "0061736d01000000" // an empty group, a group of one, a type alone
                    + "010b034e004e01600000600000"
                    + "040401700001" // a table
                    + "050401080110" // a memory that names the usual page size
                    + "090801020041000b0000" // the first table, named
                    + "0b0701020041000b00"); // the first memory, named
    assertThat(print(explicit, PrintOptions.PORTABLE).lines().map(String::strip))
        .containsSubsequence(
            "(rec)",
            "(rec",
            "(type (;0;) (func)))",
            "(type (;1;) (func))",
            "(memory (;0;) 1 (pagesize 65536))",
            "(elem (;0;) (table 0) (i32.const 0) func)",
            "(data (;0;) (memory 0) (i32.const 0)))");
  }

  @Test
  void keepsLinesNarrow() throws IOException, MalformedException {
    String text = print(SAMPLE, PrintOptions.PORTABLE.withWidth(60));
    assertThat(text.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(70);
  }

  @Test
  void neverHoldsTheWholeText() throws IOException, MalformedException {
    byte[] bytes = GeneratedModule.ofSize(1 << 20);
    int[] largest = {0};
    long[] total = {0};
    try (Writer counting = counting(largest, total)) {
      printer(bytes, PrintOptions.PORTABLE).print(counting);
    }
    assertThat(total[0]).isGreaterThan(1 << 20);
    assertThat(largest[0]).isLessThan(1 << 16);
  }

  private static Writer counting(int[] largest, long[] total) {
    return new Writer() {
      @Override
      public void write(char[] buffer, int offset, int length) {
        largest[0] = Math.max(largest[0], length);
        total[0] += length;
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void printsEveryOffsetOnceAndInOrder() throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    LineOffsets lines = printer(SAMPLE, PrintOptions.PORTABLE).printWithOffsets(text);
    assertThat((long) lines.lines()).isEqualTo(text.toString().lines().count());
    int last = -1;
    for (int line = 1; line < lines.lines(); line++) {
      int offset = lines.offset(line);
      if (offset != LineOffsets.NONE) {
        assertThat(offset).isGreaterThanOrEqualTo(last);
        assertThat(lines.offset(lines.line(offset))).isEqualTo(offset);
        last = offset;
      }
    }
  }

  @Test
  void givesEveryThingOneIdentifierOfItsOwn() {
    List<String> names = List.of("a", "b c", "a", "a#2", "", "a");
    NameSpace space = new NameSpace(names.size(), names::get, null);
    assertThat(space.id(0)).isEqualTo("$a");
    assertThat(space.id(1)).isEqualTo("$\"b c\"");
    assertThat(space.id(2)).isEqualTo("$a#2#");
    assertThat(space.id(3)).isEqualTo("$a#2");
    assertThat(space.id(4)).isEqualTo("$#4");
    assertThat(space.id(5)).isEqualTo("$a#5");
    assertThat(space.isInexpressible(2)).isTrue();
    assertThat(space.isInexpressible(1)).isFalse();
    assertThat(space.id(6)).isNull();
  }
}
