package dev.continuum.targets.fleet;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Limits;
import dev.continuum.targets.target.app.RestartPolicy;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of the queue's file. Reading refuses what it does not understand. There is no place for
 * an environment in it.
 */
final class QueueJson {
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Where the copy of a module is, by its digest and file name. */
  private final BiFunction<String, String, Path> modules;

  QueueJson(BiFunction<String, String, Path> modules) {
    this.modules = modules;
  }

  byte[] write(List<QueueEntry> entries) {
    ObjectNode root = MAPPER.createObjectNode().put("version", VERSION);
    ArrayNode array = root.putArray("queued");
    for (QueueEntry entry : entries) {
      QueuedDeployment queued = entry.queued();
      ObjectNode node =
          array
              .addObject()
              .put("id", queued.id())
              .put("device", queued.device())
              .put("app", queued.app())
              .put("file", queued.file())
              .put("digest", queued.digest())
              .put("since", queued.since().toString())
              .put("attempts", queued.attempts())
              .put("trouble", queued.trouble())
              .put("stuck", queued.stuck());
      queued.lastTry().ifPresent(time -> node.put("lastTry", time.toString()));
      RunConfiguration configuration = entry.configuration();
      ArrayNode arguments = node.putArray("arguments");
      configuration.arguments().forEach(arguments::add);
      ArrayNode directories = node.putArray("directories");
      for (Preopen directory : configuration.directories()) {
        directories
            .addObject()
            .put("host", directory.host())
            .put("guest", directory.guest())
            .put("mode", directory.mode() == Preopen.Mode.READ_ONLY ? "ro" : "rw");
      }
      configuration
          .invocation()
          .ifPresent(invocation -> {
            ObjectNode call = node.putObject("invoke").put("export", invocation.export());
            ArrayNode values = call.putArray("arguments");
            invocation.arguments().forEach(values::add);
          });
      write(entry.options(), node.putObject("options"));
    }
    return MAPPER.writeValueAsBytes(root);
  }

  private static void write(DeployOptions options, ObjectNode node) {
    ObjectNode health = node.putObject("health");
    switch (options.health()) {
      case HealthCheck.Alive(Duration within) ->
          health.put("kind", "alive").put("within", within.toString());
      case HealthCheck.Says(String line, Duration within) ->
          health.put("kind", "says").put("line", line).put("within", within.toString());
      case HealthCheck.Ends(Duration within) ->
          health.put("kind", "ends").put("within", within.toString());
    }
    node.put("restart", options.restart().word())
        .put("grace", options.grace().toString())
        .put("atBoot", options.atBoot())
        .put("keep", options.keep());
    options.limits().memoryBytes().ifPresent(bytes -> node.put("memoryBytes", bytes));
    options.limits().cpuTime().ifPresent(time -> node.put("cpuTime", time.toString()));
    options.limits().openFiles().ifPresent(count -> node.put("openFiles", count));
    options.every().ifPresent(time -> node.put("every", time.toString()));
    options.runtime().ifPresent(runtime -> node.put("runtime", runtime));
  }

  List<QueueEntry> read(byte[] bytes) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root.path("version").asInt(0) != VERSION || !root.path("queued").isArray()) {
        throw new IllegalArgumentException(
            "it is not a queue of version " + VERSION + ", which this program knows.");
      }
      List<QueueEntry> entries = new ArrayList<>();
      for (JsonNode node : root.path("queued")) {
        entries.add(entry(node));
      }
      return List.copyOf(entries);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage() + ".", e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it holds a time that is none: " + e.getMessage(), e);
    }
  }

  private QueueEntry entry(JsonNode node) {
    QueuedDeployment queued =
        new QueuedDeployment(
            text(node, "id"),
            text(node, "device"),
            text(node, "app"),
            fileName(text(node, "file")),
            digest(text(node, "digest")),
            Instant.parse(text(node, "since")),
            node.path("attempts").asInt(0),
            optional(node, "lastTry").map(Instant::parse),
            node.path("trouble").asString(""),
            node.path("stuck").asBoolean(false),
            true);
    List<Preopen> directories = new ArrayList<>();
    for (JsonNode directory : node.path("directories")) {
      directories.add(
          new Preopen(
              text(directory, "host"),
              text(directory, "guest"),
              text(directory, "mode").equals("ro")
                  ? Preopen.Mode.READ_ONLY
                  : Preopen.Mode.READ_WRITE));
    }
    JsonNode invoke = node.path("invoke");
    RunConfiguration configuration =
        new RunConfiguration(
            queued.app(),
            modules.apply(queued.digest(), queued.file()),
            texts(node.path("arguments")),
            Map.of(),
            directories,
            invoke.isObject()
                ? Optional.of(
                    new Invocation(text(invoke, "export"), texts(invoke.path("arguments"))))
                : Optional.empty());
    return new QueueEntry(queued, configuration, options(node.path("options")));
  }

  /** A name and no path, whatever the file says. */
  private static String fileName(String text) {
    if (text.isEmpty() || text.startsWith(".") || text.matches(".*[/\\\\\\p{Cntrl}].*")) {
      throw new IllegalArgumentException("it names a module’s file that cannot be one.");
    }
    return text;
  }

  private static String digest(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("it holds a digest that is none.");
    }
    return text;
  }

  private static DeployOptions options(JsonNode node) {
    JsonNode health = node.path("health");
    Duration within = Duration.parse(text(health, "within"));
    HealthCheck check =
        switch (text(health, "kind")) {
          case "alive" -> new HealthCheck.Alive(within);
          case "says" -> new HealthCheck.Says(text(health, "line"), within);
          case "ends" -> new HealthCheck.Ends(within);
          case String other ->
              throw new IllegalArgumentException("it names a health check “" + other + "”.");
        };
    String word = text(node, "restart");
    RestartPolicy restart =
        Arrays.stream(RestartPolicy.values())
            .filter(policy -> policy.word().equals(word))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("it names a restart policy “" + word + "”."));
    return new DeployOptions(
        check,
        restart,
        new Limits(
            node.has("memoryBytes")
                ? Optional.of(node.path("memoryBytes").asLong(0))
                : Optional.empty(),
            optional(node, "cpuTime").map(Duration::parse),
            node.has("openFiles")
                ? Optional.of(node.path("openFiles").asInt(0))
                : Optional.empty()),
        Duration.parse(text(node, "grace")),
        node.path("atBoot").asBoolean(false),
        optional(node, "every").map(Duration::parse),
        optional(node, "runtime"),
        node.path("keep").asInt(DeployOptions.USUAL.keep()));
  }

  private static String text(JsonNode node, String name) {
    return optional(node, name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "it has no text called “" + name + "” where one belongs."));
  }

  private static Optional<String> optional(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : array) {
      if (!node.isString()) {
        throw new IllegalArgumentException("one of its lists holds something that is no text.");
      }
      texts.add(node.stringValue());
    }
    return texts;
  }
}
