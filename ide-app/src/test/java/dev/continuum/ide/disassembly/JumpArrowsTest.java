package dev.continuum.ide.disassembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.disassembly.JumpArrows.Line;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JumpArrowsTest {
  private static final RowPlace NOWHERE = new RowPlace(7, 0);

  private final JumpArrows arrows = new JumpArrows();

  private static CodeRows rows(String body) {
    byte[] bytes = CodeSamples.assembled("(module (func " + body + ") (func (nop)))");
    return new CodeRows((WasmModule) ModuleDecoder.salvage(bytes).binary(), bytes);
  }

  private static List<String> said(List<Line> lines) {
    return lines.stream()
        .map(line ->
            Arrays.toString(line.sources())
                + " -> "
                + line.target()
                + " lane "
                + line.lane()
                + (line.selected() ? " selected" : ""))
        .sorted()
        .toList();
  }

  @Test
  void drawsShortJumpsNearestAndJoinsThoseToOnePlace() {
    // 0 func, 1 block, 2 loop, 3 br 0, 4 br 1, 5 br 1, 6 end, 7 end, 8 end of the function
    CodeRows rows = rows("block loop br 0 br 1 br 1 end end");
    assertThat(said(arrows.lines(rows, RowPlace.FIRST, 20, NOWHERE)))
        .containsExactly("[3] -> 2 lane 0", "[4, 5] -> 8 lane 0");
    CodeRows crossing = rows("block loop br 1 br 0 end end");
    assertThat(said(arrows.lines(crossing, RowPlace.FIRST, 20, new RowPlace(0, 4))))
        .containsExactly("[3] -> 7 lane 1", "[4] -> 2 lane 0 selected");
  }

  @Test
  void drawsWhatStartsOrEndsInView() {
    CodeRows rows = rows("block loop " + "nop ".repeat(50) + "br 1 br 0 end end");
    // Rows: 1 block, 2 loop, 3 to 52 nop, 53 br 1, 54 br 0, 55 end, 56 end, 57 end.
    assertThat(said(arrows.lines(rows, RowPlace.FIRST, 10, NOWHERE)))
        .containsExactly("[10] -> 2 lane 0");
    assertThat(arrows.lines(rows, new RowPlace(0, 10), 10, NOWHERE)).isEmpty();
    assertThat(said(arrows.lines(rows, new RowPlace(0, 50), 10, new RowPlace(0, 57))))
        .containsExactly("[3] -> 7 lane 0 selected", "[4] -> -1 lane 1");
  }

  @Test
  void hasNoMoreLanesThanThereIsRoomFor() {
    String open = "block ".repeat(40);
    StringBuilder branches = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      branches.append("br ").append(i).append(' ');
    }
    CodeRows rows = rows(open + branches + "end ".repeat(40));
    List<Line> lines = arrows.lines(rows, RowPlace.FIRST, 200, NOWHERE);
    assertThat(lines).hasSize(40);
    assertThat(lines).allMatch(line -> line.lane() >= 0 && line.lane() < JumpArrows.LANES);
    assertThat(lines.stream().map(Line::lane).distinct()).hasSize(JumpArrows.LANES);
  }
}
