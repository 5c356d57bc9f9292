package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code poll_oneoff}. */
class WasiPollingTest {
  private static final long SECOND = 1_000_000_000;
  private static final int EVENTS = 1 << 15;

  @TempDir private Path directory;
  private final QueuedInput input = new QueuedInput();
  private final WasiClock clock = WasiClock.stepped(Instant.ofEpochSecond(1000), Duration.ZERO);
  private TestGuest guest;

  @BeforeEach
  void open() throws IOException {
    guest =
        new TestGuest(
            WasiConfig.builder()
                .input(input)
                .clock(clock)
                .preopen(directory, "/", WasiConfig.Access.READ_WRITE));
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
  }

  private final class Poll {
    private final int start = guest.room(48 * 8);
    private int count;

    private int next(long userdata, int type) {
      int at = start + 48 * count;
      count++;
      guest.setLong(at, userdata);
      guest.setLong(at + 8, type);
      return at;
    }

    Poll clock(long userdata, int id, long timeout, int flags) {
      int at = next(userdata, 0);
      guest.setInt(at + 16, id);
      guest.setLong(at + 24, timeout);
      guest.setInt(at + 40, flags);
      return this;
    }

    Poll descriptor(long userdata, int type, int descriptor) {
      guest.setInt(next(userdata, type) + 16, descriptor);
      return this;
    }

    int run() {
      int result = guest.room(4);
      guest.run("poll_oneoff", start, EVENTS, count, result);
      return guest.getInt(result);
    }
  }

  private void assertEvent(int index, long userdata, Errno error, int type) {
    long at = EVENTS + 32L * index;
    assertThat(guest.getLong(at)).as("userdata").isEqualTo(userdata);
    assertThat(guest.getInt(at + 8) & 0xffff).as("error").isEqualTo(error.number());
    assertThat(guest.getByte(at + 10)).as("type").isEqualTo(type);
  }

  @Test
  void waitsForTheEarliestClock() {
    assertThat(new Poll().clock(1, 1, 5 * SECOND, 0).clock(2, 1, 3 * SECOND, 0).run()).isEqualTo(1);
    assertEvent(0, 2, Errno.SUCCESS, 0);
    assertThat(clock.monotonic()).isEqualTo(3 * SECOND);
  }

  @Test
  void waitsUntilATime() {
    assertThat(new Poll().clock(7, 0, 1002 * SECOND, 1).run()).isEqualTo(1);
    assertThat(clock.realtime()).isEqualTo(1002 * SECOND);
    assertThat(new Poll().clock(7, 0, 1001 * SECOND, 1).run()).isEqualTo(1);
    assertThat(clock.realtime()).as("a time in the past").isEqualTo(1002 * SECOND);
    assertThat(new Poll().clock(7, 1, -1, 0).run()).isEqualTo(1);
    assertThat(clock.monotonic()).as("the end of time").isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void waitsByTheComputersClock() throws IOException {
    try (var other = new TestGuest(WasiConfig.builder())) {
      int subscription = other.room(48);
      other.setInt(subscription + 16, 1);
      other.setLong(subscription + 24, 2_000_000);
      long before = System.nanoTime();
      other.run("poll_oneoff", subscription, EVENTS, 1, other.room(4));
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(2_000_000);
    }
  }

  @Test
  void prefersInputToAClock() throws InterruptedException {
    input.put(new byte[5]);
    assertThat(new Poll().descriptor(1, 1, 0).clock(2, 1, SECOND, 0).run()).isEqualTo(1);
    assertEvent(0, 1, Errno.SUCCESS, 1);
    assertThat(guest.getLong(EVENTS + 16)).as("bytes").isEqualTo(5);
    assertThat(guest.getInt(EVENTS + 24)).as("flags").isZero();
    assertThat(clock.monotonic()).isZero();
  }

  @Test
  void givesUpWaitingForInputInTime() {
    assertThat(new Poll().descriptor(1, 1, 0).clock(2, 1, SECOND, 0).run()).isEqualTo(1);
    assertEvent(0, 2, Errno.SUCCESS, 0);
  }

  @Test
  void waitsForInputAlone() {
    Thread waiting = Thread.currentThread();
    Thread.ofVirtual()
        .start(() -> {
          while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          input.end();
        });
    assertThat(new Poll().descriptor(1, 1, 0).run()).isEqualTo(1);
    assertEvent(0, 1, Errno.SUCCESS, 1);
    assertThat(guest.getInt(EVENTS + 24)).as("hung up").isEqualTo(1);
  }

  @Test
  void endsAWaitWhenInterrupted() {
    int writes = guest.memory().writes();
    Poll poll = new Poll().descriptor(1, 1, 0);
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> guest.interruptibly("poll_oneoff", poll.start, EVENTS, 1, guest.room(4)))
        .isInstanceOf(InterruptedException.class);
    assertThat(guest.memory().writes() - writes).as("the subscription alone").isEqualTo(3);
  }

  /** A stream is read by another thread, but what it has at once is there at the first question. */
  @Test
  void findsAStreamReady() throws IOException {
    var stream = WasiInput.from(new ByteArrayInputStream(new byte[5]));
    try (var other = new TestGuest(WasiConfig.builder().input(stream))) {
      int subscriptions = other.room(96);
      other.setInt(subscriptions + 16, 1);
      other.setInt(subscriptions + 48 + 8, 1);
      int result = other.room(4);
      other.run("poll_oneoff", subscriptions, EVENTS, 2, result);
      assertThat(other.getInt(result)).as("a clock that is due, and input").isEqualTo(2);
      assertThat(other.read(0, 10)).hasSize(5);
      assertThat(other.read(0, 10)).isEmpty();
    }
  }

  @Test
  void findsFilesReady() throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    int file = guest.open("file", 0);
    assertThat(new Poll().descriptor(1, 1, file).descriptor(2, 2, 1).descriptor(3, 2, file).run())
        .isEqualTo(3);
    assertEvent(0, 1, Errno.SUCCESS, 1);
    assertThat(guest.getLong(EVENTS + 16)).isEqualTo(7);
    assertEvent(1, 2, Errno.SUCCESS, 2);
    assertEvent(2, 3, Errno.SUCCESS, 2);
  }

  @Test
  void tellsWhichSubscriptionsAreWrong() {
    assertThat(
            new Poll()
                .descriptor(1, 1, 55)
                .descriptor(2, 2, 0)
                .clock(3, 2, SECOND, 0)
                .clock(4, 1, SECOND, 2)
                .run())
        .isEqualTo(4);
    assertEvent(0, 1, Errno.BADF, 1);
    assertEvent(1, 2, Errno.NOTCAPABLE, 2);
    assertEvent(2, 3, Errno.NOTSUP, 0);
    assertEvent(3, 4, Errno.INVAL, 0);
    assertThat(clock.monotonic()).isZero();
  }

  @Test
  void refusesNonsense() {
    int result = guest.room(4);
    assertThat(guest.call("poll_oneoff", 1024, EVENTS, 0, result)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("poll_oneoff", 1024, EVENTS, -1, result)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("poll_oneoff", 0, 0, 4097, result)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("poll_oneoff", -48, EVENTS, 1, result)).isEqualTo(Errno.FAULT);
    assertThat(guest.call("poll_oneoff", 1024, TestGuest.MEMORY_SIZE - 31, 1, result))
        .isEqualTo(Errno.FAULT);
    guest.setInt(1032, 3);
    assertThat(guest.call("poll_oneoff", 1024, EVENTS, 1, result)).isEqualTo(Errno.INVAL);
  }
}
