package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class BoundsTest {
  private static final Rectangle2D SCREEN = new Rectangle2D(0, 30, 1280, 770);

  @Test
  void aWindowThatFitsStaysWhereItWas() {
    Session.Bounds bounds = new Session.Bounds(100, 60, 900, 600, true);
    assertThat(bounds.within(SCREEN)).isEqualTo(bounds);
  }

  @Test
  void aWindowOfALargerScreenIsMadeToFit() {
    assertThat(new Session.Bounds(300, 200, 1900, 1000, false).within(SCREEN))
        .isEqualTo(new Session.Bounds(0, 30, 1280, 770, false));
    assertThat(new Session.Bounds(700, 500, 800, 600, false).within(SCREEN))
        .isEqualTo(new Session.Bounds(480, 200, 800, 600, false));
  }

  @Test
  void nonsenseGivesAWindowThatCanBeUsed() {
    assertThat(new Session.Bounds(1e9, -1e9, -3, 0, false).within(SCREEN))
        .isEqualTo(new Session.Bounds(640, 30, 640, 400, false));
  }
}
