package dev.continuum.inspector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.format.Formatter;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that no file can hold, and nesting that no stack can. */
class HostileSizesTest {
  private static final int DEPTH = 100_000;

  /** Enough to run the tests in, and far too little to descend {@link #DEPTH} levels. */
  private static final int SMALL_STACK = 256 << 10;

  /** Each says 2^32 - 1 of something: locals, types, parameters, fields, a rec group, elements. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0104 01600000 03020100 0a0c 01 0a 02 ffffffff0f 7f 01 7f 0b|too many locals",
        "0105 ffffffff0f|unexpected end of section or function",
        "0107 01 60 ffffffff0f|unexpected end of section or function",
        "0107 01 5f ffffffff0f|unexpected end of section or function",
        "0107 01 4e ffffffff0f|unexpected end of section or function",
        "0908 01 01 00 ffffffff0f 00|length out of bounds",
        "0905 ffffffff0f|unexpected end of section or function",
        "0a05 ffffffff0f|unexpected end of section or function",
        "0b07 01 01 ffffffff0f|length out of bounds",
        "0006 ffffffff0f 61|length out of bounds"
      })
  void refusesCountsWithoutMakingRoom(String sections, String message) {
    byte[] bytes = HexFormat.of().parseHex("0061736d01000000" + sections.replace(" ", ""));
    Inspection inspection = Inspector.inspect(bytes);
    Problem error = inspection.error();
    assertThat(error).isNotNull();
    assertThat(error.message()).startsWith(message);
    assertThat(inspection.problems()).hasSizeLessThan(10);
  }

  @Test
  void foldedBlocksNestWithoutAStack() throws Exception {
    comesBack("(func " + "(block ".repeat(DEPTH) + ")".repeat(DEPTH) + ")");
  }

  @Test
  void flatBlocksNestWithoutAStack() throws Exception {
    comesBack("(func " + "loop ".repeat(DEPTH) + "end ".repeat(DEPTH) + ")");
  }

  @Test
  void operandsNestWithoutAStack() throws Exception {
    comesBack(
        "(func (drop " + "(i32.eqz ".repeat(DEPTH) + "(i32.const 1)" + ")".repeat(DEPTH) + "))");
  }

  /** Takes a text through all parts: laid out, assembled, validated, printed, assembled again. */
  private static void comesBack(String source) throws Exception {
    byte[] bytes = withSmallStack(() -> assemble(source));
    byte[] laidOut = withSmallStack(() -> assemble(Formatter.format(source).text()));
    assertThat(laidOut).isEqualTo(bytes);
    Inspection inspection = withSmallStack(() -> Inspector.inspect(bytes));
    assertThat(inspection.problems()).isEmpty();
    for (boolean folded : new boolean[] {false, true}) {
      byte[] again = withSmallStack(() -> assemble(print(bytes, folded)));
      assertThat(again).isEqualTo(bytes);
    }
  }

  private static byte[] assemble(String source) {
    Assembly assembly = Assembler.assemble(source, AssemblyOptions.WITHOUT_MAP);
    assertThat(assembly.problems()).isEmpty();
    byte[] bytes = assembly.bytes();
    assertThat(bytes).isNotNull();
    return bytes;
  }

  private static String print(byte[] bytes, boolean folded) throws Exception {
    StringBuilder text = new StringBuilder();
    ByteBuffer file = ByteBuffer.wrap(bytes);
    new ModulePrinter(
            ModuleDecoder.decodeFully(file, Features.ALL),
            file,
            PrintOptions.EXACT.withFolded(folded).withStrict(true))
        .print(text);
    return text.toString();
  }

  private static <T> T withSmallStack(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(null, task, "small stack", SMALL_STACK).start();
    return task.get();
  }
}
