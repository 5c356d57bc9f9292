package dev.continuum.ide.project;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project or a file that cannot be run, in words for the user: {@link #getMessage()} says what is
 * wrong and where, {@link #remedy()} what to do. Both are whole sentences.
 */
public final class ProjectException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;
  private final transient @Nullable Path file;
  private final int line;

  /** What is wrong with something that is not a line of a file. */
  public ProjectException(String message, String remedy) {
    this(message, remedy, null, 0, null);
  }

  /**
   * What is wrong in a file.
   *
   * @param line from 1; 0 when it is not about one
   */
  public ProjectException(
      String message, String remedy, @Nullable Path file, int line, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
    this.file = file;
    this.line = line;
  }

  /** What the user can do. */
  public String remedy() {
    return remedy;
  }

  /** The file it is about. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** The line in that file, from 1; 0 when it is about no line. */
  public int line() {
    return line;
  }
}
