package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are open: their content, position, size, times, rights and flags. */
class WasiFilesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_234_567_890, 123_000_000);

  @TempDir private Path directory;
  private Path file;
  private TestGuest guest;

  @BeforeEach
  void open() throws IOException {
    file = Files.writeString(directory.resolve("file"), "0123456789");
    guest =
        new TestGuest(
            WasiConfig.builder()
                .clock(WasiClock.stepped(NOW, Duration.ZERO))
                .preopen(directory, "/data", WasiConfig.Access.READ_WRITE));
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
  }

  private long position(int descriptor) {
    int result = guest.room(8);
    guest.run("fd_tell", descriptor, result);
    return guest.getLong(result);
  }

  @Test
  void tellsOfPreopenedDirectories() {
    int result = guest.room(8);
    guest.run("fd_prestat_get", 3, result);
    assertThat(guest.getInt(result)).as("a directory").isZero();
    assertThat(guest.getInt(result + 4)).isEqualTo(5);
    guest.run("fd_prestat_dir_name", 3, result, 5);
    assertThat(guest.getText(result, 5)).isEqualTo("/data");
    assertThat(guest.call("fd_prestat_dir_name", 3, result, 4)).isEqualTo(Errno.NAMETOOLONG);
    assertThat(guest.call("fd_prestat_get", 0, result)).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_prestat_get", guest.openDirectory("."), result))
        .isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_prestat_get", 3, -4)).isEqualTo(Errno.FAULT);
  }

  @Test
  void readsAndWritesWhereItIs() throws IOException {
    int descriptor = guest.open("file", 0);
    assertThat(guest.read(descriptor, 4)).isEqualTo("0123");
    assertThat(guest.write(descriptor, "xy")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.read(descriptor, 100)).isEqualTo("6789");
    assertThat(guest.read(descriptor, 100)).isEmpty();
    assertThat(position(descriptor)).isEqualTo(10);
    assertThat(Files.readString(file)).isEqualTo("0123xy6789");
  }

  @Test
  void readsAndWritesElsewhere() throws IOException {
    int descriptor = guest.open("file", 0);
    int buffer = guest.room(16);
    int result = guest.room(4);
    guest.run("fd_pread", descriptor, guest.buffers(buffer, 2, buffer + 8, 2), 2, 5, result);
    assertThat(guest.getInt(result)).isEqualTo(4);
    assertThat(guest.getText(buffer, 2)).isEqualTo("56");
    assertThat(guest.getText(buffer + 8, 2)).isEqualTo("78");
    guest.run("fd_pwrite", descriptor, guest.buffers(buffer, 2), 1, 12, result);
    assertThat(position(descriptor)).isZero();
    assertThat(Files.readString(file)).isEqualTo("0123456789\0\00056");
    guest.run("fd_pread", descriptor, guest.buffers(buffer, 2), 1, 1L << 40, result);
    assertThat(guest.getInt(result)).isZero();
    assertThat(
            guest.call("fd_pread", descriptor, guest.buffers(buffer, 2), 1, Long.MAX_VALUE, result))
        .isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_pread", descriptor, guest.buffers(buffer, 2), 1, -1, result))
        .isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_pwrite", descriptor, guest.buffers(buffer, 2), 1, -1, result))
        .isEqualTo(Errno.INVAL);
    assertThat(
            guest.call(
                "fd_pwrite", descriptor, guest.buffers(buffer, 2), 1, Long.MAX_VALUE, result))
        .isEqualTo(Errno.FBIG);
  }

  @Test
  void copiesMoreThanPassesThroughAtOnce() throws IOException {
    byte[] content = new byte[200_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 >>> 3);
    }
    Files.write(file, content);
    int from = guest.open("file", 0);
    int to = guest.open("copy", OpenRequest.CREAT);
    int buffer = guest.room(content.length);
    int buffers = guest.buffers(buffer, 70_000, buffer + 70_000, content.length - 70_000);
    int result = guest.room(4);
    guest.run("fd_read", from, buffers, 2, result);
    assertThat(guest.getInt(result)).isEqualTo(content.length);
    guest.run("fd_write", to, buffers, 2, result);
    assertThat(guest.getInt(result)).isEqualTo(content.length);
    assertThat(Files.readAllBytes(directory.resolve("copy"))).isEqualTo(content);
  }

  @ParameterizedTest
  @CsvSource({"0,4,4", "1,-2,3", "1,0,5", "2,-10,0", "2,100,110"})
  void seeks(int whence, long offset, long expected) {
    int descriptor = guest.open("file", 0);
    guest.read(descriptor, 5);
    int result = guest.room(8);
    guest.run("fd_seek", descriptor, offset, whence, result);
    assertThat(guest.getLong(result)).isEqualTo(expected);
    assertThat(position(descriptor)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,-1,INVAL",
    "1,-6,INVAL",
    "2,-11,INVAL",
    "2,9223372036854775807,OVERFLOW",
    "0,-9223372036854775808,INVAL",
    "3,0,INVAL",
    "-1,0,INVAL"
  })
  void refusesToSeek(int whence, long offset, Errno expected) {
    int descriptor = guest.open("file", 0);
    guest.read(descriptor, 5);
    assertThat(guest.call("fd_seek", descriptor, offset, whence, guest.room(8)))
        .isEqualTo(expected);
    assertThat(guest.call("fd_seek", descriptor, 0, 0, -8)).isEqualTo(Errno.FAULT);
    assertThat(position(descriptor)).isEqualTo(5);
  }

  @Test
  void appends() throws IOException {
    int descriptor = guest.tryOpen(3, 0, "file", 0, Rights.FILE, 0, Descriptor.APPEND).descriptor();
    assertThat(guest.read(descriptor, 3)).isEqualTo("012");
    guest.write(descriptor, "a");
    assertThat(position(descriptor)).isEqualTo(11);
    Files.writeString(file, "anew");
    guest.write(descriptor, "b");
    guest.run("fd_fdstat_set_flags", descriptor, Descriptor.SYNC);
    guest.run("fd_seek", descriptor, 0, 0, guest.room(8));
    guest.write(descriptor, "A");
    assertThat(Files.readString(file)).isEqualTo("Anewb");
    assertThat(guest.call("fd_fdstat_set_flags", descriptor, 32)).isEqualTo(Errno.INVAL);
  }

  @Test
  void setsSizes() throws IOException {
    int descriptor = guest.open("file", 0);
    guest.run("fd_filestat_set_size", descriptor, 3);
    assertThat(Files.readString(file)).isEqualTo("012");
    guest.run("fd_filestat_set_size", descriptor, 5);
    assertThat(Files.readString(file)).isEqualTo("012\0\0");
    guest.run("fd_allocate", descriptor, 1, 2);
    assertThat(Files.size(file)).isEqualTo(5);
    guest.run("fd_allocate", descriptor, 5, 2);
    assertThat(Files.size(file)).isEqualTo(7);
    assertThat(guest.call("fd_filestat_set_size", descriptor, -1)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_allocate", descriptor, 0, 0)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_allocate", descriptor, Long.MAX_VALUE, 1)).isEqualTo(Errno.FBIG);
    assertThat(guest.call("fd_allocate", descriptor, -1, 1)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_size", 1, 1)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_size", 3, 1)).isEqualTo(Errno.BADF);
    assertThat(Files.size(file)).isEqualTo(7);
  }

  @Test
  void takesAdvice() {
    int descriptor = guest.open("file", 0);
    guest.run("fd_advise", descriptor, 0, 10, 5);
    assertThat(guest.call("fd_advise", descriptor, 0, 10, 6)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_advise", 0, 0, 10, 0)).isEqualTo(Errno.SPIPE);
    assertThat(guest.call("fd_advise", 3, 0, 10, 0)).isEqualTo(Errno.BADF);
    guest.run("fd_sync", descriptor);
    guest.run("fd_datasync", descriptor);
    guest.run("fd_sync", 3);
    assertThat(guest.call("fd_sync", 44)).isEqualTo(Errno.BADF);
  }

  @Test
  void tellsOfFiles() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    int descriptor = guest.open("file", 0);
    int stat = guest.room(64);
    guest.run("fd_filestat_get", descriptor, stat);
    assertThat(guest.getByte(stat + 16)).isEqualTo(4);
    assertThat(guest.getLong(stat + 24)).isEqualTo(1);
    assertThat(guest.getLong(stat + 32)).isEqualTo(10);
    assertThat(guest.getLong(stat + 48)).isEqualTo(1_234_567_890_123_000_000L);
    long serial = guest.getLong(stat + 8);
    assertThat(serial).isEqualTo(Files.getAttribute(file, "unix:ino"));
    assertThat(guest.getLong(stat)).isEqualTo(Files.getAttribute(file, "unix:dev"));
    guest.run("fd_filestat_get", 3, stat);
    assertThat(guest.getByte(stat + 16)).isEqualTo(3);
    assertThat(guest.getLong(stat + 8)).isNotEqualTo(serial);
    assertThat(guest.call("fd_filestat_get", descriptor, TestGuest.MEMORY_SIZE - 63))
        .isEqualTo(Errno.FAULT);
  }

  @Test
  void goesOnWithAFileThatHasNoNameAnyMore() throws IOException {
    int descriptor = guest.open("file", 0);
    assertThat(guest.path("path_unlink_file", 3, "file")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.write(descriptor, "more than there was")).isEqualTo(Errno.SUCCESS);
    int stat = guest.room(64);
    guest.run("fd_filestat_get", descriptor, stat);
    assertThat(guest.getLong(stat + 32)).isEqualTo(19);
    assertThat(guest.call("fd_filestat_set_times", descriptor, 0, 0, 10)).isEqualTo(Errno.STALE);
    Files.writeString(file, "another");
    guest.run("fd_filestat_get", descriptor, stat);
    assertThat(guest.getLong(stat + 32)).isEqualTo(19);
    assertThat(guest.call("fd_filestat_set_times", descriptor, 0, 0, 10)).isEqualTo(Errno.STALE);
    guest.run("fd_seek", descriptor, 0, 0, guest.room(8));
    assertThat(guest.read(descriptor, 100)).isEqualTo("more than there was");
  }

  @Test
  void setsTimes() throws IOException {
    int descriptor = guest.open("file", 0);
    FileTime other = FileTime.from(Instant.ofEpochSecond(5, 7000));
    guest.run("fd_filestat_set_times", descriptor, 1, 5_000_007_000L, 4);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(other);
    guest.run("fd_filestat_set_times", descriptor, 1_000, 1, 1);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(other);
    assertThat(Files.getAttribute(file, "lastAccessTime"))
        .isEqualTo(FileTime.from(Instant.ofEpochSecond(0, 1000)));
    guest.run("fd_filestat_set_times", descriptor, 0, 0, 8);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(NOW));
    guest.run("fd_filestat_set_times", 3, 0, 5_000_007_000L, 4);
    assertThat(Files.getLastModifiedTime(directory)).isEqualTo(other);
    assertThat(guest.call("fd_filestat_set_times", descriptor, 0, 0, 12)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_times", descriptor, 0, 0, 3)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_times", descriptor, 0, 0, 16)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_times", descriptor, 0, -1, 4)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_times", 0, 0, 0, 8)).isEqualTo(Errno.NOTCAPABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd_read",
        "fd_write",
        "fd_pread",
        "fd_pwrite",
        "fd_seek",
        "fd_tell",
        "fd_sync",
        "fd_datasync",
        "fd_advise",
        "fd_allocate",
        "fd_filestat_get",
        "fd_filestat_set_size",
        "fd_filestat_set_times",
        "fd_fdstat_set_flags"
      })
  void needsTheRightToDoWhatItDoes(String name) {
    int descriptor = guest.open("file", 0);
    long[] arguments = arguments(name, descriptor);
    guest.run(name, arguments);
    guest.run("fd_fdstat_set_rights", descriptor, 0, 0);
    assertThat(guest.call(name, arguments)).isEqualTo(Errno.NOTCAPABLE);
  }

  private long[] arguments(String name, int descriptor) {
    int place = guest.room(64);
    int buffers = guest.buffers(place, 1);
    return switch (name) {
      case "fd_read", "fd_write" -> new long[] {descriptor, buffers, 1, place};
      case "fd_pread", "fd_pwrite" -> new long[] {descriptor, buffers, 1, 0, place};
      case "fd_seek" -> new long[] {descriptor, 1, 0, place};
      case "fd_tell", "fd_filestat_get" -> new long[] {descriptor, place};
      case "fd_advise" -> new long[] {descriptor, 0, 1, 0};
      case "fd_allocate" -> new long[] {descriptor, 0, 1};
      case "fd_filestat_set_size" -> new long[] {descriptor, 1};
      case "fd_filestat_set_times" -> new long[] {descriptor, 0, 0, 8};
      case "fd_fdstat_set_flags" -> new long[] {descriptor, 0};
      default -> new long[] {descriptor};
    };
  }

  @Test
  void givesRightsUpForGood() {
    int descriptor = guest.open("file", 0);
    guest.run("fd_fdstat_set_rights", descriptor, Rights.FD_READ | Rights.FD_TELL, 0);
    assertThat(guest.call("fd_fdstat_set_rights", descriptor, Rights.FILE, 0))
        .isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.call("fd_fdstat_set_rights", descriptor, 0, 1)).isEqualTo(Errno.NOTCAPABLE);
    int stat = guest.room(24);
    guest.run("fd_fdstat_get", descriptor, stat);
    assertThat(guest.getByte(stat)).isEqualTo(4);
    assertThat(guest.getLong(stat + 8)).isEqualTo(Rights.FD_READ | Rights.FD_TELL);
    assertThat(guest.getLong(stat + 16)).isZero();
    assertThat(guest.read(descriptor, 1)).isEqualTo("0");
    int result = guest.room(8);
    assertThat(guest.call("fd_seek", descriptor, 0, 1, result)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.call("fd_seek", descriptor, 1, 1, result)).isEqualTo(Errno.NOTCAPABLE);
  }

  @Test
  void keepsItsFilesWhenItsThreadIsInterrupted() throws IOException {
    int descriptor = guest.open("file", 0);
    Thread.currentThread().interrupt();
    assertThat(guest.write(descriptor, "x")).isEqualTo(Errno.SUCCESS);
    guest.run("fd_sync", descriptor);
    guest.run("fd_sync", 3);
    assertThat(guest.read(descriptor, 3)).isEqualTo("123");
    int stat = guest.room(64);
    guest.run("fd_filestat_get", descriptor, stat);
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(guest.read(descriptor, 3)).isEqualTo("456");
    assertThat(Files.readString(file)).isEqualTo("x123456789");
  }

  @Test
  void writesNothingByARefusal() throws IOException {
    int descriptor = guest.open("file", 0);
    int buffers = guest.buffers(8, 4);
    assertThat(guest.call("fd_write", descriptor, buffers, 1, -4)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_pwrite", descriptor, buffers, 1, 0, -4)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_read", descriptor, buffers, 1, -4)).isEqualTo(Errno.FAULT);
    assertThat(position(descriptor)).isZero();
    assertThat(Files.readString(file)).isEqualTo("0123456789");
    assertThat(guest.call("fd_read", 3, buffers, 1, guest.room(4))).isEqualTo(Errno.ISDIR);
    assertThat(guest.call("fd_write", 3, buffers, 1, guest.room(4))).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_seek", 3, 0, 0, guest.room(8))).isEqualTo(Errno.BADF);
  }

  @Test
  void renumbersFiles() {
    int first = guest.open("file", 0);
    int second = guest.open("file", 0);
    guest.read(first, 4);
    guest.run("fd_renumber", first, second);
    assertThat(position(second)).isEqualTo(4);
    assertThat(guest.call("fd_tell", first, guest.room(8))).isEqualTo(Errno.BADF);
    assertThat(guest.open("file", 0)).as("the lowest that is free").isEqualTo(first);
  }
}
