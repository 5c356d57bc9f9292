package dev.continuum.ide.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.profile.CallTree;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlameModelTest {
  /**
   * main (10 own, 100 in all) calls a (30), which calls b (10), and b (60), which calls what is
   * gathered: a (20).
   */
  private static Profile profile() {
    return new Profile(
        100,
        List.of(function(0, "$main", 10), function(1, "$a", 40), function(2, "$b", 50)),
        new CallTree(
            new int[] {-1, 0, 1, 2, 1, 4, 5},
            new int[] {-1, 0, 1, 2, 2, -2, 1},
            new long[] {0, 1, 3, 1, 1, 0, 7},
            new long[] {0, 10, 20, 10, 40, 0, 20}),
        List.of(),
        List.of());
  }

  private static ProfiledFunction function(int index, String name, long own) {
    return new ProfiledFunction(index, name, new int[] {10 * index + 40}, new long[] {own});
  }

  private final FlameModel model = new FlameModel(profile());

  @Test
  void boxesAreAsWideAsTheirShareAndTheWidestComesFirst() {
    assertThat(model.rows()).isEqualTo(5);
    assertThat(model.boxes(1000, 0, 9))
        .containsExactly(
            new FlameModel.Box(0, 0, 0, 1000, false),
            new FlameModel.Box(1, 1, 0, 1000, false),
            new FlameModel.Box(4, 2, 0, 600, false),
            new FlameModel.Box(5, 3, 0, 200, false),
            new FlameModel.Box(6, 4, 0, 200, false),
            new FlameModel.Box(2, 2, 600, 300, false),
            new FlameModel.Box(3, 3, 600, 100, false));
    assertThat(model.boxes(1000, 3, 3)).extracting(FlameModel.Box::node).containsExactly(5, 3);
    assertThat(model.boxes(8, 0, 9))
        .extracting(FlameModel.Box::node)
        .as("what is not seen is left out")
        .containsExactly(0, 1, 4, 5, 6, 2);
    assertThat(model.at(650, 3, 1000)).isEqualTo(3);
    assertThat(model.at(750, 3, 1000)).isEqualTo(-1);
    assertThat(model.at(5, 20, 1000)).isEqualTo(-1);
  }

  @Test
  void zoomingKeepsWhatIsAbove() {
    model.zoomTo(2);

    assertThat(model.boxes(1000, 0, 9))
        .containsExactly(
            new FlameModel.Box(1, 1, 0, 1000, true),
            new FlameModel.Box(0, 0, 0, 1000, true),
            new FlameModel.Box(2, 2, 0, 1000, false),
            new FlameModel.Box(3, 3, 0, 1000.0 / 3, false));
    assertThat(model.rows()).isEqualTo(4);
    model.zoomOut();
    assertThat(model.zoom().get()).isEqualTo(1);
    model.zoomOut();
    model.zoomOut();
    assertThat(model.zoom().get()).isZero();
  }

  @Test
  void keysLeadToWhatIsBeside() {
    model.move(FlameModel.Way.DOWN);
    model.move(FlameModel.Way.DOWN);
    assertThat(model.selected().get()).isEqualTo(4);
    model.move(FlameModel.Way.RIGHT);
    assertThat(model.selected().get()).isEqualTo(2);
    model.move(FlameModel.Way.RIGHT);
    assertThat(model.selected().get()).as("nothing is further right").isEqualTo(2);
    model.zoomTo(2);
    model.move(FlameModel.Way.LEFT);
    assertThat(model.selected().get()).as("what is beside it is not shown").isEqualTo(2);
    model.move(FlameModel.Way.UP);
    model.move(FlameModel.Way.UP);
    model.move(FlameModel.Way.UP);
    assertThat(model.selected().get()).isZero();
    model.move(FlameModel.Way.DOWN);
    model.move(FlameModel.Way.DOWN);
    model.move(FlameModel.Way.DOWN);
    assertThat(model.selected().get()).as("along what is zoomed into").isEqualTo(3);
    model.move(FlameModel.Way.DOWN);
    assertThat(model.selected().get()).isEqualTo(3);
  }

  @Test
  void searchFindsAndGoesFromOneToTheNext() {
    assertThat(model.found()).isEmpty();
    model.search().set("A");
    assertThat(model.isMatch(2)).isTrue();
    assertThat(model.isMatch(3)).isFalse();
    assertThat(model.found()).startsWith("2 functions take 100.0 %");
    model.search().set("$b");
    assertThat(model.found())
        .isEqualTo("1 function takes 70.0 % of the instructions, with all calls below.");
    model.next();
    assertThat(model.selected().get()).isEqualTo(3);
    model.zoomTo(3);
    model.next();
    assertThat(model.selected().get()).isEqualTo(4);
    assertThat(model.zoom().get()).as("so that it is seen").isZero();
    model.next();
    assertThat(model.selected().get()).isEqualTo(3);
    model.search().set("zzz");
    assertThat(model.found()).isEqualTo("No function has this in its name.");
    model.next();
    assertThat(model.selected().get()).isEqualTo(3);
  }

  @Test
  void wordsTellTheNumbers() {
    assertThat(model.words(0)).isEqualTo("All of the run: 100 instructions, 100.0 %.");
    assertThat(model.words(2))
        .isEqualTo("$a was called 3 times by $main: 30 instructions, 30.0 %, of which 20 its own.");
    assertThat(model.words(1))
        .isEqualTo("$main was called 1 time: 100 instructions, 100.0 %, of which 10 its own.");
    assertThat(model.words(5))
        .isEqualTo(
            "… gathers what had no room of its own, each function once: 20 instructions, 20.0 %.");
    assertThat(model.function(5)).isEqualTo(-1);
    assertThat(model.function(0)).isEqualTo(-1);
    assertThat(model.function(6)).isEqualTo(1);
  }

  @Test
  void anEmptyProfileIsOneBox() {
    FlameModel empty =
        new FlameModel(
            new Profile(
                0,
                List.of(),
                new CallTree(new int[] {-1}, new int[] {-1}, new long[1], new long[1]),
                List.of(),
                List.of()));
    assertThat(empty.boxes(100, 0, 5)).hasSize(1);
    assertThat(empty.words(0)).isEqualTo("All of the run: 0 instructions, 0.0 %.");
    empty.search().set("x");
    empty.next();
    assertThat(empty.found()).isEqualTo("No function has this in its name.");
  }
}
