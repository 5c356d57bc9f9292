package dev.continuum.inspector.debug;

import java.util.List;

/** From instructions to the lines they were written in, and back. */
public interface CodeLines {
  /** Where no line is known. */
  CodeLines NONE =
      new CodeLines() {
        @Override
        public int line(int offset) {
          return 0;
        }

        @Override
        public List<Integer> offsets(int line) {
          return List.of();
        }
      };

  /** The line of the instruction at an offset in the file, from 1; 0 where none is known. */
  int line(int offset);

  /** The offsets of the instructions of a line, in order. */
  List<Integer> offsets(int line);
}
