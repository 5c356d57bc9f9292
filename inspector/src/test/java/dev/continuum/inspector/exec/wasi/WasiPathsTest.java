package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions that name files by paths, but for {@code path_open}. */
class WasiPathsTest {
  @TempDir private Path directory;
  private TestGuest guest;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    Files.createDirectories(directory.resolve("folder/empty"));
    Files.writeString(directory.resolve("folder/inner"), "inner");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(directory.resolve("folderlink"), Path.of("folder"));
    guest = guest(directory);
  }

  /** A guest whose descriptor 3 is a directory. */
  TestGuest guest(Path preopened) throws IOException {
    return TestGuest.with(preopened);
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.map(path -> String.valueOf(path.getFileName())))
          .as("nothing half done")
          .noneMatch(name -> name.startsWith(Folder.STAGING));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "new,SUCCESS",
    "new/,SUCCESS",
    "folder/new,SUCCESS",
    "folderlink/new,SUCCESS",
    "file,EXIST",
    "folder,EXIST",
    "folder/empty,EXIST",
    "link,EXIST",
    ".,EXIST",
    "folder/..,EXIST",
    "missing/new,NOENT",
    "file/new,NOTDIR"
  })
  void createsDirectories(String path, Errno expected) {
    assertThat(guest.path("path_create_directory", 3, path)).isEqualTo(expected);
    if (expected == Errno.SUCCESS) {
      assertThat(directory.resolve(path)).isDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "folder/empty,SUCCESS",
    "folder/empty/,SUCCESS",
    "folder,NOTEMPTY",
    "file,NOTDIR",
    "folderlink,NOTDIR",
    "folderlink/,NOTDIR",
    ".,INVAL",
    "folder/.,INVAL",
    "missing,NOENT"
  })
  void removesDirectories(String path, Errno expected) {
    assertThat(guest.path("path_remove_directory", 3, path)).isEqualTo(expected);
    assertThat(Files.exists(directory.resolve("folder/empty")))
        .isEqualTo(expected != Errno.SUCCESS);
  }

  @ParameterizedTest
  @CsvSource({
    "file,SUCCESS",
    "link,SUCCESS",
    "folderlink,SUCCESS",
    "folder/inner,SUCCESS",
    "folder,ISDIR",
    ".,ISDIR",
    "file/,NOTDIR",
    "folderlink/,NOTDIR",
    "missing,NOENT"
  })
  void unlinksFiles(String path, Errno expected) throws IOException {
    assertThat(guest.path("path_unlink_file", 3, path)).isEqualTo(expected);
    if (expected == Errno.SUCCESS) {
      assertThat(Files.exists(directory.resolve(path), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
    assertThat(Files.exists(directory.resolve("file"))).isEqualTo(!path.equals("file"));
  }

  @ParameterizedTest
  @CsvSource({
    "file,new,SUCCESS",
    "file,folder/inner,SUCCESS",
    "file,link,SUCCESS",
    "link,new,SUCCESS",
    "folder,new,SUCCESS",
    "folder,new/,SUCCESS",
    "folder/empty,other,SUCCESS",
    "file,file,SUCCESS",
    "file,folder,ISDIR",
    "file,new/,NOTDIR",
    "file/,new,NOTDIR",
    "folder,file,NOTDIR",
    "folder/empty,folder,NOTEMPTY",
    "folder,folder,SUCCESS",
    "folder,folderlink/../folder,SUCCESS",
    "folder,folder/empty/inside,INVAL",
    "missing,new,NOENT",
    "file,missing/new,NOENT",
    "file,.,BUSY",
    ".,new,BUSY"
  })
  void renames(String from, String to, Errno expected) {
    assertThat(guest.paths("path_rename", 3, from, 3, to)).isEqualTo(expected);
    boolean moved = expected == Errno.SUCCESS && !to.endsWith(from);
    assertThat(Files.exists(directory.resolve(from), LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(!moved && !from.equals("missing"));
    if (moved) {
      assertThat(Files.exists(directory.resolve(to), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
  }

  @Test
  void renamesBetweenDirectories() throws IOException {
    int folder = guest.openDirectory("folder");
    assertThat(guest.paths("path_rename", 3, "file", folder, "empty/file"))
        .isEqualTo(Errno.SUCCESS);
    assertThat(Files.readString(directory.resolve("folder/empty/file"))).isEqualTo("content");
  }

  @ParameterizedTest
  @CsvSource({
    "file,new,SUCCESS",
    "file,folder/new,SUCCESS",
    "folder/inner,new,SUCCESS",
    "folder/inner,folder/empty/new,SUCCESS",
    "file,folder/inner,EXIST",
    "file,file,EXIST",
    "file,link,EXIST",
    "file,.,EXIST",
    "file,new/,NOENT",
    "folder,new,PERM",
    ".,new,PERM",
    "missing,new,NOENT",
    "file/,new,NOTDIR"
  })
  void links(String from, String to, Errno expected) throws IOException {
    assertThat(guest.paths("path_link", 3, from, 3, to)).isEqualTo(expected);
    if (expected == Errno.SUCCESS) {
      assertThat(Files.isSameFile(directory.resolve(from), directory.resolve(to))).isTrue();
    } else {
      assertThat(directory.resolve("new")).doesNotExist();
    }
  }

  @Test
  void linksLinksOrWhatTheyLeadTo() throws IOException {
    assertThat(guest.paths("path_link", 3, "link", 3, "folder/kept")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("folder/kept")).isSymbolicLink();
    int from = guest.bytes("link".getBytes(StandardCharsets.UTF_8));
    int to = guest.bytes("folder/made".getBytes(StandardCharsets.UTF_8));
    guest.run("path_link", 3, 1, from, 4, 3, to, 11);
    assertThat(Files.isSameFile(directory.resolve("file"), directory.resolve("folder/made")))
        .isTrue();
    assertThat(directory.resolve("folder/made")).isRegularFile();
    assertThat(Files.isSymbolicLink(directory.resolve("folder/made"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "file,new,SUCCESS",
    "inner,folder/new,SUCCESS",
    "missing,folder/empty/new,SUCCESS",
    "../file,folder/new,SUCCESS",
    "file,link,EXIST",
    "file,folder,EXIST",
    "file,folder/inner,EXIST",
    "file,new/,NOENT",
    "file,folder/,EXIST",
    "file,.,EXIST",
    "file,missing/new,NOENT",
    "/etc/passwd,new,PERM",
    "'',new,NOENT"
  })
  void makesSymbolicLinks(String text, String path, Errno expected) throws IOException {
    assertThat(guest.symlink(text, 3, path)).isEqualTo(expected);
    if (expected == Errno.SUCCESS) {
      assertThat(Files.readSymbolicLink(directory.resolve(path))).hasToString(text);
    }
  }

  private Errno readlink(String path, int buffer, long length, int result) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return guest.call("path_readlink", 3, guest.bytes(bytes), bytes.length, buffer, length, result);
  }

  @Test
  void readsSymbolicLinks() throws IOException {
    Files.createSymbolicLink(directory.resolve("folder/away"), Path.of("/some/where"));
    int buffer = guest.room(16);
    int result = guest.room(4);
    assertThat(readlink("link", buffer, 16, result)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.getText(buffer, guest.getInt(result))).isEqualTo("file");
    assertThat(readlink("folder/away", buffer, 5, result)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.getText(buffer, guest.getInt(result))).isEqualTo("/some");
    assertThat(readlink("link", buffer, 0, result)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.getInt(result)).isZero();
    assertThat(readlink("file", buffer, 16, result)).isEqualTo(Errno.INVAL);
    assertThat(readlink("folder", buffer, 16, result)).isEqualTo(Errno.INVAL);
    assertThat(readlink(".", buffer, 16, result)).isEqualTo(Errno.INVAL);
    assertThat(readlink("missing", buffer, 16, result)).isEqualTo(Errno.NOENT);
    assertThat(readlink("link", buffer, 0xffff_ffffL, result)).isEqualTo(Errno.FAULT);
    assertThat(readlink("link", buffer, 16, -2)).isEqualTo(Errno.FAULT);
  }

  private Errno filestat(int lookup, String path, int result) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return guest.call("path_filestat_get", 3, lookup, guest.bytes(bytes), bytes.length, result);
  }

  @ParameterizedTest
  @CsvSource({
    "0,file,4",
    "0,link,7",
    "1,link,4",
    "0,folder,3",
    "0,folderlink,7",
    "0,folderlink/,3",
    "0,.,3",
    "0,folder/..,3",
    "0,folderlink/inner,4"
  })
  void tellsOfFiles(int lookup, String path, int type) {
    int stat = guest.room(64);
    assertThat(filestat(lookup, path, stat)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.getByte(stat + 16)).isEqualTo(type);
  }

  @Test
  void tellsSizesAndTimes() throws IOException {
    Path file = directory.resolve("file");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(77, 5000)));
    int stat = guest.room(64);
    assertThat(filestat(1, "link", stat)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.getLong(stat + 32)).isEqualTo(7);
    assertThat(guest.getLong(stat + 48)).isEqualTo(77_000_005_000L);
    assertThat(guest.getLong(stat + 8)).isEqualTo(Files.getAttribute(file, "unix:ino"));
    assertThat(filestat(0, "file/", stat)).isEqualTo(Errno.NOTDIR);
    assertThat(filestat(0, "missing", stat)).isEqualTo(Errno.NOENT);
    assertThat(filestat(4, "file", stat)).isEqualTo(Errno.INVAL);
    assertThat(filestat(0, "file", TestGuest.MEMORY_SIZE - 63)).isEqualTo(Errno.FAULT);
  }

  private Errno setTimes(int lookup, String path, long modified) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return guest.call(
        "path_filestat_set_times", 3, lookup, guest.bytes(bytes), bytes.length, 0, modified, 4);
  }

  @Test
  void setsTimes() throws IOException {
    FileTime time = FileTime.from(Instant.ofEpochSecond(9, 1000));
    long nanoseconds = 9_000_001_000L;
    for (String path : List.of("file", "folder", "folder/inner")) {
      assertThat(setTimes(0, path, nanoseconds)).isEqualTo(Errno.SUCCESS);
      assertThat(Files.getLastModifiedTime(directory.resolve(path))).isEqualTo(time);
    }
    assertThat(setTimes(0, ".", nanoseconds)).isEqualTo(Errno.SUCCESS);
    assertThat(Files.getLastModifiedTime(directory)).isEqualTo(time);
    assertThat(setTimes(1, "link", 1_000)).isEqualTo(Errno.SUCCESS);
    assertThat(Files.getLastModifiedTime(directory.resolve("file")))
        .isEqualTo(FileTime.from(Instant.ofEpochSecond(0, 1000)));

    assertThat(setTimes(0, "missing", 1_000)).isEqualTo(Errno.NOENT);
    assertThat(setTimes(0, "file", -1)).isEqualTo(Errno.INVAL);
  }

  @Test
  void setsTimesOfLinksThemselves() throws IOException {
    FileTime before = Files.getLastModifiedTime(directory.resolve("file"));
    Files.createSymbolicLink(directory.resolve("folder/link"), Path.of("../file"));
    for (String path : List.of("link", "folder/link")) {
      Path link = directory.resolve(path);
      Path target = Files.readSymbolicLink(link);
      assertThat(setTimes(0, path, 9_000_001_000L)).isEqualTo(Errno.SUCCESS);
      assertThat(Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS))
          .isEqualTo(FileTime.from(Instant.ofEpochSecond(9, 1000)));
      assertThat(Files.readSymbolicLink(link)).isEqualTo(target);
    }
    assertThat(Files.getLastModifiedTime(directory.resolve("file"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"path_create_directory", "path_remove_directory", "path_unlink_file"})
  void needsTheRightToDoWhatItDoes(String name) {
    guest.run("fd_fdstat_set_rights", 3, Rights.PATH_OPEN, Rights.ALL);
    assertThat(guest.path(name, 3, "file")).isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.path(name, 0, "file")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.path(name, 9, "file")).isEqualTo(Errno.BADF);
  }

  @Test
  void needsRightsOnBothDirectories() {
    int folder = guest.openDirectory("folder");
    guest.run(
        "fd_fdstat_set_rights",
        folder,
        Rights.PATH_RENAME_SOURCE | Rights.PATH_LINK_SOURCE,
        Rights.ALL);
    assertThat(guest.paths("path_rename", folder, "inner", 3, "new")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.paths("path_rename", 3, "file", folder, "new")).isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.paths("path_link", 3, "file", folder, "new")).isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.symlink("file", folder, "new")).isEqualTo(Errno.NOTCAPABLE);
    int stat = guest.room(64);
    guest.run("fd_fdstat_set_rights", 3, 0, 0);
    assertThat(filestat(0, "file", stat)).isEqualTo(Errno.NOTCAPABLE);
    assertThat(setTimes(0, "file", 0)).isEqualTo(Errno.NOTCAPABLE);
    assertThat(readlink("link", stat, 8, stat)).isEqualTo(Errno.NOTCAPABLE);
  }

  @Test
  void movesNothingBetweenWhatMayAndMayNotBeChanged(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("secret"), "kept");
    var config =
        WasiConfig.builder()
            .preopen(directory, "/rw", WasiConfig.Access.READ_WRITE)
            .preopen(other, "/ro", WasiConfig.Access.READ_ONLY);
    try (var two = new TestGuest(config)) {
      assertThat(two.paths("path_link", 4, "secret", 3, "mine")).isEqualTo(Errno.ROFS);
      assertThat(two.paths("path_rename", 4, "secret", 3, "mine")).isEqualTo(Errno.ROFS);
      assertThat(two.paths("path_rename", 3, "file", 4, "secret")).isEqualTo(Errno.ROFS);
    }
    assertThat(directory.resolve("mine")).doesNotExist();
    assertThat(Files.readString(other.resolve("secret"))).isEqualTo("kept");
  }
}
