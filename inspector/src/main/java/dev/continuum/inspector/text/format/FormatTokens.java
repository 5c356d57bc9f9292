package dev.continuum.inspector.text.format;

import dev.continuum.inspector.text.Lexer;
import dev.continuum.inspector.text.TextRange;
import dev.continuum.inspector.text.Token;
import dev.continuum.inspector.text.TokenKind;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a source without its white space, as a formatter wants them: which parentheses
 * belong together, how wide everything is on one line, and which lists cannot stand on one.
 */
final class FormatTokens {
  private static final TokenKind[] KINDS = TokenKind.values();

  /** The lists that belong to what stands before them, and start no line of their own. */
  private static final Set<String> CLAUSES =
      Set.of("type", "param", "result", "export", "import", "ref", "mut");

  private static final Set<String> CATCH_CLAUSES =
      Set.of("catch", "catch_ref", "catch_all", "catch_all_ref");

  private final CharSequence source;
  private int count;
  private byte[] kinds = new byte[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] newlines = new byte[64];

  private int[] closes = {};
  private int[] widths = {};
  private int[] closers = {};
  private boolean[] broken = {};
  private @Nullable ListLayout[] layouts = {};
  private @Nullable Fault fault;

  /** Why a source cannot be laid out, and where. */
  record Fault(TextRange range, String message) {}

  FormatTokens(CharSequence source) {
    this.source = source;
    read();
    if (fault == null) {
      match();
    }
  }

  private void read() {
    Lexer lexer = new Lexer(source);
    int breaks = 0;
    for (Token token = lexer.next(); token != null; token = lexer.next()) {
      switch (token.kind()) {
        case WHITESPACE -> breaks = breaks(token);
        case ERROR -> {
          String message = token.problem() == null ? "This is no token." : token.problem();
          fault = new Fault(new TextRange(token.start(), token.end()), message);
          return;
        }
        default -> {
          add(token, breaks);
          breaks = 0;
        }
      }
    }
    if (lexer.state().commentDepth() > 0) {
      int start = starts[count - 1];
      fault = new Fault(new TextRange(start, source.length()), "The comment is not closed.");
    }
  }

  private int breaks(Token space) {
    int found = 0;
    for (int at = space.start(); at < space.end() && found < 2; at++) {
      char c = source.charAt(at);
      boolean pair = c == '\r' && at + 1 < space.end() && source.charAt(at + 1) == '\n';
      if (c == '\n' || c == '\r' && !pair) {
        found++;
      }
    }
    return found;
  }

