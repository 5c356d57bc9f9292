package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.inspector.analysis.Counts;
import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.NestedModule;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmComponent;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in a binary, for programs; offsets and sizes in bytes. */
final class ModuleJson {
  private ModuleJson() {}

  /** The whole report. */
  static Map<String, @Nullable Object> of(Path file, Inspection inspection) {
    WasmBinary binary = inspection.binary();
    ModuleSummary summary = ModuleSummary.of(inspection);
    Map<String, @Nullable Object> json =
        Json.object(
            "file",
            file,
            "kind",
            binary instanceof WasmModule ? "module" : "component",
            "role",
            word(summary.role()),
            "summary",
            summary.sentence(),
            "name",
            summary.name(),
            "size",
            binary.size(),
            "sizes",
            sizes(summary.sizes()),
            "sections",
            binary.sections().stream().map(ModuleJson::toJson).toList());
    if (binary instanceof WasmModule module) {
      json.put("imports", module.imports().stream().map(i -> toJson(module, i)).toList());
      json.put("exports", module.exports().stream().map(e -> toJson(module, e)).toList());
      json.put("start", module.start());
      json.put("counts", counts(summary.counts()));
      json.put("capabilities", capabilities(summary));
      json.put(
          "features",
          summary.features().stream()
              .map(f -> Json.object("name", f.name(), "evidence", f.evidence()))
              .toList());
      json.put("featuresNote", ModuleSummary.FEATURES_NOTE);
      json.put("languages", summary.languages());
      json.put("tools", summary.tools());
      json.put("debugInformation", summary.debugInformation());
      json.put("sourceMap", summary.sourceMap());
    }
    if (binary instanceof WasmComponent component) {
      json.put("modules", component.modules().stream().map(ModuleJson::toJson).toList());
    }
    json.put("problems", inspection.problems().stream().map(ModuleJson::toJson).toList());
    return json;
  }

  private static Map<String, @Nullable Object> toJson(NestedModule module) {
    return Json.object(
        "offset", module.range().start(), "size", module.range().size(), "depth", module.depth());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, @Nullable Object> sizes(dev.continuum.inspector.analysis.Sizes sizes) {
    return Json.object(
        "total",
        sizes.total(),
        "code",
        sizes.code(),
        "data",
        sizes.data(),
        "debug",
        sizes.debug(),
        "custom",
        sizes.custom(),
        "largestFunctions",
        sizes.largestFunctions().stream().map(ModuleJson::toJson).toList());
  }

  private static Map<String, @Nullable Object> toJson(Function function) {
    return Json.object(
        "index", function.index(),
        "name", function.name(),
        "size", dev.continuum.inspector.analysis.Sizes.size(function));
  }

  private static Map<String, @Nullable Object> counts(Counts counts) {
    return Json.object(
        "types", counts.types(),
        "imports", counts.imports(),
        "functions", counts.functions(),
        "tables", counts.tables(),
        "memories", counts.memories(),
        "memoryPages", counts.memoryPages(),
        "globals", counts.globals(),
        "tags", counts.tags(),
        "exports", counts.exports(),
        "elementSegments", counts.elementSegments(),
        "dataSegments", counts.dataSegments());
  }

  private static Map<String, @Nullable Object> capabilities(ModuleSummary summary) {
    return Json.object(
        "wasi",
        summary.capabilities().wasi().stream()
            .map(use ->
                Json.object(
                    "area", word(use.area()),
                    "explanation", use.area().explanation(),
                    "functions", use.functions()))
            .toList(),
        "hosts",
        summary.capabilities().groups().stream()
            .map(group ->
                Json.object(
                    "module", group.module(),
                    "explanation", group.explanation(),
                    "imports", group.imports().size()))
            .toList());
  }

  private static Map<String, @Nullable Object> toJson(Section section) {
    return Json.object(
        "name", section.name(),
        "custom", section.isCustom(),
        "offset", section.range().start(),
        "size", section.size(),
        "count", section.count() == null ? null : Integer.toUnsignedLong(section.count()));
  }

  private static Map<String, @Nullable Object> toJson(WasmModule module, Import imported) {
    return Json.object(
        "module", imported.module(),
        "name", imported.name(),
        "kind", imported.kind().word(),
        "type", module.typeText(imported.type()));
  }

  private static Map<String, @Nullable Object> toJson(WasmModule module, Export export) {
    Entity target = module.target(export);
    ExternKind kind = export.kind();
    return Json.object(
        "name", export.name(),
        "kind", kind.word(),
        "index", export.index(),
        "type", target == null ? null : module.typeText(target.type()));
  }

  /** A problem for programs. */
  static Map<String, @Nullable Object> toJson(Problem problem) {
    return Json.object(
        "stage", problem.stage().name().toLowerCase(Locale.ROOT),
        "offset", problem.offset(),
        "message", problem.message());
  }
}
