package dev.continuum.targets.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WavesTest {
  @Test
  void eachEndSaysHowManyDevicesHaveBeenReached() {
    assertThat(Waves.USUAL.sizes(12)).containsExactly(1, 2, 9);
    assertThat(Waves.USUAL.sizes(2)).containsExactly(1, 1);
    assertThat(Waves.USUAL.sizes(1)).containsExactly(1);
    assertThat(Waves.USUAL.sizes(0)).isEmpty();
    assertThat(Waves.parse("5, 2, 10%, 50 %").sizes(8)).containsExactly(5, 3);
    assertThat(Waves.parse("2").sizes(200)).containsExactly(2, 198);
    assertThat(Waves.parse("100%").sizes(Integer.MAX_VALUE)).containsExactly(Integer.MAX_VALUE);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(Waves.parse("1,25%,all")).isEqualTo(Waves.USUAL);
    assertThat(Waves.parse(Waves.USUAL.toString())).isEqualTo(Waves.USUAL);
    for (String wrong : new String[] {"", "1,", "0", "0%", "101%", "x", "-1", "12345678", "1.5%"}) {
      assertThatThrownBy(() -> Waves.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void saysWhatItDoesInWords() {
    assertThat(Waves.USUAL.words(12)).isEqualTo("1 device first, then 2 more, then the other 9");
    assertThat(Waves.USUAL.words(2)).isEqualTo("1 device first, then the last one");
    assertThat(Waves.USUAL.words(1)).isEqualTo("1 device");
    assertThat(Waves.ALL.words(8)).isEqualTo("all 8 devices at once");
  }

  @Test
  void rulesStopWhenTheySay() {
    StopRule share = StopRule.parse("20%");
    assertThat(share.stops(1, 10)).isFalse();
    assertThat(share.stops(2, 10)).isTrue();
    assertThat(share.stops(0, 0)).isFalse();
    assertThat(StopRule.parse("first").stops(1, 1000)).isTrue();
    assertThat(StopRule.parse("first").stops(0, 1000)).isFalse();
    assertThat(StopRule.parse("never").stops(1000, 1000)).isFalse();
    for (String wrong : new String[] {"", "0%", "101%", "2", "second", "20 percent"}) {
      assertThatThrownBy(() -> StopRule.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
