package dev.continuum.targets.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.target.app.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogRecordsTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsWholeRecordsAndTheirPositions() {
    LogBatch batch = LogRecords.read(bytes("12 o ä\r\n13 E \n14 s x y\n15 o unfin"), 100, false);
    assertThat(batch.lines())
        .containsExactly(
            new LogLine(100, 109, Instant.ofEpochSecond(12), LogLine.Source.STDOUT, "ä"),
            new LogLine(109, 115, Instant.ofEpochSecond(13), LogLine.Source.STDERR, "", true),
            new LogLine(115, 124, Instant.ofEpochSecond(14), LogLine.Source.SUPERVISOR, "x y"));
    assertThat(batch.next()).isEqualTo(124);
  }

  @Test
  void takesTheRestOfASegmentThatIsComplete() {
    LogBatch batch = LogRecords.read(bytes("15 o cut"), 7, true);
    assertThat(batch.lines()).extracting(LogLine::text).containsExactly("cut");
    assertThat(batch.next()).isEqualTo(15);
  }

  @Test
  void goesOnToTheNextRecordFromTheMiddleOfOne() {
    LogBatch batch = LogRecords.read(bytes("lo there\n\n12 x y\n12 o yes\n"), 0, false);
    assertThat(batch.lines()).extracting(LogLine::text).containsExactly("yes");
    assertThat(batch.lines().getFirst().position()).isEqualTo(17);
  }
}
