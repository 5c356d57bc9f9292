package dev.continuum.inspector.text;

import dev.continuum.inspector.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tokens of a tree to parse from, and the problems found while parsing. Annotations
 * are passed over; those the assembler understands are kept aside until it comes to a place where
 * they may stand.
 */
final class TokenReader {
  final SyntaxTree tree;
  final char[] text;
  final byte[] kinds;
  final int[] links;
  private final boolean annotated;
  private final Problems problems;
  private final NumberReader numbers;

  /** The token to read next; never an annotation. */
  int at;

  private byte[] scratch = new byte[64];

  private int[] noted = new int[4];
  private int notedCount;
  private int lastNoted = -1;
  private boolean notes;

  TokenReader(SyntaxTree tree, Problems problems) {
    this.tree = tree;
    this.text = tree.text;
    this.kinds = tree.kinds;
    this.links = tree.links;
    this.annotated = tree.annotated();
    this.problems = problems;
    this.numbers = new NumberReader(tree.text);
  }

  // Places

  /** Goes to a token, or to what stands behind it if it is an annotation. */
  void moveTo(int token) {
    at = token;
    if (annotated) {
      passAnnotations();
    }
  }

  /** Goes to the next token. */
  void advance() {
    at++;
    if (annotated) {
      passAnnotations();
    }
  }

  /** Leaves a list, whose tokens must all have been read; does nothing else when it is unclosed. */
  void leave(int list) throws Refusal {
    int close = links[list];
    if (at != close) {
      throw unexpected("a closing parenthesis");
    }
    moveTo(tree.isClosed(list) ? close + 1 : close);
  }

  /** Goes behind a list, whatever is in it. */
  void skip(int list) {
    moveTo(tree.next(list));
  }

  // Annotations

  /** From here on, annotations the assembler understands are kept. */
  void keepAnnotations() {
    notes = true;
  }

  private void passAnnotations() {
    while (kinds[at] == SyntaxTree.ANNOTATION) {
      if (notes && at > lastNoted && Annotations.isKnown(tree, at)) {
        if (notedCount == noted.length) {
          noted = Arrays.copyOf(noted, notedCount * 2);
        }
        noted[notedCount++] = at;
        lastNoted = at;
      }
      at = tree.next(at);
    }
  }

  boolean hasAnnotations() {
    return notedCount > 0;
  }

  /** Keeps an annotation that was taken for the next call of {@link #takeAnnotations}. */
  void giveBack(int annotation) {
    noted[notedCount++] = annotation;
  }

  /** Takes the annotations passed since the last call. */
  int[] takeAnnotations() {
    int[] taken = Arrays.copyOf(noted, notedCount);
    notedCount = 0;
    return taken;
  }

  // Looking

  /** The position of the token's first character. */
  int start() {
    return tree.starts[at];
  }

  byte kind() {
    return kinds[at];
  }

  boolean isOpen() {
    return kinds[at] == SyntaxTree.OPEN;
  }

  boolean isId() {
    return kinds[at] == SyntaxTree.ID;
  }

  boolean isIndex() {
    return kinds[at] == SyntaxTree.ID || kinds[at] == SyntaxTree.NUMBER;
  }

  boolean isString() {
    return kinds[at] == SyntaxTree.STRING;
  }

  /** Whether a keyword stands here. */
  boolean is(Keyword keyword) {
    return Words.isWord(kinds[at]) && links[at] == keyword.ordinal();
  }

  /** Whether a list with a keyword at its head starts here. */
  boolean isList(Keyword keyword) {
    if (kinds[at] != SyntaxTree.OPEN) {
      return false;
    }
    int head = head(at);
    return Words.isWord(kinds[head]) && links[head] == keyword.ordinal();
  }

  /** The first token of a list that is no annotation; its closing parenthesis if it has none. */
  int head(int list) {
    int head = list + 1;
    if (annotated) {
      while (kinds[head] == SyntaxTree.ANNOTATION) {
        head = tree.next(head);
      }
    }
    return head;
  }

  /** The keyword here, or null. */
  @Nullable Keyword keyword() {
    return Words.isWord(kinds[at]) ? Words.keyword(links[at]) : null;
  }

  /** The keyword at the head of the list that starts here, or null. */
  @Nullable Keyword listKeyword() {
    if (kinds[at] != SyntaxTree.OPEN) {
      return null;
    }
    int head = head(at);
    return Words.isWord(kinds[head]) ? Words.keyword(links[head]) : null;
  }

  // Taking

