package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code path_open}. */
class WasiOpeningTest {
  private static final int CREAT = OpenRequest.CREAT;
  private static final int DIRECTORY = OpenRequest.DIRECTORY;
  private static final int EXCL = OpenRequest.EXCL;
  private static final int TRUNC = OpenRequest.TRUNC;
  private static final long READ = Rights.FD_READ;
  private static final long WRITE = Rights.FD_WRITE;

  @TempDir private Path directory;
  private TestGuest guest;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    Files.createDirectory(directory.resolve("folder"));
    Files.writeString(directory.resolve("folder/inner"), "inner");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(directory.resolve("dangling"), Path.of("folder/new"));
    Files.createSymbolicLink(directory.resolve("folderlink"), Path.of("folder"));
    guest = TestGuest.with(directory);
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        // path, follow, creation, errno
        "file, 0, 0, SUCCESS",
        "./file, 0, 0, SUCCESS",
        "folder/../file, 0, 0, SUCCESS",
        "folder//inner, 0, 0, SUCCESS",
        "folder/./inner, 0, 0, SUCCESS",
        "file/, 0, 0, NOTDIR",
        "file/., 0, 0, NOTDIR",
        "file/x, 0, 0, NOTDIR",
        "file/.., 0, 0, NOTDIR",
        "missing, 0, 0, NOENT",
        "missing/x, 0, 1, NOENT",
        "\"\", 0, 0, NOENT",
        "new, 0, 1, SUCCESS",
        "new/, 0, 1, ISDIR",
        "file, 0, 1, SUCCESS",
        "file, 0, 5, EXIST",
        "new, 0, 5, SUCCESS",
        "link, 0, 0, LOOP",
        "link, 1, 0, SUCCESS",
        "link, 1, 5, EXIST",
        "dangling, 1, 0, NOENT",
        "dangling, 1, 1, SUCCESS",
        "dangling, 1, 5, EXIST",
        "dangling, 0, 1, LOOP",
        "folder, 0, 0, SUCCESS",
        "folder, 0, 2, SUCCESS",
        "folder/, 0, 2, SUCCESS",
        "., 0, 2, ISDIR",
        "folder, 0, 1, ISDIR",
        "folder, 0, 8, ISDIR",
        "file, 0, 2, NOTDIR",
        "link, 0, 2, NOTDIR",
        "link, 1, 2, NOTDIR",
        "folderlink, 0, 2, NOTDIR",
        "folderlink/, 0, 2, SUCCESS",
        "folderlink, 1, 2, SUCCESS",
        "folderlink/inner, 0, 0, SUCCESS",
        "new, 0, 3, INVAL",
        "folder, 0, 10, INVAL",
        "file, 0, 16, INVAL",
        "file, 2, 0, INVAL"
      })
  void opens(String path, int lookup, int creation, Errno expected) throws IOException {
    long rights = path.contains("folder") && !path.contains("inner") ? READ : READ | WRITE;
    assertThat(guest.tryOpen(3, lookup, path, creation, rights, 0, 0).errno()).isEqualTo(expected);
    assertThat(Files.readString(directory.resolve("file"))).isEqualTo("content");
  }

  @Test
  void opensNoDirectoryToWrite() {
    assertThat(guest.tryOpen(3, 0, "folder", 0, READ | WRITE, 0, 0).errno()).isEqualTo(Errno.ISDIR);
    assertThat(guest.tryOpen(3, 0, "folder", DIRECTORY, READ | WRITE, 0, 0).errno())
        .isEqualTo(Errno.ISDIR);
  }

  /** A directory that is opened with the rights of another has all of them again. */
  @Test
  void opensDirectoriesWithTheirOwnRights() {
    int stat = guest.room(48);
    guest.run("fd_fdstat_get", 3, stat);
    int again =
        guest
            .tryOpen(3, 0, ".", 0, guest.getLong(stat + 8), guest.getLong(stat + 16), 0)
            .descriptor();
    guest.run("fd_fdstat_get", again, stat + 24);
    assertThat(guest.getBytes(stat + 24, 24)).isEqualTo(guest.getBytes(stat, 24));
  }

  @Test
  void createsWhatALinkLeadsTo() throws IOException {
    guest.write(guest.open("dangling", CREAT), "made");
    assertThat(Files.readString(directory.resolve("folder/new"))).isEqualTo("made");
    assertThat(directory.resolve("dangling")).isSymbolicLink();
  }

  @Test
  void emptiesFiles() throws IOException {
    int descriptor = guest.open("file", TRUNC);
    assertThat(Files.size(directory.resolve("file"))).isZero();
    guest.write(descriptor, "x");
    assertThat(guest.tryOpen(3, 0, "file", TRUNC, READ, 0, 0).errno()).isEqualTo(Errno.SUCCESS);
    assertThat(Files.size(directory.resolve("file"))).isZero();
  }

  @Test
  void readsWhenNothingIsSaidOfWhatFor() {
    TestGuest.Opened opened = guest.tryOpen(3, 0, "file", 0, 0, 0, 0);
    assertThat(opened.errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.call("fd_tell", opened.descriptor(), guest.room(8)))
        .isEqualTo(Errno.NOTCAPABLE);
  }

  @Test
  void givesOnlyTheRightsAskedFor() {
    int reader = guest.tryOpen(3, 0, "file", 0, READ, 0, 0).descriptor();
    assertThat(guest.write(reader, "x")).isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.read(reader, 7)).isEqualTo("content");
    int writer = guest.tryOpen(3, 0, "file", 0, WRITE, 0, 0).descriptor();
    assertThat(guest.write(writer, "C")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.call("fd_read", writer, guest.buffers(8, 1), 1, guest.room(4)))
        .isEqualTo(Errno.NOTCAPABLE);
  }

  @Test
  void passesOnOnlyTheRightsItHas() {
    int limited =
        guest
            .tryOpen(3, 0, "folder", DIRECTORY, Rights.PATH_OPEN | Rights.FD_READDIR, READ, 0)
            .descriptor();
    assertThat(guest.tryOpen(limited, 0, "inner", 0, READ, 0, 0).errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.tryOpen(limited, 0, "inner", 0, READ | WRITE, 0, 0).errno())
        .isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.tryOpen(limited, 0, ".", DIRECTORY, 0, WRITE, 0).errno())
        .isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.tryOpen(limited, 0, "inner", CREAT, READ, 0, 0).errno())
        .isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.tryOpen(limited, 0, "inner", TRUNC, READ, 0, 0).errno())
        .isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.tryOpen(limited, 0, "inner", 0, READ, 0, Descriptor.SYNC).errno())
        .isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.tryOpen(limited, 0, "inner", 0, READ, 0, Descriptor.DSYNC).errno())
        .isEqualTo(Errno.NOTCAPABLE);
    guest.run("fd_fdstat_set_rights", limited, 0, 0);
    assertThat(guest.tryOpen(limited, 0, "inner", 0, 0, 0, 0).errno()).isEqualTo(Errno.NOTCAPABLE);
  }

  /** Some compilers ask for all bits, those without a meaning included. */
  @Test
  void overlooksRightsThatDoNotExist() {
    assertThat(guest.tryOpen(3, 0, "file", 0, -1, -1, 0).errno()).isEqualTo(Errno.SUCCESS);
  }

  @Test
  void changesNothingThatIsReadOnly() throws IOException {
    guest.close();
    guest = TestGuest.reading(directory);
    assertThat(guest.read("file").errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.tryOpen(3, 0, "file", 0, READ | WRITE, 0, 0).errno()).isEqualTo(Errno.ROFS);
    assertThat(guest.tryOpen(3, 0, "file", TRUNC, READ, 0, 0).errno()).isEqualTo(Errno.ROFS);
    assertThat(guest.tryOpen(3, 0, "new", CREAT, READ, 0, 0).errno()).isEqualTo(Errno.ROFS);
    assertThat(guest.tryOpen(3, 0, "file", CREAT, READ, 0, 0).errno()).isEqualTo(Errno.SUCCESS);
    int file = guest.tryOpen(3, 0, "file", 0, Rights.FD_FILESTAT_SET_TIMES, 0, 0).descriptor();
    assertThat(guest.call("fd_filestat_set_times", file, 0, 0, 8)).isEqualTo(Errno.ROFS);
    int folder = guest.openDirectory("folder");
    assertThat(guest.tryOpen(folder, 0, "inner", 0, WRITE, 0, 0).errno()).isEqualTo(Errno.ROFS);
    assertThat(guest.call("fd_filestat_set_times", folder, 0, 0, 8)).isEqualTo(Errno.ROFS);
    assertThat(guest.path("path_create_directory", folder, "new")).isEqualTo(Errno.ROFS);
    assertThat(guest.path("path_remove_directory", 3, "folder")).isEqualTo(Errno.ROFS);
    assertThat(guest.path("path_unlink_file", 3, "file")).isEqualTo(Errno.ROFS);
    assertThat(guest.paths("path_rename", 3, "file", 3, "new")).isEqualTo(Errno.ROFS);
    assertThat(guest.paths("path_link", 3, "file", 3, "new")).isEqualTo(Errno.ROFS);
    assertThat(guest.symlink("file", 3, "new")).isEqualTo(Errno.ROFS);
    assertThat(guest.call("path_filestat_set_times", 3, 0, 8, 1, 0, 0, 8)).isEqualTo(Errno.ROFS);
    assertThat(Files.readString(directory.resolve("file"))).isEqualTo("content");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void doesNotWaitForThePartnerOfAPipe() throws Exception {
    Path pipe = directory.resolve("pipe");
    Process made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "mkfifo is not installed");
      return;
    }
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(guest.read("pipe").errno()).isEqualTo(Errno.NOTSUP);
    assertThat(guest.read("pipe/x").errno()).isEqualTo(Errno.NOTDIR);
    assertThat(guest.path("path_unlink_file", 3, "pipe")).isEqualTo(Errno.SUCCESS);
  }

  @Test
  void boundsHowMuchIsOpen() throws IOException {
    List<Integer> opened = new ArrayList<>();
    TestGuest.Opened last = guest.read("file");
    while (last.errno() == Errno.SUCCESS) {
      opened.add(last.descriptor());
      guest.reset();
      last = guest.read("file");
    }
    assertThat(last.errno()).isEqualTo(Errno.MFILE);
    assertThat(opened).hasSize(DescriptorTable.MAXIMUM - 4);
    assertThat(guest.tryOpen(3, 0, "new", CREAT, READ, 0, 0).errno()).isEqualTo(Errno.MFILE);
    assertThat(directory.resolve("new")).doesNotExist();
    guest.run("fd_close", opened.get(500));
    assertThat(guest.read("file").descriptor()).isEqualTo(opened.get(500));
  }

  @Test
  void opensNothingWhoseNumberItCannotTell() throws IOException {
    byte[] name = {'n', 'e', 'w'};
    long[] arguments = {3, 0, guest.bytes(name), 3, CREAT, READ, 0, 0, -4};
    assertThat(guest.call("path_open", arguments)).isEqualTo(Errno.FAULT);
    assertThat(directory.resolve("new")).doesNotExist();
    assertThat(guest.open("file", 0)).isEqualTo(4);
    assertThat(guest.call("path_open", 3, 0, -1, 3, 0, READ, 0, 0, 8)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("path_open", 3, 0, 8, -1, 0, READ, 0, 0, 8)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("path_open", 3, 0, 8, 4096, 0, READ, 0, 0, 8))
        .isEqualTo(Errno.NAMETOOLONG);
    int zero = guest.bytes(new byte[] {'f', 0});
    assertThat(guest.call("path_open", 3, 0, zero, 2, 0, READ, 0, 0, 8)).isEqualTo(Errno.INVAL);
    int broken = guest.bytes(new byte[] {'f', (byte) 0xc3});
    assertThat(guest.call("path_open", 3, 0, broken, 2, 0, READ, 0, 0, 8)).isEqualTo(Errno.ILSEQ);
    assertThat(guest.tryOpen(0, 0, "file", 0, READ, 0, 0).errno()).isEqualTo(Errno.NOTDIR);
    assertThat(guest.tryOpen(77, 0, "file", 0, READ, 0, 0).errno()).isEqualTo(Errno.BADF);
    assertThat(guest.read("x".repeat(300)).errno()).isIn(Errno.NAMETOOLONG, Errno.IO);
  }

  @Test
  void opensBeneathDirectoriesItOpened() throws IOException {
    int folder = guest.openDirectory("folder");
    guest.run("fd_close", 3);
    assertThat(guest.tryOpen(folder, 0, "inner", 0, READ, 0, 0).errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.path("path_create_directory", folder, "made")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("folder/made")).isDirectory();
    Files.move(directory.resolve("folder"), directory.resolve("moved"));
    assertThat(guest.path("path_create_directory", folder, "more")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("moved/more")).isDirectory();
  }

  @Test
  void refusesPathsThatAreTooDeep() {
    int last = 3;
    for (int i = 0; i < 130; i++) {
      guest.reset();
      assertThat(guest.path("path_create_directory", last, "d")).isEqualTo(Errno.SUCCESS);
      int next = guest.tryOpen(last, 0, "d", DIRECTORY, Rights.DIRECTORY, -1, 0).descriptor();
      if (last != 3) {
        guest.run("fd_close", last);
      }
      last = next;
    }
    assertThat(guest.read("d/".repeat(128)).errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.read("d/".repeat(130)).errno()).isEqualTo(Errno.NAMETOOLONG);
  }
}
