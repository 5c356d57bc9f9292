package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.exec.RecordingException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are no recordings, or not any more, or never were. */
@Timeout(120)
class RecordingDamageTest {
  private static final int HEADER = 16;

  private Guest guest;
  private byte[] file;

  @BeforeEach
  void record() throws Exception {
    RecordingTest of = new RecordingTest();
    guest = of.guest();
    file = of.file();
  }

  private static @Nullable Reason reason(RecordingException refusal) {
    return refusal == null ? null : refusal.reason();
  }

  /** Why a file is refused; null when it is opened. */
  private @Nullable Reason open(byte[] bytes) throws Exception {
    try {
      SteppingBackend.open(guest, new ByteArrayInputStream(bytes));
      return null;
    } catch (RecordingException refusal) {
      assertThat(refusal.getMessage()).endsWith(".");
      return refusal.reason();
    } catch (LinkException tooLittle) {
      assertThat(tooLittle).hasMessageContaining("allowed here");
      return Reason.TOO_LARGE;
    }
  }

  private static @Nullable Reason header(byte[] bytes) throws IOException {
    try {
      Recording.header(new ByteArrayInputStream(bytes));
      return null;
    } catch (RecordingException refusal) {
      return refusal.reason();
    }
  }

  @Test
  void refusesWhatIsCutOff() throws Exception {
    for (int length = 0; length < file.length; length += length < 400 ? 1 : 29) {
      byte[] cut = Arrays.copyOf(file, length);
      Reason expected = length < 8 ? Reason.NOT_A_RECORDING : Reason.DAMAGED;
      assertThat(open(cut)).as("" + length).isEqualTo(expected);
      assertThat(header(cut)).as("" + length).isEqualTo(expected);
    }
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    assertThat(open(longer)).isEqualTo(Reason.DAMAGED);
    assertThat(header(longer)).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void refusesWhatHasChanged() throws Exception {
    Random random = new Random(3);
    for (int at = 0; at < file.length; at += at < 400 ? 1 : 7) {
      byte[] changed = file.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(open(changed)).as("" + at).isNotNull();
      assertThat(header(changed)).as("" + at).isNotNull();
      if (at >= 12) {
        assertThat(open(changed)).as("" + at).isEqualTo(Reason.DAMAGED);
      }
    }
  }

  @Test
  void refusesANewerVersion() throws Exception {
    file[11] = 2;
    assertThat(open(file)).isEqualTo(Reason.NEWER_VERSION);
    RecordingException refusal =
        catchThrowableOfType(
            RecordingException.class, () -> Recording.header(new ByteArrayInputStream(file)));
    assertThat(refusal).hasMessageContaining("version 2").hasMessageContaining("Update");
  }

  @Test
  void refusesAnotherModuleAndNamesTheRightOne() throws Exception {
    Guest other = Stepped.guest("(module (func (export \"_start\")))", null);
    RecordingException refusal =
        catchThrowableOfType(
            RecordingException.class,
            () -> SteppingBackend.open(other, new ByteArrayInputStream(file)));
    assertThat(reason(refusal)).isEqualTo(Reason.OTHER_MODULE);
    assertThat(refusal)
        .hasMessageContaining("“everything”")
        .hasMessageContaining(Recording.digest(guest.bytes()));
    assertThat(refusal.header()).isEqualTo(Recording.header(new ByteArrayInputStream(file)));
  }

  @Test
  void refusesWhatMayTakeMoreThanIsAllowed() throws Exception {
    Guest less =
        new Guest(
            guest.module(),
            guest.bytes(),
            guest.hosts(),
            null,
            guest.arguments(),
            guest.limits().withMemoryBytes(1 << 20),
            guest.historyBudget());
    RecordingException refusal =
        catchThrowableOfType(
            RecordingException.class,
            () -> SteppingBackend.open(less, new ByteArrayInputStream(file)));
    assertThat(reason(refusal)).isEqualTo(Reason.TOO_LARGE);
  }

  /** The file with other content in its blocks, and right checksums. */
  private byte[] withBody(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(file, 0, HEADER + ByteBuffer.wrap(file).getInt(12) + 4);
    try (BlockOutput blocks = new BlockOutput(out)) {
      blocks.write(body);
    }
    return sealed(bytes.toByteArray());
  }

  private static byte[] sealed(byte[] bytes) {
    MessageDigest digest = Recording.sha256();
    byte[] whole = Arrays.copyOf(bytes, bytes.length + 32);
    System.arraycopy(digest.digest(bytes), 0, whole, bytes.length, 32);
    return whole;
  }

  private byte[] body() throws IOException {
    InputStream rest = new ByteArrayInputStream(file);
    rest.skipNBytes(HEADER + ByteBuffer.wrap(file).getInt(12) + 4);
    try (BlockInput blocks = new BlockInput(new DataInputStream(rest))) {
      return blocks.readAllBytes();
    }
  }

  @Test
  void takesNoNumberForGrantedInTheBody() throws Exception {
    byte[] body = body();
    assertThat(open(withBody(body))).isNull();
    int[] positions = positions(body);
    int refused = 0;
    for (int at : positions) {
      for (int value : new int[] {Integer.MAX_VALUE, -1, 0, 1 << 24}) {
        byte[] changed = body.clone();
        ByteBuffer.wrap(changed).putInt(at, value);
        refused += open(withBody(changed)) == null ? 0 : 1;
      }
    }
    assertThat(refused).isGreaterThan(positions.length);
  }

  @Test
  void refusesAHeapThatWalkingOverWouldNotEnd() throws Exception {
    byte[] body = body();
    ByteBuffer words = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    int structures = 0;
    for (int at = 0; at + 8 <= body.length; at++) {
      long head = words.getLong(at);
      if (head >>> 34 == 3 && (head >>> 32 & 3) == Heap.STRUCT) {
        structures++;
        for (long wrong : new long[] {head & 0x3_ffffffffL, head | 1L << 60, head | 77}) {
          byte[] changed = body.clone();
          ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(at, wrong);
          assertThat(open(withBody(changed))).isEqualTo(Reason.DAMAGED);
        }
      }
    }
    assertThat(structures).isPositive();
  }

  /** Where numbers lie: wherever a byte is not the same as the one before it. */
  private static int[] positions(byte[] body) {
    int[] found = new int[body.length];
    int count = 0;
    int quiet = 0;
    for (int at = 0; at + 4 <= body.length && count < 700; at++) {
      quiet = at > 0 && body[at] == body[at - 1] ? quiet + 1 : 0;
      if (quiet < 8) {
        found[count++] = at;
      }
    }
    return Arrays.copyOf(found, count);
  }

  @Test
  void takesNoNumberForGrantedInTheHeader() throws Exception {
    int size = ByteBuffer.wrap(file).getInt(12);
    for (int at = HEADER + 32; at + 4 <= HEADER + size; at++) {
      for (int value : new int[] {Integer.MAX_VALUE, -1, 0}) {
        byte[] changed = Arrays.copyOf(file, file.length - 32);
        ByteBuffer.wrap(changed).putInt(at, value);
        CRC32 sum = new CRC32();
        sum.update(changed, HEADER, size);
        ByteBuffer.wrap(changed).putInt(HEADER + size, (int) sum.getValue());
        byte[] whole = sealed(changed);
        Reason opened = open(whole);
        Reason said = header(whole);
        assertThat(said == null || opened != null).as(at + ": " + value).isTrue();
      }
    }
  }
}
