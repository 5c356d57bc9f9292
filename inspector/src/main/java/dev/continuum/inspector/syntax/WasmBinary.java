package dev.continuum.inspector.syntax;

import java.util.List;

/** What a WebAssembly binary turned out to be. */
public sealed interface WasmBinary permits WasmModule, WasmComponent {
  /** Its outer sections in file order. */
  List<Section> sections();

  /** The size of the file in bytes. */
  int size();
}
