package dev.continuum.ide.device.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.task.ImmediateTasks;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.RemoteEntry;
import dev.continuum.targets.target.RemoteEntry.Kind;
import dev.continuum.targets.target.RemotePath;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesModelTest {
  @TempDir Path folder;
  private final TreeMap<RemotePath, Kind> there = new TreeMap<>();
  private final List<String> done = new ArrayList<>();
  private final FilesModel model =
      new FilesModel(new ImmediateTasks(), "gateway", () -> new Fake());

  @BeforeEach
  void fill() {
    there.put(RemotePath.of("/home/b.txt"), Kind.FILE);
    there.put(RemotePath.of("/home/A.txt"), Kind.FILE);
    there.put(RemotePath.of("/home/zoo"), Kind.FOLDER);
    there.put(RemotePath.of("/home/zoo/lion"), Kind.FILE);
    model.goHome();
  }

  private List<String> names() {
    return model.entries().stream().map(e -> e.path().name()).toList();
  }

  @Test
  void goesAbout() {
    assertThat(names()).containsExactly("zoo", "A.txt", "b.txt");
    model.open(model.entries().getFirst());
    assertThat(names()).containsExactly("lion");
    model.go("..");
    assertThat(model.folder().get().text()).isEqualTo("/home");
    model.go("/nowhere");
    assertThat(model.trouble().get()).isEqualTo("It is not there. Refresh.");
    assertThat(model.folder().get().text()).isEqualTo("/home");
    assertThat(model.busy().get()).isFalse();
  }

  @Test
  void changesWhatIsThere() {
    model.makeFolder("new");
    model.rename(model.entries().getLast(), "c.txt");
    assertThat(names()).containsExactly("new", "zoo", "A.txt", "c.txt");
    model.delete(model.entries().subList(0, 2));
    assertThat(names()).containsExactly("A.txt", "c.txt");
    assertThat(model.message().get()).isEqualTo("2 entries are deleted.");
    assertThat(model.nameTrouble("a/b")).isNotEmpty();
    assertThat(model.nameTrouble("..")).isNotEmpty();
    assertThat(model.nameTrouble("ä".repeat(128))).isNotEmpty();
    assertThat(model.nameTrouble("fine name")).isEmpty();
  }

  @Test
  void asksBeforeItReplaces() throws Exception {
    Path one = Files.writeString(folder.resolve("A.txt"), "1");
    Path two = Files.writeString(folder.resolve("new.txt"), "2");
    List<Path> conflicts = new ArrayList<>();
    model.upload(List.of(one, two, folder), false, conflicts::addAll);
    assertThat(conflicts).containsExactly(one);
    assertThat(done).containsExactly("/home/new.txt");
    assertThat(model.message().get()).isEqualTo("1 file is on gateway.");
    model.upload(conflicts, true, none -> {});
    assertThat(done).containsExactly("/home/new.txt", "/home/A.txt");
  }

  @Test
  void copiesHereUnderFreeHarmlessNames() throws Exception {
    Files.createFile(folder.resolve("A.txt"));
    model.download(model.entries(), folder);
    assertThat(folder.resolve("A (2).txt")).exists();
    assertThat(folder.resolve("b.txt")).exists();
    assertThat(model.trouble().get()).startsWith("Only files are copied");
    assertThat(FilesModel.localName("a/b\\c:d\n\u202e*")).isEqualTo("a_b_c_d___");
    assertThat(FilesModel.localName("..")).isEqualTo("file");
    assertThat(FilesModel.localName("x".repeat(5000))).hasSize(200);
    assertThat(FilesModel.shown("\u202e" + "y".repeat(5000))).hasSizeLessThan(220);
  }

  private final class Fake implements DeviceFiles {
    @Override
    public RemotePath home() {
      return RemotePath.of("/home");
    }

    @Override
    public Page list(RemotePath path, int skip) throws TargetException {
      if (path.equals(RemotePath.of("/nowhere"))) {
        throw new TargetException(Problem.NOT_FOUND, "It is not there.", "Refresh.");
      }
      return new Page(
          there.keySet().stream().filter(p -> p.parent().equals(path)).map(this::entry).toList(),
          false);
    }

    @Override
    public RemoteEntry entry(RemotePath path) {
      return new RemoteEntry(path, there.getOrDefault(path, Kind.OTHER), 1, Instant.EPOCH, 0644);
    }

    @Override
    public boolean isFolder(RemotePath path) {
      return there.get(path) == Kind.FOLDER;
    }

    @Override
    public void download(RemotePath from, Path to, Progress progress) throws TargetException {
      try {
        Files.createFile(to);
      } catch (java.io.IOException e) {
        throw new TargetException(Problem.LOCAL_FILE, "It is here.", "", e);
      }
    }

    @Override
    public void upload(Path from, RemotePath to, boolean replace, Progress progress)
        throws TargetException {
      if (!replace && there.containsKey(to)) {
        throw new TargetException(Problem.ALREADY_EXISTS, "It is there.", "");
      }
      done.add(to.text());
    }

    @Override
    public void makeFolder(RemotePath path) {
      there.put(path, Kind.FOLDER);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) {
      there.put(to, there.remove(from));
    }

    @Override
    public void delete(RemotePath path) {
      there.remove(path);
    }
  }
}
