package dev.continuum.inspector.syntax;

import java.util.List;

/**
 * What the {@code dylink.0} custom section of a shared library asks for (tool conventions,
 * "DynamicLinking").
 *
 * @param memorySize bytes of memory the library needs, unsigned
 * @param tableSize table elements it needs, unsigned
 * @param needed names of the libraries it needs in turn
 */
public record DynamicLinking(int memorySize, int tableSize, List<String> needed) {
  public DynamicLinking {
    needed = List.copyOf(needed);
  }
}