  private void add(Token token, int breaks) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      newlines = Arrays.copyOf(newlines, count * 2);
    }
    int end = token.end();
    if (token.kind() == TokenKind.LINE_COMMENT) {
      while (source.charAt(end - 1) == ' ' || source.charAt(end - 1) == '\t') {
        end--;
      }
    }
    kinds[count] = (byte) token.kind().ordinal();
    starts[count] = token.start();
    ends[count] = end;
    newlines[count] = (byte) breaks;
    count++;
  }

  private void match() {
    closes = new int[count];
    widths = new int[count + 1];
    closers = new int[count + 1];
    broken = new boolean[count];
    layouts = new ListLayout[count];
    Arrays.fill(closes, -1);
    int[] open = new int[64];
    int depth = 0;
    for (int i = 0; i < count; i++) {
      widths[i + 1] = widths[i] + ends[i] - starts[i] + (spaced(i) ? 1 : 0);
      int parent = depth == 0 ? -1 : open[depth - 1];
      switch (kind(i)) {
        case OPEN_PAREN, ANNOTATION -> {
          layouts[i] = layoutOf(i);
          noteBreak(parent, i);
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
          }
          open[depth++] = i;
        }
        case CLOSE_PAREN -> {
          if (depth == 0) {
            fault = new Fault(range(i), "This parenthesis closes nothing.");
            return;
          }
          depth--;
          closes[parent] = i;
          if (broken[parent] && depth > 0) {
            broken[open[depth - 1]] = true;
          }
        }
        case LINE_COMMENT -> {
          if (parent >= 0) {
            broken[parent] = true;
          }
        }
        case BLOCK_COMMENT -> {
          if (parent >= 0 && hasLineBreak(i)) {
            broken[parent] = true;
          }
          noteBreak(parent, i);
        }
        default -> noteBreak(parent, i);
      }
    }
    if (depth > 0) {
      fault = new Fault(range(open[depth - 1]), "This parenthesis is not closed.");
      return;
    }
    for (int i = count - 1; i >= 0; i--) {
      closers[i] = kind(i) == TokenKind.CLOSE_PAREN ? closers[i + 1] + 1 : 0;
    }
  }

  private ListLayout layoutOf(int open) {
    int head = open + 1;
    boolean word = kind(open) == TokenKind.OPEN_PAREN && head < count && starts[head] < ends[head];
    return word ? ListLayout.of(text(head), kind(head)) : ListLayout.LINES;
  }

  /** A list whose parts start lines may have to stay that way. */
  private void noteBreak(int parent, int child) {
    if (parent >= 0 && newlines[child] > 0 && child > parent + 1 && keepsBreak(parent, child)) {
      broken[parent] = true;
    }
  }

  private boolean keepsBreak(int parent, int child) {
    return switch (layout(parent)) {
      case ITEMS, LINES -> true;
      case CODE, OPERANDS -> isComment(child) || isInstruction(parent, child);
      case FILL -> false;
    };
  }

  /**
   * Whether a part of a list is an instruction of its own, flat or folded, or something else that
   * starts a line among instructions; not an immediate, and not a clause of the list's head.
   */
  boolean isInstruction(int parent, int child) {
    return switch (kind(child)) {
      case INSTRUCTION, ANNOTATION -> true;
      case OPEN_PAREN -> {
        String head = child + 1 < count ? text(child + 1) : "";
        boolean isCatch = CATCH_CLAUSES.contains(head) && text(parent + 1).equals("try_table");
        yield !isCatch && !CLAUSES.contains(head);
      }
      default -> false;
    };
  }

  private boolean hasLineBreak(int token) {
    for (int at = starts[token]; at < ends[token]; at++) {
      char c = source.charAt(at);
      if (c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether white space must stand before a token on the line of the one before. A word that would
   * turn the parenthesis before it into something else keeps away from it.
   */
  boolean spaced(int token) {
    if (token == 0) {
      return false;
    }
    char first = source.charAt(starts[token]);
    return switch (kind(token - 1)) {
      case OPEN_PAREN -> first == ';' || first == '@';
      default -> kind(token) != TokenKind.CLOSE_PAREN || source.charAt(ends[token - 1] - 1) == ';';
    };
  }

  @Nullable Fault fault() {
    return fault;
  }

  int count() {
    return count;
  }

  TokenKind kind(int token) {
    return KINDS[kinds[token]];
  }

  boolean isOpen(int token) {
    return kind(token) == TokenKind.OPEN_PAREN || kind(token) == TokenKind.ANNOTATION;
  }

  boolean isComment(int token) {
    return kind(token).isTrivia();
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  private TextRange range(int token) {
    return new TextRange(starts[token], ends[token]);
  }

  String text(int token) {
    return source.subSequence(starts[token], ends[token]).toString();
  }

  /** How many line breaks stand before a token in the source: 0, 1 or 2 for all above. */
  int newlines(int token) {
    return newlines[token];
  }

  /** The token that closes the list a token opens. */
  int close(int open) {
    return closes[open];
  }

  /** Whether a list cannot stand on one line. */
  boolean broken(int open) {
    return broken[open];
  }

  ListLayout layout(int open) {
    ListLayout layout = layouts[open];
    return layout == null ? ListLayout.LINES : layout;
  }

  /** The width of a token, or of the whole list it opens, and of what closes right behind it. */
  int width(int token) {
    int last = isOpen(token) ? closes[token] : token;
    return widths[last + 1] - widths[token] - (spaced(token) ? 1 : 0) + closers[last + 1];
  }
}
