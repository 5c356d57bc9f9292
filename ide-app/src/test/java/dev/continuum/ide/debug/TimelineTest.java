package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.inspector.debug.Motion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The marks of the timeline. */
class TimelineTest {
  private static final String PROGRAM =
      """
      (module
        (func (export "_start") (local $i i32)
          (loop $again
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_s (local.get $i) (i32.const 100000))))))
      """;

  @TempDir Path folder;

  private static List<Node> marks(Timeline line, String style) {
    return line.getChildrenUnmodifiable().stream()
        .filter(each -> each.getStyleClass().contains(style))
        .toList();
  }

  private static List<String> order(Timeline line) {
    List<String> order = new ArrayList<>();
    for (Node each : line.getChildrenUnmodifiable()) {
      String style = each.getStyleClass().getFirst();
      if (order.isEmpty() || !order.getLast().equals(style)) {
        order.add(style);
      }
    }
    return order;
  }

  @Test
  void usesItsMarksAgainAndHasNoMoreThanCanBeSeen() throws Exception {
    FxTest.startToolkit();
    try (DebugFixture debug = new DebugFixture(folder, PROGRAM)) {
      debug.breakpoint("break line 5");
      // It is in no window, so that any thread may use it.
      Timeline line = new Timeline(new TimelineModel(debug.model));
      line.resize(313, 24);
      debug.start();
      debug.move(new Motion.StepInto(1));
      assertThat(marks(line, "timeline-hit")).hasSize(1);
      for (int i = 0; i < 400; i++) {
        debug.move(new Motion.Continue());
        debug.move(new Motion.StepInto(1));
      }
      line.layout();
      List<Node> hits = marks(line, "timeline-hit");
      assertThat(hits).hasSizeBetween(100, 150);
      assertThat(order(line))
          .containsExactly(
              "timeline-track",
              "timeline-done",
              "timeline-stop",
              "timeline-hit",
              "timeline-handle");
      assertThat(hits).extracting(Node::getLayoutX).isSorted();
      assertThat(hits).allSatisfy(hit -> assertThat(((Region) hit).getWidth()).isEqualTo(7.0));
      debug.move(new Motion.Continue());
      List<Node> after = marks(line, "timeline-hit");
      assertThat(Math.abs(after.size() - hits.size())).isLessThanOrEqualTo(1);
      int same = Math.min(after.size(), hits.size());
      assertThat(after.subList(0, same)).isEqualTo(hits.subList(0, same));
      debug.close();
      assertThat(order(line)).containsExactly("timeline-track", "timeline-done", "timeline-handle");
    }
  }
}
