package dev.continuum.ide.device.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.output.OutputModel.Match;
import dev.continuum.targets.target.app.LogLine.Source;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogStoreTest {
  private static final LogSource SOURCE = new LogSource("gateway", "filter");

  private final LogStore store = new LogStore(50, 1000, ZoneOffset.UTC);

  private static LogEntry entry(int number) {
    String text = "line " + number + (number % 3 == 0 ? " fizz fizz" : "");
    return new LogEntry(SOURCE, Source.STDOUT, 0, number, number + 1, text, false, false);
  }

  private static List<LogEntry> entries(int from, int to) {
    List<LogEntry> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(entry(i));
    }
    return all;
  }

  @Test
  void findsNextAndPreviousAndCountsLines() {
    store.append(entries(1, 8));
    store.setWanted("FIZZ");
    assertThat(store.hits()).isEqualTo(2);
    Match first = store.find("FIZZ", store.first(), 0, true).orElseThrow();
    assertThat(first.line()).isEqualTo(store.first() + 2);
    assertThat(store.get(first.line()).display().substring(first.start(), first.end()))
        .isEqualTo("fizz");
    Match second = store.find("FIZZ", first.line(), first.start() + 1, true).orElseThrow();
    assertThat(second.line()).isEqualTo(first.line());
    Match third = store.find("FIZZ", second.line(), second.start() + 1, true).orElseThrow();
    assertThat(third.line()).isEqualTo(store.first() + 5);
    Match around = store.find("FIZZ", third.line(), third.start() + 6, true).orElseThrow();
    assertThat(around).isEqualTo(first);
    Match back = store.find("FIZZ", third.line(), third.start() - 1, false).orElseThrow();
    assertThat(back).isEqualTo(second);
    assertThat(store.hitsBefore(third.line())).isEqualTo(1);
    assertThat(store.find("nowhere", store.first(), 0, true)).isEmpty();
  }

  @Test
  void keepsUpWhatIsShownAndFoundAsLinesComeAndGo() {
    Random random = new Random(7);
    List<LogEntry> expected = new ArrayList<>();
    int low = 10_000;
    int high = 10_000;
    store.setFilter(entry -> entry.position() % 2 == 0);
    store.setWanted("fizz");
    for (int round = 0; round < 500; round++) {
      int count = random.nextInt(12);
      if (random.nextInt(3) > 0) {
        store.append(entries(high, high + count));
        expected.addAll(entries(high, high + count));
        high += count;
        while (tooMuch(expected)) {
          expected.removeFirst();
          low++;
        }
      } else {
        boolean dropped = store.prepend(entries(low - count, low));
        expected.addAll(0, entries(low - count, low));
        low -= count;
        assertThat(dropped).isEqualTo(tooMuch(expected));
        while (tooMuch(expected)) {
          expected.removeLast();
          high--;
        }
      }
      assertThat(store.entries()).isEqualTo(expected);
      List<LogEntry> shown = expected.stream().filter(e -> e.position() % 2 == 0).toList();
      assertThat(store.shownEntries()).isEqualTo(shown);
      assertThat(store.hits())
          .isEqualTo((int) shown.stream().filter(e -> e.text().contains("fizz")).count());
      assertThat(store.end() - store.first()).isEqualTo(shown.size());
    }
  }

  private static boolean tooMuch(List<LogEntry> entries) {
    return entries.size() > 50 || entries.stream().mapToLong(LogEntry::weight).sum() > 1000;
  }

  @Test
  void aLineKeepsItsNumberWhileOthersComeAndGo() {
    store.append(entries(100, 120));
    long number = store.first() + 10;
    assertThat(store.get(number).text()).isEqualTo("line 110");
    store.prepend(entries(90, 100));
    assertThat(store.get(number).text()).isEqualTo("line 110");
    store.append(entries(120, 150));
    assertThat(store.get(number).text()).isEqualTo("line 110");
  }
}
