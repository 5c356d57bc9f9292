package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.analysis.ModuleSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ModuleCommandsTest {
  /**
   * {@code (module (func (export "<ESC>[2J") (param i32) (result i64) …))}, code left malformed.
   */
  private static final String HEAD = "0061736d01000000";

  private static final String TYPE = "0106" + "01" + "60" + "017f" + "017e";
  private static final String FUNCTION = "0302" + "01" + "00";
  private static final String EXPORT = "0708" + "01" + "04" + "1b5b324a" + "0000";
  private static final String CODE = "0a06" + "01" + "04" + "00" + "4200" + "0b";

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("home"));
  }

  @Test
  void printsAModuleOrAFunctionOfIt() throws Exception {
    Path file = module("good.wasm", HEAD + TYPE + FUNCTION + EXPORT + CODE);
    Path out = folder.resolve("good.wat");

    Cli.Result whole = cli.run("wat", file);
    Cli.Result written = cli.run("wat", file, "-o", out, "--json");
    Cli.Result one = cli.run("wat", file, "--function", "\u001b[2J");

    assertThat(whole.err()).isEmpty();
    assertThat(whole.out())
        .startsWith("(module\n")
        .contains("(func", "i64.const 0", "\\u{1b}[2J")
        .doesNotContain("\u001b");
    assertThat(Files.readString(out)).isEqualTo(whole.out());
    assertThat(written.json().get("size").longValue()).isEqualTo(Files.size(out));
    assertThat(one.out()).startsWith("(func").contains("i64.const 0").doesNotContain("module");
  }

  @Test
  void assemblesWhatWasPrintedToTheSameBytes() throws Exception {
    Path file = module("good.wasm", HEAD + TYPE + FUNCTION + EXPORT + CODE);
    Path text = folder.resolve("good.wat");
    Path again = folder.resolve("again.wasm");

    cli.run("wat", file, "-o", text);
    Cli.Result result = cli.run("assemble", text, "-o", again, "--json");

    assertThat(result.err()).isEmpty();
    assertThat(result.json().get("output").stringValue()).isEqualTo(again.toString());
    assertThat(again).hasSameBinaryContentAs(file);
    assertThat(cli.run("assemble", text, "-o", text).status()).isEqualTo(2);
  }

  @Test
  void saysEverythingThatIsWrongWithAText() throws Exception {
    Path malformed = folder.resolve("malformed.wat");
    Files.writeString(malformed, "(module\n  (func (drp))\n  (func (call $no)))");
    Path invalid = folder.resolve("invalid.wat");
    Files.writeString(invalid, "(module\n  (func (result i32)\n    i64.const 1))");

    Cli.Result assembled = cli.run("assemble", malformed);
    assertThat(assembled.status()).isEqualTo(1);
    assertThat(assembled.err())
        .contains(malformed + ":2:10: unknown operator", malformed + ":3:15: unknown func")
        .contains("2 problems");
    assertThat(folder.resolve("malformed.wasm")).doesNotExist();
    Cli.Result validated = cli.run("validate", invalid);
    assertThat(validated.status()).isEqualTo(1);
    assertThat(validated.out()).contains(invalid + ":3:").contains("type mismatch");
    JsonNode json = cli.run("validate", invalid, "--json").json();
    assertThat(json.at("/files/0/problems/0/line").intValue()).isEqualTo(3);
  }

  @Test
  void refusesToPrintWhatItCannot() throws Exception {
    Path file = module("good.wasm", HEAD + TYPE + FUNCTION + EXPORT + CODE);
    byte[] before = Files.readAllBytes(file);
    Path broken = module("broken.wasm", HEAD + "0105" + "00");

    assertThat(cli.run("wat", file, "-o", file).status()).isEqualTo(2);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(cli.run("wat", file, "--function", "none").err()).contains("1 functions");
    Cli.Result refused = cli.run("wat", broken, "-o", folder.resolve("broken.wat"));
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("byte 0x").hasLineCount(1);
    assertThat(folder.resolve("broken.wat")).doesNotExist();
  }

  @Test
  void saysWhatIsInAModule() throws Exception {
    Path file = module("good.wasm", HEAD + TYPE + FUNCTION + EXPORT + CODE);

    Cli.Result result = cli.run("inspect", file);

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith(file + ": core module, 38 B\nLibrary. Its exports are called by a host.\n")
        .contains("Nothing: it imports nothing.", "Features (0)", ModuleSummary.FEATURES_NOTE)
        .contains("Debug information: none", "code", "Largest functions:\n    5 B  function 0\n")
        .contains("Sections (4)", "Imports (0)", "Exports (1)", "(param i32) (result i64)")
        .contains("func  \\x1b[2J")
        .doesNotContain("\u001b");
    JsonNode json = cli.run("inspect", file, "--json").json();
    assertThat(json.get("kind").stringValue()).isEqualTo("module");
    assertThat(json.at("/exports/0/name").stringValue()).isEqualTo("\u001b[2J");
    assertThat(json.at("/exports/0/type").stringValue()).isEqualTo("(param i32) (result i64)");
    assertThat(json.at("/sections/1/offset").intValue()).isEqualTo(16);
    assertThat(json.at("/counts/dataSegments").intValue()).isZero();
    assertThat(json.get("problems")).isEmpty();
    assertThat(json.get("role").stringValue()).isEqualTo("library");
    assertThat(json.get("summary").stringValue()).isEqualTo("Library.");
    assertThat(json.at("/sizes/code").intValue()).isEqualTo(8);
    assertThat(json.at("/sizes/largestFunctions/0/index").intValue()).isZero();
    assertThat(json.at("/capabilities/wasi")).isEmpty();
    assertThat(json.get("featuresNote").stringValue()).isEqualTo(ModuleSummary.FEATURES_NOTE);
  }

  @Test
  void listsTheCoreModulesOfAComponent() throws Exception {
    String start = "0061736d0d000100";
    String inner = start + "0108" + HEAD;
    Path file = module("component.wasm", start + "0108" + HEAD + "0412" + inner);

    assertThat(cli.run("inspect", file).out())
        .contains("Core modules (2)\n  0xa   8 B\n  0x1e  8 B  in a component within");
    Cli.Result validated = cli.run("validate", file);
    assertThat(validated.status()).isEqualTo(1);
    assertThat(validated.out())
        .isEqualTo(
            file + ": not checked. It is a component; only core modules can be validated.\n");
    JsonNode json = cli.run("inspect", file, "--json").json();
    assertThat(json.get("kind").stringValue()).isEqualTo("component");
    assertThat(json.get("modules")).hasSize(2);
    assertThat(json.at("/modules/1/offset").intValue()).isEqualTo(30);
    assertThat(json.at("/modules/1/size").intValue()).isEqualTo(8);
    assertThat(json.at("/modules/1/depth").intValue()).isEqualTo(2);
  }

  @Test
  void saysWhatAModuleAsksOfItsHostAndHowFeaturesWereSeen() throws Exception {
    // (import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32))), and a
    // function with two results.
    String types = "010c" + "02" + "60027f7f017f" + "6000027f7f";
    String imports =
        "0225" + "01" + "16" + hex("wasi_snapshot_preview1") + "0a" + hex("random_get") + "0000";
    Path file = module("asks.wasm", HEAD + types + imports);

    assertThat(cli.run("inspect", file).out())
        .contains("What it asks of the host")
        .contains("wasi_snapshot_preview1  WASI preview 1, which WebAssembly runtimes provide.")
        .contains("Random numbers  It asks the host for random bytes.")
        .contains("Features (1)", "Multiple results");
    JsonNode json = cli.run("inspect", file, "--json").json();
    assertThat(json.at("/capabilities/wasi/0/area").stringValue()).isEqualTo("random");
    assertThat(json.at("/capabilities/wasi/0/functions/0").stringValue()).isEqualTo("random_get");
    assertThat(json.at("/capabilities/hosts/0/imports").intValue()).isEqualTo(1);
    assertThat(json.at("/features/0/evidence").stringValue()).isNotBlank();
    assertThat(json.at("/counts/functions").intValue()).isZero();
  }

  @Test
  void inspectsTheModuleOfAFolder() throws Exception {
    Path project = Files.createDirectory(folder.resolve("project"));
    Cli.Result empty = cli.run("inspect", project);
    assertThat(empty.status()).isEqualTo(1);
    assertThat(empty.err())
        .contains("neither a continuum.toml nor a module")
        .contains("Name a .wasm or .wat file");

    Files.writeString(
        project.resolve("continuum.toml"), "[app]\nname = \"a\"\nmodule = \"out/a.wasm\"\n");
    Cli.Result unbuilt = cli.run("inspect", project);
    assertThat(unbuilt.status()).isEqualTo(1);
    assertThat(unbuilt.err()).contains("out/a.wasm", "continuum build");

    Files.createDirectory(project.resolve("out"));
    Path module = module("project/out/a.wasm", HEAD + TYPE + FUNCTION + EXPORT + CODE);
    assertThat(cli.run("inspect", project).out()).startsWith(module + ": core module, 38 B\n");
    assertThat(cli.run("inspect", project, "--json").json().get("file").stringValue())
        .isEqualTo(module.toString());
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void saysWhereAModuleIsMalformed() throws Exception {
    Path file = module("bad.wasm", HEAD + TYPE + FUNCTION + "ff00");

    Cli.Result result = cli.run("inspect", file);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("Problems (").contains("0x14: malformed: ");

    JsonNode json = cli.run("inspect", file, "--json").json();
    assertThat(json.at("/problems/0/offset").intValue()).isEqualTo(20);
    assertThat(json.at("/problems/0/stage").stringValue()).isEqualTo("malformed");
  }

  @Test
  void looksIntoTextsToo() throws Exception {
    Path file = folder.resolve("app.wat");
    Files.writeString(file, "(module (func (export \"run\") (result i32) i32.const 1))");
    JsonNode json = cli.run("inspect", file, "--json").json();
    assertThat(json.at("/exports/0/name").stringValue()).isEqualTo("run");
    Files.writeString(file, "(module (func (drp)))");
    Cli.Result result = cli.run("inspect", file);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(file + ":1:16: unknown operator", "does not assemble");
  }

  @Test
  void checksScripts() throws Exception {
    Path script = folder.resolve("a.wast");
    Files.writeString(
        script,
        """
        (module (func (export "f") (result i32) i32.const 1))
        (assert_return (invoke "f") (i32.const 1))
        (assert_invalid (module (func (result i32))) "type mismatch")
        """);
    Cli.Result good = cli.run("wast", script);
    assertThat(good.status()).isZero();
    assertThat(good.out()).isEqualTo("3 passed, 0 failed\n");
    Files.writeString(script, "(module)\n(assert_malformed (module quote \"(func)\") \"x\")");
    Cli.Result bad = cli.run("wast", script);
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.out()).contains(script + ":2: ").endsWith("1 passed, 1 failed\n");
    assertThat(cli.run("wast", script, "--json").json().get("failed").intValue()).isOne();
  }

  @Test
  void validatesSeveralFiles() throws Exception {
    Path good = module("good.wasm", HEAD + TYPE + FUNCTION + EXPORT + CODE);
    Path bad = Files.writeString(folder.resolve("bad.wasm"), "no module", StandardCharsets.UTF_8);

    Cli.Result both = cli.run("validate", good, bad);
    assertThat(both.status()).isEqualTo(1);
    assertThat(both.out())
        .contains(good + ": valid.")
        .contains(bad + ": 0x0: malformed: magic header not detected")
        .contains(bad + ": not valid.");

    assertThat(cli.run("validate", good).status()).isZero();
    JsonNode json = cli.run("validate", "--json", good, bad).json();
    assertThat(json.get("valid").booleanValue()).isFalse();
    assertThat(json.at("/files/0/valid").booleanValue()).isTrue();
    assertThat(json.at("/files/1/problems/0/offset").intValue()).isZero();
  }

  @Test
  void saysThatAFileIsMissing() {
    for (String command : new String[] {"inspect", "validate"}) {
      Cli.Result result = cli.run(command, folder.resolve("none.wasm"), "--json");
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .isEqualTo(folder.resolve("none.wasm") + " does not exist. Name a file that does.\n");
      assertThat(result.json().at("/error/problem").stringValue()).isEqualTo("FILE");
    }
  }

  private Path module(String name, String hex) throws Exception {
    return Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));
  }
}
