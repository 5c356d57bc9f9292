package dev.continuum.inspector.analysis;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.InstructionUse;
import dev.continuum.inspector.syntax.Producer;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmComponent;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be told about a binary at a glance.
 *
 * @param role what it is
 * @param name the name it gives itself, or null
 * @param languages the languages it was written in, as its producers section says; may be empty
 * @param tools the tools and kits that made it, with their versions; may be empty
 * @param features the features it uses, as far as can be told ({@link #FEATURES_NOTE})
 * @param capabilities what it asks of the host
 * @param counts how many of everything it has
 * @param sizes where its bytes go
 * @param debugInformation whether it carries DWARF
 * @param sourceMap where its source map lies, or null
 */
public record ModuleSummary(
    ModuleRole role,
    @Nullable String name,
    List<String> languages,
    List<String> tools,
    List<FeatureUse> features,
    Capabilities capabilities,
    Counts counts,
    Sizes sizes,
    boolean debugInformation,
    @Nullable String sourceMap) {
  /** What the list of features leaves out; to be shown with it. */
  public static final String FEATURES_NOTE =
      "Read from types, headers, instructions and what the compiler wrote down. Of a broken module"
          + " instructions are not read.";

  private static final Set<String> JAVASCRIPT_HOSTS =
      Set.of("wbg", "__wbindgen_placeholder__", "__wbindgen_externref_xform__", "gojs", "go");

  public ModuleSummary {
    languages = List.copyOf(languages);
    tools = List.copyOf(tools);
    features = List.copyOf(features);
  }

  /** Summarises a binary of which the instructions have not been looked at. */
  public static ModuleSummary of(WasmBinary binary) {
    return of(binary, List.of());
  }

  /** Summarises a binary, also one of which only a part could be read. */
  public static ModuleSummary of(Inspection inspection) {
    return of(inspection.binary(), inspection.uses());
  }

  private static ModuleSummary of(WasmBinary binary, List<InstructionUse> uses) {
    boolean dwarf = binary.sections().stream().anyMatch(Sizes::isDwarf);
    return switch (binary) {
      case WasmModule module ->
          new ModuleSummary(
              role(module),
              module.name(),
              languages(module),
              tools(module),
              FeatureScan.of(module, uses),
              Capabilities.of(module),
              Counts.of(module),
              Sizes.of(module),
              dwarf,
              module.metadata().sourceMappingUrl());
      case WasmComponent component ->
          new ModuleSummary(
              ModuleRole.COMPONENT,
              null,
              List.of(),
              List.of(),
              List.of(),
              new Capabilities(List.of(), List.of()),
              Counts.NONE,
              Sizes.of(component),
              dwarf,
              null);
    };
  }

  /** What it is in a sentence: "WASI command, written in C11, made with clang 14.0.6." */
  public String sentence() {
    StringBuilder text = new StringBuilder(role.title());
    if (!languages.isEmpty()) {
      text.append(", written in ").append(String.join(", ", languages));
    }
    if (!tools.isEmpty()) {
      text.append(", made with ").append(String.join(", ", tools));
    }
    return text.append('.').toString();
  }

  private static ModuleRole role(WasmModule module) {
    if (module.metadata().dynamicLinking() != null) {
      return ModuleRole.SHARED_LIBRARY;
    }
    if (hasCustom(module, "linking")) {
      return ModuleRole.OBJECT_FILE;
    }
    if (exportsFunction(module, "_start")) {
      return ModuleRole.WASI_COMMAND;
    }
    if (module.imports().stream().map(Import::module).anyMatch(JAVASCRIPT_HOSTS::contains)) {
      return ModuleRole.JAVASCRIPT_MODULE;
    }
    if (exportsFunction(module, "_initialize")) {
      return ModuleRole.WASI_REACTOR;
    }
    return module.exports().isEmpty() && module.start() == null
        ? ModuleRole.UNKNOWN
        : ModuleRole.LIBRARY;
  }

  private static boolean hasCustom(WasmModule module, String name) {
    return module.sections().stream()
        .anyMatch(section -> section.isCustom() && section.name().equals(name));
  }

  private static boolean exportsFunction(WasmModule module, String name) {
    return module.exports().stream()
        .anyMatch(export -> export.kind() == ExternKind.FUNCTION && export.name().equals(name));
  }

  private static List<String> languages(WasmModule module) {
    List<String> languages =
        module.metadata().producers().stream()
            .filter(producer -> producer.field().equals("language"))
            .map(Producer::toString)
            .distinct()
            .toList();
    return languages.isEmpty() && hasCustom(module, "go:buildid") ? List.of("Go") : languages;
  }

  private static List<String> tools(WasmModule module) {
    return module.metadata().producers().stream()
        .filter(producer -> !producer.field().equals("language"))
        .map(Producer::toString)
        .distinct()
        .toList();
  }
}
