package dev.continuum.inspector.analysis;

import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Where the bytes of a binary go; all sizes are bytes of the file.
 *
 * @param total the size of the file
 * @param sections its sections, largest first
 * @param code the size of the code section
 * @param data the size of the data section
 * @param debug the size of the sections only a debugger reads: DWARF and names
 * @param custom the size of all custom sections, those included
 * @param largestFunctions at most {@value #MOST_FUNCTIONS}, largest first
 */
public record Sizes(
    int total,
    List<Section> sections,
    int code,
    int data,
    int debug,
    int custom,
    List<Function> largestFunctions) {
  /** How many functions are listed. */
  public static final int MOST_FUNCTIONS = 50;

  private static final Comparator<Function> BY_SIZE =
      Comparator.comparingInt(Sizes::size)
          .thenComparing(Function::index, Comparator.reverseOrder());

  public Sizes {
    sections = List.copyOf(sections);
    largestFunctions = List.copyOf(largestFunctions);
  }

  /** The bytes a function takes in the code section; 0 for an import. */
  public static int size(Function function) {
    Code code = function.code();
    return code == null ? 0 : code.size();
  }

  /** What part of the file a number of bytes is, from 0 to 1. */
  public double share(int bytes) {
    return total == 0 ? 0 : (double) bytes / total;
  }

  static Sizes of(WasmBinary binary) {
    int code = 0;
    int data = 0;
    int debug = 0;
    int custom = 0;
    for (Section section : binary.sections()) {
      if (section.id() == SectionId.CODE) {
        code += section.size();
      } else if (section.id() == SectionId.DATA) {
        data += section.size();
      } else if (section.isCustom()) {
        custom += section.size();
        debug += isDebug(section) ? section.size() : 0;
      }
    }
    List<Section> largest =
        binary.sections().stream()
            .sorted(Comparator.comparingInt(Section::size).reversed())
            .toList();
    List<Function> functions =
        binary instanceof WasmModule module ? largest(module.functions()) : List.of();
    return new Sizes(binary.size(), largest, code, data, debug, custom, functions);
  }

  private static boolean isDebug(Section section) {
    return section.name().equals("name") || isDwarf(section);
  }

  static boolean isDwarf(Section section) {
    return section.isCustom() && section.name().startsWith(".debug_");
  }

  private static List<Function> largest(List<Function> functions) {
    PriorityQueue<Function> kept = new PriorityQueue<>(BY_SIZE);
    for (Function function : functions) {
      if (function.code() != null) {
        kept.add(function);
        if (kept.size() > MOST_FUNCTIONS) {
          kept.remove();
        }
      }
    }
    return kept.stream().sorted(BY_SIZE.reversed()).toList();
  }
}
