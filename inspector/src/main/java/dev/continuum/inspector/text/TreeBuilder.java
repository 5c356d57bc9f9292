package dev.continuum.inspector.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of a {@link SyntaxTree} and matches their parentheses, with a stack of its own,
 * so that no nesting is too deep.
 *
 * <p>Where a source leaves parentheses open, they are matched once more with recovery: a line that
 * opens a field no deeper than the unfinished field above it is taken to start a new one.
 */
final class TreeBuilder {
  private static final int MOST_TOKENS = Integer.MAX_VALUE - 64;

  final char[] text;
  byte[] kinds;
  int[] starts;
  int[] ends;
  int[] links;
  int size;
  final Symbols symbols;
  boolean annotated;
  List<TextProblem> problems = new ArrayList<>();

  private @Nullable LineMap lines;

  /** The lists that are open, innermost last. */
  private int[] open = new int[64];

  private int depth;

  /** Reads characters of which the first ones that were no UTF-8 stood at a position, or -1. */
  TreeBuilder(char[] text, int malformed) {
    this.text = text;
    this.symbols = new Symbols(text);
    int room = TokenDensity.guess(text) + 1;
    kinds = new byte[room];
    starts = new int[room];
    ends = new int[room];
    links = new int[room];
    if (isBinary()) {
      end(0);
      problem(0, 4, "unexpected token: this is a binary, not text; print it as text first");
      return;
    }
    read();
    int before = problems.size();
    if (!match(false)) {
      problems.subList(before, problems.size()).clear();
      match(true);
    }
    checkWords();
    if (malformed >= 0) {
      // Everything else may come from this.
      problems.clear();
      String message = "malformed UTF-8 encoding: the text is not in UTF-8 here; save it in UTF-8";
      problem(malformed, malformed + 1, message);
    }
    problems.sort(Comparator.comparingInt(problem -> problem.range().start()));
  }

  private void read() {
    Lexer lexer = new Lexer(text, 0, LexerState.START);
    int at = 0;
    while (lexer.advanceSignificant()) {
      if (at + 1 >= kinds.length) {
        grow();
      }
      TokenKind kind = lexer.kind();
      kinds[at] = (byte) kind.ordinal();
      starts[at] = lexer.start();
      ends[at] = lexer.end();
      links[at] =
          switch (kind) {
            case KEYWORD, TYPE, INSTRUCTION -> lexer.word();
            case ID -> symbol(lexer);
            case ANNOTATION -> {
              annotated = true;
              checkName(lexer);
              yield -1;
            }
            case ERROR -> {
              String problem = lexer.problem();
              problem(lexer.start(), lexer.end(), problem == null ? "illegal character" : problem);
              yield -1;
            }
            default -> -1;
          };
      at++;
    }
    end(at);
    if (lexer.state().commentDepth() > 0) {
      int comment = lexer.start();
      problem(comment, comment + 2, "unclosed comment: it has no \";)\"");
    }
  }

  /** Ends the tokens: what stands behind the last one. */
  private void end(int at) {
    size = at;
    kinds[at] = SyntaxTree.END;
    starts[at] = text.length;
    ends[at] = text.length;
    links[at] = -1;
  }

  /** Whether there are the bytes that every binary of WebAssembly starts with. */
  private boolean isBinary() {
    return text.length >= 4
        && text[0] == '\0'
        && text[1] == 'a'
        && text[2] == 's'
        && text[3] == 'm';
  }

  private int symbol(Lexer lexer) {
    if (text[lexer.start() + 1] != '"') {
      return symbols.plain(lexer.start(), lexer.end(), lexer.hash());
    }
    int symbol = symbols.quoted(lexer.start(), lexer.end());
    if (symbol < 0) {
      problem(lexer.start(), lexer.end(), "malformed UTF-8 encoding: an identifier is no text");
    }
    return symbol;
  }

  private void checkName(Lexer lexer) {
    int string = lexer.start() + 2;
    if (text[string] == '"') {
      byte[] name = StringLiterals.bytes(new String(text, string, lexer.end() - string));
      if (StringLiterals.utf8(name, 0, name.length) == null) {
        problem(lexer.start(), lexer.end(), "malformed UTF-8 encoding: an annotation's name");
      }
    }
  }

  private void grow() {
    int room = (int) Math.min(kinds.length + (kinds.length >> 3) + 64L, MOST_TOKENS);
    kinds = Arrays.copyOf(kinds, room);
    starts = Arrays.copyOf(starts, room);
    ends = Arrays.copyOf(ends, room);
    links = Arrays.copyOf(links, room);
  }

