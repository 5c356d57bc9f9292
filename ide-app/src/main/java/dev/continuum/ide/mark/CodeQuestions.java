package dev.continuum.ide.mark;

import dev.continuum.inspector.debug.Location;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What an editor asks a debugger while a program stands still. Used on the JavaFX thread only. */
public interface CodeQuestions {
  /** The program that is being debugged: a {@code .wat} or {@code .wasm} file, absolute. */
  Path program();

  /**
   * Evaluates what the mouse rests on, in the frame that is selected.
   *
   * @param expression a word of the code, such as {@code $x}
   * @param answer gets the value in words; not called when there is none, or when it is not wanted
   *     any more
   */
  void evaluate(String expression, Consumer<String> answer);

  /** Runs to a place. */
  void runTo(Location location);
}
