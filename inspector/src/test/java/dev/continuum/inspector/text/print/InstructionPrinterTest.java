package dev.continuum.inspector.text.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Single instructions, their listing and their count, compared with whole printed functions. */
class InstructionPrinterTest {
  private static final String BLOCKS =
      """
      (module
        (type $binary (func (param i32 i32) (result i32)))
        (import "env" "log" (func $log (param i32)))
        (tag $oops (param i32))
        (memory $a 1) (memory $b 1)
        (table $t 4 funcref)
        (func $blocks (param $x i32) (param i32) (result i32) (local $i i64) (local f32 f32)
          block $outer
            loop $again
              local.get $x
              if $inner (result i32)
                br $outer
              else
                i32.const -7
              end
              br_if $again
              block
                local.get 1
                br_table $outer $again 0 $again
              end
              block $again
                br $again
              end
            end
          end
          (i32.load8_u $b offset=16 (i32.const 3))
          local.get 1
          call_indirect $t (type $binary) (local.get $x) (i32.const 1) (i32.const 2)
          br 0)
        (func $catches
          block $done (result i32)
            try_table (catch $oops $done) (catch_all 1)
              i32.const 1
              call $log
              throw $oops (i32.const 4)
            end
            i32.const 5
          end
          drop)
        (func $"a b" (result f64 v128)
          f64.const nan:0x4000000000000
          v128.const i32x4 1 2 3 4
          select (result i32) (i32.const 1) (i32.const 2) (i32.const 3)
          drop)
        (func)
        (func (param i32) block loop br 1 end end))
      """;

  private static final class Printed {
    final WasmModule module;
    final ByteBuffer bytes;
    final InstructionPrinter printer;

    Printed(byte[] file) throws MalformedException {
      module = ModuleDecoder.decode(file);
      bytes = ByteBuffer.wrap(file);
      printer = new InstructionPrinter(module, bytes, 10_000);
    }

    FunctionListing listing(Function function) {
      return FunctionListing.of(
          bytes,
          Objects.requireNonNull(function.code()),
          InstructionReader.of(module, Features.ALL));
    }

    String instruction(Function function, int instruction) {
      return printer.instruction(function.index(), listing(function), instruction);
    }

    Function function(int index) {
      return module.functions().get(index);
    }
  }

  private static Printed assembled(String text) throws MalformedException {
    return new Printed(Objects.requireNonNull(Assembler.assemble(text).bytes()));
  }

  /** A line of a printed function that stands for bytes, with what continues it. */
  private record Line(int offset, int depth, String text) {}

