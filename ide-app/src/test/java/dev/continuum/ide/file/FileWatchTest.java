package dev.continuum.ide.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.task.ImmediateTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir Path folder;
  private final FileWatch watch = new FileWatch(new ImmediateTasks());
  private final List<FileStamp> seen = new ArrayList<>();

  @Test
  void tellsEachChangeOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    watch.watch(file, FileStamp.of(file), seen::add);
    watch.check();
    assertThat(seen).isEmpty();
    Files.writeString(file, "12");
    watch.check();
    watch.check();
    assertThat(seen).containsExactly(FileStamp.of(file));
    Files.delete(file);
    watch.check();
    assertThat(seen.getLast()).isEqualTo(FileStamp.MISSING);
  }

  @Test
  void whatTheWatcherWroteItselfIsNoChange() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    FileWatch.Watched watched = watch.watch(file, FileStamp.of(file), seen::add);
    Files.writeString(file, "12");
    watched.know(FileStamp.of(file));
    watch.check();
    watched.close();
    Files.writeString(file, "123");
    watch.check();
    assertThat(seen).isEmpty();
  }
}
