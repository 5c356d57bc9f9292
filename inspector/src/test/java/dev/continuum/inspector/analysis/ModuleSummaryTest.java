package dev.continuum.inspector.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Labels;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.valid.Inspector;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSummaryTest {
  @TempDir Path directory;

  @Test
  void knowsACommandMadeByClang() throws Exception {
    byte[] bytes =
        Tools.clang(
            directory,
            """
            #include <stdio.h>
            #include <stdlib.h>
            #include <time.h>
            int main(int argc, char **argv) {
              FILE *file = fopen(argv[argc - 1], "r");
              printf("%ld %s %p\\n", (long)time(NULL), getenv("HOME"), (void *)file);
              return 3;
            }
            """,
            "-O1",
            "-g",
            "-mbulk-memory");
    WasmModule module = ModuleDecoder.decode(bytes);
    ModuleSummary summary = ModuleSummary.of(module);

    assertThat(summary.role()).isEqualTo(ModuleRole.WASI_COMMAND);
    assertThat(summary.languages()).singleElement().asString().startsWith("C");
    assertThat(summary.tools()).anyMatch(tool -> tool.contains("clang"));
    assertThat(summary.sentence()).startsWith("WASI command, written in C");
    assertThat(summary.debugInformation()).isTrue();
    assertThat(summary.capabilities().wasi())
        .extracting(WasiUse::area)
        .contains(
            WasiArea.FOLDERS,
            WasiArea.STREAMS,
            WasiArea.ARGUMENTS,
            WasiArea.ENVIRONMENT,
            WasiArea.CLOCKS,
            WasiArea.EXIT)
        .doesNotContain(WasiArea.OTHER, WasiArea.SOCKETS, WasiArea.RANDOM);
    assertThat(summary.capabilities().groups())
        .singleElement()
        .extracting(ImportGroup::module)
        .isEqualTo("wasi_snapshot_preview1");
    Sizes sizes = summary.sizes();
    assertThat(sizes.total()).isEqualTo(bytes.length);
    assertThat(sizes.debug()).isPositive().isLessThanOrEqualTo(sizes.custom());
    assertThat(sizes.sections().stream().mapToInt(section -> section.size()).sum())
        .isEqualTo(bytes.length - 8);
    assertThat(sizes.largestFunctions().stream().map(Sizes::size).toList())
        .hasSizeLessThanOrEqualTo(Sizes.MOST_FUNCTIONS)
        .isSortedAccordingTo((a, b) -> b - a);
    int largest = module.functions().stream().mapToInt(Sizes::size).max().orElseThrow();
    assertThat(Sizes.size(sizes.largestFunctions().getFirst())).isEqualTo(largest);
  }

  @Test
  void listsFeaturesWithWhatTells() throws Exception {
    WasmModule module =
        ModuleDecoder.decode(
            Tools.wat2wasm(
                directory,
                """
                (module
                  (import "env" "g" (global (mut i32)))
                  (type (func (result i32 i32)))
                  (table externref (elem))
                  (memory 1 2 shared)
                  (global v128 (v128.const i64x2 0 0))
                  (tag (param i32))
                  (data "passive")
                  (func (export "f") (param i64)))
                """,
                "--enable-all"));
    ModuleSummary summary = ModuleSummary.of(module);
    assertThat(summary.role()).isEqualTo(ModuleRole.LIBRARY);
    assertThat(summary.features())
        .extracting(FeatureUse::feature)
        .containsExactly(
            Feature.MUTABLE_GLOBALS,
            Feature.MULTI_VALUE,
            Feature.BULK_MEMORY,
            Feature.REFERENCE_TYPES,
            Feature.SIMD,
            Feature.EXCEPTIONS,
            Feature.THREADS);
    assertThat(summary.features().getLast().evidence()).isEqualTo("memory 0 is shared");
    assertThat(summary.languages()).isEmpty();
    assertThat(summary.sentence()).isEqualTo("Library.");
    assertThat(summary.counts().globals()).isEqualTo(1);
    assertThat(summary.counts().imports()).isEqualTo(1);
    assertThat(summary.counts().memoryPages()).isEqualTo(1);
  }

  @Test
  void readsWhatTheCompilerWroteDown() throws Exception {
    // target_features: +sign-ext, -atomics, +something-new
    String section =
        "0f7461726765745f6665617475726573"
            + "03"
            + "2b087369676e2d657874"
            + "2d0761746f6d696373"
            + "2b0d736f6d657468696e672d6e6577";
    byte[] bytes =
        HexFormat.of()
            .parseHex("0061736d01000000" + "00" + "%02x".formatted(section.length() / 2) + section);
    assertThat(ModuleSummary.of(ModuleDecoder.decode(bytes)).features())
        .extracting(FeatureUse::name)
        .containsExactly(Feature.SIGN_EXTENSION.title(), "something-new");
  }

  @Test
  void readsWhatInstructionsUse() {
    String text =
        """
        (func $old (drop (i32.const 1)))
        (func (drop (i32.extend8_s (i32.const 1))) (return_call $old))
        (func (drop (i32.extend16_s (i32.const 1))) (drop (v128.const i32x4 0 0 0 0)))
        """;
    byte[] bytes = Assembler.assemble(text).bytes();
    assertThat(ModuleSummary.of(Inspector.inspect(bytes)).features())
        .extracting(FeatureUse::feature, FeatureUse::evidence)
        .containsExactly(
            tuple(Feature.SIGN_EXTENSION, "function 1 uses i32.extend8_s"),
            tuple(Feature.SIMD, "function 2 uses v128.const"),
            tuple(Feature.TAIL_CALL, "function 1 uses return_call"));
  }

  @Test
  void readsWhatTypesInCodeAndConstantExpressionsUse() {
    String text =
        """
        (global $one i32 (i32.const 1))
        (global i32 (global.get $one))
        (func (local i32 structref))
        (func (drop (ref.null exn)))
        (func (block (result v128) unreachable) drop)
        """;
    byte[] bytes = Assembler.assemble(text).bytes();
    assertThat(ModuleSummary.of(Inspector.inspect(bytes)).features())
        .extracting(FeatureUse::feature, FeatureUse::evidence)
        .containsExactly(
            tuple(Feature.REFERENCE_TYPES, "function 0 uses a local of such a type"),
            tuple(Feature.EXTENDED_CONST, "a constant expression uses global.get"),
            tuple(Feature.EXCEPTIONS, "function 1 uses ref.null"),
            tuple(Feature.GC, "function 0 uses a local of such a type"));
  }

  @Test
  void tellsRolesApart() throws Exception {
    assertThat(role("(func (export \"_initialize\"))")).isEqualTo(ModuleRole.WASI_REACTOR);
    assertThat(role("(import \"wbg\" \"f\" (func))")).isEqualTo(ModuleRole.JAVASCRIPT_MODULE);
    assertThat(role("(func $f)")).isEqualTo(ModuleRole.UNKNOWN);
    assertThat(role("(memory (export \"_start\") 1)")).isEqualTo(ModuleRole.LIBRARY);
    byte[] component = HexFormat.of().parseHex("0061736d0d000100");
    assertThat(ModuleSummary.of(ModuleDecoder.salvage(component).binary()).role())
        .isEqualTo(ModuleRole.COMPONENT);
  }

  private ModuleRole role(String fields) throws Exception {
    return ModuleSummary.of(
            ModuleDecoder.decode(Tools.wat2wasm(directory, "(module " + fields + ")")))
        .role();
  }

  @Test
  void explainsEveryFunctionWasiLibcImports() throws Exception {
    WasmModule module =
        ModuleDecoder.decode(
            Tools.clang(
                directory,
                """
                #include <dirent.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <unistd.h>
                int main(void) {
                  char byte;
                  getentropy(&byte, 1);
                  mkdir("d", 0);
                  rename("a", "b");
                  opendir(".");
                  recv(3, &byte, 1, 0);
                  usleep(1);
                  return 0;
                }
                """,
                "-O1",
                "-Wno-implicit-function-declaration"));
    for (Import each : module.imports()) {
      assertThat(WasiFunctions.of(each.name())).as(each.name()).isNotNull();
    }
    assertThat(ModuleSummary.of(module).capabilities().wasi())
        .extracting(WasiUse::area)
        .contains(WasiArea.RANDOM, WasiArea.SOCKETS, WasiArea.WAITING);
  }

  @Test
  void labelsThingsByTheBestNameTheyHave() throws Exception {
    WasmModule module =
        ModuleDecoder.decode(
            Tools.wat2wasm(
                directory,
                """
                (module
                  (import "env" "log" (func))
                  (func $named (export "a"))
                  (func (export "b"))
                  (func))
                """));
    Labels labels = new Labels(module);
    List<String> texts = module.functions().stream().map((Function f) -> labels.of(f)).toList();
    assertThat(texts).containsExactly("\"env\" \"log\"", "$named", "\"b\"", "3");
  }
}
