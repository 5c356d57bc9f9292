package dev.continuum.ide.device.log;

import dev.continuum.targets.target.app.LogLine.Source;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are shown: those of some streams whose text contains a text or matches an expression,
 * whatever the case. What this program says about the logs is always shown. An expression that
 * takes too long on line after line matches nothing more, and says so.
 */
final class LogFilter implements Predicate<LogEntry> {
  /** How many characters an expression may look at for one line: far more than a sane one does. */
  private static final int MOST_LOOKS = 100_000;

  /** After so many lines that took too long, the expression is given up. */
  private static final int MOST_SLOW = 20;

  private final Set<Source> streams;
  private final @Nullable Pattern pattern;
  private int slow;

  private LogFilter(Set<Source> streams, @Nullable Pattern pattern) {
    this.streams = Set.copyOf(streams);
    this.pattern = pattern;
  }

  /**
   * A filter.
   *
   * @param text what a line must contain; empty: anything
   * @throws PatternSyntaxException when it is to be an expression and is none
   */
  static LogFilter of(Set<Source> streams, String text, boolean expression) {
    return new LogFilter(
        streams,
        text.isEmpty()
            ? null
            : Pattern.compile(
                text,
                Pattern.CASE_INSENSITIVE
                    | Pattern.UNICODE_CASE
                    | (expression ? 0 : Pattern.LITERAL)));
  }

  /** What is wrong with an expression, in words; empty when nothing is. */
  static Optional<String> problem(String expression) {
    try {
      LogFilter.of(Set.of(), expression, true);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      String words = e.getDescription();
      return Optional.of(words.isBlank() ? "This is no regular expression." : words + ".");
    }
  }

  /** Whether the expression was given up. */
  boolean tooSlow() {
    return slow >= MOST_SLOW;
  }

  @Override
  public boolean test(LogEntry entry) {
    Source kind = entry.kind();
    if (kind == null) {
      return true;
    }
    if (!streams.contains(kind)) {
      return false;
    }
    if (pattern == null) {
      return true;
    }
    if (tooSlow()) {
      return false;
    }
    Matcher matcher = pattern.matcher(new Counted(entry.text(), new int[] {MOST_LOOKS}));
    try {
      return matcher.find();
    } catch (TooLong e) {
      slow++;
      return false;
    } catch (StackOverflowError e) {
      // A deeply nested expression on a long line; the next line may do.
      slow++;
      return false;
    }
  }

  /** Thrown from within an expression's work to end it. */
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super(null, null, false, false);
    }
  }

  /** A text that may be looked at only so often. */
  private record Counted(String text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (left[0]-- <= 0) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }
  }
}
