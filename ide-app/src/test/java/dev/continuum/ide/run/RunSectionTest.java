package dev.continuum.ide.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.project.ProjectFile;
import dev.continuum.targets.target.run.Preopen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSectionTest {
  private static final RunSettings SETTINGS =
      new RunSettings(
          List.of("two words", "it's \"x\"\\"),
          Map.of("LOG", "a=b"),
          List.of(new Preopen("data", "/data", Preopen.Mode.READ_WRITE)),
          Optional.empty());

  @TempDir Path folder;

  private ProjectFile written(String text) throws Exception {
    Path file = Files.writeString(folder.resolve(ProjectFile.NAME), text);
    RunSection.write(file, SETTINGS);
    return ProjectFile.read(folder);
  }

  private void assertHolds(ProjectFile project) {
    assertThat(project.arguments()).isEqualTo(SETTINGS.arguments());
    assertThat(project.environment()).isEqualTo(SETTINGS.environment());
    assertThat(project.directories()).isEqualTo(SETTINGS.directories());
  }

  @Test
  void replacesValuesOfManyLinesAndKeepsEverythingElse() throws Exception {
    assertHolds(
        written(
            """
            # mine
            [app]
            name = "x" # the name
            module = "x.wat"

            [run] # how
            args = [
              "old", # ] not the end
              '''a
            [deploy]''',
            ]
            # a comment that stays
            timeout = "30s"
            env = { A = "1" }

            [deploy]
            targets = ["gateway"]
            """));
    String text = Files.readString(folder.resolve(ProjectFile.NAME));
    assertThat(text)
        .contains("# mine", "# the name", "# how", "# a comment that stays", "timeout = \"30s\"")
        .contains("[deploy]\ntargets = [\"gateway\"]")
        .doesNotContain("old", "A = ");
  }

  @Test
  void takesOutTablesOfTheirOwn() throws Exception {
    assertHolds(
        written(
            """
            [app]
            name = "x"
            module = "x.wat"
            [run]
            [run.env]
            A = "1"
            [[run.dirs]]
            host = "h"
            guest = "/g"
            [deploy]
            targets = []
            """));
  }

  @Test
  void addsTheTableWhereThereIsNone() throws Exception {
    assertHolds(written("[app]\nname = \"x\"\nmodule = \"x.wat\""));
  }

  @Test
  void settingNothingTakesTheKeysOut() {
    assertThat(RunSection.rewritten("[run]\nargs = [\"a\"]\ntimeout = \"1s\"\n", RunSettings.NONE))
        .isEqualTo("[run]\ntimeout = \"1s\"\n");
  }
}
