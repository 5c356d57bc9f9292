package dev.continuum.targets.runtime.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.local.Guests;
import dev.continuum.targets.runtime.CacheFiles;
import dev.continuum.targets.runtime.Platform;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.RuntimeAdapter.Launch;
import dev.continuum.targets.runtime.RuntimeAdapter.Placement;
import dev.continuum.targets.runtime.RuntimeAdapter.SupportFile;
import dev.continuum.targets.runtime.bundled.BundledRunner;
import dev.continuum.targets.runtime.fit.FitCheck;
import dev.continuum.targets.runtime.fit.ModuleNeeds;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RuntimeAdaptersTest {
  private static final RuntimeAdapter BUNDLED = RuntimeAdapters.byId("bundled").orElseThrow();
  private static final RuntimeAdapter NODE = RuntimeAdapters.byId("node").orElseThrow();
  private static final String SEES =
      """
      #include <stdio.h>
      #include <stdlib.h>
      extern char **environ;
      int main(int count, char **words) {
        for (int i = 0; i < count; i++) puts(words[i]);
        for (char **e = environ; *e; e++) puts(*e);
        fflush(stdout);
        if (count > 2) __builtin_trap();
        return 9;
      }
      """;

  @TempDir private Path folder;

  private record Result(int status, String out, String err) {}

  /** Starts a launch as a device would: its own command and variables, an empty environment. */
  private Result start(Launch launch) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    int status = builder.start().waitFor();
    return new Result(
        status,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private Placement place(RuntimeAdapter adapter, Path module) throws Exception {
    Path device = Files.createDirectories(folder.resolve("device"));
    List<SupportFile> files = adapter.supportFiles("x86-64", folder.resolve("cache"));
    for (SupportFile file : files) {
      if (!Files.exists(device.resolve(file.name()))) {
        Files.copy(file.file(), device.resolve(file.name()));
      }
    }
    Path stored = Files.copy(module, device.resolve("0123abc"));
    return new Placement(stored.toString(), device.toString(), folder.toString(), files);
  }

  private static RunConfiguration configuration(
      Path module, List<Preopen> folders, String... words) {
    return new RunConfiguration(
        "sensor",
        module,
        List.of(words),
        Map.of("SECRET", "s3cret", "PATH", "mine"),
        folders,
        Optional.empty());
  }

  private static Stream<Path> javas() throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    found.add(Path.of(System.getProperty("java.home"), "bin", "java").toRealPath());
    Path old = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
    if (Files.exists(old)) {
      found.add(old.toRealPath());
    }
    return found.stream();
  }

  private static String version(RuntimeAdapter adapter, Path program) throws Exception {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(program.toString()),
                        adapter.detection().versionArguments().stream())
                    .toList())
            .redirectErrorStream(true)
            .start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return adapter.parseVersion(words).orElseThrow();
  }

  @Test
  void theBundledRunnerRunsFromItsJarAloneOnOldAndNewJava() throws Exception {
    assumeTrue(
        Platform.current().equals(Optional.of(Platform.LINUX_X86_64)), "skipped: needs x86-64");
    Path module = Guests.text(folder, "guest", Guests.BOTH);
    Placement placement = place(BUNDLED, module);
    Path granted = Files.createDirectory(folder.resolve("granted"));
    for (Path java : javas().toList()) {
      Probe.Runtime runtime = new Probe.Runtime("bundled", version(BUNDLED, java), java.toString());
      RunConfiguration configuration =
          configuration(
              module,
              List.of(new Preopen(granted.getFileName().toString(), "/d", Preopen.Mode.READ_ONLY)));
      assertThat(BUNDLED.objection(configuration, runtime, probe())).isEmpty();
      Launch launch = BUNDLED.launch(configuration, runtime, placement);
      assertThat(launch.command()).noneMatch(word -> word.contains("s3cret"));
      assertThat(launch.environment().keySet()).allMatch(name -> name.matches("[A-Z0-9_]+"));
      assertThat(start(launch)).isEqualTo(new Result(0, "out", "err"));
    }
    try (Stream<Path> files = Files.list(folder.resolve("device"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.contains("runner")))
          .as("the jar and the one library taken out of it")
          .hasSize(2);
    }
  }

  @Test
  void aDeviceJarIsTheSameEachTimeAndHoldsOneLibrary() throws Exception {
    for (Platform platform : List.of(Platform.LINUX_X86_64, Platform.LINUX_AARCH64)) {
      SupportFile first = BundledRunner.deviceJar(platform, folder.resolve("a"));
      SupportFile second = BundledRunner.deviceJar(platform, folder.resolve("b"));
      assertThat(second.sha256()).isEqualTo(first.sha256()).hasSize(64);
      assertThat(first.name()).contains(first.sha256().substring(0, 16));
      assertThat(CacheFiles.sha256(Files.readAllBytes(first.file()))).isEqualTo(first.sha256());
      try (ZipFile jar = new ZipFile(first.file().toFile())) {
        assertThat(jar.stream().map(Object::toString).filter(n -> n.contains("wasmtime_jni")))
            .singleElement()
            .asString()
            .contains(platform.id());
        assertThat(jar.getEntry("META-INF/LICENSE.txt")).isNotNull();
      }
    }
  }

  @Test
  void nodeRunsACommandWithArgumentsEnvironmentStatusAndTraps() throws Exception {
    Path node = Path.of("/usr/bin/node");
    assumeTrue(Files.isExecutable(node), "skipped: needs node");
    Path module = Guests.c(folder, "guest", SEES);
    Placement placement = place(NODE, module);
    Probe.Runtime runtime = new Probe.Runtime("node", version(NODE, node), node.toString());
    Launch launch = NODE.launch(configuration(module, List.of(), "two words"), runtime, placement);
    assertThat(launch.command()).noneMatch(word -> word.contains("s3cret"));
    Result result = start(launch);
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isEqualTo(9);
    assertThat(result.out().lines())
        .containsExactlyInAnyOrder("sensor", "two words", "SECRET=s3cret", "PATH=mine");

    Result trapped =
        start(NODE.launch(configuration(module, List.of(), "a", "b"), runtime, placement));
    assertThat(trapped.status()).isEqualTo(134);
    assertThat(trapped.err()).startsWith("trap: ").contains("unreachable");
  }

  @Test
  void nodeSaysWhatAModuleLacks() throws Exception {
    Path node = Path.of("/usr/bin/node");
    assumeTrue(Files.isExecutable(node), "skipped: needs node");
    Path module = folder.resolve("bad.wasm");
    Files.write(module, new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    Result result =
        start(
            NODE.launch(
                configuration(module, List.of()),
                new Probe.Runtime("node", "20.0.0", node.toString()),
                place(NODE, module)));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("exports no _start");
  }

  private static Probe probe(Probe.Runtime... runtimes) {
    return device("x86-64", "glibc", runtimes);
  }

  private static Probe device(String architecture, String cLibrary, Probe.Runtime... runtimes) {
    return new Probe(
        Instant.EPOCH, "Linux", architecture, cLibrary, 2, 0, 0, List.of(), List.of(runtimes));
  }

  private static RuntimeAdapters.Choice choose(RunConfiguration configuration, Probe probe)
      throws TargetException {
    ModuleNeeds nothing = new ModuleNeeds(List.of(), List.of(), 0, 8, 0);
    return FitCheck.choice(
        FitCheck.of(configuration, nothing, probe, Optional.empty(), Optional.empty()));
  }

  @Test
  void theFirstRuntimeThatCanIsChosenAndElseEachSaysWhyNot() throws Exception {
    Probe.Runtime oldJava = new Probe.Runtime("bundled", "1.8.0_392", "/usr/bin/java");
    Probe.Runtime java = new Probe.Runtime("bundled", "17.0.12", "/opt/java/bin/java");
    Probe.Runtime node = new Probe.Runtime("node", "20.1.0", "/usr/bin/node");
    RunConfiguration binary = RunConfiguration.of(Path.of("a.wasm"));

    assertThat(choose(binary, probe(oldJava, java, node)).runtime()).isEqualTo(java);
    assertThat(choose(binary, probe(oldJava, node)).runtime()).isEqualTo(node);
    Probe.Runtime oldNode = new Probe.Runtime("node", "12.1.0", "/usr/bin/node");
    assertThatThrownBy(() -> choose(binary, probe(oldJava, oldNode)))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("Java 1.8.0_392 is too old")
        .hasMessageContaining("Node.js 12.1.0 is too old");
    assertThatThrownBy(() -> choose(binary, probe()))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> assertThat(e.problem()).isEqualTo(TargetException.Problem.NO_RUNTIME));
    RunConfiguration granting =
        configuration(
            Path.of("a.wasm"), List.of(new Preopen("d", "/data", Preopen.Mode.READ_WRITE)));
    assertThat(NODE.objection(granting, node, probe())).isPresent();
    assertThat(BUNDLED.objection(binary, java, device("riscv64", "glibc"))).isPresent();
    assertThat(BUNDLED.objection(binary, java, device("x86-64", "musl")))
        .hasValueSatisfying(why -> assertThat(why).contains("needs the C library glibc", "musl"));
    assertThat(BUNDLED.objection(binary, java, device("x86-64", ""))).isEmpty();
    assertThat(choose(binary, device("x86-64", "musl", java, node)).runtime()).isEqualTo(node);
  }

  @Test
  void runtimesAreSaidTheSameEverywhere() {
    Probe.Runtime java = new Probe.Runtime("bundled", "25.0.3", "/opt/java/bin/java");
    Probe.Runtime older = new Probe.Runtime("bundled", "17.0.12", "/usr/bin/java");
    Probe.Runtime oldest = new Probe.Runtime("bundled", "1.8.0_392", "/usr/lib/jvm/8/bin/java");
    Probe.Runtime early = new Probe.Runtime("bundled", "26-ea", "/usr/lib/jvm/26/bin/java");
    Probe.Runtime node = new Probe.Runtime("node", "20.1.0", "/usr/bin/node");
    assertThat(RuntimeNames.of(java)).isEqualTo("Java 25.0.3");
    assertThat(RuntimeNames.brief(node)).isEqualTo("Node 20");
    assertThat(RuntimeNames.brief(early)).isEqualTo("Java 26");
    assertThat(RuntimeNames.summary(probe(java, older, node)))
        .isEqualTo("Java 25 (bundled runner), Node 20");
    assertThat(RuntimeNames.summary(probe())).isEqualTo("no runtime");
    assertThat(Stream.of(oldest, older, early, java).sorted(RuntimeNames.newestFirst()).toList())
        .containsExactly(early, java, older, oldest);
  }

  @Test
  void versionsAreReadFromWhatProgramsPrint() {
    assertThat(
            BUNDLED.parseVersion(
                "Picked up X\nopenjdk version \"21.0.4\" 2024-07-16\nOpenJDK Runtime"))
        .contains("21.0.4");
    assertThat(BUNDLED.parseVersion("java: not found")).isEmpty();
    assertThat(NODE.parseVersion("v18.19.1\n")).contains("18.19.1");
    assertThat(NODE.parseVersion("not v18")).isEmpty();
    assertThat(BundledAdapter.feature("1.8.0_392")).isEqualTo(8);
    assertThat(BundledAdapter.feature("25-ea")).isEqualTo(25);
    assertThat(BundledAdapter.feature("17.0.12")).isEqualTo(17);
  }
}
