package dev.continuum.ide.mark;

import dev.continuum.inspector.debug.BreakpointSpec;
import java.nio.file.Path;

/**
 * A breakpoint or watchpoint as the user has set it: it lives without a running program and is kept
 * from run to run.
 *
 * @param id unlike that of any other, and never used again
 * @param program the {@code .wat} or {@code .wasm} file it belongs to, absolute
 * @param spec a place in a WAT file is a {@code Location.WatLine}, one in a binary an {@code
 *     Location.Instruction}
 */
public record UserBreakpoint(long id, Path program, BreakpointSpec spec) {
  UserBreakpoint with(BreakpointSpec another) {
    return new UserBreakpoint(id, program, another);
  }
}
