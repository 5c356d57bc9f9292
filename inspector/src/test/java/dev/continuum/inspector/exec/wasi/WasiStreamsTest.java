package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard input, output and error. */
class WasiStreamsTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final QueuedInput input = new QueuedInput();
  private final TestGuest guest =
      new TestGuest(
          WasiConfig.builder()
              .input(input)
              .output(WasiOutput.to(output))
              .error(WasiOutput.to(error)));

  WasiStreamsTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    guest.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void writesAllBuffersInTheirOrder() {
    int hello = guest.bytes(bytes("hello, "));
    int world = guest.bytes(bytes("world"));
    int result = guest.room(4);
    guest.run("fd_write", 1, guest.buffers(hello, 7, world, 0, world, 5), 3, result);
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("hello, world");
    assertThat(guest.getInt(result)).isEqualTo(12);
    assertThat(error.size()).isZero();
    guest.run("fd_write", 2, guest.buffers(world, 1), 1, result);
    assertThat(error.toString(StandardCharsets.UTF_8)).isEqualTo("w");
  }

  @Test
  void writesMoreThanPassesThroughAtOnce() {
    int start = 2048;
    int length = TestGuest.MEMORY_SIZE - start;
    for (int i = 0; i < length; i += 4) {
      guest.setInt(start + (long) i, i);
    }
    int result = 1024;
    guest.setInt(1032, start);
    guest.setInt(1036, length);
    guest.run("fd_write", 1, 1032, 1, result);
    assertThat(guest.getInt(result)).isEqualTo(length);
    assertThat(output.toByteArray()).isEqualTo(guest.getBytes(start, length));
  }

  @Test
  void tellsWhenNobodyReads() throws IOException {
    WasiOutput broken =
        (source, from, length) -> {
          throw new IOException("Broken pipe");
        };
    try (var other = new TestGuest(WasiConfig.builder().output(broken))) {
      assertThat(other.write(1, "text")).isEqualTo(Errno.PIPE);
    }
  }

  @Test
  void writesNothingWhenABufferOrTheResultIsOutside() {
    int text = guest.bytes(bytes("text"));
    int outside = TestGuest.MEMORY_SIZE - 2;
    int result = guest.room(4);
    assertThat(guest.call("fd_write", 1, guest.buffers(text, 4, outside, 4), 2, result))
        .isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_write", 1, guest.buffers(text, 4), 1, outside))
        .isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_write", 1, outside, 1, result)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_write", 1, 0xffff_fff8L, 1, result)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_write", 1, guest.buffers(text, -1), 1, result))
        .isEqualTo(Errno.FAULT);
    assertThat(output.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1025", "0x80000000", "0xffffffff"})
  void boundsTheNumberOfBuffers(String count) {
    assertThat(guest.call("fd_write", 1, 0, Long.decode(count), guest.room(4)))
        .isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_read", 0, 0, Long.decode(count), guest.room(4)))
        .isEqualTo(Errno.INVAL);
  }

  @Test
  void refusesLengthsThatDoNotFitTheResult() {
    int[] pairs = new int[2 * 1024];
    for (int i = 0; i < 1024; i++) {
      pairs[2 * i + 1] = TestGuest.MEMORY_SIZE;
    }
    int buffers = guest.buffers(pairs);
    // 1024 times 256 KiB is 256 MiB, which is fine as a number: it is answered as a short write.
    int result = guest.room(4);
    guest.run("fd_write", 1, buffers, 1024, result);
    assertThat(guest.getInt(result)).isEqualTo(Buffers.MAXIMUM_LENGTH);
    assertThat(output.size()).isEqualTo(Buffers.MAXIMUM_LENGTH);
  }

  @Test
  void readsWhatThereIs() throws Exception {
    input.put(bytes("two\nlines\n"));
    int first = guest.room(4);
    int second = guest.room(100);
    int result = guest.room(4);
    guest.run("fd_read", 0, guest.buffers(first, 4, second, 100), 2, result);
    assertThat(guest.getInt(result)).isEqualTo(10);
    assertThat(guest.getText(first, 4)).isEqualTo("two\n");
    assertThat(guest.getText(second, 6)).isEqualTo("lines\n");
    input.end();
    guest.run("fd_read", 0, guest.buffers(first, 4), 1, result);
    assertThat(guest.getInt(result)).isZero();
  }

  @Test
  void losesNoInputByARefusal() throws Exception {
    input.put(bytes("kept"));
    int outside = TestGuest.MEMORY_SIZE - 2;
    assertThat(guest.call("fd_read", 0, guest.buffers(outside, 4), 1, guest.room(4)))
        .isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_read", 0, guest.buffers(guest.room(4), 4), 1, outside))
        .isEqualTo(Errno.FAULT);
    guest.run("fd_read", 0, guest.buffers(0, 0), 1, guest.room(4));
    assertThat(guest.read(0, 10)).isEqualTo("kept");
  }

  @Test
  void losesNoInputByAnInterrupt() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() ->
            guest.interruptibly("fd_read", 0, guest.buffers(guest.room(4), 4), 1, guest.room(4)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    input.put(bytes("kept"));
    assertThat(guest.read(0, 10)).isEqualTo("kept");
  }

  @Test
  void endsAWaitForInputWhenInterrupted() throws Exception {
    Thread waiting = Thread.currentThread();
    Thread.ofVirtual()
        .start(() -> {
          while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          waiting.interrupt();
        });
    int writes = guest.memory().writes();
    assertThatThrownBy(
            () -> guest.interruptibly("fd_read", 0, guest.buffers(8, 4), 1, guest.room(4)))
        .isInstanceOf(InterruptedException.class);
    assertThat(guest.memory().writes() - writes).as("only the buffers' own array").isEqualTo(2);
  }

  @Test
  void doesNotWaitWhenToldNotTo() throws Exception {
    guest.run("fd_fdstat_set_flags", 0, Descriptor.NONBLOCK);
    assertThat(guest.call("fd_read", 0, guest.buffers(8, 4), 1, guest.room(4)))
        .isEqualTo(Errno.AGAIN);
    input.put(bytes("in"));
    assertThat(guest.read(0, 4)).isEqualTo("in");
    input.end();
    assertThat(guest.read(0, 4)).isEmpty();
  }

  @Test
  void readsStreams() throws IOException {
    byte[] much = bytes("line\n".repeat(50_000));
    var stream = WasiInput.from(new ByteArrayInputStream(much));
    try (var other = new TestGuest(WasiConfig.builder().input(stream))) {
      var read = new StringBuilder();
      for (String text = other.read(0, 5000); !text.isEmpty(); text = other.read(0, 5000)) {
        read.append(text);
        other.reset();
      }
      assertThat(read.toString()).isEqualTo("line\n".repeat(50_000));
    }
  }

  @Test
  void tellsOfAStreamThatFails() throws IOException {
    InputStream failing =
        new InputStream() {
          private int left = 2;

          @Override
          public int read() throws IOException {
            if (left-- == 0) {
              throw new IOException("unplugged");
            }
            return 'x';
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            target[from] = (byte) read();
            return 1;
          }
        };
    try (var other = new TestGuest(WasiConfig.builder().input(WasiInput.from(failing)))) {
      List<Errno> answers = new ArrayList<>();
      for (int i = 0; i < 3 && !answers.contains(Errno.IO); i++) {
        answers.add(other.call("fd_read", 0, other.buffers(8, 4), 1, other.room(4)));
      }
      assertThat(answers).startsWith(Errno.SUCCESS).endsWith(Errno.IO);
    }
  }

  @Test
  void knowsWhichStreamIsWhich() {
    int buffers = guest.buffers(8, 4);
    int result = guest.room(8);
    assertThat(guest.call("fd_write", 0, buffers, 1, result)).isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.call("fd_read", 1, buffers, 1, result)).isEqualTo(Errno.NOTCAPABLE);
    assertThat(guest.call("fd_seek", 1, 0, 1, result)).isEqualTo(Errno.SPIPE);
    assertThat(guest.call("fd_tell", 0, result)).isEqualTo(Errno.SPIPE);
    assertThat(guest.call("fd_pread", 0, buffers, 1, 0, result)).isEqualTo(Errno.SPIPE);
    assertThat(guest.call("fd_pwrite", 1, buffers, 1, 0, result)).isEqualTo(Errno.SPIPE);
    assertThat(guest.call("fd_sync", 1)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.call("fd_readdir", 0, 8, 8, 0, result)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.call("fd_read", 99, buffers, 1, result)).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_read", -1, buffers, 1, result)).isEqualTo(Errno.BADF);
    assertThat(guest.path("path_unlink_file", 1, "file")).isEqualTo(Errno.NOTDIR);
  }

  @Test
  void saysThatStreamsAreTerminals() {
    int stat = guest.room(64);
    for (int descriptor = 0; descriptor < 3; descriptor++) {
      guest.run("fd_fdstat_get", descriptor, stat);
      assertThat(guest.getByte(stat)).isEqualTo(FileType.CHARACTER_DEVICE.number());
      // By these two wasi-libc's isatty tells a terminal from another device.
      assertThat(guest.getLong(stat + 8) & (Rights.FD_SEEK | Rights.FD_TELL)).isZero();
      guest.run("fd_filestat_get", descriptor, stat);
      assertThat(guest.getByte(stat + 16)).isEqualTo(FileType.CHARACTER_DEVICE.number());
      assertThat(guest.getLong(stat + 32)).isZero();
    }
  }

  @Test
  void closesStreamsForTheGuestAlone() {
    guest.run("fd_close", 1);
    assertThat(guest.write(1, "text")).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_close", 1)).isEqualTo(Errno.BADF);
    guest.run("fd_renumber", 2, 0);
    assertThat(guest.write(0, "text")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.write(2, "text")).isEqualTo(Errno.BADF);
    assertThat(error.toString(StandardCharsets.UTF_8)).isEqualTo("text");
    assertThat(guest.call("fd_renumber", 0, 1)).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_renumber", 0, -1)).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_renumber", 0, 0)).isEqualTo(Errno.SUCCESS);
  }
}
