package dev.continuum.ide.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.targets.target.app.AppStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the command line says about an app on a device. */
class OnDeviceTest {
  private static final Instant TIME = Instant.parse("2026-11-23T07:00:00Z");

  private static AppStatus app(
      AppStatus.State state, Optional<Integer> exit, int restarts, boolean watched) {
    boolean waits = state == AppStatus.State.WAITING;
    return new AppStatus(
        "app",
        2,
        state,
        "ab".repeat(32),
        exit,
        Optional.of(TIME),
        "bundled",
        restarts,
        waits ? Optional.of(TIME.plusSeconds(300)) : Optional.empty(),
        state == AppStatus.State.RUNNING ? Optional.of(4711L) : Optional.empty(),
        watched);
  }

  @Test
  void saysStatesInWords() {
    Optional<Integer> none = Optional.empty();
    assertThat(OnDevice.state(app(AppStatus.State.RUNNING, none, 0, true))).isEqualTo("running");
    assertThat(OnDevice.state(app(AppStatus.State.RUNNING, Optional.of(3), 1, true)))
        .isEqualTo("running");
    assertThat(OnDevice.state(app(AppStatus.State.RUNNING, none, 0, false)))
        .isEqualTo("running, unwatched");
    assertThat(OnDevice.state(app(AppStatus.State.EXITED, none, 0, true))).isEqualTo("exited");
    assertThat(OnDevice.state(app(AppStatus.State.EXITED, Optional.of(3), 0, true)))
        .isEqualTo("exited with status 3");
    AppStatus waiting = app(AppStatus.State.WAITING, Optional.of(3), 2, true);
    assertThat(OnDevice.state(waiting)).isEqualTo("waiting");
    assertThat(OnDevice.restarts(waiting)).isEqualTo("2 restarts");
    assertThat(OnDevice.next(waiting)).startsWith("next 2026-11-2");
  }

  @Test
  void tellsProgramsAllOfIt() {
    assertThat(
            Json.line(
                OnDevice.toJson("board", app(AppStatus.State.WAITING, Optional.of(3), 2, true))))
        .contains(
            "\"state\":\"waiting\"",
            "\"exitStatus\":3",
            "\"restarts\":2",
            "\"next\":\"2026-11-23T07:05:00Z\"",
            "\"process\":null",
            "\"watched\":true");
  }
}
