package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.targets.target.DeviceFacts;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code --json} says of a device's facts; what is unknown is null. */
final class DeviceFactsJson {
  private DeviceFactsJson() {}

  static Map<String, @Nullable Object> of(DeviceFacts facts) {
    return Json.object(
        "kernel", known(facts.kernel()),
        "bits", facts.bits() == 0 ? null : facts.bits(),
        "byteOrder", known(facts.byteOrder()),
        "processorModel", known(facts.processorModel()),
        "processorFeatures", facts.processorFeatures(),
        "cLibraryVersion", known(facts.cLibraryVersion()),
        "freeMemoryBytes", known(facts.freeMemoryBytes()),
        "diskBytes", known(facts.diskBytes()),
        "shell", known(facts.shell()),
        "loginShell", known(facts.loginShell()),
        "initSystem", known(facts.initSystem()),
        "initVersion", known(facts.initVersion()),
        "boot",
            facts.boot().stream()
                .sorted()
                .map(way -> way.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList(),
        "surroundings", known(facts.surroundings()),
        "trusted",
            facts.trusted().stream()
                .map(one -> Json.object("kind", one.kind(), "file", one.file()))
                .toList(),
        "clock",
            facts
                .clock()
                .map(clock ->
                    Json.object(
                        "offsetMillis", clock.offset().toMillis(),
                        "uncertaintyMillis", clock.uncertainty().toMillis())));
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Long known(long number) {
    return number == 0 ? null : number;
  }
}
