package dev.continuum.ide.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.output.OutputLine.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputModelTest {
  private final QueuedTasks tasks = new QueuedTasks();

  private static void write(OutputModel model, Kind kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    model.bytes(kind, bytes, bytes.length);
  }

  private static List<String> lines(OutputModel model) {
    List<String> lines = new ArrayList<>();
    for (long n = model.first(); n < model.end(); n++) {
      lines.add(model.get(n).display());
    }
    return lines;
  }

  @Test
  void makesLinesOfChunksThatSplitCharactersAndLines() {
    OutputModel model = new OutputModel(tasks);
    byte[] text = "häuser\r\nzwei\n".getBytes(StandardCharsets.UTF_8);
    for (byte b : text) {
      model.bytes(Kind.STDOUT, new byte[] {b}, 1);
    }
    tasks.run();
    assertThat(lines(model)).containsExactly("häuser", "zwei");
  }

  @Test
  void showsALineUnderWayAndCompletesItInPlace() {
    OutputModel model = new OutputModel(tasks);
    write(model, Kind.STDOUT, "name? ");
    tasks.run();
    assertThat(lines(model)).containsExactly("name? ");
    write(model, Kind.STDOUT, "Ada\nhello");
    tasks.run();
    assertThat(lines(model)).containsExactly("name? Ada", "hello");
  }

  @Test
  void tellsStreamsApartWhereOneInterruptsTheOther() {
    OutputModel model = new OutputModel(tasks);
    write(model, Kind.STDOUT, "half");
    write(model, Kind.STDERR, "broken\n");
    tasks.run();
    assertThat(lines(model)).containsExactly("half", "broken");
    assertThat(model.get(0).kind()).isEqualTo(Kind.STDOUT);
    assertThat(model.get(1).kind()).isEqualTo(Kind.STDERR);
  }

  @Test
  void aCarriageReturnStartsItsLineAnew() {
    OutputModel model = new OutputModel(tasks);
    write(model, Kind.STDOUT, "10 %\r20 %\r100 %\ndone\n");
    tasks.run();
    assertThat(lines(model)).containsExactly("100 %", "done");
  }

  @Test
  void breaksALineOfAMegabyteAndCopiesItWhole() {
    OutputModel model = new OutputModel(tasks);
    String line = "0123456789".repeat(100_000);
    write(model, Kind.STDOUT, line + "\nnext\n");
    tasks.run();
    assertThat(model.size()).isEqualTo(1_000_000 / LineAssembler.LONGEST_LINE + 1);
    assertThat(model.text().equals(line + "\nnext")).isTrue();
  }

  @Test
  void bytesThatAreNotUtf8AreShownAsReplacements() {
    OutputModel model = new OutputModel(tasks);
    model.bytes(Kind.STDOUT, new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', '\n'}, 5);
    tasks.run();
    assertThat(lines(model)).containsExactly("a\ufffd\ufffdb");
  }

  @Test
  void keepsTheLastLinesAndSaysHowManyWereDropped() {
    OutputModel model = new OutputModel(tasks, 100, 1_000_000);
    for (int i = 0; i < 250; i++) {
      write(model, Kind.STDOUT, "line " + i + "\n");
      if (i % 7 == 0) {
        tasks.run();
      }
    }
    tasks.run();
    assertThat(model.size()).isEqualTo(100);
    assertThat(model.get(model.first()).text()).isEqualTo("line 150");
    assertThat(model.get(model.end() - 1).text()).isEqualTo("line 249");
    assertThat(model.dropped().get()).isEqualTo(150);
    assertThat(model.first()).isEqualTo(150);
  }

  @Test
  void aFloodBetweenTwoBatchesIsBoundedToo() {
    OutputModel model = new OutputModel(tasks, 100, 1_000_000);
    write(model, Kind.STDOUT, "before\n");
    tasks.run();
    for (int i = 0; i < 1000; i++) {
      write(model, Kind.STDOUT, "line " + i + "\n");
    }
    tasks.run();
    assertThat(model.size()).isEqualTo(100);
    assertThat(model.dropped().get()).isEqualTo(901);
    assertThat(model.end()).isEqualTo(1001);
  }

  @Test
  void keepsNoMoreCharactersThanAllowed() {
    OutputModel model = new OutputModel(tasks, 1000, 500);
    for (int i = 0; i < 100; i++) {
      write(model, Kind.STDOUT, "x".repeat(99) + "\n");
    }
    tasks.run();
    assertThat(model.size()).isEqualTo(5);
  }

  @Test
  void filtersLinesThatAreThereAndThatCome() {
    OutputModel model = new OutputModel(tasks);
    write(model, Kind.STDOUT, "one\nTwo\nthree\n");
    tasks.run();
    model.setFilter("tW");
    write(model, Kind.STDOUT, "twelve\nfour\ntw");
    tasks.run();
    assertThat(lines(model)).containsExactly("Two", "twelve", "tw");
    write(model, Kind.STDOUT, "enty\n");
    tasks.run();
    assertThat(lines(model)).containsExactly("Two", "twelve", "twenty");
    model.setFilter("");
    assertThat(model.size()).isEqualTo(6);
  }

  @Test
  void findsForwardsAndBackwardsRoundTheEnd() {
    OutputModel model = new OutputModel(tasks);
    write(model, Kind.STDOUT, "alpha\nbeta Alpha\ngamma\n");
    tasks.run();
    assertThat(model.find("ALPHA", 0, 1, true)).hasValue(new OutputModel.Match(1, 5, 10));
    assertThat(model.find("alpha", 1, 6, true)).hasValue(new OutputModel.Match(0, 0, 5));
    assertThat(model.find("alpha", 1, 4, false)).hasValue(new OutputModel.Match(0, 0, 5));
    assertThat(model.find("alpha", 0, -1, false)).hasValue(new OutputModel.Match(1, 5, 10));
    assertThat(model.find("delta", 0, 0, true)).isEmpty();
  }

  @Test
  void whilePausedNothingMovesAndNothingIsLost() {
    OutputModel model = new OutputModel(tasks);
    model.setPaused(true);
    write(model, Kind.STDOUT, "one\ntwo\n");
    tasks.run();
    assertThat(model.size()).isZero();
    model.setPaused(false);
    assertThat(lines(model)).containsExactly("one", "two");
  }

  @Test
  void copiesColumnsOfAPartOfTheLines() {
    OutputModel model = new OutputModel(tasks);
    model.line(new OutputLine(Kind.STDOUT, "12:00", "gateway", "one", false));
    model.line(new OutputLine(Kind.STDERR, "12:01", "gateway", "two", false));
    tasks.run();
    assertThat(model.text(0, 7, 1, 5)).isEqualTo("gateway  one\n12:01");
  }
}