  private static List<Line> whole(Printed printed, Function function)
      throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    LineOffsets offsets =
        new ModulePrinter(printed.module, printed.bytes, PrintOptions.DISPLAY.withWidth(1 << 20))
            .printFunction(function.index(), text);
    List<Line> lines = new ArrayList<>();
    String[] printedLines = text.toString().split("\n");
    for (int i = 0; i < printedLines.length; i++) {
      String line = printedLines[i].strip();
      int depth = (printedLines[i].length() - printedLines[i].stripLeading().length()) / 2;
      lines.add(new Line(offsets.offset(i + 1), depth, line));
    }
    return lines;
  }

  private static void compare(Printed printed, Function function, int[] order)
      throws IOException, MalformedException {
    Code code = Objects.requireNonNull(function.code());
    FunctionListing listing = printed.listing(function);
    assertThat(listing.isWhole()).isTrue();
    List<Line> lines =
        whole(printed, function).stream()
            .filter(line -> code.instructions().contains(line.offset()))
            .toList();
    assertThat(listing.end(listing.count() - 1)).isEqualTo(code.instructions().end());
    for (int i : order) {
      if (i < listing.count() - 1) {
        Line line = lines.get(i);
        assertThat(
                new Line(
                    listing.offset(i),
                    Math.min(listing.depth(i), PrintOptions.DISPLAY.deepest() / 2),
                    printed.printer.instruction(function.index(), listing, i)))
            .isEqualTo(line);
      }
    }
    int last = listing.count() - 1;
    assertThat(listing.depth(last)).isZero();
    assertThat(printed.printer.instruction(function.index(), listing, last)).isEqualTo("end");
  }

  private static int[] shuffled(int count, Random random) {
    int[] order = random.ints(0, count).limit(3L * count).toArray();
    return order.length == 0 ? new int[] {0} : order;
  }

  @Test
  void printsEachInstructionAsInTheWholeFunction() throws IOException, MalformedException {
    Printed printed = assembled(BLOCKS);
    Random random = new Random(7);
    for (int round = 0; round < 3; round++) {
      for (Function function : printed.module.functions()) {
        if (function.code() != null) {
          int count = printed.listing(function).count();
          compare(printed, function, shuffled(count, random));
        }
      }
    }
  }

  @Test
  void printsWhatIsNestedDeeply() throws IOException, MalformedException {
    for (String name : List.of("", "$name")) {
      String open = ("block " + name + "\n").repeat(100);
      Printed printed = assembled("(module (func " + open + "br 99\n" + "end\n".repeat(100) + "))");
      compare(printed, printed.function(0), new int[] {100, 3, 150, 99});
    }
  }

  @Test
  void printsFromABufferWithoutAnArray() throws MalformedException {
    byte[] file = Objects.requireNonNull(Assembler.assemble(BLOCKS).bytes());
    ByteBuffer direct = ByteBuffer.allocateDirect(file.length).put(file).flip();
    Printed printed = new Printed(file);
    InstructionPrinter printer = new InstructionPrinter(printed.module, direct, 100);
    FunctionListing listing = printed.listing(printed.function(1));
    for (int i = listing.count() - 1; i >= 0; i--) {
      assertThat(printer.instruction(1, listing, i))
          .isEqualTo(printed.instruction(printed.function(1), i));
    }
  }

  @Test
  void printsWhatStandsAboveAFunction() throws MalformedException {
    Printed printed = assembled(BLOCKS);
    printed.printer.prepare();
    assertThat(printed.printer.heading(0)).isEqualTo("func $log (param i32)");
    assertThat(printed.printer.heading(1))
        .isEqualTo("func $blocks (param $x i32) (param i32) (result i32)");
    assertThat(printed.printer.locals(1)).isEqualTo("(local $i i64) (local f32 f32)");
    assertThat(printed.printer.locals(0)).isEmpty();
    assertThat(printed.printer.heading(3)).isEqualTo("func $\"a b\" (result f64 v128)");
    assertThat(printed.printer.heading(4)).isEqualTo("func 4");
    assertThat(printed.printer.functionName(1)).isEqualTo("$blocks");
  }

  @Test
  void saysWhereBranchesGo() throws MalformedException {
    Printed printed = assembled(BLOCKS);
    assertThat(targets(printed, 1))
        .containsExactly(
            "if $inner (result i32)  ;; label = @3 -> i32.const -7",
            "br $outer -> i32.const 3",
            "else -> br_if $again",
            "br_if $again -> loop $again  ;; label = @2",
            "br_table $outer $again 0 (;@3;) $again -> loop $again  ;; label = @2, block $again  ;;"
                + " label = @3, i32.const 3",
            "br $again -> end",
            "br 0 -> end");
    assertThat(targets(printed, 2))
        .containsExactly("try_table (catch $oops $done) (catch_all 1)  ;; label = @2 -> drop, end");
  }

  private static List<String> targets(Printed printed, int index) {
    Function function = printed.function(index);
    FunctionListing listing = printed.listing(function);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < listing.count(); i++) {
      int[] targets = listing.targets(i);
      if (targets.length > 0) {
        found.add(
            printed.instruction(function, i)
                + " -> "
                + String.join(
                    ", ",
                    Arrays.stream(targets)
                        .mapToObj(target -> printed.instruction(function, target))
                        .toList()));
      }
    }
    return found;
  }

  @Test
  void takesALongTableForTheFewPlacesItLeadsTo() throws MalformedException {
    String labels = "0 1 ".repeat(200_000);
    Printed printed = assembled("(module (func block i32.const 0 br_table " + labels + "end))");
    assertThat(printed.listing(printed.function(0)).targets(2)).containsExactly(4);
    InstructionPrinter printer = new InstructionPrinter(printed.module, printed.bytes, 60);
    assertThat(printer.instruction(0, printed.listing(printed.function(0)), 2))
        .startsWith("br_table 0 (;@1;) 1 0 (;@1;)")
        .hasSize(61)
        .endsWith("…");
  }

  @Test
  void findsTheInstructionOfAByte() throws MalformedException {
    Printed printed = assembled(BLOCKS);
    FunctionListing listing = printed.listing(printed.function(1));
    for (int i = 0; i < listing.count(); i++) {
      assertThat(listing.at(listing.offset(i))).isEqualTo(i);
      assertThat(listing.at(listing.end(i) - 1)).isEqualTo(i);
    }
    assertThat(listing.at(listing.offset(0) - 1)).isEqualTo(FunctionListing.NONE);
    assertThat(listing.at(listing.end(listing.count() - 1))).isEqualTo(FunctionListing.NONE);
  }

  @Test
  void cutsWhatIsLong() throws MalformedException {
    String name = "n".repeat(100_000);
    Printed printed =
        assembled(
            "(module (func $%s (param $%s i32) (local $m%s i64)))".formatted(name, name, name));
    InstructionPrinter printer = new InstructionPrinter(printed.module, printed.bytes, 60);
    assertThat(printer.heading(0)).isEqualTo("func $" + "n".repeat(54) + "…");
    assertThat(printer.locals(0)).hasSize(61).endsWith("…");
    assertThat(printer.functionName(0)).hasSize(61);
  }

  @Test
  void countsWhatIsListed() throws MalformedException {
    Printed printed = new Printed(GeneratedModule.ofSize(1 << 20));
    InstructionCounts counts = InstructionCounts.of(printed.module, printed.bytes, () -> false);
    for (Function function : printed.module.functions()) {
      int expected = function.code() == null ? 0 : printed.listing(function).count();
      assertThat(counts.instructions(function.index())).isEqualTo(expected);
      assertThat(counts.isWhole(function.index())).isTrue();
    }
    assertThatThrownBy(() -> InstructionCounts.of(printed.module, printed.bytes, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void listsAFunctionUpToWhereItIsMalformed() throws MalformedException {
    byte[] file = Objects.requireNonNull(Assembler.assemble(BLOCKS).bytes());
    Printed whole = new Printed(file);
    FunctionListing before = whole.listing(whole.function(1));
    int broken = 9;
    file[before.offset(broken)] = (byte) 0xff;
    Printed printed = new Printed(file);
    FunctionListing listing = printed.listing(printed.function(1));
    assertThat(listing.count()).isEqualTo(broken);
    assertThat(listing.isWhole()).isFalse();
    assertThat(Objects.requireNonNull(listing.problem()).message()).contains("illegal opcode");
    assertThat(listing.problem().offset()).isEqualTo(before.offset(broken));
    for (int i = 0; i < broken; i++) {
      assertThat(Arrays.stream(listing.targets(i))).allMatch(target -> target < broken);
      assertThat(printed.instruction(printed.function(1), i))
          .isEqualTo(whole.instruction(whole.function(1), i));
    }
    InstructionCounts counts = InstructionCounts.of(printed.module, printed.bytes, () -> false);
    assertThat(counts.instructions(1)).isEqualTo(broken);
    assertThat(counts.isWhole(1)).isFalse();
    assertThat(counts.isWhole(2)).isTrue();
  }
}
