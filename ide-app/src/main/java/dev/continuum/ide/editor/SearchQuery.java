package dev.continuum.ide.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for in a text.
 *
 * @param text what the user typed
 * @param matchCase whether A and a differ
 * @param wholeWord whether a match must not be part of a longer word
 * @param regex whether {@code text} is a regular expression of {@link Pattern}
 */
public record SearchQuery(String text, boolean matchCase, boolean wholeWord, boolean regex) {
  /** More matches than this are not collected. */
  public static final int MAX_MATCHES = 50_000;

  /**
   * Where the text was found.
   *
   * @param start its first UTF-16 unit, from 0
   * @param end behind its last one; greater than {@code start}
   */
  public record Match(int start, int end) {}

  /**
   * What was found.
   *
   * @param matches in order, without overlaps
   * @param complete false when there are more
   */
  public record Found(List<Match> matches, boolean complete) {}

  /** Says in a sentence why a query cannot be used. */
  public static final class BadQueryException extends Exception {
    private static final long serialVersionUID = 1;

    BadQueryException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Searches. Ends soon after its thread is interrupted, so that an expression that would take
   * forever can be given up.
   *
   * @throws BadQueryException when the expression is wrong or too deep for this text
   * @throws InterruptedException when the thread was interrupted
   */
  public Found find(String in) throws BadQueryException, InterruptedException {
    List<Match> found = new ArrayList<>();
    if (text.isEmpty()) {
      return new Found(found, true);
    }
    try {
      Matcher matcher = pattern().matcher(new Interruptible(in, 0, in.length()));
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          if (found.size() == MAX_MATCHES) {
            return new Found(found, false);
          }
          found.add(new Match(matcher.start(), matcher.end()));
        }
      }
    } catch (GivenUp e) {
      throw new InterruptedException();
    } catch (StackOverflowError e) {
      throw new BadQueryException("This expression is too deep for this text.", e);
    }
    return new Found(found, true);
  }

  /**
   * The text from the first match's start to the last one's end, with every match replaced; in a
   * regular expression {@code $1} and <code>${name}</code> stand for groups.
   *
   * @param matches of this query in this text, in order; not empty
   * @throws BadQueryException when the replacement names a group that is not there
   */
  public String replaced(String in, List<Match> matches, String replacement)
      throws BadQueryException {
    StringBuilder out = new StringBuilder();
    int at = matches.getFirst().start();
    Matcher matcher = pattern().matcher(in).useTransparentBounds(true).useAnchoringBounds(false);
    for (Match match : matches) {
      out.append(in, at, match.start());
      if (regex && matcher.region(match.start(), in.length()).lookingAt()) {
        expand(matcher, replacement, out);
      } else {
        out.append(replacement);
      }
      at = match.end();
    }
    return out.toString();
  }

  private static void expand(Matcher matcher, String replacement, StringBuilder out)
      throws BadQueryException {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (c == '\\' && i + 1 < replacement.length()) {
        out.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
        i++;
      } else if (c == '$' && next >= '0' && next <= '9') {
        if (next - '0' > matcher.groupCount()) {
          throw new BadQueryException("The expression has no group " + next + ".", null);
        }
        String group = matcher.group(next - '0');
        out.append(group == null ? "" : group);
        i++;
      } else if (c == '$' && next == '{' && replacement.indexOf('}', i) > 0) {
        int close = replacement.indexOf('}', i);
        String name = replacement.substring(i + 2, close);
        try {
          String group = matcher.group(name);
          out.append(group == null ? "" : group);
        } catch (IllegalArgumentException e) {
          throw new BadQueryException("The expression has no group named " + name + ".", e);
        }
        i = close;
      } else {
        out.append(c);
      }
    }
  }

  private Pattern pattern() throws BadQueryException {
    String source = regex ? text : Pattern.quote(text);
    if (wholeWord) {
      // Names in WebAssembly text have more characters than \b knows: $a.b is one word.
      source = "(?<![\\w$.])(?:" + source + ")(?![\\w$.])";
    }
    int flags = Pattern.MULTILINE;
    if (!matchCase) {
      flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
    try {
      return Pattern.compile(source, flags);
    } catch (PatternSyntaxException e) {
      throw new BadQueryException("The expression is not right: " + e.getDescription() + ".", e);
    }
  }

  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    GivenUp() {
      super(null, null, false, false);
    }
  }

  /** A text that stops being read when its reader is interrupted. */
  private record Interruptible(String text, int from, int to) implements CharSequence {
    @Override
    public char charAt(int index) {
      if ((index & 0xFF) == 0 && Thread.currentThread().isInterrupted()) {
        throw new GivenUp();
      }
      return text.charAt(from + index);
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Interruptible(text, from + start, from + end);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
