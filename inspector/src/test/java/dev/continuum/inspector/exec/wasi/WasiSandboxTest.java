package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No way leads out of a directory that is granted: beside it lies a secret, which must neither be
 * read nor changed, and nothing may be made there.
 */
class WasiSandboxTest {
  private static final String SECRET = "secret of the host";

  @TempDir private Path directory;
  private Path granted;
  private Path outside;
  private TestGuest guest;

  @BeforeEach
  void open() throws IOException {
    granted = Files.createDirectory(directory.resolve("granted"));
    outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret"), SECRET);
    Files.createDirectories(outside.resolve("folder/inner"));
    Files.createDirectories(granted.resolve("a/b"));
    Files.writeString(granted.resolve("file"), "granted");
    Files.createSymbolicLink(granted.resolve("absolute"), outside.resolve("secret"));
    Files.createSymbolicLink(granted.resolve("absolutefolder"), outside);
    Files.createSymbolicLink(granted.resolve("relative"), Path.of("../outside/secret"));
    Files.createSymbolicLink(granted.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(granted.resolve("a/b/up"), Path.of("../../.."));
    Files.createSymbolicLink(granted.resolve("chain1"), Path.of("chain2"));
    Files.createSymbolicLink(granted.resolve("chain2"), Path.of("a/chain3"));
    Files.createSymbolicLink(granted.resolve("a/chain3"), Path.of("../relative"));
    Files.createSymbolicLink(granted.resolve("root"), Path.of("/"));
    Files.createSymbolicLink(granted.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(granted.resolve("ping"), Path.of("a/pong"));
    Files.createSymbolicLink(granted.resolve("a/pong"), Path.of("../ping"));
    Files.createSymbolicLink(granted.resolve("inside"), Path.of("a/../a/b/../../file"));
    guest = guest(granted);
  }

  /** A guest whose descriptor 3 is a directory. */
  TestGuest guest(Path preopened) throws IOException {
    return TestGuest.with(preopened);
  }

  @AfterEach
  void nothingOutsideHasChanged() throws IOException {
    guest.close();
    // JUnit warns of links that it removes when they lead far away.
    Files.deleteIfExists(granted.resolve("root"));
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo(SECRET);
    try (Stream<Path> all = Files.walk(outside)) {
      assertThat(all.map(path -> outside.relativize(path).toString()))
          .containsExactlyInAnyOrder("", "secret", "folder", "folder/inner");
    }
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).containsExactlyInAnyOrder(granted, outside);
    }
  }

  @Test
  void followsLinksThatStayInside() {
    TestGuest.Opened opened = guest.read("inside");
    assertThat(opened.errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.read(opened.descriptor(), 100)).isEqualTo("granted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../outside/secret",
        "../granted/file",
        "a/../../outside/secret",
        "a/b/../../../outside/secret",
        "./../outside/secret",
        "/etc/passwd",
        "//etc/passwd",
        "/",
        "absolute",
        "absolutefolder/secret",
        "absolutefolder/folder/inner/new",
        "relative",
        "up",
        "up/outside/secret",
        "a/b/up/outside/secret",
        "a/b/up/granted/file",
        "chain1",
        "root/etc/passwd"
      })
  void refusesPathsThatLeadOut(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int at = guest.bytes(bytes);
    int length = bytes.length;
    long all = TestGuest.ALL_RIGHTS;
    for (int creation : new int[] {0, 1, 2, 8, 9}) {
      assertThat(guest.tryOpen(3, 1, path, creation, all, all, 0).errno())
          .as("path_open %s", creation)
          .isEqualTo(Errno.PERM);
    }
    int room = guest.room(64);
    assertThat(guest.call("path_filestat_get", 3, 1, at, length, room)).isEqualTo(Errno.PERM);
    assertThat(guest.call("path_filestat_set_times", 3, 1, at, length, 0, 0, 10))
        .isEqualTo(Errno.PERM);
    int fresh = guest.bytes(new byte[] {'n'});
    assertThat(guest.call("path_link", 3, 1, at, length, 3, fresh, 1)).isEqualTo(Errno.PERM);
    assertThat(granted.resolve("n")).doesNotExist();
  }

