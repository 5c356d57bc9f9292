package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.debug.CodeLines;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.Stop.Reason;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of guests that have ended, wait, hold much, or run for long. */
@Timeout(120)
class RecordingStatesTest {
  private static final FunctionType ASK =
      new FunctionType(List.of(NumberType.I32), List.of(NumberType.I32));

  private static RecordingHeader header(byte[] file) throws Exception {
    return Recording.header(new ByteArrayInputStream(file));
  }

  private static Stepped begin(Guest guest) throws Exception {
    return new Stepped(new SteppingBackend(guest));
  }

  private static final String ASKS =
      """
      (module
        (import "host" "ask" (func $ask (param i32) (result i32)))
        (memory (export "memory") 1)
        (func (export "_start")
          (drop (call $ask (i32.const 1)))
          (drop (call $ask (i32.const 2)))
          nop))
      """;

  @Test
  void tellsHowAGuestHasEndedItself() throws Exception {
    int[] asked = {0};
    Guest guest =
        Stepped.guest(
            ASKS,
            ASK,
            (memory, given, results) -> {
              asked[0]++;
              if (given[0] == 2) {
                throw new GuestExit(42);
              }
            },
            null);
    Stepped original = begin(guest);
    assertThat(original.go().reason()).isEqualTo(Reason.EXIT);
    byte[] file = original.saved();
    RecordingHeader header = header(file);
    assertThat(header.ending()).isEqualTo(RecordingHeader.Ending.EXIT);
    assertThat(header.status()).isEqualTo(42);
    assertThat(header.lastTick()).isEqualTo(header.tick()).isEqualTo(original.backend.tick());
    Stepped opened = Stepped.open(guest, file);
    assertThat(opened.state()).isEqualTo(original.state());
    opened.to(0);
    assertThat(header(opened.saved()).ending()).isEqualTo(RecordingHeader.Ending.EXIT);
    Stop stop = opened.go();
    assertThat(stop.reason()).isEqualTo(Reason.EXIT);
    assertThat(stop.status()).isEqualTo(42);
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void tellsWhyAGuestHasTrapped() throws Exception {
    Guest guest =
        Stepped.guest(
            ASKS,
            ASK,
            (memory, given, results) -> {
              if (given[0] == 2) {
                Objects.requireNonNull(memory).writeInt(64, 77);
                throw new TrapException(Trap.HOST_FAILURE, "the disk is full");
              }
            },
            null);
    Stepped original = begin(guest);
    assertThat(original.go().reason()).isEqualTo(Reason.TRAP);
    String trapped = original.state();
    original.to(0);
    original.go();
    assertThat(original.state()).isEqualTo(trapped);
    byte[] file = original.saved();
    assertThat(header(file).ending()).isEqualTo(RecordingHeader.Ending.TRAP);
    assertThat(header(file).message()).isEqualTo("host function failed: the disk is full");
    Stepped opened = Stepped.open(guest, file);
    assertThat(opened.state()).isEqualTo(original.state());
    Stop stop = opened.go();
    assertThat(stop.reason()).isEqualTo(Reason.TRAP);
    assertThat(stop.message()).isEqualTo("host function failed: the disk is full");
    assertThat(opened.value("stack[0]")).isEqualTo("2");
  }

  @Test
  void keepsResultsAtTheEnd() throws Exception {
    Guest guest =
        Stepped.guest(
            "(module (func (export \"two\") (result i32 v128)"
                + " (i32.const 5) (v128.const i32x4 1 2 3 4)))",
            "two");
    Stepped original = begin(guest);
    assertThat(original.go().reason()).isEqualTo(Reason.END);
    Stepped opened = Stepped.open(guest, original.saved());
    assertThat(header(original.saved()).ending()).isEqualTo(RecordingHeader.Ending.END);
    assertThat(opened.backend.depth()).isZero();
    assertThat(opened.value("result[0]")).isEqualTo("5");
    assertThat(opened.go().results()).isEqualTo(original.go().results());
    opened.move(new Motion.StepBack(1));
    original.move(new Motion.StepBack(1));
    assertThat(opened.state()).isEqualTo(original.state());
  }

  @Test
  void asksTheHostsItIsGivenBeyondTheEnd() throws Exception {
    Guest first = Stepped.guest(ASKS, ASK, (memory, given, results) -> results[0] = 7, null);
    Stepped original = begin(first);
    original.to(2);
    byte[] file = original.saved();
    assertThat(header(file).ending()).isEqualTo(RecordingHeader.Ending.NONE);
    int[] asked = {0};
    Guest second =
        Stepped.guest(ASKS, ASK, (memory, given, results) -> asked[0] += (int) given[0], null);
    Stepped opened = Stepped.open(second, file);
    opened.to(0);
    opened.to(2);
    assertThat(opened.value("stack[0]")).isEqualTo("7");
    assertThat(asked[0]).isZero();
    assertThat(opened.go().reason()).isEqualTo(Reason.END);
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void savesWhatWaitsForTheHost(@TempDir Path folder) throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    Guest guest =
        Stepped.guest(
            ASKS,
            ASK,
            (memory, given, results) -> {
              if (given[0] == 2) {
                waiting.countDown();
                new CountDownLatch(1).await();
              }
            },
            null);
    Path file = folder.resolve("run.recording");
    Files.writeString(file, "what was there before");
    try (DebugSession session =
        new DebugSession(new SteppingBackend(guest), CodeLines.NONE, DebugSession.Listener.NONE)) {
      CompletableFuture<Stop> moving = session.move(new Motion.Continue());
      waiting.await();
      session.pause();
      assertThat(moving.get().reason()).isEqualTo(Reason.PAUSE);
      assertThat(session.save(file).get()).isEqualTo(Files.size(file));
    }
    assertThat(folder.toFile().list()).containsExactly("run.recording");
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    Stepped opened =
        Stepped.open(
            Stepped.guest(ASKS, ASK, (memory, given, results) -> {}, null),
            Files.readAllBytes(file));
    assertThat(opened.value("stack[0]")).isEqualTo("2");
    assertThat(opened.go().reason()).isEqualTo(Reason.END);
  }

  private static final String GARBAGE =
      """
      (module
        (type $node (struct (field (mut i64)) (field (mut (ref null $node)))))
        (type $list (array (mut (ref null $node))))
        (global $keep (mut (ref null $list)) (ref.null $list))
        (func (export "_start") (local $i i32) (local $x (ref null $node))
          (global.set $keep (array.new_default $list (i32.const 1000)))
          (loop $again
            (local.set $x
              (struct.new $node (i64.extend_i32_u (local.get $i))
                (array.get $list (global.get $keep)
                  (i32.rem_u (i32.mul (local.get $i) (i32.const 7)) (i32.const 1000)))))
            (if (i32.eqz (i32.rem_u (local.get $i) (i32.const 3)))
              (then (struct.set $node 1 (local.get $x) (ref.null $node))))
            (array.set $list (global.get $keep)
              (i32.rem_u (local.get $i) (i32.const 1000)) (local.get $x))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (i32.const 3000000))))))
      """;

  @Test
  void continuesWithTheHeapAsItWas() throws Exception {
    Guest guest = Stepped.guest(GARBAGE, null);
    Stepped original = begin(guest);
    original.to(40_000_000);
    byte[] file = original.saved();
    Stepped opened = Stepped.open(guest, file);
    assertThat(opened.state()).isEqualTo(original.state());
    for (long tick : new long[] {40_000_001, 70_000_000, 30_000_003, 65_000_000}) {
      original.to(tick);
      opened.to(tick);
      assertThat(opened.state()).as("" + tick).isEqualTo(original.state());
    }
  }

  private static final String DEEP =
      """
      (module
        (func $down (param $n i32) (result i32) (local v128 v128 v128 v128 v128)
          (local.set 1 (i32x4.splat (local.get $n)))
          (if (result i32) (i32.eqz (local.get $n))
            (then (i32.const 0))
            (else (i32.add (call $down (i32.sub (local.get $n) (i32.const 1)))
              (i32x4.extract_lane 2 (local.get 1))))))
        (func (export "some") (result i32) (call $down (i32.const 30000)))
        (func (export "many") (result i32) (call $down (i32.const -1)))
        (func $small (call $small))
        (func (export "frames") (call $small)))
      """;

  @Test
  void savesADeepStack() throws Exception {
    Guest guest = Stepped.guest(DEEP, "some");
    Stepped original = begin(guest);
    original.to(250_000);
    assertThat(original.backend.depth()).isGreaterThan(20_000);
    Stepped opened = Stepped.open(guest, original.saved());
    assertThat(opened.state()).isEqualTo(original.state());
    assertThat(opened.backend.frames(20_000, 1)).isEqualTo(original.backend.frames(20_000, 1));
    assertThat(opened.go().results()).isEqualTo(original.go().results());
  }

  @Test
  void savesAStackThatIsExhausted() throws Exception {
    for (String export : List.of("many", "frames")) {
      Guest guest = Stepped.guest(DEEP, export);
      Stepped original = begin(guest);
      Stop stop = original.go();
      assertThat(stop.reason()).isEqualTo(Reason.TRAP);
      assertThat(stop.message()).startsWith("call stack exhausted");
      Stepped opened = Stepped.open(guest, original.saved());
      assertThat(opened.state()).isEqualTo(original.state());
      assertThat(opened.go().message()).isEqualTo(stop.message());
      original.move(new Motion.StepBack(5));
      opened.move(new Motion.StepBack(5));
      assertThat(opened.state()).isEqualTo(original.state());
    }
  }

  private static final String LEGACY =
      """
      (module
        (tag $odd (param i32))
        (func (export "_start") (local $i i32)
          try $outer
            try
              (throw $odd (i32.const 3))
            catch $odd
              (local.set $i)
              nop
              (rethrow 0)
            end
          catch $odd
            (local.set $i (i32.add (local.get $i)))
            nop
          end))
      """;

  @Test
  void keepsWhatALegacyTryHasCaught() throws Exception {
    Guest guest = Stepped.guest(LEGACY, null);
    Stepped original = begin(guest);
    long end = original.go().tick();
    String last = original.state();
    for (long at = 0; at < end; at++) {
      original.to(at);
      Stepped opened = Stepped.open(guest, original.saved());
      assertThat(opened.state()).isEqualTo(original.state());
      opened.go();
      assertThat(opened.state()).isEqualTo(last);
    }
  }

  private static final String READS =
      """
      (module
        (import "host" "read" (func $read (param i32) (result i32)))
        (memory (export "memory") 1)
        (func (export "_start") (local $i i32)
          (loop $again
            (i32.store (i32.const 0)
              (i32.add (i32.load (i32.const 0)) (call $read (i32.const 16))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (i32.const 2000))))))
      """;

  @Test
  void startsLaterWhenTheHostHasSaidMoreThanHistoryHolds() throws Exception {
    long budget = 8 << 20;
    long[] most = {0};
    DebugBackend[] watched = {null};
    int[] asked = {0};
    Guest guest =
        Stepped.with(
            Stepped.guest(
                READS,
                ASK,
                (memory, given, results) -> {
                  byte[] bytes = new byte[20_000];
                  bytes[asked[0] % 1000] = (byte) asked[0];
                  Objects.requireNonNull(memory).write(given[0], bytes, 0, bytes.length);
                  results[0] = asked[0]++;
                  most[0] = Math.max(most[0], Objects.requireNonNull(watched[0]).historyBytes());
                },
                null),
            budget);
    Stepped original = begin(guest);
    watched[0] = original.backend;
    long end = original.go().tick();
    assertThat(asked[0]).isEqualTo(2000);
    assertThat(original.backend.firstTick()).isPositive();
    assertThat(most[0]).isLessThan(budget + budget / 4);
    byte[] file = original.saved();
    assertThat(header(file).firstTick()).isEqualTo(original.backend.firstTick());
    Stepped opened = Stepped.open(guest, file);
    for (long tick : new long[] {end - 100, opened.backend.firstTick(), end - 3000}) {
      opened.to(tick);
      original.to(tick);
      assertThat(opened.state()).isEqualTo(original.state());
    }
    // It stands at its end, so less history is enough; not for one that stands at its start.
    Guest small = Stepped.with(guest, 1 << 20);
    original.to(end);
    opened = Stepped.open(small, file);
    assertThat(opened.state()).isEqualTo(original.state());
    assertThat(opened.backend.firstTick()).isGreaterThan(original.backend.firstTick());
    assertThat(opened.backend.historyBytes()).isLessThan(5 << 18);
    original.to(original.backend.firstTick());
    byte[] early = original.saved();
    assertThatThrownBy(() -> Stepped.open(small, early))
        .isInstanceOfSatisfying(
            RecordingException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(RecordingException.Reason.TOO_LARGE));
  }
}
