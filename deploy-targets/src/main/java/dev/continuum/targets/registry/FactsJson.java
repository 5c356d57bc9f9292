package dev.continuum.targets.registry;

import dev.continuum.targets.target.DeviceFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a device's facts. What an earlier or later version left out or wrote is unknown. */
final class FactsJson {
  private FactsJson() {}

  static DeviceFacts read(JsonNode node) {
    Set<DeviceFacts.Boot> boot = EnumSet.noneOf(DeviceFacts.Boot.class);
    for (String name : texts(node.path("boot"))) {
      for (DeviceFacts.Boot way : DeviceFacts.Boot.values()) {
        if (way.name().equals(name)) {
          boot.add(way);
        }
      }
    }
    List<DeviceFacts.Trusted> trusted = new ArrayList<>();
    for (JsonNode one : node.path("trusted")) {
      trusted.add(
          new DeviceFacts.Trusted(one.path("kind").asString(""), one.path("file").asString("")));
    }
    JsonNode clock = node.path("clock");
    return new DeviceFacts(
        node.path("kernel").asString(""),
        node.path("bits").asInt(0),
        node.path("byteOrder").asString(""),
        node.path("processorModel").asString(""),
        texts(node.path("processorFeatures")),
        node.path("cLibraryVersion").asString(""),
        node.path("freeMemoryBytes").asLong(0),
        node.path("diskBytes").asLong(0),
        node.path("shell").asString(""),
        node.path("loginShell").asString(""),
        node.path("initSystem").asString(""),
        node.path("initVersion").asString(""),
        boot,
        node.path("surroundings").asString(""),
        trusted,
        clock.isObject()
            ? Optional.of(
                new DeviceFacts.Clock(
                    Duration.ofMillis(clock.path("offsetMillis").asLong(0)),
                    Duration.ofMillis(clock.path("uncertaintyMillis").asLong(0))))
            : Optional.empty());
  }

  static void write(DeviceFacts facts, ObjectNode node) {
    node.put("kernel", facts.kernel())
        .put("bits", facts.bits())
        .put("byteOrder", facts.byteOrder())
        .put("processorModel", facts.processorModel());
    ArrayNode features = node.putArray("processorFeatures");
    facts.processorFeatures().forEach(features::add);
    node.put("cLibraryVersion", facts.cLibraryVersion())
        .put("freeMemoryBytes", facts.freeMemoryBytes())
        .put("diskBytes", facts.diskBytes())
        .put("shell", facts.shell())
        .put("loginShell", facts.loginShell())
        .put("initSystem", facts.initSystem())
        .put("initVersion", facts.initVersion());
    ArrayNode boot = node.putArray("boot");
    facts.boot().stream().sorted().forEach(way -> boot.add(way.name()));
    node.put("surroundings", facts.surroundings());
    ArrayNode trusted = node.putArray("trusted");
    for (DeviceFacts.Trusted one : facts.trusted()) {
      trusted.addObject().put("kind", one.kind()).put("file", one.file());
    }
    facts
        .clock()
        .ifPresent(clock ->
            node.putObject("clock")
                .put("offsetMillis", clock.offset().toMillis())
                .put("uncertaintyMillis", clock.uncertainty().toMillis()));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : array) {
      if (node.isString()) {
        texts.add(node.stringValue());
      }
    }
    return texts;
  }
}
