package dev.continuum.ide.mark;

import java.nio.file.Path;
import java.util.List;

/**
 * An instruction of a program that is being debugged: the next one, or the call in an outer frame
 * that is selected.
 *
 * @param program the {@code .wat} or {@code .wasm} file, absolute
 * @param line in the text as it was when the program was started, from 1; 0 for a binary
 * @param offset of the instruction in the binary
 * @param innermost whether it is the next instruction rather than an outer frame's call
 * @param past whether later instructions have been executed already
 * @param values what to show beside the code, in the order of places
 */
public record RunningPlace(
    Path program, int line, int offset, boolean innermost, boolean past, List<InlineValue> values) {
  public RunningPlace {
    values = List.copyOf(values);
  }
}
