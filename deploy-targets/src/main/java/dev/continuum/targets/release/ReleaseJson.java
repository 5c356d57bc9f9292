package dev.continuum.targets.release;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Limits;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.app.RestartPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A release's own record, {@code release.json}, as the agent hands it on. */
final class ReleaseJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReleaseJson() {}

  /** Whether a part of the agent's list has a number that a release may have. */
  static boolean numbered(AgentAnswer part) {
    long number = part.number("release");
    return number >= 1 && number <= Integer.MAX_VALUE;
  }

  /** One release of the agent's list, that has a number. Its texts are short and harmless. */
  static Release read(AgentAnswer part, long current) {
    JsonNode json = tree(part);
    int number = (int) part.number("release");
    String module = json.path("module").asString("");
    return new Release(
        number,
        module.matches("[0-9a-f]{64}") ? module : "",
        ProbeFacts.harmless(json.path("file").asString("")),
        instant(json.path("created").asString("")),
        ProbeFacts.harmless(json.path("by").asString("")),
        ProbeFacts.harmless(json.path("runtime").path("id").asString("")),
        number == current,
        part.value("pinned").equals(Optional.of("yes")),
        part.value("present").equals(Optional.of("yes")));
  }

  /** Its options; the usual ones where it does not say. */
  static DeployOptions options(AgentAnswer part) {
    JsonNode json = tree(part).path("options");
    DeployOptions usual = DeployOptions.USUAL;
    try {
      return new DeployOptions(
          health(json.path("health")),
          Arrays.stream(RestartPolicy.values())
              .filter(policy -> policy.word().equals(json.path("restart").asString("")))
              .findFirst()
              .orElse(usual.restart()),
          new Limits(
              number(json, "memoryBytes"),
              number(json, "cpuSeconds").map(Duration::ofSeconds),
              number(json, "openFiles").map(Math::toIntExact)),
          number(json, "graceSeconds").map(Duration::ofSeconds).orElse(usual.grace()),
          json.path("atBoot").asBoolean(false),
          number(json, "everySeconds").map(Duration::ofSeconds),
          Optional.of(json.path("runtime").asString("")).filter(id -> !id.isEmpty()),
          number(json, "keep").map(Math::toIntExact).orElse(usual.keep()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Somebody wrote into it on the device: then it says nothing.
      return usual;
    }
  }

  private static HealthCheck health(JsonNode json) {
    Duration within =
        Duration.ofMillis(
            json.path("withinMillis").asLong(DeployOptions.USUAL.health().within().toMillis()));
    return switch (json.path("kind").asString("")) {
      case "says" -> new HealthCheck.Says(json.path("line").asString(""), within);
      case "ends" -> new HealthCheck.Ends(within);
      default -> new HealthCheck.Alive(within);
    };
  }

  private static Optional<Long> number(JsonNode json, String key) {
    JsonNode value = json.path(key);
    return value.isIntegralNumber() ? Optional.of(value.asLong()) : Optional.empty();
  }

  /** Writes options into the record. */
  static void write(ObjectNode root, DeployOptions options) {
    ObjectNode json = root.putObject("options");
    ObjectNode health = json.putObject("health");
    switch (options.health()) {
      case HealthCheck.Alive alive -> health.put("kind", "alive");
      case HealthCheck.Says(String line, Duration within) ->
          health.put("kind", "says").put("line", line);
      case HealthCheck.Ends ends -> health.put("kind", "ends");
    }
    health.put("withinMillis", options.health().within().toMillis());
    json.put("restart", options.restart().word())
        .put("graceSeconds", options.grace().toSeconds())
        .put("atBoot", options.atBoot())
        .put("keep", options.keep());
    options.every().ifPresent(time -> json.put("everySeconds", time.toSeconds()));
    options.runtime().ifPresent(id -> json.put("runtime", id));
    options.limits().memoryBytes().ifPresent(bytes -> json.put("memoryBytes", bytes));
    options.limits().cpuTime().ifPresent(time -> json.put("cpuSeconds", time.toSeconds()));
    options.limits().openFiles().ifPresent(count -> json.put("openFiles", count));
  }

  /** The file the agent itself reads them from. */
  static String policy(DeployOptions options) {
    StringBuilder text = new StringBuilder();
    line(text, "restart", options.restart().word());
    line(text, "grace", String.valueOf(options.grace().toSeconds()));
    line(text, "boot", options.atBoot() ? "yes" : "no");
    options.every().ifPresent(time -> line(text, "every", String.valueOf(time.toSeconds())));
    Limits limits = options.limits();
    limits.memoryBytes().ifPresent(bytes -> line(text, "memory", String.valueOf(bytes / 1024)));
    limits.cpuTime().ifPresent(time -> line(text, "cpu", String.valueOf(time.toSeconds())));
    limits.openFiles().ifPresent(count -> line(text, "files", String.valueOf(count)));
    String kind =
        switch (options.health()) {
          case HealthCheck.Alive alive -> "alive";
          case HealthCheck.Says says -> "says";
          case HealthCheck.Ends ends -> "ends";
        };
    // Rounded up to hundredths of a second, as fine as the device's clock is read.
    long hundredths = (options.health().within().toMillis() + 9) / 10;
    line(text, "health", kind + " " + hundredths / 100 + "." + twoDigits(hundredths % 100));
    return text.toString();
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(' ').append(value).append('\n');
  }

  private static JsonNode tree(AgentAnswer part) {
    try {
      return MAPPER.readTree(part.value("json").filter(text -> !text.isBlank()).orElse("{}"));
    } catch (JacksonException e) {
      // Somebody damaged it on the device; the release's number still stands.
      return MAPPER.createObjectNode();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
