package dev.continuum.targets.release;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of a release's folder, by name. {@code docs/device-layout.md} describes them. */
final class ReleaseFiles {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReleaseFiles() {}

  static Map<String, byte[]> of(
      RunConfiguration configuration,
      DeployOptions options,
      String digest,
      Probe.Runtime runtime,
      RuntimeAdapter.Launch launch,
      String data) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (!launch.environment().isEmpty()) {
      files.put("env", bytes(environment(launch.environment())));
    }
    files.put("release.json", bytes(json(configuration, options, digest, runtime)));
    files.put("policy", bytes(ReleaseJson.policy(options)));
    if (options.health() instanceof HealthCheck.Says says) {
      files.put("health-line", bytes(says.line() + "\n"));
    }
    files.put("run", bytes(run(configuration, launch, data)));
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String environment(Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("“" + name + "” cannot be exported.");
          }
          text.append(name).append('=').append(ShellQuote.quote(value)).append('\n');
          text.append("export ").append(name).append('\n');
        });
    return text.toString();
  }

  private static String run(
      RunConfiguration configuration, RuntimeAdapter.Launch launch, String data) {
    StringBuilder text = new StringBuilder();
    text.append("#!/bin/sh\n# Runs this release of ")
        .append(configuration.app())
        .append(". Written by Continuum Studio.\n");
    if (!launch.environment().isEmpty()) {
      text.append(". \"${0%/*}/env\"\n");
    }
    text.append("cd ").append(ShellQuote.quote(data)).append(" || exit 126\n");
    for (Preopen directory : configuration.directories()) {
      if (!directory.host().startsWith("/")) {
        text.append("mkdir -p ")
            .append(ShellQuote.quote("./" + directory.host()))
            .append(" || exit 126\n");
      }
    }
    text.append("exec");
    launch.command().forEach(word -> text.append(' ').append(ShellQuote.quote(word)));
    return text.append('\n').toString();
  }

  /** One line with its end, so that the agent can hand it on in a line of its answer. */
  private static String json(
      RunConfiguration configuration, DeployOptions options, String digest, Probe.Runtime runtime) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", 1)
        .put("app", configuration.app())
        .put("module", digest)
        .put("file", String.valueOf(configuration.module().getFileName()))
        .put("created", Instant.now().toString())
        .put("by", System.getProperty("user.name", ""));
    root.putObject("runtime")
        .put("id", runtime.id())
        .put("version", runtime.version())
        .put("path", runtime.path());
    ArrayNode arguments = root.putArray("arguments");
    configuration.arguments().forEach(arguments::add);
    // Names only: the values are in the file env, which only its owner may read.
    ArrayNode environment = root.putArray("environment");
    new TreeSet<>(configuration.environment().keySet()).forEach(environment::add);
    ArrayNode directories = root.putArray("directories");
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
          ObjectNode node = root.putObject("invoke").put("export", invocation.export());
          ArrayNode values = node.putArray("arguments");
          invocation.arguments().forEach(values::add);
        });
    ReleaseJson.write(root, options);
    return MAPPER.writeValueAsString(root) + "\n";
  }
}
