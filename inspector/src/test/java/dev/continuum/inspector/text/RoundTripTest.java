package dev.continuum.inspector.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import dev.continuum.inspector.text.script.Script;
import dev.continuum.inspector.text.script.ScriptCommand;
import dev.continuum.inspector.text.script.ScriptModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Binary to text and back: every module of the specification's suite comes back byte for byte. */
class RoundTripTest {
  @TestFactory
  Stream<DynamicTest> flat() throws IOException {
    return scripts(PrintOptions.EXACT);
  }

  @TestFactory
  Stream<DynamicTest> folded() throws IOException {
    return scripts(PrintOptions.EXACT.withFolded(true));
  }

  @TestFactory
  Stream<DynamicTest> withOffsetsInNarrowLines() throws IOException {
    return scripts(PrintOptions.EXACT.withOffsets(true).withIndices(false).withWidth(60));
  }

  /** Locals in three runs, one of none, and a load that names the first memory. */
  private static final byte[] UNUSUAL =
      HexFormat.of()
          .parseHex(
              "0061736d01000000010401600000030201000503010001"
                  + "0a14011203007f017f017f4100284200001a41071a0b");

  @Test
  void keepsUnusualFormsUntilTheTextIsEdited() throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    WasmModule module = ModuleDecoder.decode(UNUSUAL);
    new ModulePrinter(module, ByteBuffer.wrap(UNUSUAL), PrintOptions.EXACT).print(text);
    assertThat(text).contains("(@continuum.bytes", "i32.const 7");
    assertThat(assemble(text.toString())).isEqualTo(UNUSUAL);
    byte[] edited = assemble(text.toString().replace("i32.const 7", "i32.const 8"));
    assertThat(edited).isNotEqualTo(UNUSUAL).hasSizeLessThan(UNUSUAL.length);
    assertThat(ModuleDecoder.decode(edited).functions().getFirst().code().locals()).isEqualTo(2);
  }

  private static byte[] assemble(String text) {
    Assembly assembly = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP);
    assertThat(assembly.problems()).isEmpty();
    byte[] bytes = assembly.bytes();
    assertThat(bytes).isNotNull();
    return bytes;
  }

  private static Stream<DynamicTest> scripts(PrintOptions options) throws IOException {
    return SpecSuite.scripts().stream()
        .map(script ->
            DynamicTest.dynamicTest(SpecSuite.name(script), () -> check(script, options)));
  }

  private static void check(Path script, PrintOptions options) throws IOException {
    String source = new String(Files.readAllBytes(script), StandardCharsets.UTF_8);
    List<String> lost = new ArrayList<>();
    for (ScriptCommand command : Script.of(source).commands()) {
      ScriptModule module =
          switch (command) {
            case ScriptCommand.Define define -> define.module();
            case ScriptCommand.AssertRefused refused
                when refused.refusal() != ScriptCommand.Refusal.MALFORMED ->
                refused.module();
            default -> null;
          };
      byte[] bytes = module == null ? null : module.assemble(AssemblyOptions.WITHOUT_MAP).bytes();
      if (bytes != null && !comesBack(bytes, options)) {
        lost.add(LineMap.of(source).line(command.range().start()) + ": " + command);
      }
    }
    assertThat(lost).isEmpty();
  }

  /** Whether a module comes back as it was; nothing is asked of a malformed one. */
  private static boolean comesBack(byte[] bytes, PrintOptions options) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      WasmModule module = ModuleDecoder.decode(bytes);
      new ModulePrinter(module, ByteBuffer.wrap(bytes), options.withStrict(true)).print(text);
    } catch (MalformedException malformed) {
      return true;
    }
    byte[] back = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP).bytes();
    return back != null && Arrays.equals(back, bytes);
  }
}
