package dev.continuum.targets.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.target.app.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineMergerTest {
  private static final long HOLD = LineMerger.HOLD_BACK.toNanos();

  private final LineMerger merger = new LineMerger(2, 0);
  private long position;

  private List<LogLine> lines(Object... secondsAndTexts) {
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < secondsAndTexts.length; i += 2) {
      lines.add(
          new LogLine(
              position,
              ++position,
              Instant.ofEpochSecond((Integer) secondsAndTexts[i]),
              LogLine.Source.STDOUT,
              (String) secondsAndTexts[i + 1]));
    }
    return lines;
  }

  private List<String> take(long now) {
    return merger.take(now).stream()
        .map(line -> line.source() + line.line().text() + (line.late() ? "!" : ""))
        .toList();
  }

  @Test
  void ordersByTimeAndKeepsTheOrderOfEachLog() {
    merger.add(0, lines(1, "a", 3, "b", 3, "c", 2, "put back", 9, "d"), 0);
    assertThat(take(0)).isEmpty();
    merger.add(1, lines(2, "x", 3, "y", 10, "z"), 0);
    assertThat(take(0)).containsExactly("0a", "1x", "0b", "0c", "0put back", "1y", "0d");
    assertThat(merger.waiting()).isEqualTo(1);
  }

  @Test
  void waitsForALogThatIsBeingOpenedAndNotForOneThatIsGone() {
    merger.add(0, lines(5, "a"), 0);
    assertThat(merger.next()).isEqualTo(LineMerger.PATIENCE.toNanos());
    assertThat(take(LineMerger.PATIENCE.toNanos() - 1)).isEmpty();
    merger.connected(1, false, 10);
    assertThat(take(10)).containsExactly("0a");
    merger.connected(1, true, 20);
    merger.add(1, lines(1, "old"), 20);
    merger.caughtUp(0, 20);
    assertThat(take(20 + HOLD)).containsExactly("1old!");
  }

  @Test
  void holdsALineBackWhileEarlierOnesMayCome() {
    merger.caughtUp(0, 0);
    merger.caughtUp(1, 0);
    merger.add(0, lines(5, "a"), 100);
    assertThat(merger.next()).isEqualTo(100 + HOLD);
    assertThat(take(99 + HOLD)).isEmpty();
    merger.add(1, lines(4, "x"), 100 + HOLD - 1);
    assertThat(take(100 + HOLD)).containsExactly("1x", "0a");
    merger.add(1, lines(4, "y"), 101 + HOLD);
    assertThat(take(101 + 2 * HOLD)).containsExactly("1y!");
    assertThat(merger.next()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void correctsTheClocksOfDevices() {
    merger.clockAhead(0, Duration.ofSeconds(60));
    merger.add(0, lines(65, "a", 70, "b"), 0);
    merger.add(1, lines(4, "x", 8, "y", 11, "z"), 0);
    assertThat(take(0)).containsExactly("1x", "0a", "1y", "0b");
  }

  @Test
  void aSingleLogIsNeverHeldBack() {
    LineMerger one = new LineMerger(1, 0);
    one.add(0, lines(5, "a", 4, "b"), 0);
    assertThat(one.take(0)).extracting(line -> line.line().text()).containsExactly("a", "b");
  }
}
