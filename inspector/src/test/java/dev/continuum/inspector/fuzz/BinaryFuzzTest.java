package dev.continuum.inspector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import dev.continuum.inspector.valid.Inspector;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Any bytes at all: the decoder, the validator and the printer take or refuse them, and no more.
 * Runs its inputs as tests; with {@code JAZZER_FUZZ=1} looks for new ones (see CONTRIBUTING.md).
 */
class BinaryFuzzTest {
  /** A thousand problems are the most the validator lists; the decoder finds few in each byte. */
  private static final int MOST_PROBLEMS_A_BYTE = 4;

  @FuzzTest(maxDuration = "3m")
  void inspects(byte[] bytes) {
    Inspection inspection = Inspector.inspect(bytes);
    assertThat(inspection.problems())
        .hasSizeLessThanOrEqualTo(1000 + MOST_PROBLEMS_A_BYTE * bytes.length);
    for (Problem problem : inspection.problems()) {
      assertThat(problem.offset()).isBetween(0, bytes.length);
      assertThat(problem.message().length()).isLessThanOrEqualTo(1000 + 2 * bytes.length);
    }
  }

  @FuzzTest(maxDuration = "3m")
  void comesBackFromText(byte[] bytes) throws IOException {
    WasmModule module;
    try {
      module = ModuleDecoder.decodeFully(ByteBuffer.wrap(bytes), Features.ALL);
    } catch (MalformedException refused) {
      assertThat(refused.offset()).isBetween(0, bytes.length);
      return;
    }
    // Which form of text: by the input itself, so that one kind of run looks for both.
    boolean folded = bytes.length % 2 == 1;
    StringBuilder text = new StringBuilder();
    PrintOptions options = PrintOptions.EXACT.withFolded(folded).withStrict(true);
    try {
      new ModulePrinter(module, ByteBuffer.wrap(bytes), options).print(text);
    } catch (MalformedException refused) {
      throw new AssertionError("decoded, but not printed", refused);
    }
    Assembly again = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP);
    assertThat(again.problems()).as(() -> excerpt(text)).isEmpty();
    assertThat(again.bytes()).as(() -> excerpt(text)).isEqualTo(bytes);
  }

  private static String excerpt(CharSequence text) {
    return text.subSequence(0, Math.min(text.length(), 10_000)).toString();
  }
}
