package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.BodyForms;
import dev.continuum.inspector.binary.LebWidths;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Prints the annotations that keep what the text format leaves open (docs/encoding-annotations.md):
 * the widths of numbers, and sections that nothing asks for.
 */
final class EncodingPrinter {
  private final WasmModule module;
  private final ByteBuffer bytes;
  private final PrintOptions options;
  private final Heads heads;

  EncodingPrinter(WasmModule module, ByteBuffer bytes, PrintOptions options, Heads heads) {
    this.module = module;
    this.bytes = bytes;
    this.options = options;
    this.heads = heads;
  }

  /** The annotation for a branch hint. */
  static String hint(int value) {
    return "(@metadata.code.branch_hint \"\\"
        + (value < 16 ? "0" : "")
        + Integer.toHexString(value)
        + "\")";
  }

  /** Says how a section is encoded that is not custom, and that it is there if it might not be. */
  void section(Section section, int depth, LineWriter out) throws IOException {
    SectionId id = section.id();
    if (!options.encoding() || id == null) {
      return;
    }
    String widths = widths(section);
    boolean implied = id != SectionId.DATA_COUNT && !isEmpty(id, section);
    if (!implied || !widths.isEmpty()) {
      annotation(ModulePrinter.word(id), widths, section, depth, out);
    }
  }

  private static boolean isEmpty(SectionId id, Section section) {
    Integer count = section.count();
    return id != SectionId.START && count != null && count == 0;
  }

  /** Says how the custom section is encoded that is printed next. */
  void custom(Section section, int depth, LineWriter out) throws IOException {
    String widths = options.encoding() ? widths(section) : "";
    if (!widths.isEmpty()) {
      annotation("custom", widths, section, depth, out);
    }
  }

  /** Whether no number in front of a custom section's content is padded. */
  boolean isUsual(Section section) {
    return widths(section).isEmpty();
  }

  private void annotation(String word, String widths, Section section, int depth, LineWriter out)
      throws IOException {
    heads.line(depth, section.range().start(), out);
    out.put("(@continuum.section").piece(word);
    widths(widths, out);
    out.put(')');
  }

  /** Says how a body is encoded, if it is not in the usual way. */
  void body(Code code, LineWriter out) throws IOException {
    if (!options.encoding()) {
      return;
    }
    String widths;
    try {
      if (BodyForms.isUnusual(bytes, code)) {
        whole(code, out);
        return;
      }
      widths = LebWidths.ofBody(bytes, code).toString();
    } catch (MalformedException broken) {
      return; // the text ends at the fault, and assembles to something else anyway
    }
    if (!widths.isEmpty()) {
      out.gap(Math.min(60, widths.length() + 20)).put("(@continuum.body");
      widths(widths, out);
      out.put(')');
    }
  }

  /** All bytes of a body, for what has no name. */
  private void whole(Code code, LineWriter out) throws IOException {
    out.gap(60).put("(@continuum.bytes");
    int from = code.range().start();
    while (from < code.range().end()) {
      int to = Math.min(code.range().end(), from + 24);
      out.gap(3 * (to - from) + 2);
      StringText.string(bytes, from, to, out);
      from = to;
    }
    out.put(')');
  }

  private String widths(Section section) {
    try {
      return LebWidths.ofSection(bytes, section).toString();
    } catch (MalformedException broken) {
      return "";
    }
  }

  /** Writes widths as strings of words, each no longer than a line. */
  private static void widths(String widths, LineWriter out) throws IOException {
    int from = 0;
    while (from < widths.length()) {
      int to = Math.min(widths.length(), from + 60);
      if (to < widths.length()) {
        to = widths.indexOf(' ', to);
        to = to < 0 ? widths.length() : to + 1;
      }
      out.piece('"' + widths.substring(from, to) + '"');
      from = to;
    }
  }
}
