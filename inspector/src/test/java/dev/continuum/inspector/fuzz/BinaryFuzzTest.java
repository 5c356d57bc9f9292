package dev.continuum.inspector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.TypeDefinition;
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

  /** Indentation, an opcode's mnemonic and what else a byte may stand for. */
  private static final int MOST_A_BYTE = 100;

  /** A character of a name as an escape, or a type that has no name. */
  private static final int MOST_A_CHARACTER = 10;

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
    PrintOptions options = PrintOptions.EXACT.withFolded(folded).withStrict(true);
    BoundedText bounded = new BoundedText(mostText(module, bytes.length));
    try {
      new ModulePrinter(module, ByteBuffer.wrap(bytes), options).print(bounded);
    } catch (MalformedException refused) {
      throw new AssertionError("decoded, but not printed", refused);
    }
    StringBuilder text = bounded.text;
    Assembly again = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP);
    assertThat(again.problems()).as(() -> excerpt(text)).isEmpty();
    assertThat(again.bytes()).as(() -> excerpt(text)).isEqualTo(bytes);
  }

  /**
   * How many characters a module has as text at most: some for each byte and each local, and for
   * each that may refer to something, what that is called, or its parameters and results.
   */
  private static long mostText(WasmModule module, int length) {
    long longestName = 0;
    for (Section section : module.sections()) {
      if (section.id() == SectionId.CUSTOM) {
        longestName = Math.max(longestName, section.range().size());
      }
    }
    long longestType = 0;
    for (TypeDefinition type : module.types()) {
      longestType = Math.max(longestType, type.range().size());
    }
    long locals = 0;
    for (Function function : module.functions()) {
      locals += function.code() == null ? 0 : function.code().locals();
    }
    long called = MOST_A_CHARACTER * (1 + longestName);
    return 1000 + (MOST_A_BYTE + called * (1 + longestType)) * length + called * locals;
  }

  /** Refuses to grow beyond a bound, before there is no memory left. */
  private static final class BoundedText implements Appendable {
    private final StringBuilder text = new StringBuilder();
    private final long most;

    BoundedText(long most) {
      this.most = most;
    }

    @Override
    public Appendable append(CharSequence more) {
      return append(more, 0, more.length());
    }

    @Override
    public Appendable append(CharSequence more, int start, int end) {
      text.append(more, start, end);
      if (text.length() > most) {
        throw new AssertionError("more than " + most + " characters: " + excerpt(text));
      }
      return this;
    }

    @Override
    public Appendable append(char more) {
      return append(String.valueOf(more));
    }
  }

  private static String excerpt(CharSequence text) {
    return text.subSequence(0, Math.min(text.length(), 10_000)).toString();
  }
}
