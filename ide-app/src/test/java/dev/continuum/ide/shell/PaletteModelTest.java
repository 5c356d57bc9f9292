package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaletteModelTest {
  @TempDir Path folder;
  private final ActionRegistry actions = new ActionRegistry();
  private final PaletteModel model = new PaletteModel(actions);
  private final SimpleBooleanProperty canSave = new SimpleBooleanProperty(true);

  PaletteModelTest() {
    actions.register(
        new Action("file.save", "Save", "fth-save", "Shortcut+S"), Command.of(() -> {}, canSave));
    actions.register(new Action("file.open", "Open File…", null, null), Command.of(() -> {}));
  }

  @Test
  void offersActionsWithMenuAndKey() {
    PaletteModel.Item save = model.commands("save").getFirst().item();
    assertThat(save.title()).isEqualTo("File: Save");
    assertThat(save.detail()).isEqualTo("Ctrl+S");
    assertThat(titles(model.commands(""))).containsExactly("File: Save", "File: Open File");
  }

  @Test
  void leavesOutWhatCannotBeDoneNow() {
    canSave.set(false);
    assertThat(titles(model.commands(""))).containsExactly("File: Open File");
  }

  @Test
  void showsRecentFilesFirst() {
    Path recent = folder.resolve("b.wat");
    List<PaletteModel.Found> found =
        model.everything("", List.of(recent), folder, List.of(folder.resolve("a.wat"), recent));
    assertThat(titles(found)).containsExactly("b.wat", "File: Save", "File: Open File", "a.wat");
  }

  @Test
  void findsFilesByNameAndByFolder() {
    List<Path> files =
        List.of(folder.resolve("src/main/filter.wat"), folder.resolve("src/test/other.wat"));
    assertThat(titles(model.everything("filt", List.of(), folder, files))).startsWith("filter.wat");
    assertThat(titles(model.everything("src/test/oth", List.of(), folder, files)))
        .containsExactly("other.wat");
    assertThat(model.everything("filt", List.of(), folder, files).getFirst().item().detail())
        .isEqualTo(Path.of("src/main").toString());
  }

  @Test
  void showsAHundredOfTenThousand() {
    List<Path> files =
        IntStream.range(0, 10_000).mapToObj(i -> folder.resolve("file" + i + ".c")).toList();
    assertThat(model.everything("file", List.of(), folder, files)).hasSize(100);
  }

  @Test
  void listsFilesWithoutHiddenAndMadeOnes() throws IOException {
    for (String name : List.of("a.wat", "src/b.c", ".git/config", "target/c.wasm", ".hidden")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    assertThat(FolderFiles.list(folder))
        .containsExactlyInAnyOrder(folder.resolve("a.wat"), folder.resolve("src/b.c"));
  }

  private static List<String> titles(List<PaletteModel.Found> found) {
    return found.stream().map(f -> f.item().title()).toList();
  }
}
