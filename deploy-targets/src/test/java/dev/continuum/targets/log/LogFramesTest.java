package dev.continuum.targets.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.target.app.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFramesTest {
  private final List<String> heard = new ArrayList<>();
  private final LogFrames frames =
      new LogFrames(
          100,
          new LogFrames.Sink() {
            @Override
            public void batch(List<LogLine> lines, long next, long lost) {
              heard.add(lines.stream().map(LogLine::text).toList() + " " + next + " lost " + lost);
            }

            @Override
            public void begunAnew() {
              heard.add("anew");
            }

            @Override
            public void caughtUp() {
              heard.add("caught up");
            }
          });

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      frames.write(new byte[] {b}, 0, 1);
    }
  }

  @Test
  void givesTheLinesOfAFrameAndKeepsAHalfOneForTheNext() {
    write("frame 100 10 116 0\n1 o a\n2 o ");
    write("frame 110 6 116 0\nb\n3 o ");
    assertThat(heard).containsExactly("[a] 106 lost 0", "[b] 112 lost 0", "caught up");
    assertThat(frames.broken()).isFalse();
  }

  @Test
  void countsACutFrameAsFarAsItCame() {
    write("frame 100 30 130 0\n1 o a\n2 o b\n3 o");
    frames.end();
    write("\nmore");
    assertThat(heard).containsExactly("[a, b] 112 lost 0");
  }

  @Test
  void saysWhatIsLostAndTakesTheRestOfAFinishedSegment() {
    write("frame 150 10 200 150\n1 o a\n2 o ");
    write("frame 160 6 166 160\n3 o x\n");
    assertThat(heard)
        .containsExactly("[a] 156 lost 50", "[] 160 lost 0", "[x] 166 lost 0", "caught up");
  }

  @Test
  void startsAgainWithALogThatWasBegunAnew() {
    write("frame 100 0 7 0\nframe 0 7 7 0\n1 o ab\n");
    assertThat(heard).containsExactly("anew");
  }

  @Test
  void takesNothingThatIsNoFrame() {
    for (String bad :
        List.of(
            "frame 99 5 200 0\n",
            "frame 100 999999999 999999999 0\n",
            "frame 100 -1 200 0\n",
            "nonsense\n",
            "x".repeat(200))) {
      LogFrames hostile = new LogFrames(100, new NoSink());
      byte[] bytes = bad.getBytes(StandardCharsets.UTF_8);
      hostile.write(bytes, 0, bytes.length);
      assertThat(hostile.broken()).as(bad).isTrue();
    }
    write("frame 100 70000 80000 0\n" + "x".repeat(70_000));
    assertThat(frames.broken()).isTrue();
    assertThat(heard).isEmpty();
  }

  private static final class NoSink implements LogFrames.Sink {
    @Override
    public void batch(List<LogLine> lines, long next, long lost) {
      throw new AssertionError("a batch");
    }

    @Override
    public void begunAnew() {
      throw new AssertionError("begun anew");
    }

    @Override
    public void caughtUp() {
      throw new AssertionError("caught up");
    }
  }
}
