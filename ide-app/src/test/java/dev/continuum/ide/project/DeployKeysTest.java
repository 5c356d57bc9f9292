package dev.continuum.ide.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Limits;
import dev.continuum.targets.target.app.RestartPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployKeysTest {
  @Test
  void nothingSaidIsWhatIsUsual() throws Exception {
    assertThat(DeployKeys.read(Map.of())).isEqualTo(DeployOptions.USUAL);
    assertThat(DeployKeys.write(DeployOptions.USUAL)).isEmpty();
  }

  @Test
  void whatIsWrittenReadsTheSame() throws Exception {
    DeployOptions service =
        new DeployOptions(
            new HealthCheck.Says("^listening on [0-9]+", Duration.ofMillis(2500)),
            RestartPolicy.ALWAYS,
            new Limits(Optional.of(96L << 20), Optional.of(Duration.ofHours(2)), Optional.of(64)),
            Duration.ZERO,
            true,
            Optional.empty(),
            Optional.of("node"),
            3);
    DeployOptions job =
        new DeployOptions(
            new HealthCheck.Ends(Duration.ofMinutes(5)),
            RestartPolicy.NEVER,
            Limits.NONE,
            Duration.ofSeconds(90),
            false,
            Optional.of(Duration.ofDays(1)),
            Optional.empty(),
            1000);
    for (DeployOptions options : new DeployOptions[] {service, job}) {
      assertThat(DeployKeys.read(DeployKeys.write(options))).isEqualTo(options);
    }
  }

  @Test
  void aLineOrAJobIsWaitedForLonger() throws Exception {
    assertThat(DeployKeys.read(Map.of("health-line", "ready")).health())
        .isEqualTo(new HealthCheck.Says("ready", Duration.ofSeconds(30)));
    assertThat(DeployKeys.read(Map.of("job", "true")).health())
        .isEqualTo(new HealthCheck.Ends(Duration.ofSeconds(30)));
  }

  @Test
  void saysWhichKeyIsWrong() {
    assertWrong("health-line", Map.of("job", "true", "health-line", "x"));
    assertWrong("health-line", Map.of("health-line", "two\nlines"));
    assertWrong("memory", Map.of("memory", "64MB"));
    assertWrong("memory", Map.of("memory", "12KiB"));
    assertWrong("files", Map.of("files", "3"));
    assertWrong("cpu", Map.of("cpu", "10ms"));
  }

  private static void assertWrong(String key, Map<String, String> texts) {
    assertThatExceptionOfType(DeployKeys.WrongValue.class)
        .isThrownBy(() -> DeployKeys.read(texts))
        .satisfies(e -> assertThat(e.key()).isEqualTo(key))
        .satisfies(e -> assertThat(e.remedy()).endsWith("."));
  }
}
