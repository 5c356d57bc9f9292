package dev.continuum.ide.cli;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.TargetFeature;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a binary, as text and as JSON.
 *
 * @param file the file the user named
 * @param inspection what was read of it
 */
record ModuleReport(Path file, Inspection inspection) {
  /** The whole report as lines, strangers' text made harmless. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    WasmBinary binary = inspection.binary();
    lines.add(file + ": " + kind() + ", " + Sizes.of(binary.size()));
    if (binary instanceof WasmModule module && module.name() != null) {
      lines.add("Name: " + SafeText.line(String.valueOf(module.name())));
    }
    title(lines, "Sections", binary.sections().size());
    Table sections = new Table("llrr");
    for (Section section : binary.sections()) {
      Integer count = section.count();
      sections.row(
          "  " + hex(section.range().start()),
          section.isCustom() ? "custom “" + section.name() + "”" : section.name(),
          count == null ? "" : Integer.toUnsignedString(count),
          Sizes.of(section.size()));
    }
    lines.addAll(sections.lines());
    if (binary instanceof WasmModule module) {
      imports(module, lines);
      exports(module, lines);
      contents(module, lines);
    }
    if (!inspection.problems().isEmpty()) {
      title(lines, "Problems", inspection.problems().size());
      for (Problem problem : inspection.problems()) {
        lines.add("  " + describe(problem));
      }
    }
    return lines;
  }

  /** {@code 0x1a: malformed: …}. */
  static String describe(Problem problem) {
    return hex(problem.offset())
        + ": "
        + problem.stage().name().toLowerCase(Locale.ROOT)
        + ": "
        + SafeText.line(problem.message());
  }

  private String kind() {
    return inspection.binary() instanceof WasmModule ? "core module" : "component";
  }

  private static void title(List<String> lines, String title, int count) {
    lines.add("");
    lines.add(title + " (" + count + ")");
  }

  private static void imports(WasmModule module, List<String> lines) {
    title(lines, "Imports", module.imports().size());
    Table table = new Table("lll");
    for (Import imported : module.imports()) {
      table.row(
          "  " + imported.kind().keyword(),
          imported.module() + "." + imported.name(),
          module.typeText(imported.type()));
    }
    lines.addAll(table.lines());
  }

  private static void exports(WasmModule module, List<String> lines) {
    title(lines, "Exports", module.exports().size());
    Table table = new Table("lll");
    for (Export export : module.exports()) {
      Entity target = module.target(export);
      table.row(
          "  " + export.kind().keyword(),
          export.name(),
          target == null ? "index " + export.index() : module.typeText(target.type()));
    }
    lines.addAll(table.lines());
  }

  private static void contents(WasmModule module, List<String> lines) {
    lines.add("");
    lines.add("Contents");
    Table table = new Table("lr");
    counts(module).forEach((what, count) -> table.row("  " + what, count));
    lines.addAll(table.lines());
    List<String> features = features(module);
    if (!features.isEmpty()) {
      lines.add("");
      lines.add("Features it says it uses: " + SafeText.line(String.join(", ", features)));
    }
    List<String> producers =
        module.metadata().producers().stream().map(p -> p.field() + " " + p).toList();
    if (!producers.isEmpty()) {
      lines.add("Made with: " + SafeText.line(String.join(", ", producers)));
    }
  }

  private static Map<String, Integer> counts(WasmModule module) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("types", module.types().size());
    counts.put("functions", module.functions().size());
    counts.put("tables", module.tables().size());
    counts.put("memories", module.memories().size());
    counts.put("globals", module.globals().size());
    counts.put("tags", module.tags().size());
    counts.put("element segments", module.elements().size());
    counts.put("data segments", module.data().size());
    return counts;
  }

  private static List<String> features(WasmModule module) {
    return module.metadata().targetFeatures().stream()
        .filter(TargetFeature::isUsed)
        .map(TargetFeature::name)
        .toList();
  }

  /** The report for programs; offsets and sizes in bytes. */
  Map<String, @Nullable Object> toJson() {
    WasmBinary binary = inspection.binary();
    Map<String, @Nullable Object> json =
        Json.object(
            "file",
            file,
            "kind",
            binary instanceof WasmModule ? "module" : "component",
            "size",
            binary.size(),
            "sections",
            binary.sections().stream().map(ModuleReport::toJson).toList());
    if (binary instanceof WasmModule module) {
      json.put("name", module.name());
      json.put("imports", module.imports().stream().map(i -> toJson(module, i)).toList());
      json.put("exports", module.exports().stream().map(e -> toJson(module, e)).toList());
      json.put("start", module.start());
      Map<String, @Nullable Object> counts = new LinkedHashMap<>();
      counts(module).forEach((what, count) -> counts.put(camel(what), count));
      json.put("counts", counts);
      json.put("features", features(module));
      json.put(
          "producers",
          module.metadata().producers().stream()
              .map(p -> Json.object("field", p.field(), "name", p.name(), "version", p.version()))
              .toList());
    }
    json.put("problems", inspection.problems().stream().map(ModuleReport::toJson).toList());
    return json;
  }

  private static String camel(String words) {
    int blank = words.indexOf(' ');
    return blank < 0
        ? words
        : words.substring(0, blank)
            + Character.toUpperCase(words.charAt(blank + 1))
            + words.substring(blank + 2);
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

  private static String hex(int offset) {
    return "0x" + Integer.toHexString(offset);
  }
}
