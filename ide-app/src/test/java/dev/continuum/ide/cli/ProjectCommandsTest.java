package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.templates.Tool;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Calls that need no device: help, new, build, doctor, and wrong ones. */
class ProjectCommandsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("home"));
  }

  @Test
  void saysItsVersionAndWhatThereIs() {
    assertThat(cli.run("--version").out()).matches("Continuum Studio \\d+\\.\\d+\\.\\d+\\S*\\R");

    Cli.Result help = cli.run("help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("open the workbench")
        .contains("new", "build", "inspect", "validate", "device", "doctor")
        .doesNotContain("\u001b");
    assertThat(cli.run("--help").out()).isEqualTo(help.out());
    assertThat(cli.run("help", "new").out()).contains("TEMPLATE", "DIR", "wat, c, wat-library");
    assertThat(cli.run("new", "--help").out()).isEqualTo(cli.run("help", "new").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "new",
        "new wat",
        "new cobol app",
        "new wat app extra",
        "new wat app --colour",
        "build --json extra extra",
        "inspect",
        "validate",
        "device",
        "device fly",
        "device remove",
        "doctor extra",
        "doctor -- --arguments",
      })
  void refusesAWrongCall(String call) {
    Cli.Result result = cli.run((Object[]) call.split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).endsWith(".\n").hasLineCount(1);
    if (call.contains("--json")) {
      assertThat(result.json().at("/error/problem").stringValue()).isEqualTo("WRONG_CALL");
    } else {
      assertThat(result.out()).isEmpty();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesTheCommandThatExplainsMore() {
    assertThat(cli.run("new", "wat").err()).contains("‘continuum help new’ says how it is called.");
    assertThat(cli.run("x\u001b[2Jy").err())
        .isEqualTo(
            "“x\\x1b[2Jy” is neither a command, nor a file or folder. ‘continuum help’ says how it"
                + " is called.\n");
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertThat(cli.run(folder, folder.resolve("none.wat")).err())
        .startsWith("“" + folder.resolve("none.wat") + "” is neither a command, nor a file");
  }

  @Test
  void makesAProject() {
    Cli.Result result = cli.run("new", "wat", folder.resolve("my-app"));

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("my-app.wat", "Run it: continuum run " + folder);
    assertThat(folder.resolve("my-app/my-app.wat")).isRegularFile();
  }

  @Test
  void makesAProjectWithJson() {
    Cli.Result result = cli.run("new", "c", folder.resolve("dir"), "--name", "app", "--json");

    assertThat(result.status()).isZero();
    JsonNode json = result.json();
    assertThat(json.get("folder").stringValue()).isEqualTo(folder.resolve("dir").toString());
    assertThat(json.get("main").stringValue()).isEqualTo("src/main.c");
    assertThat(json.get("name").stringValue()).isEqualTo("app");
    assertThat(folder.resolve("dir/continuum.toml")).content().contains("name = \"app\"");
  }

  @Test
  void overwritesNothing() throws Exception {
    Files.writeString(folder.resolve("precious"), "");

    Cli.Result result = cli.run("new", "wat", folder, "--json");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "The folder "
                + folder
                + " is not empty. Choose a new or an empty folder: nothing in it is ever"
                + " overwritten.\n");
    assertThat(result.json().at("/error/message").stringValue()).contains("is not empty");
  }

  @Test
  void buildsAProject() throws Exception {
    shellProject("echo compiling; echo made > out/app.wasm");

    Cli.Result result = cli.run("build", folder);

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEqualTo("compiling\n");
    assertThat(result.out()).isEqualTo("app is built: " + folder.resolve("out/app.wasm") + "\n");
    assertThat(cli.run("build", folder, "--json").json().get("succeeded").booleanValue()).isTrue();
  }

  @Test
  void saysThatABuildFailed() throws Exception {
    shellProject("echo 'main.c:3:7: error: no such thing'; exit 4");

    Cli.Result result = cli.run("build", folder);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("main.c:3:7: error: no such thing\n")
        .contains("The build of app failed with status 4. Mend");

    JsonNode json = cli.run("build", folder, "--json").json();
    assertThat(json.get("succeeded").booleanValue()).isFalse();
    assertThat(json.at("/problems/0/line").intValue()).isEqualTo(3);
    assertThat(json.at("/problems/0/file").stringValue())
        .isEqualTo(folder.resolve("main.c").toString());
  }

  @Test
  void saysWhatIsWrongWithAProjectFile() throws Exception {
    assertThat(cli.run("build", folder).err()).contains("There is no continuum.toml in " + folder);

    Files.writeString(folder.resolve("continuum.toml"), "[app]\nname = 3\n");
    Cli.Result result = cli.run("build", folder);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("line 2: “app.name” cannot be used: it is a number");

    Files.writeString(
        folder.resolve("continuum.toml"), "[app]\nname = 'a'\nmodule = 'a.wat'\nx = 1\n");
    result = cli.run("build", folder);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("Warning: continuum.toml:4: “app.x” is not a key")
        .contains("has no build command");
  }

  @Test
  void buildsTheCTemplate() {
    Tool wasi = Toolchains.ofSystem().detect("wasi-c").orElseThrow();
    assumeTrue(wasi.found(), wasi.trouble());
    cli.run("new", "c", folder.resolve("app"));

    Cli.Result result = cli.run("build", folder.resolve("app"));

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    Cli.Result report = cli.run("inspect", folder.resolve("app/build/app.wasm"));
    assertThat(report.status()).isZero();
    assertThat(report.out()).contains("wasi_snapshot_preview1.fd_write", "_start", ".debug_info");
  }

  @Test
  void saysWhatIsInstalled() {
    Cli.Result result = cli.run("doctor");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("Continuum Studio ", "clang", "TinyGo");

    JsonNode json = cli.run("doctor", "--json").json();
    assertThat(json.get("tools"))
        .allSatisfy(tool -> {
          boolean found = tool.get("found").booleanValue();
          assertThat(tool.get("path").isNull()).isEqualTo(!found);
          assertThat(tool.get("install").isNull()).isEqualTo(found);
        })
        .extracting(tool -> tool.get("id").stringValue())
        .contains("clang", "wasi-c", "cargo", "node");
  }

  private void shellProject(String script) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "/bin/sh is not here");
    Files.writeString(
        folder.resolve("continuum.toml"),
        """
        [app]
        name = "app"
        module = "out/app.wasm"
        [build]
        command = ["/bin/sh", "-c", \"""
        %s
        \"""]
        """
            .formatted(script));
  }
}