  /** Where a link at the end is not followed, it is what is named, and that is inside. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../new",
        "../outside/new",
        "../outside/secret",
        "../outside/folder/inner",
        "/tmp/continuum-new",
        "absolutefolder/new",
        "absolutefolder/secret",
        "absolutefolder/folder/inner",
        "up/outside/new",
        "up/outside/secret",
        "up/outside/folder/inner",
        "a/b/up/outside/secret",
        "root/new"
      })
  void refusesToChangeNamesOutside(String path) {
    assertThat(guest.path("path_create_directory", 3, path)).isEqualTo(Errno.PERM);
    assertThat(guest.path("path_remove_directory", 3, path)).isEqualTo(Errno.PERM);
    assertThat(guest.path("path_unlink_file", 3, path)).isEqualTo(Errno.PERM);
    assertThat(guest.paths("path_rename", 3, path, 3, "stolen")).isEqualTo(Errno.PERM);
    assertThat(guest.paths("path_rename", 3, "file", 3, path)).isEqualTo(Errno.PERM);
    assertThat(guest.paths("path_link", 3, path, 3, "stolen")).isEqualTo(Errno.PERM);
    assertThat(guest.paths("path_link", 3, "file", 3, path)).isEqualTo(Errno.PERM);
    assertThat(guest.symlink("file", 3, path)).isEqualTo(Errno.PERM);
    assertThat(granted.resolve("stolen")).doesNotExist();
    assertThat(granted.resolve("file")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"self", "ping", "a/pong", "self/x", "ping/x"})
  void refusesLinksThatLeadInCircles(String path) {
    assertThat(guest.read(path).errno()).isEqualTo(Errno.LOOP);
  }

  /** Forty links in one path, each of which is as long as a path can be. */
  @Test
  void refusesPathsThatLinksMakeTooLong() throws IOException {
    Files.createSymbolicLink(granted.resolve("long"), Path.of("a/../".repeat(800) + "a"));
    assertThat(guest.read("long").errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.read("long/../".repeat(5) + "file").errno()).isEqualTo(Errno.LOOP);
  }

  @Test
  void followsFortyLinks() throws IOException {
    Files.createSymbolicLink(granted.resolve("link1"), Path.of("file"));
    for (int i = 2; i <= 41; i++) {
      Files.createSymbolicLink(granted.resolve("link" + i), Path.of("link" + (i - 1)));
    }
    assertThat(guest.read("link40").errno()).isEqualTo(Errno.SUCCESS);
    assertThat(guest.read("link41").errno()).isEqualTo(Errno.LOOP);
  }

  @Test
  void refusesWhatIsAboveADirectoryItOpened() {
    int inner = guest.openDirectory("a/b");
    assertThat(guest.tryOpen(inner, 1, "../../file", 0, Rights.FD_READ, 0, 0).errno())
        .isEqualTo(Errno.PERM);
    assertThat(guest.tryOpen(inner, 1, "up", 0, Rights.FD_READ, 0, 0).errno())
        .isEqualTo(Errno.PERM);
  }

  @Test
  void makesNoLinkThatLeadsOut() {
    assertThat(guest.symlink(outside.toString(), 3, "out")).isEqualTo(Errno.PERM);
    assertThat(guest.symlink("../outside", 3, "out")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.read("out/secret").errno()).as("it is not followed").isEqualTo(Errno.PERM);
  }

  @Test
  void renamesAndUnlinksLinksThemselves() {
    assertThat(guest.paths("path_rename", 3, "file", 3, "absolute")).isEqualTo(Errno.SUCCESS);
    assertThat(granted.resolve("absolute")).isRegularFile();
    assertThat(guest.path("path_unlink_file", 3, "relative")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.path("path_unlink_file", 3, "absolutefolder")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.paths("path_link", 3, "chain1", 3, "a/kept")).isEqualTo(Errno.SUCCESS);
    assertThat(granted.resolve("a/kept")).isSymbolicLink();
    assertThat(guest.read("a/kept").errno()).isEqualTo(Errno.NOENT);
  }

  /** A link to what is outside comes to lie where the guest has opened a directory. */
  @Test
  void staysInADirectoryThatALinkHasReplaced() throws IOException {
    int folder = guest.openDirectory("a");
    Files.move(granted.resolve("a"), granted.resolve("moved"));
    Files.createSymbolicLink(granted.resolve("a"), outside);
    Files.writeString(granted.resolve("moved/twin"), "inside");
    Files.writeString(outside.resolve("twin"), "outside");
    assertThat(guest.paths("path_link", folder, "twin", 3, "stolen")).isEqualTo(Errno.STALE);
    Files.delete(outside.resolve("twin"));
    Path link = Files.createSymbolicLink(granted.resolve("moved/link"), Path.of("inside"));
    Path linkOutside = Files.createSymbolicLink(outside.resolve("link"), Path.of("outside"));
    int name = guest.bytes(new byte[] {'l', 'i', 'n', 'k'});
    assertThat(guest.call("path_readlink", folder, name, 4, 2048, 8, guest.room(4)))
        .isEqualTo(Errno.STALE);
    Files.delete(linkOutside);
    Files.delete(link);
    assertThat(guest.tryOpen(folder, 0, "secret", 0, Rights.FD_READ, 0, 0).errno())
        .isIn(Errno.NOENT, Errno.STALE);
    assertThat(guest.path("path_unlink_file", folder, "secret")).isIn(Errno.NOENT, Errno.STALE);
    assertThat(guest.path("path_create_directory", folder, "new")).isIn(Errno.SUCCESS, Errno.STALE);
    assertThat(guest.symlink("x", folder, "newlink")).isIn(Errno.SUCCESS, Errno.STALE);
    assertThat(guest.paths("path_link", folder, "secret", 3, "stolen"))
        .isIn(Errno.NOENT, Errno.STALE);
    int buffer = guest.room(64);
    assertThat(guest.call("fd_readdir", folder, buffer, 64, 0, guest.room(4)))
        .isIn(Errno.SUCCESS, Errno.STALE);
    assertThat(granted.resolve("stolen")).doesNotExist();
  }

