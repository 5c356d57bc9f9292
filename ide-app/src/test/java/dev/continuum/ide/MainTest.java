package dev.continuum.ide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir private Path folder;

  @Test
  void opensTheWorkbenchForNothingAndForFiles() throws Exception {
    Path file = Files.writeString(folder.resolve("a.wat"), "");

    assertThat(Main.filesToOpen()).hasValueSatisfying(files -> assertThat(files).isEmpty());
    assertThat(Main.filesToOpen(file.toString(), folder.toString()))
        .hasValueSatisfying(files -> assertThat(files).containsExactly(file, folder));
  }

  @Test
  void saysWhatIsMissingForAWindow() {
    assertThat(Main.noWindowMessage("Unable to open DISPLAY")).contains("desktop session");
    assertThat(Main.noWindowMessage("Unable to load glass GTK library."))
        .contains("apt install libgtk-3-0")
        .contains("continuum help");
  }

  @Test
  void leavesAllElseToTheCommandLine() throws Exception {
    Path file = Files.writeString(folder.resolve("a.wat"), "");

    assertThat(Main.filesToOpen("build")).isEmpty();
    assertThat(Main.filesToOpen("help", "new")).isEmpty();
    assertThat(Main.filesToOpen("--version")).isEmpty();
    assertThat(Main.filesToOpen(file.toString(), "--json")).isEmpty();
    assertThat(Main.filesToOpen(folder.resolve("none.wat").toString())).isEmpty();
    assertThat(Main.filesToOpen("a\0b")).isEmpty();
  }
}
