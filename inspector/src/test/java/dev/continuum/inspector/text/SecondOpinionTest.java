package dev.continuum.inspector.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What other tools make of real programs as text: theirs read by us, ours read by them, and the
 * same bytes either way. Custom sections may stand in another place.
 */
class SecondOpinionTest {
  private static final String C =
      """
      #include <math.h>
      #include <stdio.h>
      #include <stdlib.h>
      struct node { struct node *next; int key; double weight; };
      static struct node *head;
      static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
      int main(int argc, char **argv) {
        int values[100];
        double sum = 0;
        for (int i = 0; i < 100; i++) {
          struct node *node = malloc(sizeof *node);
          *node = (struct node) { head, values[i] = i * 7919 % 101, sqrt(i) };
          head = node;
        }
        qsort(values, 100, sizeof *values, compare);
        for (struct node *node = head; node; node = node->next) sum += node->weight / node->key;
        switch (argc) {
          case 1: puts("none"); break;
          case 2: puts(argv[1]); break;
          case 3: case 4: puts("some"); break;
          default: printf("%d arguments\\n", argc);
        }
        printf("%f %d\\n", sum, values[50]);
        return 0;
      }
      """;

  @TempDir Path directory;

  /** Options of clang: for a program to debug, a fast one, and an object file to be linked. */
  static Stream<String> programs() {
    return Stream.of("-O1 -g", "-O3", "-O2 -g -c");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void wabtAssemblesOurText(String options) throws Exception {
    byte[] module = program(options);
    for (boolean folded : new boolean[] {false, true}) {
      String text = print(module, PrintOptions.PORTABLE.withFolded(folded));
      byte[] theirs = Tools.wat2wasm(directory, text, "--enable-all");
      assertThat(sections(theirs, false)).isEqualTo(sections(assemble(text), false));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void weAssembleTheTextOfWabt(String options) throws Exception {
    Path module = Files.write(directory.resolve("real.wasm"), program(options));
    String text = Tools.wasm2wat(module);
    byte[] theirs = Tools.wat2wasm(directory, text, "--enable-all");
    assertThat(sections(assemble(text), false)).isEqualTo(sections(theirs, false));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void wasmToolsAssembleOurText(String options) throws Exception {
    byte[] module = program(options);
    for (boolean folded : new boolean[] {false, true}) {
      String text = print(module, PrintOptions.PORTABLE.withFolded(folded));
      assertThat(sections(parsed(text), true)).isEqualTo(sections(assemble(text), true));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void weAssembleTheTextOfWasmTools(String options) throws Exception {
    Path module = Files.write(directory.resolve("real.wasm"), program(options));
    byte[] utf8 = Tools.wasmTools("print", module, directory.resolve("theirs.wat"));
    String text = new String(utf8, StandardCharsets.UTF_8);
    // Theirs has an annotation of its own for producers, which is skipped.
    List<String> theirs = sections(parsed(text), true);
    theirs.removeIf(section -> section.startsWith("producers"));
    assertThat(sections(assemble(text), true)).isEqualTo(theirs);
  }

  private byte[] program(String options) throws Exception {
    return Tools.clang(directory, C, options.split(" "));
  }

  private byte[] parsed(String text) throws Exception {
    Path source = Files.writeString(directory.resolve("ours.wat"), text);
    return Tools.wasmTools("parse", source, directory.resolve("parsed.wasm"));
  }

  private static String print(byte[] bytes, PrintOptions options)
      throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    ByteBuffer file = ByteBuffer.wrap(bytes);
    new ModulePrinter(ModuleDecoder.decode(file), file, options.withStrict(true)).print(text);
    return text.toString();
  }

  private static byte[] assemble(String text) {
    Assembly assembly = Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP);
    assertThat(assembly.problems()).isEmpty();
    byte[] bytes = assembly.bytes();
    assertThat(bytes).isNotNull();
    return bytes;
  }

  /** The contents of the sections by their names, in an order that places do not change. */
  private static List<String> sections(byte[] bytes, boolean custom) throws MalformedException {
    WasmModule module = ModuleDecoder.decode(bytes);
    return new ArrayList<>(
        module.sections().stream()
            .filter(section -> custom || !section.isCustom())
            .map(section -> content(bytes, section))
            .sorted()
            .toList());
  }

  private static String content(byte[] bytes, Section section) {
    int start = section.content().start();
    String hex = HexFormat.of().formatHex(bytes, start, section.content().end());
    return (section.isCustom() ? section.name() : section.id()) + " " + hex;
  }
}
