package dev.continuum.ide.output;

import dev.continuum.ide.output.OutputModel.Match;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;

/**
 * Lines that an {@link OutputView} shows. Each has a number, which it keeps while it is there;
 * numbers of neighbours follow each other. On the JavaFX thread.
 */
public interface OutputLines {
  /** Changes whenever the lines do. */
  ReadOnlyLongProperty revision();

  /** The number of the first line shown. */
  long first();

  /** The number after that of the last line shown. */
  long end();

  /** How many lines are shown. */
  int size();

  /** A line that is shown. */
  OutputLine get(long number);

  /**
   * The next place a text occurs, beginning at a place and going round at the end.
   *
   * @param line where to begin, by its number
   * @param offset the character of the line's display to begin at
   */
  Optional<Match> find(String text, long line, int offset, boolean forward);

  /** The lines shown as text, broken lines joined, from a place to another. */
  String text(long fromLine, int fromOffset, long toLine, int toOffset);

  /** All lines shown as text. */
  default String text() {
    return size() == 0 ? "" : text(first(), 0, end() - 1, Integer.MAX_VALUE);
  }
}
