package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fd_readdir}. */
class WasiDirectoriesTest {
  @TempDir private Path directory;
  private TestGuest guest;

  @BeforeEach
  void open() throws IOException {
    guest = TestGuest.with(directory);
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
  }

  private record Entry(String name, int type, long serial, long next) {}

  private Entry entry(long at) {
    return new Entry(
        guest.getText(at + 24, guest.getInt(at + 16)),
        guest.getByte(at + 20),
        guest.getLong(at + 8),
        guest.getLong(at));
  }

  /** Reads as wasi-libc does: from the last whole entry on, until a buffer is not full. */
  private List<Entry> list(int descriptor, int size) {
    List<Entry> entries = new ArrayList<>();
    int buffer = guest.room(size);
    int result = guest.room(4);
    long cookie = 0;
    while (true) {
      guest.run("fd_readdir", descriptor, buffer, size, cookie, result);
      int used = guest.getInt(result);
      assertThat(used).isBetween(0, size);
      int at = 0;
      while (at + 24 <= used && at + 24 + guest.getInt(buffer + at + 16L) <= used) {
        Entry entry = entry(buffer + at);
        entries.add(entry);
        cookie = entry.next();
        at += 24 + guest.getInt(buffer + at + 16L);
      }
      if (used < size) {
        return entries;
      }
      assertThat(at).as("an entry fits").isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 100, 4096})
  void listsWhateverFits(int size) throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.writeString(directory.resolve("file" + i), "");
    }
    assertThat(list(3, size))
        .extracting(Entry::name)
        .hasSize(22)
        .doesNotHaveDuplicates()
        .startsWith(".", "..", "file0", "file1", "file10");
  }

  @Test
  void tellsWhatEntriesAre() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Files.createDirectory(directory.resolve("folder"));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
    List<Entry> entries = list(3, 4096);
    assertThat(entries).extracting(Entry::type).containsExactly(3, 3, 4, 3, 7);
    assertThat(entries).extracting(Entry::next).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(entries.get(2).serial()).isEqualTo(Files.getAttribute(file, "unix:ino"));
  }

  @Test
  void cutsEntriesOffWhereTheBufferEnds() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    int result = guest.room(4);
    int buffer = guest.room(64);
    guest.run("fd_readdir", 3, buffer, 30, 2, result);
    assertThat(guest.getInt(result)).as("all of an entry of 28").isEqualTo(28);
    guest.run("fd_readdir", 3, buffer, 27, 2, result);
    assertThat(guest.getInt(result)).as("full, so there is more").isEqualTo(27);
    guest.run("fd_readdir", 3, buffer, 0, 0, result);
    assertThat(guest.getInt(result)).isZero();
    guest.run("fd_readdir", 3, buffer, 64, 3, result);
    assertThat(guest.getInt(result)).as("the end").isZero();
    guest.run("fd_readdir", 3, buffer, 64, -1, result);
    assertThat(guest.getInt(result)).as("beyond the end").isZero();
  }

  @Test
  void keepsCookiesWhileFilesComeAndGo() throws IOException {
    Files.writeString(directory.resolve("b"), "");
    Files.writeString(directory.resolve("d"), "");
    int result = guest.room(4);
    int buffer = guest.room(256);
    guest.run("fd_readdir", 3, buffer, 256, 0, result);
    Files.delete(directory.resolve("b"));
    guest.run("fd_readdir", 3, buffer, 256, 3, result);
    assertThat(guest.getInt(result)).as("d, the fourth as before").isEqualTo(25);
    assertThat(entry(buffer).name()).isEqualTo("d");
    Files.writeString(directory.resolve("a"), "");
    assertThat(list(3, 256)).extracting(Entry::name).containsExactly(".", "..", "a", "d");
  }

  @Test
  void refuses() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    int result = guest.room(4);
    assertThat(guest.call("fd_readdir", 3, 0, -1, 0, result)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_readdir", 3, -1, 8, 0, result)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_readdir", 3, 0, 8, 0, -1)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_readdir", guest.open("file", 0), 0, 8, 0, result))
        .isEqualTo(Errno.NOTDIR);
    guest.run("fd_fdstat_set_rights", 3, Rights.PATH_OPEN, Rights.ALL);
    assertThat(guest.call("fd_readdir", 3, 0, 8, 0, result)).isEqualTo(Errno.NOTCAPABLE);
  }

  @Test
  void listsManyDirectoriesAtOnce() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    int[] open = new int[100];
    int buffer = guest.room(56);
    int result = guest.room(4);
    for (int i = 0; i < open.length; i++) {
      open[i] = guest.openDirectory(".");
      guest.run("fd_readdir", open[i], buffer, 56, 0, result);
    }
    for (int descriptor : open) {
      guest.run("fd_readdir", descriptor, buffer, 56, 2, result);
      assertThat(entry(buffer).name()).isEqualTo("file");
    }
  }

  @Test
  void listsADirectoryThatIsGone() throws IOException {
    Files.createDirectory(directory.resolve("folder"));
    int folder = guest.openDirectory("folder");
    Files.delete(directory.resolve("folder"));
    assertThat(list(folder, 256)).extracting(Entry::name).containsExactly(".", "..");
  }
}
