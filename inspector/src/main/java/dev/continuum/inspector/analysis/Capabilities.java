package dev.continuum.inspector.analysis;

import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a module asks of its host: nothing outside of its imports is within its reach.
 *
 * @param groups its imports by module name, in the order of their first appearance
 * @param wasi what it reaches through WASI preview 1, in the order of {@link WasiArea}
 */
public record Capabilities(List<ImportGroup> groups, List<WasiUse> wasi) {
  public Capabilities {
    groups = List.copyOf(groups);
    wasi = List.copyOf(wasi);
  }

  /** Whether the module asks for nothing, and can run anywhere. */
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  static Capabilities of(WasmModule module) {
    Map<String, List<Import>> byModule = new LinkedHashMap<>();
    Map<WasiArea, List<String>> byArea = new EnumMap<>(WasiArea.class);
    for (Import each : module.imports()) {
      byModule.computeIfAbsent(each.module(), name -> new ArrayList<>()).add(each);
      if (WasiFunctions.isPreview1(each.module()) && each.kind() == ExternKind.FUNCTION) {
        WasiFunctions.WasiFunction function = WasiFunctions.of(each.name());
        WasiArea area = function == null ? WasiArea.OTHER : function.area();
        byArea.computeIfAbsent(area, name -> new ArrayList<>()).add(each.name());
      }
    }
    List<ImportGroup> groups = new ArrayList<>();
    byModule.forEach((name, imports) -> groups.add(new ImportGroup(name, explain(name), imports)));
    List<WasiUse> wasi = new ArrayList<>();
    byArea.forEach((area, functions) -> wasi.add(new WasiUse(area, functions)));
    return new Capabilities(groups, wasi);
  }

  private static String explain(String module) {
    return switch (module) {
      case "wasi_snapshot_preview1" -> "WASI preview 1, which WebAssembly runtimes provide.";
      case "wasi_unstable" -> "An early version of WASI, which most runtimes still provide.";
      case "wasi" -> "WASI threads, which some runtimes provide.";
      case "wbg", "__wbindgen_placeholder__", "__wbindgen_externref_xform__" ->
          "JavaScript that wasm-bindgen made together with the module.";
      case "gojs", "go" -> "JavaScript that comes with the Go compiler.";
      case "spectest" -> "The host of the specification's test suite.";
      case "GOT.mem", "GOT.func" -> "Addresses that a dynamic linker fills in.";
      default ->
          module.startsWith("wasi:")
              ? "WASI as a component sees it; the module is the core of a component."
              : "Functions and values of the host that embeds the module.";
    };
  }
}
