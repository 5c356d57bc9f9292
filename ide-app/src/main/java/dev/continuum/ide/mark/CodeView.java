package dev.continuum.ide.mark;

import dev.continuum.inspector.debug.Location;
import java.nio.file.Path;
import java.util.Optional;

/** A document that shows the code of a program, with a caret or a selected row in it. */
public interface CodeView {
  /** The {@code .wat} or {@code .wasm} file, absolute; empty while it shows none. */
  Optional<Path> program();

  /** Where the caret is: a line of the text as it is now, or an instruction. */
  Optional<Location> here();
}
