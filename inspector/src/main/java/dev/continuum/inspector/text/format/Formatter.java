package dev.continuum.inspector.text.format;

import dev.continuum.inspector.text.LineMap;
import dev.continuum.inspector.text.TextProblem;
import org.jspecify.annotations.Nullable;

/**
 * Lays a source of the text format out anew: modules and scripts. Only white space changes, so
 * every comment, annotation and token stays, in its order. What is laid out once stays as it is
 * when it is laid out again. Takes time in proportion to the source's length, however deep it
 * nests.
 *
 * <p>A list stands on one line where it fits and did so before; otherwise its parts go to lines of
 * their own, two columns further in. Blocks in flat code are indented too. Between two lines of the
 * source at most one blank line is kept.
 */
public final class Formatter {
  /**
   * What a layout keeps to.
   *
   * @param width the column, from 20, behind which lines are broken where they can be
   * @param deepest the column, from 0 and below the width, from which nothing is indented further
   */
  public record Options(int width, int deepest) {
    /** 100 columns, indented up to the 60th. */
    public static final Options STANDARD = new Options(100, 60);

    public Options {
      if (width < 20 || deepest < 0 || deepest >= width) {
        throw new IllegalArgumentException("no layout: width " + width + ", deepest " + deepest);
      }
    }
  }

  /**
   * A source laid out.
   *
   * @param text the new text; the old one when it could not be laid out
   * @param problem why not: a parenthesis without its other half, or something that is no token;
   *     null when it was laid out
   */
  public record Result(String text, @Nullable TextProblem problem) {}

  private Formatter() {}

  /** Lays out a source in the standard way. */
  public static Result format(CharSequence source) {
    return format(source, Options.STANDARD);
  }

  /** Lays out a source. One that is broken comes back as it is, with the reason. */
  public static Result format(CharSequence source, Options options) {
    FormatTokens tokens = new FormatTokens(source);
    FormatTokens.Fault fault = tokens.fault();
    if (fault == null) {
      return new Result(new FormatWriter(source, tokens, options).write(), null);
    }
    LineMap lines = LineMap.of(source);
    int start = fault.range().start();
    TextProblem problem =
        new TextProblem(fault.range(), lines.line(start), lines.column(start), fault.message());
    return new Result(source.toString(), problem);
  }
}
