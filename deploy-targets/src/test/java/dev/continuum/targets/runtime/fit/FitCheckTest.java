package dev.continuum.targets.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.analysis.Feature;
import dev.continuum.targets.local.Guests;
import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.runtime.DebugSections;
import dev.continuum.targets.runtime.Need;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.runtime.adapter.RuntimeFeatures;
import dev.continuum.targets.target.FitReport;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.Remedy;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitCheckTest {
  private static final Probe.Runtime JAVA = new Probe.Runtime("bundled", "17.0.12", "/bin/java");
  private static final Probe.Runtime NODE = new Probe.Runtime("node", "20.11.1", "/bin/node");
  private static final Probe.Runtime WASMTIME = new Probe.Runtime("wasmtime", "25.0.1", "/w");
  private static final RunConfiguration PLAIN = RunConfiguration.of(Path.of("a.wasm"));

  @TempDir private Path folder;

  private static Probe device(long memory, long disk, Probe.Runtime... runtimes) {
    return new Probe(
        Instant.EPOCH, "Linux", "x86-64", "glibc", 2, memory, disk, List.of(), List.of(runtimes));
  }

  private ModuleNeeds needs(String text) throws Exception {
    return ModuleNeeds.of(BinaryModule.of(Guests.text(folder, "module", text), folder));
  }

  private static FitReport check(ModuleNeeds needs, Probe probe, String... wanted) {
    return FitCheck.of(PLAIN, needs, probe, List.of(wanted).stream().findFirst(), Optional.empty());
  }

  @Test
  void theRefusalNamesTheFeatureWhoHasItAndWhatWouldHelp() throws Exception {
    ModuleNeeds needs =
        needs("(module (type $s (struct (field i32))) (func (drop (struct.new_default $s))))");
    FitReport report = check(needs, device(0, 0, JAVA, NODE, WASMTIME));
    assertThat(report.fits()).isFalse();
    assertThat(report.remedies())
        .containsExactly(
            new Remedy.Provision("wasmtime", "Wasmtime", "47"),
            new Remedy.Provision("wasmedge", "WasmEdge", "0.16.0"));
    TargetException refusal = FitCheck.refusal(report);
    assertThat(refusal.problem()).isEqualTo(TargetException.Problem.NO_RUNTIME);
    assertThat(refusal)
        .hasMessageContaining("The bundled runner lacks garbage collection.")
        .hasMessageContaining("Node 20.11.1 lacks garbage collection.")
        .hasMessageContaining("Wasmtime 25.0.1 lacks garbage collection.")
        .hasMessageContaining("that is in Wasmtime 47, WasmEdge 0.16.0 and Node.js 22, or newer.");
    assertThat(refusal.remedy()).contains("Wasmtime 47, WasmEdge 0.16.0");
    Probe newer = device(0, 0, JAVA, new Probe.Runtime("wasmtime", "49.0.2", "/w"));
    assertThat(check(needs, newer).chosen().orElseThrow().runtime().id()).isEqualTo("wasmtime");
    assertThat(check(needs, newer).remedies()).isEmpty();
  }

  @Test
  void theTwoFormsOfExceptionsAreTwoNeeds() throws Exception {
    ModuleNeeds standard =
        needs("(module (tag $t) (func (block $h (try_table (catch $t $h) (throw $t)))))");
    assertThat(standard.needs()).contains(Need.of(Feature.EXCEPTIONS));
    ModuleNeeds first = needs("(module (tag $t) (func (try (do (throw $t)) (catch $t))))");
    assertThat(first.needs())
        .contains(Need.LEGACY_EXCEPTIONS)
        .doesNotContain(Need.of(Feature.EXCEPTIONS));
    assertThat(check(first, device(0, 0, NODE)).fits()).isTrue();
    assertThat(check(standard, device(0, 0, NODE)).fits()).isFalse();
  }

  @Test
  void importsThatNobodyGivesAreNamedAndNoRuntimeIsOffered() throws Exception {
    ModuleNeeds needs =
        needs(
            "(module (import \"env\" \"a\\u{202e}\\nb\" (func)) (import \"env\" \"memory\" (memory"
                + " 1))(import \"wasi_snapshot_preview1\" \"sched_yield\" (func (result i32))))");
    FitReport report = check(needs, device(0, 0, JAVA));
    assertThat(report.remedies()).isEmpty();
    assertThat(report.runtimes().getFirst().objections())
        .containsExactly(
            "The bundled runner does not give the module “env.a\\u{202e}\\nb” and “env.memory”,"
                + " which it imports.");
    ModuleNeeds old =
        needs("(module (import \"wasi_unstable\" \"sched_yield\" (func (result i32))))");
    assertThat(check(old, device(0, 0, NODE)).fits()).isFalse();
    assertThat(check(old, device(0, 0, JAVA)).fits()).isTrue();
  }

  @Test
  void aComponentNeedsWasmtime() throws Exception {
    Path file = folder.resolve("c.wasm");
    Files.write(file, new byte[] {0, 'a', 's', 'm', 0x0d, 0, 1, 0});
    ModuleNeeds needs = ModuleNeeds.of(file);
    assertThat(needs.needs()).containsExactly(Need.COMPONENT);
    FitReport report = check(needs, device(0, 0, JAVA));
    assertThat(report.remedies())
        .containsExactly(new Remedy.Provision("wasmtime", "Wasmtime", "17"));
    assertThat(check(needs, device(0, 0, JAVA, WASMTIME)).chosen().orElseThrow().runtime())
        .isEqualTo(WASMTIME);
  }

  @Test
  void memoryIsHeldAgainstWhatThereIs() throws Exception {
    ModuleNeeds needs = needs("(module (memory 16384) (memory 1))");
    assertThat(needs.memoryBytes()).isEqualTo(16385L << 16);
    FitReport small = check(needs, device(1L << 30, 0, JAVA));
    assertThat(small.problems())
        .containsExactly(
            "The module's memory begins at 1 GiB, and the device has 1 GiB of memory, of which an"
                + " app gets three quarters.");
    assertThat(small.fits()).isFalse();
    assertThat(small.remedies()).isEmpty();
    assertThat(FitCheck.refusal(small)).hasMessageContaining("does not fit the device");
    assertThat(check(needs, device(4L << 30, 0, JAVA)).problems()).isEmpty();
    assertThat(
            FitCheck.of(PLAIN, needs, device(0, 0, JAVA), Optional.empty(), Optional.of(64L << 20))
                .problems())
        .singleElement()
        .asString()
        .contains("the app may use 64 MiB");
    ModuleNeeds vast = needs("(module (memory i64 0xffffffffffff))");
    assertThat(vast.memoryBytes()).isPositive();
  }

  @Test
  void strippingIsOfferedWhereItMakesRoom() throws Exception {
    Path module = Guests.c(folder, "guest", "int main(void) { return 0; }");
    ModuleNeeds needs = ModuleNeeds.of(module);
    assertThat(needs.debugBytes()).isPositive();
    long lean = needs.size() - needs.debugBytes();
    FitReport report = check(needs, device(0, lean + 10, JAVA));
    assertThat(report.remedies()).contains(new Remedy.Strip(needs.debugBytes()));
    Path stripped = DebugSections.without(module, folder.resolve("cache"));
    assertThat(Files.size(stripped)).isEqualTo(lean);
    ModuleNeeds after = ModuleNeeds.of(stripped);
    assertThat(after.debugBytes()).isZero();
    assertThat(check(after, device(0, lean + 10, JAVA)).fits()).isTrue();
    assertThat(check(needs, device(0, lean - 1, JAVA)).remedies())
        .noneMatch(Remedy.Strip.class::isInstance);
  }

  @Test
  void theRuntimeThatWasAskedForIsUsedOrRefusedWithWords() throws Exception {
    ModuleNeeds nothing = needs("(module)");
    Probe both = device(0, 0, JAVA, NODE);
    assertThat(check(nothing, both, "node").chosen().orElseThrow().runtime()).isEqualTo(NODE);
    FitReport absent = check(nothing, both, "wasmtime");
    assertThat(absent.problems())
        .containsExactly("Wasmtime was asked for, and the device has none.");
    assertThat(absent.remedies()).startsWith(new Remedy.OtherRuntime("bundled", "Java 17.0.12"));
    assertThat(check(nothing, both, "spin").problems())
        .singleElement()
        .asString()
        .contains("“spin”", "this program knows none");
  }

  @Test
  void aDeviceWithNothingIsToldWhatToDo() throws Exception {
    FitReport report = check(needs("(module)"), device(0, 0));
    assertThat(FitCheck.refusal(report))
        .hasMessage("The device has nothing that can run WebAssembly.");
    assertThat(FitCheck.refusal(report).remedy())
        .contains("continuum device provision", "Install Java 17 or newer");
    assertThat(report.remedies()).hasSize(RuntimeAdapters.provisionable().size());
  }

  @Test
  void everyRowOfTheTableHasASourceAndARuntimeThatIsKnown() {
    assertThat(RuntimeFeatures.all())
        .allSatisfy(row -> {
          assertThat(row.source()).isNotBlank();
          assertThat(RuntimeAdapters.byId(row.id())).isPresent();
        })
        .doesNotHaveDuplicates();
    assertThat(RuntimeFeatures.has("wazero", "dev", Need.of(Feature.SIMD))).isTrue();
    assertThat(RuntimeFeatures.has("wazero", "dev", Need.of(Feature.TAIL_CALL))).isFalse();
    assertThat(RuntimeFeatures.beyond("wasmtime", "24.0.0")).contains("tail calls", "threads");
  }

  @Test
  void commandLinesOfRuntimesThatAreNotHereAreAsTheirSourcesSay() {
    RunConfiguration full =
        new RunConfiguration(
            "app",
            Path.of("a.wasm"),
            List.of("-x", "two words"),
            Map.of("KEY", "secret"),
            List.of(new Preopen("data", "/data", Preopen.Mode.READ_WRITE)),
            Optional.empty());
    RuntimeAdapter.Placement place =
        new RuntimeAdapter.Placement("/s/abc", "/s", "/app", List.of(), Optional.of(1L << 26));
    RuntimeAdapter wasmtime = RuntimeAdapters.byId("wasmtime").orElseThrow();
    RuntimeAdapter.Launch launch = wasmtime.launch(full, WASMTIME, place);
    assertThat(launch.command())
        .containsExactly(
            "/bin/sh",
            "-c",
            "KEY=$CONTINUUM_GUEST_ENV_0; export KEY; unset CONTINUUM_GUEST_ENV_0; exec \"$@\"",
            "sh",
            "/w",
            "run",
            "-W",
            "max-memory-size=67108864",
            "--dir",
            "/app/data::/data",
            "--env",
            "KEY",
            "--argv0",
            "app",
            "/s/abc",
            "-x",
            "two words");
    assertThat(launch.environment()).containsExactly(Map.entry("CONTINUUM_GUEST_ENV_0", "secret"));

    RunConfiguration calling =
        new RunConfiguration(
            "app",
            Path.of("a.wasm"),
            List.of(),
            Map.of(),
            List.of(new Preopen("/srv", "/data", Preopen.Mode.READ_WRITE)),
            Optional.of(new Invocation("sum", List.of("1", "-2"))));
    Probe.Runtime iwasm = new Probe.Runtime("iwasm", "2.1.0", "/i");
    assertThat(RuntimeAdapters.byId("iwasm").orElseThrow().launch(calling, iwasm, place).command())
        .containsExactly(
            "/i",
            "--stack-size=1048576",
            "--map-dir=/data::/srv",
            "-f",
            "sum",
            "/s/abc",
            "1",
            "-2");
    Probe.Runtime wasmer = new Probe.Runtime("wasmer", "4.3.0", "/r");
    assertThat(
            RuntimeAdapters.byId("wasmer").orElseThrow().launch(calling, wasmer, place).command())
        .containsExactly(
            "/r", "run", "--mapdir", "/data:/srv", "--invoke", "sum", "/s/abc", "--", "1", "-2");
    Probe.Runtime old = new Probe.Runtime("wasmtime", "14.0.4", "/w");
    assertThat(wasmtime.launch(calling, old, place).command())
        .containsExactly(
            "/w",
            "run",
            "-W",
            "max-memory-size=67108864",
            "--dir",
            "/srv::/data",
            "--invoke",
            "sum",
            "/s/abc",
            "1",
            "-2");
  }

  @Test
  void whatARuntimeCannotTakeSafelyItsAdapterRefuses() {
    Probe probe = device(0, 0);
    RunConfiguration loader =
        new RunConfiguration(
            "a", Path.of("a"), List.of(), Map.of("LD_PRELOAD", "x"), List.of(), Optional.empty());
    RuntimeAdapter wasmtime = RuntimeAdapters.byId("wasmtime").orElseThrow();
    assertThat(wasmtime.objection(loader, WASMTIME, probe).orElseThrow())
        .contains("“LD_PRELOAD” would change what the runtime itself does");
    Probe.Runtime old = new Probe.Runtime("wasmtime", "8.0.0", "/w");
    assertThat(wasmtime.objection(PLAIN, old, probe).orElseThrow()).contains("too old");
    RunConfiguration colon =
        new RunConfiguration(
            "a",
            Path.of("a"),
            List.of(),
            Map.of(),
            List.of(new Preopen("a:b", "/d", Preopen.Mode.READ_WRITE)),
            Optional.empty());
    Probe.Runtime edge = new Probe.Runtime("wasmedge", "0.14.1", "/e");
    RuntimeAdapter wasmEdge = RuntimeAdapters.byId("wasmedge").orElseThrow();
    assertThat(wasmEdge.objection(colon, edge, probe).orElseThrow()).contains("“a:b”");
    assertThat(wasmEdge.objection(loader, edge, probe).orElseThrow()).contains("list of processes");
  }

  @Test
  void versionsAreReadFromWhatTheProgramsPrint() {
    assertVersion("wasmtime", "wasmtime-cli 14.0.4\n", "14.0.4");
    assertVersion("wasmtime", "wasmtime 25.0.1 (6b1c2e 2024-09-24)\n", "25.0.1");
    assertVersion(
        "wasmedge",
        "/home/me/.wasmedge/bin/wasmedge version 0.13.5\n (plugin \"x\") version 1.2.3.4\n",
        "0.13.5");
    assertVersion("wasmedge", "wasmedge version 0.14.1-rc.1\n", "0.14.1-rc.1");
    assertVersion("wasmer", "wasmer 4.3.0\n", "4.3.0");
    assertVersion("iwasm", "iwasm 2.1.0\n", "2.1.0");
    assertVersion("wazero", "1.7.3\n", "1.7.3");
    assertVersion("wazero", "dev\n", "dev");
    assertThat(RuntimeAdapters.byId("wasmer").orElseThrow().parseVersion("wasmtime 1.2.3"))
        .isEmpty();
  }

  private static void assertVersion(String id, String said, String version) {
    assertThat(RuntimeAdapters.byId(id).orElseThrow().parseVersion(said)).contains(version);
  }
}
