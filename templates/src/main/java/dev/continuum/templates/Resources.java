package dev.continuum.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** The bundled data of this package. That it is whole is the build's doing, not the user's. */
final class Resources {
  private static final TomlMapper TOML = new TomlMapper();

  private Resources() {}

  static byte[] bytes(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its own resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The program cannot read its own resource " + name, e);
    }
  }

  static JsonNode toml(String name) {
    return TOML.readTree(new String(bytes(name), StandardCharsets.UTF_8));
  }

  static List<String> strings(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.stringValue()));
    return texts;
  }
}
