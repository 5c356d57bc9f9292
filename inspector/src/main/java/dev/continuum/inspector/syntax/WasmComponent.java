package dev.continuum.inspector.syntax;

import java.util.List;

/**
 * A component (component model, "Binary Format"). It is recognised and its outer sections are
 * listed; what they hold is not decoded.
 *
 * @param version the version field of its preamble, 13 at the time of writing
 */
public record WasmComponent(int version, List<Section> sections, int size) implements WasmBinary {
  public WasmComponent {
    sections = List.copyOf(sections);
  }
}
