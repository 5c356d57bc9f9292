package dev.continuum.targets.runtime.fit;

import dev.continuum.inspector.analysis.Feature;
import dev.continuum.inspector.analysis.FeatureUse;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.InstructionUse;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.Proposal;
import dev.continuum.inspector.syntax.WasmComponent;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.targets.runtime.DebugSections;
import dev.continuum.targets.runtime.Need;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a module needs of the place where it is to run.
 *
 * @param needs what the runtime must have
 * @param imports functions and values it must be given
 * @param memoryBytes what all its memories take at the start
 * @param size of its file
 * @param debugBytes of its file, what only debuggers read
 */
public record ModuleNeeds(
    List<Need> needs, List<Imported> imports, long memoryBytes, long size, long debugBytes) {
  private static final long MOST_COUNTED = 1L << 50;
  private static final int MOST_SHOWN = 60;

  /**
   * Something a module imports.
   *
   * @param function whether it is a function
   */
  public record Imported(String module, String name, boolean function) {
    /** For people: {@code env.log}, cut and made harmless. */
    public String words() {
      String quoted = Identifiers.quoted(cut(module) + "." + cut(name));
      return "“" + quoted.substring(1, quoted.length() - 1) + "”";
    }

    private static String cut(String text) {
      int[] points = text.codePoints().limit(MOST_SHOWN + 1).toArray();
      return points.length <= MOST_SHOWN ? text : new String(points, 0, MOST_SHOWN) + "…";
    }
  }

  /** Copies the lists. */
  public ModuleNeeds {
    needs = List.copyOf(needs);
    imports = List.copyOf(imports);
  }

  /**
   * Looks at a binary.
   *
   * @throws TargetException BAD_MODULE when it cannot be read, is malformed or is not valid
   */
  public static ModuleNeeds of(Path binary) throws TargetException {
    return of(ValidModule.inspect(binary, "Build it again; nothing was sent."));
  }

  /** What an inspection of a whole, valid module tells. */
  static ModuleNeeds of(Inspection inspection) {
    return switch (inspection.binary()) {
      case WasmComponent component ->
          new ModuleNeeds(List.of(Need.COMPONENT), List.of(), 0, component.size(), 0);
      case WasmModule module ->
          new ModuleNeeds(
              needs(inspection),
              module.imports().stream().map(ModuleNeeds::imported).toList(),
              memory(module),
              module.size(),
              DebugSections.bytes(module));
    };
  }

  private static Imported imported(Import each) {
    return new Imported(each.module(), each.name(), each.kind() == ExternKind.FUNCTION);
  }

  private static List<Need> needs(Inspection inspection) {
    List<Proposal> used = inspection.uses().stream().map(InstructionUse::proposal).toList();
    boolean legacy = used.contains(Proposal.LEGACY_EXCEPTIONS);
    List<Need> needs = new ArrayList<>();
    for (FeatureUse use : FeatureUse.required(inspection)) {
      Feature feature = use.feature();
      // Both forms share the tags and ‘throw’; no engine takes a module that mixes them.
      if (feature != null && !(legacy && feature == Feature.EXCEPTIONS)) {
        needs.add(Need.of(feature));
      }
    }
    if (legacy) {
      needs.add(Need.LEGACY_EXCEPTIONS);
    }
    return needs;
  }

  private static long memory(WasmModule module) {
    long sum = 0;
    for (Memory memory : module.memories()) {
      long pages = memory.type().limits().minimum();
      int shift = memory.type().pageSizeLog2();
      boolean vast = pages < 0 || pages > MOST_COUNTED >> shift;
      sum = Math.min(MOST_COUNTED, sum + (vast ? MOST_COUNTED : pages << shift));
    }
    return sum;
  }
}