  /** Takes a keyword if it stands here. */
  boolean take(Keyword keyword) {
    if (!is(keyword)) {
      return false;
    }
    advance();
    return true;
  }

  /**
   * Takes the parenthesis and the keyword of a list, and returns the list; -1 if it is not here.
   */
  int takeList(Keyword keyword) {
    if (!isList(keyword)) {
      return -1;
    }
    int list = at;
    moveTo(head(list) + 1);
    return list;
  }

  /** Takes an identifier and returns its token, or -1 if there is none. */
  int takeId() {
    if (kinds[at] != SyntaxTree.ID) {
      return -1;
    }
    int id = at;
    advance();
    return id;
  }

  /** Takes an unsigned integer of 32 bits. */
  int u32(String expected) throws Refusal {
    return (int) unsigned(32, expected, "i32 constant out of range");
  }

  /** Takes an unsigned integer. */
  long unsigned(int bits, String expected, String outOfRange) throws Refusal {
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected(expected);
    }
    long value = numbers.unsigned(tree.starts[at], tree.ends[at], bits);
    checkNumber(expected, outOfRange);
    advance();
    return value;
  }

  /** Takes an integer that may have a sign. */
  long integer(int bits, String outOfRange) throws Refusal {
    String expected = "an integer";
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected(expected);
    }
    long value = numbers.integer(tree.starts[at], tree.ends[at], bits);
    checkNumber(expected, outOfRange);
    advance();
    return value;
  }

  /** Takes a number as the bits of a 32-bit floating-point value. */
  int float32() throws Refusal {
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected("a number");
    }
    int bits = numbers.float32(tree.starts[at], tree.ends[at]);
    checkNumber("a number", "constant out of range");
    advance();
    return bits;
  }

  /** Takes a number as the bits of a 64-bit floating-point value. */
  long float64() throws Refusal {
    if (kinds[at] != SyntaxTree.NUMBER) {
      throw unexpected("a number");
    }
    long bits = numbers.float64(tree.starts[at], tree.ends[at]);
    checkNumber("a number", "constant out of range");
    advance();
    return bits;
  }

  /** Takes the number after the "=" of a word such as {@code offset=8}. */
  long attribute(int bits, String outOfRange) throws Refusal {
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
  void strings(BinaryWriter out) {
    while (kinds[at] == SyntaxTree.STRING) {
      string(out);
    }
  }

  /** Takes the string here and writes the bytes it stands for. */
  void string(BinaryWriter out) {
    int start = tree.starts[at] + 1;
    int end = tree.ends[at] - 1;
    int room = StringLiterals.room(start, end);
    if (room > scratch.length) {
      scratch = new byte[Math.max(room, scratch.length * 2)];
    }
    out.bytes(scratch, 0, StringLiterals.write(text, start, end, scratch, 0));
    advance();
  }

  /** Takes a string that is a name, and writes its bytes with their count before. */
  void name(BinaryWriter out) throws Refusal {
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

  /** Notes that the token here is not what is expected. */
  Refusal unexpected(String expected) {
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
  void problem(int token, String message) {
    problems.add(tree.starts[token], tree.ends[token], message);
  }

  Refusal refuse(int token, String message) {
    problem(token, message);
    return Refusal.NOTED;
  }

  /** A token's characters, as they are shown in a message. */
  String shown(int token) {
    if (kinds[token] == SyntaxTree.END) {
      return "the end";
    }
    String whole = tree.text(token);
    return whole.length() <= 60 ? whole : whole.substring(0, 57) + "...";
  }

  boolean isFull() {
    return problems.isFull();
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** The problems of a source, in the order in which they were found. */
  static final class Problems {
    private final SyntaxTree tree;
    private final List<TextProblem> found = new ArrayList<>();
    private @Nullable LineMap lines;
    private boolean blocked;

    Problems(SyntaxTree tree) {
      this.tree = tree;
    }

    void add(int start, int end, String message) {
      blocked = true;
      if (isFull()) {
        return;
      }
      LineMap map = lines;
      if (map == null) {
        map = LineMap.of(tree.text);
        lines = map;
      }
      found.add(
          new TextProblem(new TextRange(start, end), map.line(start), map.column(start), message));
    }

    /** Notes that something could not be parsed for a reason that is known already. */
    void blocked() {
      blocked = true;
    }

    boolean isEmpty() {
      return !blocked;
    }

    boolean isFull() {
      return found.size() >= SyntaxTree.MOST_PROBLEMS;
    }

    List<TextProblem> list() {
      return found;
    }
  }
}
