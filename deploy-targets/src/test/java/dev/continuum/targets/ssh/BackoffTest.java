package dev.continuum.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void growsToTheLongestAndBeginsAnew() {
    Backoff backoff = new Backoff(FIRST, LONGEST);
    long due = 500;
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isBetween(Duration.ofMillis(due / 2), Duration.ofMillis(due));
      due = Math.min(30_000, due * 2);
    }
    backoff.reset();
    assertThat(backoff.next()).isBetween(FIRST.dividedBy(2), FIRST);
  }

  @Test
  void doesNotKeepStepWithOthers() {
    Set<Duration> pauses = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      pauses.add(new Backoff(FIRST, LONGEST).next());
    }
    assertThat(pauses).hasSizeGreaterThan(1);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, LONGEST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(LONGEST, FIRST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
