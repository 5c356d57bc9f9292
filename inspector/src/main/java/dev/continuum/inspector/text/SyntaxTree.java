package dev.continuum.inspector.text;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of a source (specification, "Text Format"), whole and part broken: every token that is
 * no white space or comment, in arrays without an object for each, and for each parenthesis the one
 * that matches. What lies between tokens can be lexed again when it is wanted, so no character is
 * lost.
 *
 * <p>A node is a number: the index of a token. A list is named by its opening parenthesis, which
 * may be an annotation's. An opening parenthesis that nothing closes ends where the next field
 * plainly starts, or at the end of the source; {@link #problems} has it, and every other thing that
 * is wrong whatever the words mean.
 */
public final class SyntaxTree {
  /** How many problems of a source are listed. */
  public static final int MOST_PROBLEMS = 1000;

  /** The kind of the place behind the last token. */
  static final byte END = -1;

  static final byte OPEN = (byte) TokenKind.OPEN_PAREN.ordinal();
  static final byte CLOSE = (byte) TokenKind.CLOSE_PAREN.ordinal();
  static final byte ANNOTATION = (byte) TokenKind.ANNOTATION.ordinal();
  static final byte ID = (byte) TokenKind.ID.ordinal();
  static final byte NUMBER = (byte) TokenKind.NUMBER.ordinal();
  static final byte STRING = (byte) TokenKind.STRING.ordinal();
  static final byte ATTRIBUTE = (byte) TokenKind.ATTRIBUTE.ordinal();
  static final byte KEYWORD = (byte) TokenKind.KEYWORD.ordinal();
  static final byte TYPE = (byte) TokenKind.TYPE.ordinal();
  static final byte INSTRUCTION = (byte) TokenKind.INSTRUCTION.ordinal();

  static final byte UNKNOWN = (byte) TokenKind.UNKNOWN_WORD.ordinal();
  static final byte RESERVED = (byte) TokenKind.RESERVED.ordinal();
  static final byte ERROR = (byte) TokenKind.ERROR.ordinal();

  private static final TokenKind[] KINDS = TokenKind.values();

  final char[] text;
  final byte[] kinds;
  final int[] starts;
  final int[] ends;

  /**
   * For an opening parenthesis the index of the closing one, or of the token behind the list when
   * there is none; for a closing one the index of the opening one, or -1. For an identifier its
   * symbol, or -1 when it is no UTF-8. For words what they are in {@link Words}.
   */
  final int[] links;

  final int size;
  final Symbols symbols;
  private final boolean annotated;
  private final List<TextProblem> problems;

  SyntaxTree(TreeBuilder built) {
    text = built.text;
    kinds = built.kinds;
    starts = built.starts;
    ends = built.ends;
    links = built.links;
    size = built.size;
    symbols = built.symbols;
    annotated = built.annotated;
    problems = List.copyOf(built.problems);
  }

  /** Reads a source of any content; nothing in it is too deep or too wrong. */
  public static SyntaxTree of(CharSequence source) {
    return new SyntaxTree(new TreeBuilder(Lexer.characters(source, 0, source.length()), -1));
  }

  /**
   * Reads a source in UTF-8, from the buffer's position to its limit; anything else in it is a
   * problem like others, and positions count characters.
   */
  public static SyntaxTree of(ByteBuffer utf8) {
    Utf8Source source = Utf8Source.of(utf8);
    return new SyntaxTree(new TreeBuilder(source.text(), source.malformed()));
  }

  /** How many tokens there are, trivia not counted. */
  public int size() {
    return size;
  }

  /** What a token is. */
  public TokenKind kind(int token) {
    return KINDS[kinds[token]];
  }

  /** The position of a token's first character. */
  public int start(int token) {
    return starts[token];
  }

  /** The position after a token's last character. */
  public int end(int token) {
    return ends[token];
  }

  /** The characters of a token. */
  public String text(int token) {
    return new String(text, starts[token], ends[token] - starts[token]);
  }

  /** The identifiers of the source, by the numbers that {@link TokenReader#symbol} gives. */
  public Symbols symbols() {
    return symbols;
  }

  /** Where the lines of the source start. Takes the time to look for them. */
  public LineMap lines() {
    return LineMap.of(text);
  }

  /** How many characters the source has. */
  public int length() {
    return text.length;
  }

  /** Whether what is wrong with a token is among {@link #problems}. */
  public boolean isNotedAlready(int token) {
    return kinds[token] == ERROR
        || kinds[token] == UNKNOWN
        || kinds[token] == RESERVED
        || kinds[token] == CLOSE && links[token] < 0;
  }

  /** Whether there are annotations in the source. */
  public boolean annotated() {
    return annotated;
  }

  /**
   * Parentheses that do not match, broken strings and comments, and characters and words that the
   * text format does not have; in the order of the text, and at most {@value #MOST_PROBLEMS}.
   */
  public List<TextProblem> problems() {
    return problems;
  }

  /** The token at a position, or the last one before it, or -1 before all. */
  public int tokenAt(int position) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      if (starts[middle] <= position) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /** Whether a node is a list or an annotation. */
  public boolean isList(int node) {
    return kinds[node] == OPEN || kinds[node] == ANNOTATION;
  }

  /** The index behind the last token in a list: that of its closing parenthesis if it has one. */
  public int close(int list) {
    return links[list];
  }

  /** Whether a list has its closing parenthesis. */
  public boolean isClosed(int list) {
    int close = links[list];
    return close < size && kinds[close] == CLOSE && links[close] == list;
  }

  /** The position after a node's last character; of a list, after its last parenthesis. */
  public int nodeEnd(int node) {
    return isList(node) ? ends[isClosed(node) ? links[node] : links[node] - 1] : ends[node];
  }

  /** The index behind a node: where its next sibling starts, if it has one. */
  public int next(int node) {
    if (!isList(node)) {
      return node + 1;
    }
    return isClosed(node) ? links[node] + 1 : links[node];
  }

  /**
   * The first word of a list, or -1 when it starts with something else or is empty. Annotations
   * between are passed over.
   */
  public int head(int list) {
    int at = list + 1;
    while (at < links[list] && kinds[at] == ANNOTATION) {
      at = next(at);
    }
    return at < links[list] && Words.isWord(kinds[at]) ? at : -1;
  }

  /** The keyword at the head of a list, or null. */
  public @Nullable Keyword headKeyword(int list) {
    int head = head(list);
    return head < 0 ? null : Words.keyword(links[head]);
  }

  /** The innermost list around a node, or -1. Takes the time to pass the node's siblings before. */
  public int parent(int node) {
    int at = node - 1;
    while (at >= 0) {
      if (kinds[at] == CLOSE && links[at] >= 0) {
        at = links[at] - 1;
      } else if (isList(at) && links[at] > node) {
        return at;
      } else {
        at--;
      }
    }
    return -1;
  }

  /**
   * The index behind a flat instruction and its immediates: {@code call_indirect $t (param i32)} is
   * one. Lists that start with an instruction belong to the next.
   *
   * @param instruction the index of its mnemonic
   */
  public int instructionEnd(int instruction) {
    int at = instruction + 1;
    while (at < size) {
      byte kind = kinds[at];
      if (kind == CLOSE || kind == INSTRUCTION) {
        return at;
      }
      if (kind == OPEN) {
        int head = head(at);
        if (head < 0 || kinds[head] == INSTRUCTION) {
          return at;
        }
      }
      at = next(at);
    }
    return at;
  }
}
