package dev.continuum.inspector.analysis;

import java.util.List;

/**
 * A part of the host a module reaches through WASI.
 *
 * @param functions names of the imported functions, in the order of the import section
 */
public record WasiUse(WasiArea area, List<String> functions) {
  public WasiUse {
    functions = List.copyOf(functions);
  }
}