  @Test
  void doesNotShowOrTakeNamesOfItsOwn() throws IOException {
    String name = Folder.STAGING + "left-behind";
    Files.writeString(granted.resolve(name), "");
    assertThat(guest.read(name).errno()).isEqualTo(Errno.PERM);
    assertThat(guest.read("a/" + name).errno()).isEqualTo(Errno.PERM);
    assertThat(guest.path("path_create_directory", 3, name)).isEqualTo(Errno.PERM);
    int buffer = guest.room(2048);
    int result = guest.room(4);
    guest.run("fd_readdir", 3, buffer, 2048, 0, result);
    assertThat(guest.getText(buffer, guest.getInt(result)))
        .contains("chain1")
        .doesNotContain(Folder.STAGING);
  }

  /** Puts a link to the outside in the place of a directory, and back, without end. */
  final class Swapper implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;
    private final Random random = new Random(4);
    private volatile int swaps;

    Swapper() throws IOException {
      Path place = granted.resolve("swapped");
      Path spare = granted.resolve("spare");
      Path link = granted.resolve("evil");
      Files.createDirectory(place);
      Files.writeString(place.resolve("secret"), "harmless");
      Files.createDirectory(place.resolve("folder"));
      Files.createSymbolicLink(link, outside);
      thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  while (!stopped.get()) {
                    Files.move(place, spare, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(link, place, StandardCopyOption.ATOMIC_MOVE);
                    linger(random.nextInt(1000));
                    Files.move(place, link, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(spare, place, StandardCopyOption.ATOMIC_MOVE);
                    linger(random.nextInt(4000));
                    swaps++;
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      while (swaps == 0 && thread.isAlive()) {
        Thread.onSpinWait();
      }
    }

    /** Leaves the other the time to fall in. */
    private static void linger(int turns) {
      for (int i = 0; i < turns; i++) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() {
      stopped.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(swaps).as("swaps").isGreaterThan(1);
    }
  }

  /** Attempts often, and on until an attempt fell into a moment when it could succeed. */
  void race(Runnable attempt, BooleanSupplier near) throws IOException {
    try (Swapper swapper = new Swapper()) {
      for (int i = 0; i < 1000 || (i < 50_000 && !near.getAsBoolean()); i++) {
        guest.reset();
        attempt.run();
      }
    }
  }

  @Test
  void readsNothingOutsideInARace() throws IOException {
    int[] reads = new int[1];
    race(
        () -> {
          TestGuest.Opened opened = guest.read("swapped/secret");
          if (opened.errno() == Errno.SUCCESS) {
            assertThat(guest.read(opened.descriptor(), 100)).isEqualTo("harmless");
            guest.run("fd_close", opened.descriptor());
            reads[0]++;
          }
        },
        () -> reads[0] > 0);
  }

  @Test
  void changesNothingOutsideInARace() throws IOException {
    int[] made = new int[1];
    race(
        () -> {
          guest.tryOpen(3, 1, "swapped/secret", OpenRequest.TRUNC, Rights.FD_WRITE, 0, 0);
          if (guest.path("path_create_directory", 3, "swapped/new") == Errno.SUCCESS) {
            made[0]++;
          }
          guest.path("path_unlink_file", 3, "swapped/secret");
          guest.path("path_remove_directory", 3, "swapped/folder/inner");
          guest.symlink("x", 3, "swapped/link");
          guest.paths("path_rename", 3, "swapped/secret", 3, "stolen");
          for (int descriptor = 4; descriptor < 40; descriptor++) {
            guest.call("fd_close", descriptor);
          }
        },
        () -> made[0] > 0);
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo(SECRET);
  }

  @Test
  void linksNothingOutsideInARace() throws IOException {
    int[] links = new int[1];
    race(
        () -> {
          if (guest.paths("path_link", 3, "swapped/secret", 3, "a/stolen") == Errno.SUCCESS) {
            TestGuest.Opened opened = guest.read("a/stolen");
            assertThat(guest.read(opened.descriptor(), 100)).isEqualTo("harmless");
            guest.run("fd_close", opened.descriptor());
            assertThat(guest.path("path_unlink_file", 3, "a/stolen")).isEqualTo(Errno.SUCCESS);
            links[0]++;
          }
        },
        () -> links[0] > 0);
  }
}
