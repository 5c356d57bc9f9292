package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.Tools;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LebWidthsTest {
  private static final String C =
      """
      #include <stdio.h>
      static int table[40] = {1, 2, 3};
      static int f(int x) { return x * 70000 - table[x & 31]; }
      static int g(int x) { return x - 3; }
      int (*functions[2])(int) = {f, g};
      int main(int c, char **v) {
        printf("%d %s %f\\n", functions[c & 1](c), v[0], c * 1.5);
        return table[c & 7];
      }
      """;

  @TempDir Path directory;

  /** Copies bytes and takes every number down to the bytes it needs. */
  private static final class Stripper implements LebSink {
    private final byte[] source;
    private final BinaryWriter out = new BinaryWriter();
    private int copied;

    Stripper(byte[] source, int start) {
      this.source = source;
      this.copied = start;
    }

    @Override
    public void read(int start, int end, boolean signed, int bits) {
      try {
        out.bytes(source, copied, start - copied);
        BinaryReader in = new BinaryReader(ByteBuffer.wrap(source)).part(new ByteRange(start, end));
        if (signed) {
          out.signed(in.signed(bits));
        } else {
          out.u64(in.u64());
        }
        copied = end;
      } catch (MalformedException e) {
        throw new AssertionError(e);
      }
    }

    byte[] upTo(int end) {
      out.bytes(source, copied, end - copied);
      return out.toByteArray();
    }
  }

  private static byte[] minimalBody(byte[] file, Code code) throws Exception {
    BinaryReader in = new BinaryReader(ByteBuffer.wrap(file)).part(code.range());
    in.u32();
    Stripper stripper = new Stripper(file, in.position());
    in.hearing(stripper);
    for (int runs = in.u32(); runs > 0; runs--) {
      in.u32();
      TypeReader.value(in);
    }
    InstructionLebs.read(in);
    return sized(stripper.upTo(code.range().end()));
  }

  private static byte[] minimalSection(byte[] file, Section section) throws Exception {
    BinaryReader in = new BinaryReader(ByteBuffer.wrap(file)).part(section.range());
    int id = in.u8();
    in.u32();
    Stripper stripper = new Stripper(file, in.position());
    in.hearing(stripper);
    switch (section.id()) {
      case CUSTOM -> in.name();
      case CODE -> in.u32();
      default -> new SectionReader(Features.ALL).read(section.id(), in);
    }
    BinaryWriter out = new BinaryWriter();
    out.u8(id);
    out.bytes(sized(stripper.upTo(section.range().end())));
    return out.toByteArray();
  }

  private static byte[] sized(byte[] content) {
    BinaryWriter out = new BinaryWriter();
    int begun = out.begin();
    out.bytes(content);
    out.end(begun);
    return out.toByteArray();
  }

  private static byte[] of(byte[] file, ByteRange range) {
    return Arrays.copyOfRange(file, range.start(), range.end());
  }

  /** Takes the padding off all that can have some, and puts it back. Returns how much there was. */
  private static long roundTrip(byte[] file) throws Exception {
    WasmModule module = ModuleDecoder.decode(file);
    ByteBuffer bytes = ByteBuffer.wrap(file);
    long padded = 0;
    for (Function function : module.functions()) {
      Code code = function.code();
      if (code != null) {
        LebWidths widths = LebWidths.ofBody(bytes, code);
        byte[] minimal = minimalBody(file, code);
        LebWidths again = LebWidths.parse(widths.toString());
        assertThat(again).isEqualTo(widths).hasSameHashCodeAs(widths);
        BinaryWriter out = new BinaryWriter();
        byte[] shifted = new byte[minimal.length + 5];
        System.arraycopy(minimal, 0, shifted, 3, minimal.length);
        again.writeBody(shifted, 3, 3 + minimal.length, out);
        assertThat(out.toByteArray()).isEqualTo(of(file, code.range()));
        assertThat(widths.isMinimal()).isEqualTo(minimal.length == code.size());
        padded += widths.size();
      }
    }
    for (Section section : module.sections()) {
      LebWidths widths = LebWidths.ofSection(bytes, section);
      byte[] minimal = minimalSection(file, section);
      BinaryWriter out = new BinaryWriter();
      LebWidths.parse(widths.toString()).writeSection(minimal, 0, minimal.length, out);
      assertThat(out.toByteArray()).as(section.key()).isEqualTo(of(file, section.range()));
      padded += widths.size();
    }
    return padded;
  }

  @Test
  void bringsALinkersBytesBack() throws Exception {
    assertThat(roundTrip(Tools.clang(directory, C, "-O1", "-g"))).isGreaterThan(400);
  }

  @Test
  void bringsAnObjectFilesBytesBack() throws Exception {
    assertThat(roundTrip(Tools.clang(directory, C, "-O1", "-c"))).isGreaterThan(10);
  }

  @Test
  void bringsMinimalBytesBack() throws Exception {
    assertThat(roundTrip(GeneratedModule.ofSize(20_000))).isZero();
  }

  @Test
  void bringsTheSpecificationsBytesBack() throws Exception {
    long padded = 0;
    for (SpecBinaries.Case each : SpecBinaries.all()) {
      if (each.command().equals("module")) {
        padded += roundTrip(each.bytes());
      }
    }
    assertThat(padded).isGreaterThan(50);
  }

  @Test
  void writesRunsOfWidths() throws Exception {
    // Size, count of locals, i32.const 1 twice (both padded to 5), drop, -1 in 3 bytes.
    byte[] file =
        HexFormat.of()
            .parseHex(
                "0061736d01000000"
                    + "010401600000"
                    + "03020100"
                    + "0a170115"
                    + "00"
                    + "4181808080001a"
                    + "4181808080001a"
                    + "41ffff7f1a"
                    + "0b");
    Code code = ModuleDecoder.decode(file).functions().getFirst().code();
    LebWidths widths = LebWidths.ofBody(ByteBuffer.wrap(file), code);
    assertThat(widths).hasToString("2 0 0:3");
    assertThat(widths.size()).isEqualTo(3);
    byte[] other = HexFormat.of().parseHex("0500" + "41051a" + "0b");
    BinaryWriter out = new BinaryWriter();
    widths.writeBody(other, 0, other.length, out);
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("0900" + "4185808080001a" + "0b");
  }

  @Test
  void padsNoNumberBeyondItsType() throws Exception {
    byte[] body = HexFormat.of().parseHex("060041054207" + "0b");
    BinaryWriter out = new BinaryWriter();
    LebWidths.parse("0:10*9").writeBody(body, 0, body.length, out);
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("9780808000" + "8080808000" + "418580808000" + "4287808080808080808000" + "0b");
  }

  @Test
  void knowsTheShortTextOfManyWidths() {
    assertThat(LebWidths.parse("0 3 1 1 1*999999999 2:3")).hasToString("0 3 1*1000000001 2:3");
    assertThat(LebWidths.parse("").isMinimal()).isTrue();
    assertThat(LebWidths.parse(" 7 ")).hasToString("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "-1", "1:1", "1:11", "1*0", "1*", ":5", "1:", "1*2*3", "1,2", "9999999999"})
  void refusesOtherTexts(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> LebWidths.parse(text));
  }

  @Test
  void keepsTheSizeOfACustomSection() throws Exception {
    byte[] file = HexFormat.of().parseHex("0061736d01000000" + "008680808000" + "04616263647f");
    Section section = ModuleDecoder.decode(file).sections().getFirst();
    assertThat(section.id()).isEqualTo(SectionId.CUSTOM);
    assertThat(LebWidths.ofSection(ByteBuffer.wrap(file), section)).hasToString("0");
    assertThat(roundTrip(file)).isEqualTo(1);
  }
}
