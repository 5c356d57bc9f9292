package dev.continuum.ide.prompt;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.text.print.LineOffsets;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of a function, in order.
 *
 * @param end the offset behind the last
 */
record Disassembly(int function, List<Line> lines, int end) {
  /**
   * An instruction.
   *
   * @param offset of its first byte, from the start of the file
   * @param text indented by what it is nested in
   */
  record Line(int offset, String text) {}

  static Disassembly of(Program program, int function) {
    Function declared = program.module().functions().get(function);
    Code code = declared.code();
    if (code == null) {
      return new Disassembly(function, List.of(), 0);
    }
    StringBuilder text = new StringBuilder();
    LineOffsets offsets;
    try {
      offsets =
          new ModulePrinter(program.module(), program.bytes(), PrintOptions.DISPLAY)
              .printFunction(function, text);
    } catch (IOException | MalformedException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.toString().split("\n", -1)) {
      number++;
      int offset = number > offsets.lines() ? LineOffsets.NONE : offsets.offset(number);
      if (offset >= code.instructions().start()) {
        lines.add(new Line(offset, line));
      }
    }
    return new Disassembly(function, List.copyOf(lines), code.instructions().end());
  }

  /** Which line an instruction is, or the one it lies in; -1 in front of the first. */
  int at(int offset) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (lines.get(middle).offset() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** An instruction without its indentation; empty when there is none. */
  String text(int offset) {
    int at = at(offset);
    return at < 0 || lines.get(at).offset() != offset ? "" : lines.get(at).text().strip();
  }

  /** Where the instruction behind a line begins. */
  int next(int line) {
    return line + 1 < lines.size() ? lines.get(line + 1).offset() : end;
  }
}
