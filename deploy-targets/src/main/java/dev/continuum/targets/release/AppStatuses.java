package dev.continuum.targets.release;

import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.run.RunConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a device says about its apps. */
public final class AppStatuses {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private AppStatuses() {}

  /** All apps, by name. */
  public static List<AppStatus> all(DeviceAgent agent) throws TargetException {
    AgentAnswer answer = agent.call("", LIMIT, List.of("list"));
    List<AppStatus> statuses = new ArrayList<>();
    for (AgentAnswer part : answer.parts("app")) {
      statuses.add(status(agent, part));
    }
    return statuses;
  }

  /** One app; NOT_FOUND when the device does not have it. */
  public static AppStatus one(DeviceAgent agent, String app) throws TargetException {
    return status(agent, agent.call(app, LIMIT, List.of("status", app)));
  }

  /** One app, from an answer that has it. */
  static AppStatus status(DeviceAgent agent, AgentAnswer answer) throws TargetException {
    String app = answer.value("app").orElse("");
    if (!RunConfiguration.APP_NAME.matcher(app).matches()) {
      throw agent.unexpected("an app called “" + app + "”");
    }
    long release = answer.number("release");
    if (release < 1 || release > Integer.MAX_VALUE) {
      throw agent.unexpected("a release of “" + app + "” without a number");
    }
    AppStatus.State state =
        switch (answer.value("state").orElse("")) {
          case "running" -> AppStatus.State.RUNNING;
          case "waiting" -> AppStatus.State.WAITING;
          case "exited" -> AppStatus.State.EXITED;
          case "stopped" -> AppStatus.State.STOPPED;
          case String other -> throw agent.unexpected("an app in the state “" + other + "”");
        };
    return new AppStatus(
        app,
        (int) release,
        state,
        answer.value("digest").filter(d -> d.matches("[0-9a-f]{64}")).orElse(""),
        answer.value("status").filter(s -> s.matches("[0-9]{1,3}")).map(Integer::valueOf),
        instant(answer, "since"),
        runtime(answer.value("json")),
        (int) Math.min(Integer.MAX_VALUE, answer.number("restarts")),
        instant(answer, "next"),
        answer.value("pid").filter(id -> id.matches("[0-9]{1,18}")).map(Long::valueOf),
        !answer.value("watched").equals(Optional.of("no")));
  }

  private static Optional<Instant> instant(AgentAnswer answer, String key) {
    return answer
        .value(key)
        .filter(s -> s.matches("[0-9]{1,12}"))
        .map(s -> Instant.ofEpochSecond(Long.parseLong(s)));
  }

  private static String runtime(Optional<String> json) {
    try {
      return ProbeFacts.harmless(
          MAPPER.readTree(json.orElse("{}")).path("runtime").path("id").asString(""));
    } catch (JacksonException e) {
      // A release.json somebody damaged says nothing of the runtime; the rest stands.
      return "";
    }
  }
}
