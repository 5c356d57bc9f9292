package dev.continuum.inspector.text;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.syntax.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tokens of a tree to parse from, and the problems found while parsing. A token is
 * given by its index, a list by that of its opening parenthesis. Annotations are passed over; those
 * that are wanted are kept aside until the parser comes to a place where they may stand.
 *
 * <p>What is taken is checked: when something else stands there, a problem is noted and {@link
 * Refusal} thrown, and the place is unchanged.
 *
 * <p>The class is long because all that the text format's words are read as is taken here.
 */
public final class TokenReader {
  private final SyntaxTree tree;
  private final char[] text;
  private final byte[] kinds;
  private final int[] links;
  private final boolean annotated;
  private final Problems problems;
  private final NumberReader numbers;

  /** The token to read next; never an annotation. */
  private int at;

  private byte[] scratch = new byte[64];

  private int[] noted = new int[4];
  private int notedCount;
  private int lastNoted = -1;
  private @Nullable IntPredicate wanted;

  /** A reader that stands nowhere yet: the first call is {@link #moveTo}. */
  public TokenReader(SyntaxTree tree, Problems problems) {
    this.tree = tree;
    this.text = tree.text;
    this.kinds = tree.kinds;
    this.links = tree.links;
    this.annotated = tree.annotated();
    this.problems = problems;
    this.numbers = new NumberReader(tree.text);
  }

  // Places

  /** What is read. */
  public SyntaxTree tree() {
    return tree;
  }

  /** The token to read next, which is no annotation; as many as there are at the end. */
  public int at() {
    return at;
  }

  /** Goes to a token, or to what stands behind it if it is an annotation. */
  public void moveTo(int token) {
    at = token;
    if (annotated) {
      passAnnotations();
    }
  }

  /** Goes to the next token. */
  public void advance() {
    at++;
    if (annotated) {
      passAnnotations();
    }
  }

  /**
   * Leaves a list; one that is not closed ends where the tree says.
   *
   * @throws Refusal when there are tokens in it that have not been read
   */
  public void leave(int list) throws Refusal {
    int close = links[list];
    if (at != close) {
      throw unexpected("a closing parenthesis");
    }
    moveTo(tree.isClosed(list) ? close + 1 : close);
  }

  /** Goes behind a list, whatever is in it. */
  public void skip(int list) {
    moveTo(tree.next(list));
  }

  // Annotations

  /**
   * From here on, some annotations are kept when they are passed.
   *
   * @param wanted says of the token that opens an annotation whether to keep it
   */
  public void keepAnnotations(IntPredicate wanted) {
    this.wanted = wanted;
  }

  private void passAnnotations() {
    while (kinds[at] == SyntaxTree.ANNOTATION) {
      if (wanted != null && at > lastNoted && wanted.test(at)) {
        if (notedCount == noted.length) {
          noted = Arrays.copyOf(noted, notedCount * 2);
        }
        noted[notedCount++] = at;
        lastNoted = at;
      }
      at = tree.next(at);
    }
  }

  /** Whether annotations have been kept that were not taken yet. */
  public boolean hasAnnotations() {
    return notedCount > 0;
  }

  /** Keeps an annotation that was taken for the next call of {@link #takeAnnotations}. */
  public void giveBack(int annotation) {
    noted[notedCount++] = annotation;
  }

  /** Forgets the annotations kept that stand behind a token. */
  public void forgetAnnotations(int token) {
    while (notedCount > 0 && noted[notedCount - 1] > token) {
      notedCount--;
    }
  }

  /** Takes the annotations passed since the last call. */
  public int[] takeAnnotations() {
    int[] taken = Arrays.copyOf(noted, notedCount);
    notedCount = 0;
    return taken;
  }

  // Looking

  /** The position of the first character of the token here. */
  public int start() {
    return tree.starts[at];
  }

  /** The position of a token's first character. */
  public int start(int token) {
    return tree.starts[token];
  }

  /** The position after a token's last character. */
  public int end(int token) {
    return tree.ends[token];
  }

  /** Whether the token here is of a kind; at the end of the text it is of none. */
  public boolean is(TokenKind kind) {
    return kinds[at] == kind.ordinal();
  }

  /** Whether a token is of a kind; the place behind the last one is of none. */
  public boolean is(int token, TokenKind kind) {
    return kinds[token] == kind.ordinal();
  }

  /** Whether a token is a keyword, the name of a type or the mnemonic of an instruction. */
  public boolean isWord(int token) {
    return Words.isWord(kinds[token]);
  }

  /** The index behind the last token in a list: that of its closing parenthesis if it has one. */
  public int close(int list) {
    return links[list];
  }

  /**
   * The symbol of an identifier (see {@link SyntaxTree#symbols}), or -1 when its name is no UTF-8.
   */
  public int symbol(int id) {
    return links[id];
  }

  /** The keyword that a token is, or null. */
  public @Nullable Keyword keyword(int token) {
    return Words.isWord(kinds[token]) ? Words.keyword(links[token]) : null;
  }