  /** Links the parentheses; false when lists are left open and recovery was not asked for. */
  private boolean match(boolean recover) {
    depth = 0;
    for (int i = 0; i < size; i++) {
      byte kind = kinds[i];
      if (kind == SyntaxTree.OPEN || kind == SyntaxTree.ANNOTATION) {
        if (recover) {
          leaveUnfinished(i);
        }
        if (depth == open.length) {
          open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = i;
      } else if (kind == SyntaxTree.CLOSE) {
        if (depth == 0) {
          links[i] = -1;
          problem(i, "unexpected token: this parenthesis closes nothing");
        } else {
          int list = open[--depth];
          links[list] = i;
          links[i] = list;
        }
      }
    }
    if (depth == 0) {
      return true;
    }
    if (recover) {
      while (depth > 0) {
        leave(size);
      }
    }
    return false;
  }

  /** Leaves the innermost list, which has no closing parenthesis. */
  private void leave(int at) {
    int list = open[--depth];
    links[list] = at;
    if (kinds[list] == SyntaxTree.ANNOTATION) {
      problem(list, "unclosed annotation: it has no closing parenthesis");
      return;
    }
    int head = list + 1;
    String what =
        head < at && (Words.isWord(kinds[head]) || kinds[head] == SyntaxTree.UNKNOWN)
            ? " before \"" + new String(text, starts[head], ends[head] - starts[head]) + "\""
            : "";
    problem(list, "unexpected token: the parenthesis" + what + " has no closing one");
  }

  /** Leaves the field that is open when a line plainly starts the next one. */
  private void leaveUnfinished(int next) {
    if (depth == 0 || !opensField(next) || !firstOfItsLine(next)) {
      return;
    }
    int column = lines().column(starts[next]);
    int field = -1;
    for (int i = 0; i < Math.min(depth, 3) && field < 0; i++) {
      if (opensField(open[i]) && lines().column(starts[open[i]]) >= column) {
        field = i;
      }
    }
    while (field >= 0 && depth > field) {
      leave(next);
    }
  }

  /** Whether a parenthesis opens a field or a group of types, but no module. */
  private boolean opensField(int list) {
    int head = list + 1;
    Keyword keyword = head < size && Words.isWord(kinds[head]) ? Words.keyword(links[head]) : null;
    return keyword != null
        && kinds[list] == SyntaxTree.OPEN
        && (keyword == Keyword.REC || FieldKind.of(keyword) != null)
        && keyword != Keyword.MODULE;
  }

  private boolean firstOfItsLine(int token) {
    for (int at = starts[token] - 1; at >= 0; at--) {
      char c = text[at];
      if (c == '\n' || c == '\r') {
        return true;
      }
      if (c != ' ' && c != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Reports words that the text format does not have, which annotations alone may hold. */
  private void checkWords() {
    for (int i = 0; i < size; i++) {
      byte kind = kinds[i];
      if (kind == SyntaxTree.ANNOTATION) {
        i = links[i] - 1;
      } else if (kind == SyntaxTree.UNKNOWN || kind == SyntaxTree.RESERVED) {
        String word = new String(text, starts[i], Math.min(ends[i] - starts[i], 80));
        problem(i, wordProblem(word, i));
      }
    }
  }

  private String wordProblem(String word, int token) {
    if (word.equals("$") || word.equals("$\"\"")) {
      return "empty identifier: the \"$\" has no name after it";
    }
    boolean annotation =
        word.startsWith("@")
            && token > 0
            && kinds[token - 1] == SyntaxTree.OPEN
            && ends[token - 1] == starts[token];
    if (annotation) {
      return "empty annotation id: the \"(@\" has no name after it";
    }
    if (token == 1 && word.equals("component")) {
      return "unknown operator component: the text of a component is not read, only that of a"
          + " module";
    }
    return "unknown operator " + word;
  }

  private LineMap lines() {
    LineMap known = lines;
    if (known == null) {
      known = LineMap.of(text);
      lines = known;
    }
    return known;
  }

  private void problem(int token, String message) {
    problem(starts[token], ends[token], message);
  }

  private void problem(int start, int end, String message) {
    if (problems.size() < SyntaxTree.MOST_PROBLEMS) {
      LineMap map = lines();
      problems.add(
          new TextProblem(new TextRange(start, end), map.line(start), map.column(start), message));
    }
  }
}
