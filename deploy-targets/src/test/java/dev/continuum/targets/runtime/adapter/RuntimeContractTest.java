package dev.continuum.targets.runtime.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.inspector.analysis.Feature;
import dev.continuum.targets.local.Guests;
import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.runtime.Need;
import dev.continuum.targets.runtime.Platform;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.RuntimeAdapter.Launch;
import dev.continuum.targets.runtime.RuntimeAdapter.Placement;
import dev.continuum.targets.runtime.fit.ModuleNeeds;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every adapter promises, held against the real program. A program that is not on the {@code
 * PATH} is skipped, and said to be. What a runtime cannot do, its adapter must object to.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RuntimeContractTest {
  private static final String GUEST =
      """
      #include <stdio.h>
      #include <string.h>
      #include <unistd.h>
      extern char **environ;
      int main(int count, char **words) {
        for (int i = 1; i < count; i++) {
          if (!strcmp(words[i], "--trap")) __builtin_trap();
          if (!strcmp(words[i], "--env")) {
            for (char **e = environ; *e; e++) printf("env %s\\n", *e);
          } else if (!strncmp(words[i], "r:", 2)) {
            char line[80] = "";
            FILE *file = fopen(words[i] + 2, "r");
            printf("read %s\\n", file && fgets(line, 80, file) ? line : "nothing");
          } else if (!strncmp(words[i], "w:", 2)) {
            FILE *file = fopen(words[i] + 2, "w");
            printf("%s\\n", file && fputs("new", file) >= 0 && !fclose(file) ? "wrote" : "kept out");
          } else if (!strcmp(words[i], "--wait")) {
            fflush(stdout);
            sleep(60);
          } else {
            printf("word %s\\n", words[i]);
          }
        }
        fflush(stdout);
        fputs("told\\n", stderr);
        return 7;
      }
      """;

  @TempDir private Path folder;

  /** Each adapter by its id. */
  static Stream<String> adapters() {
    return RuntimeAdapters.all().stream().map(RuntimeAdapter::id);
  }

  private record Result(int status, List<String> out, String err) {}

  private record Real(RuntimeAdapter adapter, Probe.Runtime runtime, Placement placement) {
    Optional<String> objection(RunConfiguration configuration) {
      return adapter.objection(configuration, runtime, device(runtime));
    }

    Launch launch(RunConfiguration configuration) {
      return adapter.launch(configuration, runtime, placement);
    }
  }

  private static Probe device(Probe.Runtime runtime) {
    return new Probe(
        Instant.EPOCH, "Linux", "x86-64", "glibc", 2, 0, 0, List.of(), List.of(runtime));
  }

  private static @Nullable Path onPath(String program) {
    if (program.equals("java")) {
      return Path.of(System.getProperty("java.home"), "bin", "java");
    }
    for (String place : System.getenv("PATH").split(":")) {
      Path file = Path.of(place, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** The program of an adapter, with a module put where it would lie on a device. */
  private Real real(String id, Path module) throws Exception {
    RuntimeAdapter adapter = RuntimeAdapters.byId(id).orElseThrow();
    Path program = onPath(adapter.detection().program());
    assumeTrue(program != null, "skipped: " + adapter.detection().program() + " is not on PATH");
    assumeTrue(
        Platform.current().equals(Optional.of(Platform.LINUX_X86_64)), "skipped: needs x86-64");
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(program.toString()),
                        adapter.detection().versionArguments().stream())
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String version =
        adapter
            .parseVersion(said)
            .orElseThrow(() -> new AssertionError(program + " says its version as: " + said));
    Path support = Files.createDirectories(folder.resolve("support"));
    List<RuntimeAdapter.SupportFile> files =
        adapter.supportFiles("x86-64", folder.resolve("cache"));
    for (RuntimeAdapter.SupportFile file : files) {
      if (!Files.exists(support.resolve(file.name()))) {
        Files.copy(file.file(), support.resolve(file.name()));
      }
    }
    Path stored = folder.resolve("0a1b2c");
    Files.copy(
        BinaryModule.of(module, folder.resolve("cache")),
        stored,
        StandardCopyOption.REPLACE_EXISTING);
    return new Real(
        adapter,
        new Probe.Runtime(id, version, program.toString()),
        new Placement(stored.toString(), support.toString(), folder.toString(), files));
  }

  private static RunConfiguration configuration(
      Map<String, String> environment, List<Preopen> folders, String... words) {
    return new RunConfiguration(
        "sensor", Path.of("sensor.wasm"), List.of(words), environment, folders, Optional.empty());
  }

  private ProcessBuilder builder(Launch launch) {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
    builder.environment().put("BYSTANDER", "two\nLINES=1");
    builder.environment().putAll(launch.environment());
    return builder;
  }

  private Result run(Launch launch) throws IOException, InterruptedException {
    int status = builder(launch).start().waitFor();
    return new Result(
        status,
        Files.readAllLines(folder.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void argumentsStreamsAndTheStatusArrive(String id) throws Exception {
    Real real = real(id, Guests.c(folder, "guest", GUEST));
    RunConfiguration configuration =
        configuration(Map.of(), List.of(), "--", "two words", "é“…”", "--dir", "-x", "--");
    assertThat(real.objection(configuration)).isEmpty();
    Result result = run(real.launch(configuration));
    assertThat(result.out())
        .containsExactly(
            "word --", "word two words", "word é“…”", "word --dir", "word -x", "word --");
    assertThat(result.err()).isEqualTo("told\n");
    assertThat(result.status()).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void theEnvironmentArrivesAloneAndNoProcessShowsItsValues(String id) throws Exception {
    Real real = real(id, Guests.c(folder, "guest", GUEST));
    RunConfiguration configuration =
        configuration(
            Map.of("API_KEY", "s3cret $HOME 'é“'", "HOME", "/mine"), List.of(), "--env", "--wait");
    Optional<String> objection = real.objection(configuration);
    if (objection.isPresent()) {
      assertThat(objection.get()).contains("list of processes");
      return;
    }
    Process process = builder(real.launch(configuration)).start();
    try {
      await().until(() -> Files.readString(folder.resolve("out")).contains("API_KEY"));
      assertThat(Files.readAllLines(folder.resolve("out")))
          .containsExactlyInAnyOrder("env API_KEY=s3cret $HOME 'é“'", "env HOME=/mine");
      String words = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
      assertThat(words).doesNotContain("s3cret").contains("0a1b2c");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void aGrantedFolderIsAllOfTheDiskThatIsThere(String id) throws Exception {
    Real real = real(id, Guests.c(folder, "guest", GUEST));
    Path granted = Files.createDirectory(folder.resolve("granted"));
    Files.writeString(granted.resolve("file"), "inside");
    Path outside = Files.writeString(folder.resolve("outside"), "outside");
    Files.createSymbolicLink(granted.resolve("link"), Path.of("../outside"));
    Files.createSymbolicLink(granted.resolve("absolute"), outside);
    RunConfiguration configuration =
        configuration(
            Map.of(),
            List.of(new Preopen("granted", "/data", Preopen.Mode.READ_WRITE)),
            "r:/data/file",
            "w:/data/new",
            "r:/data/link",
            "r:/data/absolute",
            "r:/data/../outside",
            "r:" + outside,
            "r:outside");
    Optional<String> objection = real.objection(configuration);
    if (objection.isPresent()) {
      assertThat(objection.get()).contains("/data");
      return;
    }
    Result result = run(real.launch(configuration));
    assertThat(result.out())
        .containsExactly(
            "read inside",
            "wrote",
            "read nothing",
            "read nothing",
            "read nothing",
            "read nothing",
            "read nothing");
    assertThat(granted.resolve("new")).hasContent("new");
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void aFolderGrantedForReadingIsNotWrittenTo(String id) throws Exception {
    Real real = real(id, Guests.c(folder, "guest", GUEST));
    Path granted = Files.createDirectory(folder.resolve("granted"));
    Files.writeString(granted.resolve("file"), "inside");
    RunConfiguration configuration =
        configuration(
            Map.of(),
            List.of(new Preopen(granted.toString(), "/data", Preopen.Mode.READ_ONLY)),
            "r:/data/file",
            "w:/data/new",
            "w:/data/file");
    Optional<String> objection = real.objection(configuration);
    if (objection.isPresent()) {
      assertThat(objection.get()).contains("/data");
      return;
    }
    assertThat(run(real.launch(configuration)).out())
        .containsExactly("read inside", "kept out", "kept out");
    assertThat(granted.resolve("file")).hasContent("inside");
    assertThat(granted.resolve("new")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void withoutAFolderThereIsNoDisk(String id) throws Exception {
    Real real = real(id, Guests.c(folder, "guest", GUEST));
    Path outside = Files.writeString(folder.resolve("outside"), "outside");
    assertThat(
            run(real.launch(configuration(Map.of(), List.of(), "r:" + outside, "r:outside"))).out())
        .containsExactly("read nothing", "read nothing");
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void aTrapIsToldAndIsNoSuccess(String id) throws Exception {
    Real real = real(id, Guests.c(folder, "guest", GUEST));
    Result result = run(real.launch(configuration(Map.of(), List.of(), "--trap")));
    assertThat(result.status()).isNotZero();
    assertThat(result.err() + result.out()).contains("unreachable");
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void anExportIsCalledWithItsArguments(String id) throws Exception {
    Path module =
        Guests.text(
            folder,
            "sum",
            "(module (func (export \"sum\") (param i32 i64) (result i64)"
                + " (i64.add (i64.extend_i32_s (local.get 0)) (local.get 1)))"
                + " (func (export \"fail\") unreachable))");
    Real real = real(id, module);
    RunConfiguration configuration = invoking("sum", "40", "2");
    Optional<String> objection = real.objection(configuration);
    if (objection.isPresent()) {
      assertThat(objection.get()).contains("“sum”");
      return;
    }
    Result result = run(real.launch(configuration));
    assertThat(result.status()).isZero();
    assertThat(String.join(" ", result.out())).contains("42");
    assertThat(run(real.launch(invoking("fail"))).status()).isNotZero();
  }

  private static RunConfiguration invoking(String export, String... words) {
    return new RunConfiguration(
        "sensor",
        Path.of("sum.wasm"),
        List.of(),
        Map.of(),
        List.of(),
        Optional.of(new Invocation(export, List.of(words))));
  }

  /** A command that uses a feature; only what the text format can say without a host. */
  private static @Nullable String using(Feature feature) {
    String body =
        switch (feature) {
          case MUTABLE_GLOBALS -> "(global (export \"g\") (mut i32) (i32.const 1))";
          case SIGN_EXTENSION -> "(func (drop (i32.extend8_s (i32.const 1))))";
          case SATURATING_CONVERSION -> "(func (drop (i32.trunc_sat_f32_s (f32.const 1))))";
          case MULTI_VALUE -> "(func (result i32 i32) (i32.const 1) (i32.const 2))";
          case BULK_MEMORY -> "(func (memory.fill (i32.const 0) (i32.const 0) (i32.const 1)))";
          case REFERENCE_TYPES -> "(table 1 externref)";
          case SIMD -> "(func (drop (v128.const i32x4 1 2 3 4)))";
          case EXTENDED_CONST -> "(global i32 (i32.add (i32.const 1) (i32.const 2)))";
          case TAIL_CALL -> "(func $f (return_call $f))";
          case EXCEPTIONS -> "(tag $t) (func (throw $t))";
          case FUNCTION_REFERENCES ->
              "(type $f (func)) (func (param (ref $f)) (call_ref $f (local.get 0)))";
          case GC -> "(type $s (struct (field i32))) (func (drop (struct.new_default $s)))";
          case MULTI_MEMORY -> "(memory 1)";
          case MEMORY64 -> "(table i64 1 funcref)";
          case RELAXED_SIMD ->
              "(func (param v128) (result v128)"
                  + " (i8x16.relaxed_swizzle (local.get 0) (local.get 0)))";
          case THREADS -> "(func (drop (i32.atomic.load (i32.const 0))))";
          case CUSTOM_PAGE_SIZES, WIDE_ARITHMETIC -> null;
        };
    return body == null
        ? null
        : "(module (memory (export \"memory\") 1) " + body + " (func (export \"_start\")))";
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void whatTheTableSaysItHasItRuns(String id) throws Exception {
    for (Feature feature : Feature.values()) {
      String text = using(feature);
      if (text == null) {
        continue;
      }
      Path module = Guests.text(folder, "uses", text);
      ModuleNeeds needs = ModuleNeeds.of(BinaryModule.of(module, folder.resolve("cache")));
      assertThat(needs.needs()).as("the inspector sees it").contains(Need.of(feature));
      Real real = real(id, module);
      String version = real.runtime().version();
      boolean all = needs.needs().stream().allMatch(need -> RuntimeFeatures.has(id, version, need));
      if (all) {
        Result result = run(real.launch(configuration(Map.of(), List.of())));
        assertThat(result.status())
            .as(id + " " + version + " on " + feature + ": " + result.err())
            .isZero();
      }
    }
  }
}