  /** The instruction whose mnemonic a token is and no keyword too, or null. */
  public @Nullable Opcode opcode(int token) {
    return Words.isWord(kinds[token]) ? Words.opcode(links[token]) : null;
  }

  /** Whether {@code name=} with a number stands here; {@code offset} and {@code align} are such. */
  public boolean isAttribute(String name) {
    return kinds[at] == SyntaxTree.ATTRIBUTE && text[tree.starts[at]] == name.charAt(0);
  }

  /** Whether an integer without a sign stands here, whatever its size. */
  public boolean isUnsigned() {
    if (kinds[at] != SyntaxTree.NUMBER) {
      return false;
    }
    numbers.unsigned(tree.starts[at], tree.ends[at], 64);
    return numbers.outcome() != NumberReader.Outcome.WRONG_KIND;
  }

  /** Whether a list starts here. */
  public boolean isOpen() {
    return kinds[at] == SyntaxTree.OPEN;
  }

  /** Whether an identifier stands here. */
  public boolean isId() {
    return kinds[at] == SyntaxTree.ID;
  }

  /** Whether an identifier or a number stands here. */
  public boolean isIndex() {
    return kinds[at] == SyntaxTree.ID || kinds[at] == SyntaxTree.NUMBER;
  }

  /** Whether a string stands here. */
  public boolean isString() {
    return kinds[at] == SyntaxTree.STRING;
  }

  /** Whether a keyword stands here. */
  public boolean is(Keyword keyword) {
    return Words.isWord(kinds[at]) && links[at] == keyword.ordinal();
  }

  /** Whether a list with a keyword at its head starts here. */
  public boolean isList(Keyword keyword) {
    if (kinds[at] != SyntaxTree.OPEN) {
      return false;
    }
    int head = head(at);
    return Words.isWord(kinds[head]) && links[head] == keyword.ordinal();
  }

  /** The first token of a list that is no annotation; its closing parenthesis if it has none. */
  public int head(int list) {
    int head = list + 1;
    if (annotated) {
      while (kinds[head] == SyntaxTree.ANNOTATION) {
        head = tree.next(head);
      }
    }
    return head;
  }

  /** The keyword here, or null. */
  public @Nullable Keyword keyword() {
    return Words.isWord(kinds[at]) ? Words.keyword(links[at]) : null;
  }

  /** The keyword at the head of the list that starts here, or null. */
  public @Nullable Keyword listKeyword() {
    if (kinds[at] != SyntaxTree.OPEN) {
      return null;
    }
    int head = head(at);
    return Words.isWord(kinds[head]) ? Words.keyword(links[head]) : null;
  }

  // Taking

  /** Takes a keyword if it stands here. */
  public boolean take(Keyword keyword) {
    if (!is(keyword)) {
      return false;
    }
    advance();
    return true;
  }

  /**
   * Takes the parenthesis and the keyword of a list, and returns the list; -1 if it is not here.
   */
  public int takeList(Keyword keyword) {
    if (!isList(keyword)) {
      return -1;
    }
    int list = at;
    moveTo(head(list) + 1);
    return list;
  }

  /** Takes an identifier and returns its token, or -1 if there is none. */
  public int takeId() {
    if (kinds[at] != SyntaxTree.ID) {
      return -1;
    }
    int id = at;
    advance();
    return id;
  }

  /**
   * Takes an unsigned integer of 32 bits.
   *
   * @param expected what to say is expected here, in messages
   * @throws Refusal when none stands here; one that is too large is noted, and counts as 0
   */
  public int u32(String expected) throws Refusal {
    return (int) unsigned(32, expected, "i32 constant out of range");
  }

