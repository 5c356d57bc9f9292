package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.analysis.WasiFunctions;
import dev.continuum.inspector.exec.GuestExit;
import dev.continuum.inspector.exec.HostFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments, environment, clocks, random numbers, the end, and the table of functions. */
class WasiTest {
  /** As {@code wasi_snapshot_preview1.witx} has them, in C's notation for what passes them. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("args_get", "(param i32 i32) (result i32)"),
          Map.entry("args_sizes_get", "(param i32 i32) (result i32)"),
          Map.entry("environ_get", "(param i32 i32) (result i32)"),
          Map.entry("environ_sizes_get", "(param i32 i32) (result i32)"),
          Map.entry("clock_res_get", "(param i32 i32) (result i32)"),
          Map.entry("clock_time_get", "(param i32 i64 i32) (result i32)"),
          Map.entry("fd_advise", "(param i32 i64 i64 i32) (result i32)"),
          Map.entry("fd_allocate", "(param i32 i64 i64) (result i32)"),
          Map.entry("fd_close", "(param i32) (result i32)"),
          Map.entry("fd_datasync", "(param i32) (result i32)"),
          Map.entry("fd_fdstat_get", "(param i32 i32) (result i32)"),
          Map.entry("fd_fdstat_set_flags", "(param i32 i32) (result i32)"),
          Map.entry("fd_fdstat_set_rights", "(param i32 i64 i64) (result i32)"),
          Map.entry("fd_filestat_get", "(param i32 i32) (result i32)"),
          Map.entry("fd_filestat_set_size", "(param i32 i64) (result i32)"),
          Map.entry("fd_filestat_set_times", "(param i32 i64 i64 i32) (result i32)"),
          Map.entry("fd_pread", "(param i32 i32 i32 i64 i32) (result i32)"),
          Map.entry("fd_prestat_get", "(param i32 i32) (result i32)"),
          Map.entry("fd_prestat_dir_name", "(param i32 i32 i32) (result i32)"),
          Map.entry("fd_pwrite", "(param i32 i32 i32 i64 i32) (result i32)"),
          Map.entry("fd_read", "(param i32 i32 i32 i32) (result i32)"),
          Map.entry("fd_readdir", "(param i32 i32 i32 i64 i32) (result i32)"),
          Map.entry("fd_renumber", "(param i32 i32) (result i32)"),
          Map.entry("fd_seek", "(param i32 i64 i32 i32) (result i32)"),
          Map.entry("fd_sync", "(param i32) (result i32)"),
          Map.entry("fd_tell", "(param i32 i32) (result i32)"),
          Map.entry("fd_write", "(param i32 i32 i32 i32) (result i32)"),
          Map.entry("path_create_directory", "(param i32 i32 i32) (result i32)"),
          Map.entry("path_filestat_get", "(param i32 i32 i32 i32 i32) (result i32)"),
          Map.entry("path_filestat_set_times", "(param i32 i32 i32 i32 i64 i64 i32) (result i32)"),
          Map.entry("path_link", "(param i32 i32 i32 i32 i32 i32 i32) (result i32)"),
          Map.entry("path_open", "(param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)"),
          Map.entry("path_readlink", "(param i32 i32 i32 i32 i32 i32) (result i32)"),
          Map.entry("path_remove_directory", "(param i32 i32 i32) (result i32)"),
          Map.entry("path_rename", "(param i32 i32 i32 i32 i32 i32) (result i32)"),
          Map.entry("path_symlink", "(param i32 i32 i32 i32 i32) (result i32)"),
          Map.entry("path_unlink_file", "(param i32 i32 i32) (result i32)"),
          Map.entry("poll_oneoff", "(param i32 i32 i32 i32) (result i32)"),
          Map.entry("proc_exit", "(param i32)"),
          Map.entry("proc_raise", "(param i32) (result i32)"),
          Map.entry("sched_yield", "(result i32)"),
          Map.entry("random_get", "(param i32 i32) (result i32)"),
          Map.entry("sock_accept", "(param i32 i32 i32) (result i32)"),
          Map.entry("sock_recv", "(param i32 i32 i32 i32 i32 i32) (result i32)"),
          Map.entry("sock_send", "(param i32 i32 i32 i32 i32) (result i32)"),
          Map.entry("sock_shutdown", "(param i32 i32) (result i32)"));

  @Test
  void offersAllFunctionsWithTheirTypes() throws IOException {
    try (Wasi wasi = Wasi.open(WasiConfig.builder().build())) {
      assertThat(wasi.names()).containsExactlyInAnyOrderElementsOf(TYPES.keySet());
      assertThat(wasi.names())
          .allSatisfy(name -> {
            assertThat(wasi.function(name)).isNotNull();
            assertThat(WasiFunctions.of(name)).isNotNull();
            assertThat(wasi.type(name)).hasToString("(func " + TYPES.get(name) + ")");
          });
      assertThat(wasi.function("fd_fly")).isNull();
      assertThat(wasi.type("fd_fly")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS,0", "TOOBIG,1", "BADF,8", "EXIST,20", "FAULT,21", "ILSEQ,25", "INVAL,28"})
  @CsvSource({"IO,29", "ISDIR,31", "LOOP,32", "MFILE,33", "NAMETOOLONG,37", "NOENT,44"})
  @CsvSource({"NOSYS,52", "NOTDIR,54", "NOTEMPTY,55", "NOTSOCK,57", "NOTSUP,58", "PERM,63"})
  @CsvSource({"ROFS,69", "SPIPE,70", "STALE,72", "XDEV,75", "NOTCAPABLE,76"})
  void numbersErrorsAsTheSpecificationDoes(Errno errno, int number) {
    assertThat(errno.number()).isEqualTo(number);
  }

  @Test
  void hasNothingByDefault() throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder())) {
      int sizes = guest.room(8);
      guest.run("args_sizes_get", sizes, sizes + 4);
      assertThat(guest.getLong(sizes)).isZero();
      guest.run("environ_sizes_get", sizes, sizes + 4);
      assertThat(guest.getLong(sizes)).isZero();
      assertThat(guest.call("fd_prestat_get", 3, sizes)).isEqualTo(Errno.BADF);
      assertThat(guest.read(0, 8)).isEmpty();
      assertThat(guest.write(1, "gone")).isEqualTo(Errno.SUCCESS);
    }
  }

  @Test
  void givesArguments() throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder().arguments("program", "", "zwölf"))) {
      int sizes = guest.room(8);
      guest.run("args_sizes_get", sizes, sizes + 4);
      assertThat(guest.getInt(sizes)).isEqualTo(3);
      assertThat(guest.getInt(sizes + 4)).isEqualTo(8 + 1 + 7);
      int pointers = guest.room(12);
      int text = guest.room(16);
      guest.run("args_get", pointers, text);
      assertThat(guest.getInt(pointers)).isEqualTo(text);
      assertThat(guest.getInt(pointers + 4)).isEqualTo(text + 8);
      assertThat(guest.getInt(pointers + 8)).isEqualTo(text + 9);
      assertThat(guest.getText(text, 16)).isEqualTo("program\0\0zwölf\0");
    }
  }

  @Test
  void givesTheEnvironmentInItsOrder() throws IOException {
    var config = WasiConfig.builder().environment("Z", "1").environment("A", "b=c");
    try (var guest = new TestGuest(config)) {
      int pointers = guest.room(8);
      int text = guest.room(10);
      guest.run("environ_get", pointers, text);
      assertThat(guest.getText(text, 10)).isEqualTo("Z=1\0A=b=c\0");
      assertThat(guest.getInt(pointers + 4)).isEqualTo(text + 4);
    }
  }

  @Test
  void writesNoArgumentsWhenOnlySomeFit() throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder().arguments("program"))) {
      long end = TestGuest.MEMORY_SIZE;
      assertThat(guest.call("args_get", 0, end - 7)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("args_get", end - 3, 0)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("args_get", -4, -4)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("args_sizes_get", 0, end - 3)).isEqualTo(Errno.FAULT);
      guest.run("args_get", end - 4, 0);
    }
  }

  @Test
  void refusesWhatNoGuestCouldRead() {
    var config = WasiConfig.builder();
    assertThatThrownBy(() -> config.arguments("a\0b").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WasiConfig.builder().environment("A=B", "").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WasiConfig.builder().environment("A", "\0").build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsSecretsOutOfLogs() {
    var config = WasiConfig.builder().environment("API_KEY", "s3cret").arguments("s3cret");
    assertThat(config.build().toString()).contains("API_KEY").doesNotContain("s3cret");
  }

  @Test
  void tellsASteppedTime() throws IOException {
    var clock = WasiClock.stepped(Instant.ofEpochSecond(1_000_000_000), Duration.ofMillis(2));
    try (var guest = new TestGuest(WasiConfig.builder().clock(clock))) {
      int time = guest.room(8);
      guest.run("clock_time_get", 0, 0, time);
      assertThat(guest.getLong(time)).isEqualTo(1_000_000_000_000_000_000L);
      guest.run("clock_time_get", 1, 0, time);
      assertThat(guest.getLong(time)).isEqualTo(2_000_000L);
      guest.run("clock_time_get", 2, 0, time);
      assertThat(guest.getLong(time)).isEqualTo(4_000_000L);
      guest.run("clock_time_get", 3, 0, time);
      assertThat(guest.getLong(time)).isEqualTo(6_000_000L);
      guest.run("clock_res_get", 0, time);
      assertThat(guest.getLong(time)).isEqualTo(2_000_000L);
    }
  }

  @Test
  void tellsTheComputersTime() throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder())) {
      int time = guest.room(8);
      long before = Instant.now().getEpochSecond();
      guest.run("clock_time_get", 0, 0, time);
      assertThat(guest.getLong(time) / 1_000_000_000)
          .isBetween(before, Instant.now().getEpochSecond());
      guest.run("clock_time_get", 1, 0, time);
      long first = guest.getLong(time);
      guest.run("clock_time_get", 1, 0, time);
      assertThat(guest.getLong(time)).isGreaterThanOrEqualTo(first);
      guest.run("clock_res_get", 1, time);
      assertThat(guest.getLong(time)).isPositive();
    }
  }

  @Test
  void knowsFourClocks() throws IOException {
    var clock = WasiClock.stepped(Instant.EPOCH, Duration.ofNanos(1));
    try (var guest = new TestGuest(WasiConfig.builder().clock(clock))) {
      int time = guest.room(8);
      assertThat(guest.call("clock_time_get", 4, 0, time)).isEqualTo(Errno.INVAL);
      assertThat(guest.call("clock_res_get", -1, time)).isEqualTo(Errno.INVAL);
      assertThat(guest.call("clock_time_get", 0, 0, TestGuest.MEMORY_SIZE - 7))
          .isEqualTo(Errno.FAULT);
      assertThat(clock.monotonic()).as("no time passes by a refusal").isZero();
    }
  }

  @Test
  void givesTheSameRandomBytesForTheSameSeed() throws IOException {
    assertThat(random(WasiRandom.seeded(7))).isEqualTo(random(WasiRandom.seeded(7)));
    assertThat(random(WasiRandom.seeded(7))).isNotEqualTo(random(WasiRandom.seeded(8)));
    assertThat(random(WasiRandom.secure())).isNotEqualTo(random(WasiRandom.secure()));
  }

  private static byte[] random(WasiRandom random) throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder().random(random))) {
      guest.run("random_get", 8, 100_000);
      assertThat(guest.getLong(0)).isZero();
      assertThat(guest.getLong(100_008)).isZero();
      return guest.getBytes(8, 100_000);
    }
  }

  @Test
  void refusesRandomBytesBeyondTheMemory() throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder())) {
      assertThat(guest.call("random_get", 0, -1)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("random_get", -1, 1)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("random_get", TestGuest.MEMORY_SIZE, 0)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.call("random_get", TestGuest.MEMORY_SIZE - 1, 2)).isEqualTo(Errno.FAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, -1})
  void exits(int status) throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder())) {
      assertThatExceptionOfType(GuestExit.class)
          .isThrownBy(
              () -> guest.function("proc_exit").call(null, new long[] {status}, new long[0]))
          .satisfies(exit -> assertThat(exit.status()).isEqualTo(status));
    }
  }

  @Test
  void endsByASignal() throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder())) {
      assertThatExceptionOfType(GuestExit.class)
          .isThrownBy(() -> guest.function("proc_raise").call(null, new long[] {6}, new long[1]))
          .satisfies(exit -> assertThat(exit.status()).isEqualTo(134));
      assertThat(guest.call("proc_raise", 0)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.call("proc_raise", 17)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.call("proc_raise", 18)).isEqualTo(Errno.NOTSUP);
      assertThat(guest.call("proc_raise", 31)).isEqualTo(Errno.INVAL);
      assertThat(guest.call("proc_raise", -1)).isEqualTo(Errno.INVAL);
      assertThat(guest.call("sched_yield")).isEqualTo(Errno.SUCCESS);
    }
  }

  @Test
  void hasNoSockets() throws IOException {
    try (var guest = new TestGuest(WasiConfig.builder())) {
      assertThat(guest.call("sock_accept", 0, 0, 0)).isEqualTo(Errno.NOTSOCK);
      assertThat(guest.call("sock_recv", 0, 0, 0, 0, 0, 0)).isEqualTo(Errno.NOTSOCK);
      assertThat(guest.call("sock_send", 1, 0, 0, 0, 0)).isEqualTo(Errno.NOTSOCK);
      assertThat(guest.call("sock_shutdown", 2, 3)).isEqualTo(Errno.NOTSOCK);
      assertThat(guest.call("sock_shutdown", 3, 3)).isEqualTo(Errno.BADF);
    }
  }

  @Test
  void answersGuestsWithoutMemory() throws Exception {
    try (Wasi wasi = Wasi.open(WasiConfig.builder().arguments("program").build())) {
      HostFunction function = Objects.requireNonNull(wasi.function("args_sizes_get"));
      long[] results = new long[1];
      function.call(null, new long[] {0, 4}, results);
      assertThat(results[0]).isEqualTo(Errno.FAULT.number());
    }
  }

  @Test
  void opensOnlyDirectories(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> TestGuest.with(file).close())
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> TestGuest.with(directory.resolve("missing")).close())
        .isInstanceOf(NoSuchFileException.class);
  }

  /** Every function is asked for nonsense: each has to answer, and to write only on success. */
  @ParameterizedTest
  @EnumSource
  void bearsHostileNumbers(WasiConfig.Access access, @TempDir Path directory) throws IOException {
    Path granted = Files.createDirectory(directory.resolve("granted"));
    long[] numbers = {0, 1, 3, -1, -8, 0x7fff_ffff, 0x8000_0000L, TestGuest.MEMORY_SIZE - 1};
    try (var guest = new TestGuest(WasiConfig.builder().preopen(granted, "/", access))) {
      for (String name : TYPES.keySet()) {
        // These two end, and wait as long as they are told.
        if (!name.startsWith("proc_") && !name.equals("poll_oneoff")) {
          Random random = new Random(name.hashCode());
          for (int i = 0; i < 1000; i++) {
            guest.call(
                name,
                random
                    .ints(guest.parameters(name), 0, numbers.length)
                    .mapToLong(n -> numbers[n])
                    .toArray());
          }
        }
      }
    }
    try (Stream<Path> above = Files.list(directory);
        Stream<Path> within = Files.list(granted)) {
      assertThat(above).containsExactly(granted);
      assertThat(access == WasiConfig.Access.READ_ONLY ? within.count() : 0).isZero();
    }
  }
}
