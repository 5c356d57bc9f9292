package dev.continuum.targets.release;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.target.RuntimeShelf;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runtimes put on a device, through the agent. */
public final class DeviceRuntimes implements RuntimeShelf {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final DeviceAgent agent;
  private final Again again;

  /** Probes the device, after its runtimes have changed. */
  @FunctionalInterface
  public interface Again {
    /** Asks it anew. */
    void probe() throws TargetException;
  }

  /** Those of one device. */
  public DeviceRuntimes(DeviceAgent agent, Again again) {
    this.agent = agent;
    this.again = again;
  }

  @Override
  public List<Kept> list() throws TargetException {
    AgentAnswer answer = agent.call("", LIMIT, List.of("runtimes"));
    List<Kept> kept = new ArrayList<>();
    for (AgentAnswer part : answer.parts("runtime")) {
      String name = part.value("runtime").orElse("");
      JsonNode json = json(part.value("json").orElse(""));
      kept.add(
          new Kept(
              name,
              json.path("id").asString(name.replaceFirst("-.*", "")),
              json.path("version").asString(""),
              json.path("source").asString(""),
              json.path("sha256").asString(""),
              part.number("bytes"),
              part.values("user")));
    }
    return kept;
  }

  /** What cannot be read is shown as unknown: the device may have been worked on by hand. */
  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.isBlank() ? "{}" : text);
    } catch (JacksonException e) {
      return MAPPER.createObjectNode();
    }
  }

  @Override
  public Kept install(Plan plan, Progress progress) throws TargetException {
    RuntimeAdapter adapter =
        RuntimeAdapters.byId(plan.id())
            .orElseThrow(
                () -> new IllegalArgumentException("No adapter is called “" + plan.id() + "”."));
    agent.base();
    room(plan);
    String token = DeviceAgent.token();
    boolean shelved = false;
    try {
      send(plan, token, progress);
      String version = tryOut(plan, adapter, token);
      String name = plan.id() + "-" + version.replaceAll("[^A-Za-z0-9._-]", "-");
      String json =
          MAPPER.writeValueAsString(
              MAPPER
                  .createObjectNode()
                  .put("id", plan.id())
                  .put("version", version)
                  .put("source", plan.source())
                  .put("sha256", plan.sha256())
                  .put("created", Instant.now().toString()));
      call(name, json.getBytes(StandardCharsets.UTF_8), "shelve", token, name);
      shelved = true;
      again.probe();
      return list().stream()
          .filter(kept -> kept.name().equals(name))
          .findFirst()
          .orElseThrow(() -> agent.unexpected("it does not list the runtime it was just given"));
    } finally {
      if (!shelved) {
        drop(token);
      }
    }
  }

  private void room(Plan plan) throws TargetException {
    long free = agent.call("space").number("disk");
    if (free > 0 && free < plan.bytes()) {
      throw agent.noSpace(plan.bytes() + " bytes are needed and " + free + " are free");
    }
  }

  private void send(Plan plan, String token, Progress progress) throws TargetException {
    long total = plan.bytes();
    long before = 0;
    for (PlannedFile file : plan.files()) {
      String part = DeviceAgent.token();
      long done = before;
      boolean placed = false;
      try {
        agent.upload(file.file(), part, sent -> progress.sent(Math.min(total, done + sent), total));
        call("", new byte[0], "place", token, part, file.folder(), file.name(), file.sha256());
        placed = true;
      } finally {
        if (!placed) {
          dropPart(part);
        }
      }
      before += file.bytes();
    }
    for (PlannedLink link : plan.links()) {
      call("", new byte[0], "alias", token, link.folder(), link.name(), link.target());
    }
  }

  private String tryOut(Plan plan, RuntimeAdapter adapter, String token) throws TargetException {
    PlannedFile program =
        plan.files().stream().filter(PlannedFile::program).findFirst().orElseThrow();
    List<String> words = new ArrayList<>(List.of("tryout", token, program.name()));
    words.addAll(adapter.detection().versionArguments());
    AgentAnswer answer = agent.call("", LIMIT, words);
    String said = String.join("\n", answer.values("said"));
    return adapter
        .parseVersion(said)
        .filter(version -> answer.number("status") == 0)
        .orElseThrow(() ->
            new TargetException(
                Problem.START_FAILED,
                "The program does not run on "
                    + agent.device().name()
                    + " as "
                    + adapter.title()
                    + " does: it ended with status "
                    + answer.number("status")
                    + (said.isBlank() ? " and said nothing." : " and said: " + clean(said)),
                "Choose a build for this device's system. Nothing was left there."));
  }

  private static String clean(String said) {
    String text = said.strip().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private void call(String name, byte[] input, String... words) throws TargetException {
    try {
      agent.call(List.of(words), input, LIMIT, line -> {});
    } catch (AgentException e) {
      throw explained(e, name);
    }
  }

  private TargetException explained(AgentException e, String name) {
    return switch (e.code()) {
      case "IN_USE" ->
          new TargetException(
              Problem.BUSY,
              name + " is what “" + e.words() + "” runs on at " + agent.device().name() + ".",
              "Deploy the app with another runtime first, or remove it.",
              e);
      case "NOT_FOUND" ->
          new TargetException(
              Problem.NOT_FOUND,
              agent.device().name() + " has no runtime called “" + name + "” that was put there.",
              "Look at what is there: continuum device runtimes " + agent.device().name() + ".",
              e);
      default -> agent.failure(e, "");
    };
  }

  private void drop(String token) {
    try {
      agent.call("unplace", token);
    } catch (TargetException e) {
      // The connection is gone or the user cancelled: the agent drops old leftovers itself.
      return;
    }
  }

  private void dropPart(String part) {
    try {
      agent.call("drop", part);
    } catch (TargetException e) {
      // As above.
      return;
    }
  }

  @Override
  public void remove(String name) throws TargetException {
    if (!NAME.matcher(name).matches()) {
      throw new TargetException(
          Problem.NOT_FOUND,
          agent.device().name() + " has no runtime called “" + clean(name) + "”.",
          "Look at what is there.");
    }
    call(name, new byte[0], "unshelve", name);
    again.probe();
  }
}
