package dev.continuum.inspector.syntax;

import java.util.List;

/**
 * A component (component model, "Binary Format"). It is recognised, its outer sections are listed
 * and the core modules in it are found; what they hold is not decoded.
 *
 * @param version the version field of its preamble, 13 at the time of writing
 * @param modules the core modules, those of components within it included, in file order
 */
public record WasmComponent(
    int version, List<Section> sections, List<NestedModule> modules, int size)
    implements WasmBinary {
  public WasmComponent {
    sections = List.copyOf(sections);
    modules = List.copyOf(modules);
  }
}
