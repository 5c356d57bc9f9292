package dev.continuum.ide.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConfigurationsTest {
  private static final String PROJECT =
      """
      [app]
      name = "app"
      module = "build/app.wasm"
      [build]
      command = ["make"]
      [run]
      args = ["a"]
      env = { A = "1", B = "2" }
      dirs = [{ host = "data", guest = "/data", mode = "rw" }]
      """;

  @TempDir private Path folder;

  @Test
  void takesAFileAsItIs() throws Exception {
    Path module = Files.writeString(folder.resolve("my app.wat"), "(module)");

    RunPlan plan = RunConfigurations.local(module, RunOverrides.NONE);

    assertThat(plan.configuration()).isEqualTo(RunConfiguration.of(module));
    assertThat(plan.configuration().app()).isEqualTo("my-app");
    assertThat(plan.project()).isEmpty();
    assertThat(plan.toBuild()).isEmpty();
  }

  @Test
  void takesAFoldersOnlyModule() throws Exception {
    Path module = Files.writeString(folder.resolve("one.wasm"), "");
    Files.writeString(folder.resolve("readme.md"), "");
    assertThat(RunConfigurations.local(folder, RunOverrides.NONE).module()).isEqualTo(module);

    Files.writeString(folder.resolve("two.wat"), "");
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> RunConfigurations.local(folder, RunOverrides.NONE))
        .withMessageContaining("2 modules")
        .withMessageContaining("one.wasm, two.wat");
  }

  @Test
  void saysThatThereIsNothing() {
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> RunConfigurations.local(folder, RunOverrides.NONE))
        .withMessageContaining("neither");
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> RunConfigurations.local(folder.resolve("x.wasm"), RunOverrides.NONE))
        .withMessageContaining("x.wasm does not exist");
  }

  @Test
  void makesHostFoldersAbsoluteHereAndLeavesThemForADevice() throws Exception {
    project(PROJECT);

    assertThat(RunConfigurations.local(folder, RunOverrides.NONE).configuration().directories())
        .containsExactly(
            new Preopen(folder.resolve("data").toString(), "/data", Preopen.Mode.READ_WRITE));
    assertThat(RunConfigurations.deployed(folder, RunOverrides.NONE).configuration().directories())
        .containsExactly(new Preopen("data", "/data", Preopen.Mode.READ_WRITE));
  }

  @Test
  void putsOverridesAboveTheProject() throws Exception {
    project(PROJECT);

    RunConfiguration configuration =
        RunConfigurations.deployed(
                folder,
                new RunOverrides(
                    Optional.of("other"),
                    Optional.of(List.of()),
                    Map.of("B", "3", "C", "4"),
                    List.of(
                        new Preopen("elsewhere", "/data", Preopen.Mode.READ_ONLY),
                        new Preopen("more", "/more", Preopen.Mode.READ_ONLY)),
                    Optional.of(new Invocation("f", List.of("1"))),
                    Map.of()))
            .configuration();

    assertThat(configuration.app()).isEqualTo("other");
    assertThat(configuration.arguments()).isEmpty();
    assertThat(configuration.environment()).isEqualTo(Map.of("A", "1", "B", "3", "C", "4"));
    assertThat(configuration.directories())
        .containsExactly(
            new Preopen("elsewhere", "/data", Preopen.Mode.READ_ONLY),
            new Preopen("more", "/more", Preopen.Mode.READ_ONLY));
    assertThat(configuration.invocation()).contains(new Invocation("f", List.of("1")));
  }

  @Test
  void refusesToDeployWhatMustBeAttested() throws Exception {
    project(PROJECT + "[deploy]\nattested = true\n");

    assertThat(RunConfigurations.local(folder, RunOverrides.NONE).configuration().app())
        .isEqualTo("app");
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> RunConfigurations.deployed(folder, RunOverrides.NONE))
        .withMessageContaining("cannot verify");
  }

  @Test
  void needsABuildWhenAFileIsNewerThanTheModule() throws Exception {
    project(PROJECT);
    assertThat(needsBuild()).as("no module").isTrue();

    Path module = write("build/app.wasm", 1000);
    touch(folder.resolve("continuum.toml"), 900);
    write("src/main.c", 900);
    write("build/app.o", 2000);
    write("data/state", 2000);
    write(".git/index", 2000);
    assertThat(needsBuild()).as("what is newer is no source").isFalse();

    write("src/main.c", 1001);
    assertThat(needsBuild()).as("a newer source").isTrue();

    touch(module, 1002);
    assertThat(needsBuild()).as("built again").isFalse();
  }

  @Test
  void needsNoBuildWithoutACommand() throws Exception {
    project("[app]\nname = 'a'\nmodule = 'a.wat'\n");
    assertThat(needsBuild()).isFalse();
  }

  private boolean needsBuild() throws ProjectException {
    return RunConfigurations.local(folder, RunOverrides.NONE).toBuild().isPresent();
  }

  private void project(String text) throws Exception {
    Files.writeString(folder.resolve("continuum.toml"), text);
  }

  private Path write(String name, long seconds) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    return touch(file, seconds);
  }

  private static Path touch(Path file, long seconds) throws Exception {
    return Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
  }
}
