package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a folder refuses by itself: in a race, the look whether a name is a link tells nothing of
 * what it is a moment later.
 */
class WasiFolderTest {
  @TempDir private Path directory;

  private Folder folder(boolean secure) throws IOException {
    Folder folder = Folder.open(directory, true);
    if (secure) {
      assertThat(folder).as("on this platform").isInstanceOf(SecureFolder.class);
      return folder;
    }
    folder.close();
    return new PlainFolder(directory.toRealPath(), true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followsNoLink(boolean secure) throws IOException {
    Files.createDirectory(directory.resolve("folder"));
    Files.writeString(directory.resolve("folder/file"), "");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("folder"));
    Files.createSymbolicLink(directory.resolve("filelink"), Path.of("folder/file"));
    try (Folder folder = folder(secure)) {
      folder.openFolder("folder").close();
      assertThatThrownBy(() -> folder.openFolder("link")).isInstanceOf(FileSystemException.class);
      assertThatThrownBy(() -> folder.openFile("filelink", Set.of(StandardOpenOption.READ)))
          .isInstanceOf(IOException.class);
      assertThat(folder.attributes("link").isSymbolicLink()).isTrue();
      assertThatThrownBy(() -> folder.createDirectory("link"))
          .isInstanceOf(FileSystemException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesOnlySingleComponents(boolean secure) throws IOException {
    Files.createDirectory(directory.resolve("folder"));
    Files.writeString(directory.resolve("folder/file"), "");
    try (Folder folder = folder(secure)) {
      for (String name : new String[] {"folder/file", "/etc", "../x", "folder/", "a\0b"}) {
        assertThatThrownBy(() -> folder.attributes(name))
            .as(name)
            .isInstanceOf(FileSystemException.class)
            .hasMessageContaining(HostErrors.INVALID);
      }
    }
  }

  @Test
  void staysOpenWhileSomeoneHoldsIt() throws IOException {
    Files.createDirectory(directory.resolve("folder"));
    Folder folder = folder(true);
    Folder inner = folder.openFolder("folder");
    inner.retain();
    folder.close();
    inner.close();
    inner.createDirectory("made");
    assertThat(inner.names()).containsExactly("made");
    inner.close();
    assertThatThrownBy(inner::names).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(folder::names).isInstanceOf(RuntimeException.class);
  }

  @Test
  void makesNothingWhereItsTopIsNoMore() throws IOException {
    Path top = Files.createDirectories(directory.resolve("top/folder")).getParent();
    try (Folder folder = Folder.open(top, true);
        Folder inner = folder.openFolder("folder")) {
      Files.move(top, directory.resolve("moved"));
      Files.createDirectory(top);
      assertThatThrownBy(() -> inner.createDirectory("new")).hasMessageContaining(HostErrors.STALE);
      assertThatThrownBy(() -> folder.createSymbolicLink("new", "x"))
          .hasMessageContaining(HostErrors.STALE);
      assertThat(top).isEmptyDirectory();
    }
  }

  /** As where the top may not be written, which no test can arrange for a superuser. */
  @Test
  void makesThingsInTheirPlace() throws IOException {
    Path place = Files.createDirectories(directory.resolve("top/folder"));
    try (Folder folder = Folder.open(directory.resolve("top"), true);
        SecureFolder inner = (SecureFolder) folder.openFolder("folder")) {
      inner.makeHere("made", Files::createDirectory, null);
      assertThat(place.resolve("made")).isEmptyDirectory();
      Path file = Files.writeString(place.resolve("file"), "");
      Path other = Files.writeString(place.resolve("other"), "");
      Object key = inner.attributes("file").fileKey();
      inner.makeHere("linked", link -> Files.createLink(link, file), key);
      assertThat(Files.isSameFile(file, place.resolve("linked"))).isTrue();
      assertThatThrownBy(() -> inner.makeHere("wrong", link -> Files.createLink(link, other), key))
          .hasMessageContaining(HostErrors.STALE);
      assertThat(inner.names()).containsExactly("file", "linked", "made", "other");
      Path outside = Files.createDirectory(directory.resolve("outside"));
      Files.move(place, directory.resolve("moved"));
      Files.createSymbolicLink(place, outside);
      assertThatThrownBy(() -> inner.makeHere("new", Files::createDirectory, null))
          .hasMessageContaining(HostErrors.STALE);
      assertThat(outside).isEmptyDirectory();
      assertThat(inner.names()).doesNotContain("new");
    }
    try (var left = Files.walk(directory)) {
      assertThat(left.map(Path::toString)).noneMatch(path -> path.contains(Folder.STAGING));
    }
  }

  @Test
  void makesThingsWhereTheTopMayNotBeWritten() throws IOException {
    Path top = Files.createDirectories(directory.resolve("top/folder")).getParent();
    Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("r-xr-xr-x"));
    try (TestGuest guest = TestGuest.with(top)) {
      assumeFalse(Files.isWritable(top), "a superuser may write everywhere");
      assertThat(guest.path("path_create_directory", 3, "folder/made")).isEqualTo(Errno.SUCCESS);
      assertThat(guest.path("path_create_directory", 3, "made")).isEqualTo(Errno.ACCES);
    } finally {
      Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Nothing of the host stays open, whichever way a guest leaves its descriptors. */
  @Test
  void leavesNoHandlesOpen() throws IOException {
    Path handles = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(handles), "handles are counted on Linux only");
    Files.createDirectories(directory.resolve("a/b/c"));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("a/b/../b"));
    try (TestGuest guest = TestGuest.with(directory)) {
      for (int i = 0; i < 50; i++) {
        guest.reset();
        guest.open("a/b/c/file" + i, OpenRequest.CREAT);
        guest.run("fd_close", guest.open("a/b/c/file" + i, 0));
        guest.openDirectory("link/c");
        guest.run("fd_close", guest.openDirectory("link/c"));
        int closed = guest.openDirectory("a");
        guest.run("fd_renumber", guest.openDirectory("a/b"), closed);
        guest.read("link/missing/file");
        guest.read("a/b/../../..");
        guest.paths("path_rename", 3, "a/b/c/file" + i, 3, "link/c/moved" + i);
        guest.paths("path_link", 3, "a/b/c/moved" + i, 3, "link/c/linked" + i);
        guest.path("path_create_directory", 3, "link/c/d" + i);
        guest.call("fd_readdir", 3, 0, 1024, 0, guest.room(4));
      }
      assertThat(mine(handles)).as("while it runs").isGreaterThan(100);
    }
    assertThat(mine(handles)).isZero();
  }

  private long mine(Path handles) throws IOException {
    Path real = directory.toRealPath();
    try (var open = Files.list(handles)) {
      return open.filter(
              handle -> {
                try {
                  return Files.readSymbolicLink(handle).startsWith(real);
                } catch (IOException e) {
                  // The handle of this listing itself, or one that another thread closes.
                  return false;
                }
              })
          .count();
    }
  }
}
