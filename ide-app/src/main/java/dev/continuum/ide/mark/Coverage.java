package dev.continuum.ide.mark;

import java.nio.file.Path;

/** How often the code of a program was executed in a profiled run. */
public interface Coverage {
  /** What {@link #ofLine} and {@link #ofOffset} give where there is no instruction. */
  long NO_CODE = -1;

  /** The {@code .wat} or {@code .wasm} file that was executed, absolute. */
  Path program();

  /**
   * How often a line was executed: the count of the instruction in it that was executed most often.
   *
   * @param line from 1
   */
  long ofLine(int line);

  /** How often the instruction at an offset in the binary was executed. */
  long ofOffset(int offset);

  /** The largest count of all, at least 1: what the others are compared with. */
  long most();
}
