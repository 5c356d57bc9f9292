package dev.continuum.targets.registry;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Probe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the registry's files. Reading refuses what it does not understand. */
final class DeviceJson {
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DeviceJson() {}

  static List<Device> readDevices(byte[] bytes) {
    List<Device> devices = new ArrayList<>();
    for (JsonNode node : array(root(bytes), "devices")) {
      Device.Authentication authentication =
          switch (text(node, "authentication")) {
            case "agent" -> new Device.Authentication.Agent();
            case "password" -> new Device.Authentication.Password();
            case "key" -> new Device.Authentication.KeyFile(Path.of(text(node, "keyFile")));
            case String other ->
                throw new IllegalArgumentException(
                    "it names an authentication “" + other + "” that is not known.");
          };
      devices.add(
          new Device(
              text(node, "name"),
              text(node, "host"),
              node.path("port").asInt(0),
              text(node, "user"),
              authentication,
              text(node, "hostKey"),
              texts(array(node, "tags")),
              // Not in files of the first versions.
              node.path("jump").asString(""),
              node.path("notes").asString("")));
    }
    return List.copyOf(devices);
  }

  static byte[] writeDevices(List<Device> devices) {
    ObjectNode root = MAPPER.createObjectNode().put("version", VERSION);
    ArrayNode array = root.putArray("devices");
    for (Device device : devices) {
      ObjectNode node =
          array
              .addObject()
              .put("name", device.name())
              .put("host", device.host())
              .put("port", device.port())
              .put("user", device.user());
      switch (device.authentication()) {
        case Device.Authentication.Agent() -> node.put("authentication", "agent");
        case Device.Authentication.Password() -> node.put("authentication", "password");
        case Device.Authentication.KeyFile(Path file) ->
            node.put("authentication", "key").put("keyFile", file.toString());
      }
      node.put("hostKey", device.hostKey());
      ArrayNode tags = node.putArray("tags");
      device.tags().forEach(tags::add);
      node.put("jump", device.jump()).put("notes", device.notes());
    }
    return MAPPER.writeValueAsBytes(root);
  }

  static Map<String, String> readJumpHosts(byte[] bytes) {
    Map<String, String> keys = new TreeMap<>();
    for (JsonNode node : array(root(bytes), "jumpHosts")) {
      keys.put(text(node, "host"), text(node, "hostKey"));
    }
    return keys;
  }

  static byte[] writeJumpHosts(Map<String, String> keys) {
    ObjectNode root = MAPPER.createObjectNode().put("version", VERSION);
    ArrayNode array = root.putArray("jumpHosts");
    keys.forEach((host, key) -> array.addObject().put("host", host).put("hostKey", key));
    return MAPPER.writeValueAsBytes(root);
  }

  static Map<String, Probe> readProbes(byte[] bytes) {
    Map<String, Probe> probes = new TreeMap<>();
    for (JsonNode node : array(root(bytes), "probes")) {
      List<Probe.Runtime> runtimes = new ArrayList<>();
      for (JsonNode runtime : array(node, "runtimes")) {
        runtimes.add(
            new Probe.Runtime(
                text(runtime, "id"), text(runtime, "version"), text(runtime, "path")));
      }
      probes.put(
          text(node, "device"),
          new Probe(
              time(text(node, "time")),
              text(node, "operatingSystem"),
              text(node, "architecture"),
              // Not in files of the first version.
              node.path("cLibrary").asString(""),
              node.path("processors").asInt(0),
              node.path("memoryBytes").asLong(0),
              node.path("freeDiskBytes").asLong(0),
              texts(array(node, "tools")),
              runtimes,
              FactsJson.read(node.path("facts"))));
    }
    return probes;
  }

  static byte[] writeProbes(Map<String, Probe> probes) {
    ObjectNode root = MAPPER.createObjectNode().put("version", VERSION);
    ArrayNode array = root.putArray("probes");
    probes.forEach((name, probe) -> {
      ObjectNode node =
          array
              .addObject()
              .put("device", name)
              .put("time", probe.time().toString())
              .put("operatingSystem", probe.operatingSystem())
              .put("architecture", probe.architecture())
              .put("cLibrary", probe.cLibrary())
              .put("processors", probe.processors())
              .put("memoryBytes", probe.memoryBytes())
              .put("freeDiskBytes", probe.freeDiskBytes());
      ArrayNode tools = node.putArray("tools");
      probe.tools().forEach(tools::add);
      ArrayNode runtimes = node.putArray("runtimes");
      for (Probe.Runtime runtime : probe.runtimes()) {
        runtimes
            .addObject()
            .put("id", runtime.id())
            .put("version", runtime.version())
            .put("path", runtime.path());
      }
      FactsJson.write(probe.facts(), node.putObject("facts"));
    });
    return MAPPER.writeValueAsBytes(root);
  }

  private static JsonNode root(byte[] bytes) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (!root.isObject()) {
        throw new IllegalArgumentException("it is not a JSON object.");
      }
      int version = root.path("version").asInt(0);
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "it is of version " + version + "; this program knows version " + VERSION + ".");
      }
      return root;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage() + ".", e);
    }
  }

  private static JsonNode array(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isArray()) {
      throw new IllegalArgumentException("it has no list called “" + name + "” where one belongs.");
    }
    return value;
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException("it has no text called “" + name + "” where one belongs.");
    }
    return value.stringValue();
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

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("“" + text + "” is not a time.", e);
    }
  }
}
