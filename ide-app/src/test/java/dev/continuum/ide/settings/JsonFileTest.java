package dev.continuum.ide.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  @TempDir Path folder;

  @Test
  void readsWhatWasWritten() throws IOException {
    UserFolders folders = folders();
    Preferences.file(folders).write(new Preferences("dark", 1.25));
    assertThat(Preferences.file(folders).read()).isEqualTo(new Preferences("dark", 1.25));
    try (Stream<Path> files = Files.list(folders.config())) {
      assertThat(files).containsExactly(folders.config().resolve("preferences.json"));
    }
  }

  @Test
  void startsWithTheInitialValue() {
    assertThat(Preferences.file(folders()).read()).isEqualTo(Preferences.INITIAL);
  }

  @Test
  void keepsADamagedFileAside() throws IOException {
    for (String damaged : new String[] {"{\"theme\": \"da", "[]", "null", "", "{\"zoom\": {}}"}) {
      Path file = folders().config().resolve("preferences.json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, damaged);
      assertThat(Preferences.file(folders()).read()).as(damaged).isEqualTo(Preferences.INITIAL);
      assertThat(file).doesNotExist();
      assertThat(file.resolveSibling("preferences.json.damaged")).hasContent(damaged);
    }
  }

  @Test
  void takesAFileOfALaterVersion() throws IOException {
    Path file = folders().config().resolve("preferences.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"theme\": \"light\", \"zoom\": 2, \"unheard-of\": [1, 2]}");
    assertThat(Preferences.file(folders()).read()).isEqualTo(new Preferences("light", 2));
  }

  @Test
  void leavesTheOldFileWhenItCannotWrite() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "not a folder");
    JsonFile<Preferences> file =
        new JsonFile<>(
            blocked.resolve("preferences.json"), Preferences.class, () -> Preferences.INITIAL);
    assertThatThrownBy(() -> file.write(Preferences.INITIAL)).isInstanceOf(IOException.class);
    assertThat(blocked).hasContent("not a folder");
  }

  @Test
  void putsEverythingBelowOneFolderWhenAsked() {
    UserFolders own =
        UserFolders.of(Map.of("CONTINUUM_HOME", folder.toString()), "Linux", Path.of("/home/me"));
    assertThat(own.state()).isEqualTo(folder.toAbsolutePath().resolve("state"));
    UserFolders usual = UserFolders.of(Map.of(), "Linux", Path.of("/home/me"));
    assertThat(usual.config()).isEqualTo(Path.of("/home/me/.config/continuum"));
    UserFolders chosen =
        UserFolders.of(Map.of("XDG_STATE_HOME", "/var/me"), "Linux", Path.of("/home/me"));
    assertThat(chosen.state()).isEqualTo(Path.of("/var/me/continuum"));
  }

  private UserFolders folders() {
    return UserFolders.below(folder);
  }
}