  /**
   * Takes an unsigned integer.
   *
   * @param expected what to say is expected here, in messages
   * @param outOfRange what to say when it has more bits
   * @throws Refusal when none stands here
   */
  public long unsigned(int bits, String expected, String outOfRange) throws Refusal {
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected(expected);
    }
    long value = numbers.unsigned(tree.starts[at], tree.ends[at], bits);
    checkNumber(expected, outOfRange);
    advance();
    return value;
  }

  /**
   * Takes an integer that may have a sign: from -2<sup>bits-1</sup> to 2<sup>bits</sup>-1.
   *
   * @param outOfRange what to say when it lies outside
   * @throws Refusal when none stands here
   */
  public long integer(int bits, String outOfRange) throws Refusal {
    String expected = "an integer";
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected(expected);
    }
    long value = numbers.integer(tree.starts[at], tree.ends[at], bits);
    checkNumber(expected, outOfRange);
    advance();
    return value;
  }

  /**
   * Takes a number as the bits of a 32-bit floating-point value.
   *
   * @throws Refusal when none stands here
   */
  public int float32() throws Refusal {
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected("a number");
    }
    int bits = numbers.float32(tree.starts[at], tree.ends[at]);
    checkNumber("a number", "constant out of range");
    advance();
    return bits;
  }

  /**
   * Takes a number as the bits of a 64-bit floating-point value.
   *
   * @throws Refusal when none stands here
   */
  public long float64() throws Refusal {
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected("a number");
    }
    long bits = numbers.float64(tree.starts[at], tree.ends[at]);
    checkNumber("a number", "constant out of range");
    advance();
    return bits;
  }

  /**
   * Takes the number after the "=" of a word such as {@code offset=8}, for which {@link
   * #isAttribute} holds.
   *
   * @param outOfRange what to say when it has more bits
   * @throws Refusal when it is no unsigned integer
   */
  public long attribute(int bits, String outOfRange) throws Refusal {
    int start = tree.starts[at];
    while (text[start] != '=') {
      start++;
    }
    long value = numbers.unsigned(start + 1, tree.ends[at], bits);
    checkNumber("a number", outOfRange);
    advance();
    return value;
  }

  private void checkNumber(String expected, String outOfRange) throws Refusal {
    switch (numbers.outcome()) {
      case WRONG_KIND -> throw unexpected(expected);
      case OUT_OF_RANGE -> problem(at, outOfRange + ": " + shown(at));
      case GOOD -> {}
    }
  }

  /** Takes strings, as many as stand here, and writes the bytes they stand for. */
  public void strings(BinaryWriter out) {
    while (kinds[at] == SyntaxTree.STRING) {
      string(out);
    }
  }

  /** Takes the string here and writes the bytes it stands for. */
  public void string(BinaryWriter out) {
    int start = tree.starts[at] + 1;
    int end = tree.ends[at] - 1;
    int room = StringLiterals.room(start, end);
    if (room > scratch.length) {
      scratch = new byte[Math.max(room, scratch.length * 2)];
    }
    out.bytes(scratch, 0, StringLiterals.write(text, start, end, scratch, 0));
    advance();
  }

  /**
   * Takes a string that is a name, and writes its bytes with their count before.
   *
   * @throws Refusal when none stands here; one that is no UTF-8 is noted, and written
   */
  public void name(BinaryWriter out) throws Refusal {
    if (kinds[at] != SyntaxTree.STRING) {
      throw unexpected("a string");
    }
    int length = tree.ends[at] - tree.starts[at] - 2;
    byte[] bytes = new byte[StringLiterals.room(0, length)];
    int end =
        StringLiterals.write(text, tree.starts[at] + 1, tree.starts[at] + 1 + length, bytes, 0);
    if (StringLiterals.utf8(bytes, 0, end) == null) {
      problem(at, "malformed UTF-8 encoding: a name must be text");
    }
    out.u32(end);
    out.bytes(bytes, 0, end);
    advance();
  }

  // Problems

  /** Notes that the token here is not what is expected. The caller throws what is returned. */
  public Refusal unexpected(String expected) {
    byte kind = kinds[at];
    if (kind == SyntaxTree.END) {
      problem(at, "unexpected token: the text ends, expected " + expected);
    } else if (!tree.isNotedAlready(at)) {
      problem(at, "unexpected token: found " + shown(at) + ", expected " + expected);
    } else {
      problems.blocked();
    }
    return Refusal.NOTED;
  }

  /** Notes a problem with a token; parsing can go on. */
  public void problem(int token, String message) {
    problems.add(tree.starts[token], tree.ends[token], message);
  }

  /** Notes a problem with a token after which parsing cannot go on here. */
  public Refusal refuse(int token, String message) {
    problem(token, message);
    return Refusal.NOTED;
  }

  /** A token's characters, as they are shown in a message. */
  public String shown(int token) {
    if (kinds[token] == SyntaxTree.END) {
      return "the end";
    }
    String whole = tree.text(token);
    return whole.length() <= 60 ? whole : whole.substring(0, 57) + "...";
  }

  /** Whether no more problems are noted, so that it is no use to go on. */
  public boolean isFull() {
    return problems.isFull();
  }

  /** Whether something was wrong so far. */
  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** The problems of a source, in the order in which they were found. */
  public static final class Problems {
    private final SyntaxTree tree;
    private final List<TextProblem> found = new ArrayList<>();
    private @Nullable LineMap lines;
    private boolean blocked;

    /** None yet. */
    public Problems(SyntaxTree tree) {
      this.tree = tree;
    }

    /** Notes one, with the characters it is about, unless there are too many already. */
    public void add(int start, int end, String message) {
      blocked = true;
      if (isFull()) {
        return;
      }
      LineMap map = lines;
      if (map == null) {
        map = tree.lines();
        lines = map;
      }
      found.add(
          new TextProblem(new TextRange(start, end), map.line(start), map.column(start), message));
    }

    /** Notes that something could not be parsed for a reason that is known already. */
    public void blocked() {
      blocked = true;
    }

    /** Whether nothing was wrong. */
    public boolean isEmpty() {
      return !blocked;
    }

    /** Whether there are {@value SyntaxTree#MOST_PROBLEMS}, and no more are noted. */
    public boolean isFull() {
      return found.size() >= SyntaxTree.MOST_PROBLEMS;
    }

    /** Those noted so far; a view, not to be changed. */
    public List<TextProblem> list() {
      return Collections.unmodifiableList(found);
    }
  }
}
