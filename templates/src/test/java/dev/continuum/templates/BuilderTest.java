package dev.continuum.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.toml.TomlMapper;

class BuilderTest {
  private static final Path MODULE = Path.of("build/app.wasm");

  private final Builder builder = new Builder(Toolchains.ofSystem());
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;

  @BeforeEach
  void needsAPosixShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "/bin/sh is not here");
  }

  @Test
  void runsInTheProjectsFolderAndMakesTheModulesFolder() throws Exception {
    BuildResult result = sh("pwd; echo problem >&2; printf half; echo x > build/app.wasm; exit 7");

    assertThat(result.status()).isEqualTo(7);
    assertThat(result.succeeded()).isFalse();
    assertThat(output).containsExactly(folder.toRealPath().toString(), "problem", "half");
    assertThat(folder.resolve(MODULE)).hasContent("x");
  }

  @Test
  void cutsALineThatDoesNotEnd() throws Exception {
    sh("head -c 100000 /dev/zero | tr '\\0' x");

    assertThat(output).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(16 * 1024));
    assertThat(String.join("", output)).hasSize(100_000);
  }

  @Test
  void tellsProblemsFromOutput() throws Exception {
    BuildResult result =
        sh(
            "echo 'src/main.c:12:5: error: no such thing'; echo 'a.c:3: warning: old'; echo hello:"
                + " 1; echo 'x.wat:1:2: error: unexpected token'; echo make: error: 2");

    assertThat(result.problems())
        .containsExactly(
            problem("src/main.c", 12, 5, BuildProblem.Severity.ERROR, "no such thing"),
            problem("a.c", 3, 0, BuildProblem.Severity.WARNING, "old"),
            problem("x.wat", 1, 2, BuildProblem.Severity.ERROR, "unexpected token"));
  }

  @Test
  void endsTheCommandAndItsChildrenWhenInterrupted() throws Exception {
    Path marker = folder.resolve("pid");
    CountDownLatch started = new CountDownLatch(1);
    List<Exception> thrown = new ArrayList<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                builder.build(
                    folder,
                    List.of("/bin/sh", "-c", "sleep 600 & echo $! > pid; echo go; wait"),
                    MODULE,
                    line -> started.countDown());
              } catch (TemplateException | InterruptedException e) {
                thrown.add(e);
              }
            });
    started.await();
    long child = Long.parseLong(Files.readString(marker).strip());

    thread.interrupt();
    thread.join();

    assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
  }

  @Test
  void saysHowToGetAProgramThatIsMissing() {
    Builder without = new Builder(Toolchains.of(Map.of("PATH", folder.toString())));

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> without.build(folder, List.of("tinygo-not-here"), MODULE, output::add))
        .withMessageContaining("“tinygo-not-here” could not be started");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> without.build(folder, List.of("${wasi.clang}"), MODULE, output::add))
        .withMessageContaining("needs clang for WebAssembly")
        .satisfies(e -> assertThat(e.remedy()).contains("Install it"));
  }

  @Test
  void refusesAVariableThatStandsForNothing() {
    assumeWasiClang();
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> builder.build(folder, List.of("${wasi.lang}"), MODULE, output::add))
        .withMessageContaining("${wasi.lang}");
  }

  @Test
  void leavesOtherDollarsAlone() throws Exception {
    builder.build(folder, List.of("/bin/echo", "${HOME}", "$x"), MODULE, output::add);

    assertThat(output).containsExactly("${HOME} $x");
  }

  @Test
  void buildsTheCTemplate() throws Exception {
    assumeWasiClang();
    TemplateCatalog catalog = TemplateCatalog.bundled();
    catalog.create(catalog.find("c").orElseThrow(), folder.resolve("app"), "app");

    BuildResult result = buildProject(folder.resolve("app"));

    assertThat(output).isEmpty();
    assertThat(result.succeeded()).isTrue();
    assertThat(Files.readAllBytes(folder.resolve("app/build/app.wasm")))
        .startsWith(0, 'a', 's', 'm', 1, 0, 0, 0);
  }

  @Test
  void tellsTheLineOfACompileError() throws Exception {
    assumeWasiClang();
    TemplateCatalog catalog = TemplateCatalog.bundled();
    Path main =
        catalog.create(catalog.find("c").orElseThrow(), folder.resolve("app"), "app").main();
    List<String> lines = new ArrayList<>(Files.readAllLines(main));
    int line = lines.indexOf("int main(int argc, char **argv) {") + 2;
    lines.add(line - 1, "  int broken = missing;");
    Files.write(main, lines);

    BuildResult result = buildProject(folder.resolve("app"));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.problems())
        .anySatisfy(problem -> {
          assertThat(problem.file()).isEqualTo(main);
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.column()).isEqualTo(16);
          assertThat(problem.severity()).isEqualTo(BuildProblem.Severity.ERROR);
          assertThat(problem.message()).contains("missing");
        });
  }

  private static void assumeWasiClang() {
    Tool tool = Toolchains.ofSystem().detect("wasi-c").orElseThrow();
    assumeTrue(tool.found(), tool.trouble());
  }

  private BuildResult buildProject(Path project) throws Exception {
    List<String> command =
        Resources.strings(
            new TomlMapper()
                .readTree(Files.readString(project.resolve("continuum.toml")))
                .at("/build/command"));
    return builder.build(project, command, MODULE, output::add);
  }

  private BuildResult sh(String script) throws Exception {
    return builder.build(folder, List.of("/bin/sh", "-c", script), MODULE, output::add);
  }

  private BuildProblem problem(
      String file, int line, int column, BuildProblem.Severity severity, String message) {
    return new BuildProblem(folder.toAbsolutePath().resolve(file), line, column, severity, message);
  }
}
