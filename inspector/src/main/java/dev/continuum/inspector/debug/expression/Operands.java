package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what stands between operators: literals, names, places, calls. */
final class Operands {
  /** The words that begin an operand and are no functions. */
  static final List<String> WORDS =
      List.of(
          "local",
          "global",
          "stack",
          "memory",
          "table",
          "func",
          "result",
          "exception",
          "tick",
          "null",
          "true",
          "false",
          "inf",
          "nan",
          "ref");

  private final Parser parser;
  private final Tokens tokens;

  /** Where the operand of the last {@code len} starts: it may be a whole memory or table. */
  private int measured = -1;

  Operands(Parser parser) {
    this.parser = parser;
    this.tokens = parser.tokens;
  }

  Node operand() throws ExpressionException {
    Node node = primary();
    while (true) {
      if (tokens.isSign('[')) {
        Node index = bracketed();
        node = parser.made(ElementNode.element(node, index, parser.last));
      } else if (tokens.isSign('.')) {
        node = field(node);
      } else {
        return node;
      }
    }
  }

  private Node field(Node object) throws ExpressionException {
    parser.take();
    if (tokens.type == Tokens.Type.NAME) {
      String name = tokens.text;
      parser.take();
      return parser.made(ElementNode.named(object, name, parser.last));
    }
    if (!tokens.isWord("field")) {
      throw tokens.error("a field is written .field[0] or .$name, and this is " + tokens.shown());
    }
    parser.take();
    Node index = bracketed();
    return parser.made(ElementNode.field(object, index, parser.last));
  }

  private Node bracketed() throws ExpressionException {
    parser.take('[', "before an index");
    Node index = parser.expression();
    parser.take(']', "behind the index");
    return index;
  }

  private Node primary() throws ExpressionException {
    int start = tokens.start;
    int end = tokens.end;
    switch (tokens.type) {
      case NAME -> {
        Node name = new NameNode(start, end, tokens.text, tokens.source, tokens.limit);
        parser.take();
        return name;
      }
      case INTEGER -> {
        if (tokens.integer < 0 && !tokens.hexadecimal) {
          throw tooLarge();
        }
        // Sixteen hexadecimal digits are an i64, however small it is with its sign.
        Node literal =
            tokens.integer < 0
                ? new Constant(start, end, Value.of(tokens.integer), false)
                : Constant.integer(start, end, tokens.integer, hexadecimal32());
        parser.take();
        return literal;
      }
      case FLOAT -> {
        Node literal = new Constant(start, end, Value.of(tokens.number), true);
        parser.take();
        return literal;
      }
      case TEXT -> {
        Node literal = new Constant(start, end, Value.of(tokens.text), false);
        parser.take();
        return literal;
      }
      case WORD -> {
        return word();
      }
      default -> {
        if (!tokens.isSign('(')) {
          throw tokens.error(
              "a value is missing before " + tokens.shown() + "; write $name, a number, memory[…]");
        }
        parser.take();
        Node inner = parser.expression();
        parser.take(')', "to close the parenthesis");
        return inner;
      }
    }
  }

  private boolean hexadecimal32() {
    return tokens.hexadecimal && tokens.integer >>> 32 == 0;
  }

  /** An integer literal behind a minus sign. */
  Node negative(int start) throws ExpressionException {
    if (tokens.integer < 0 && !tokens.hexadecimal && tokens.integer != Long.MIN_VALUE) {
      throw tooLarge();
    }
    Node literal = Constant.integer(start, tokens.end, -tokens.integer, false);
    parser.take();
    return literal;
  }

  private ExpressionException tooLarge() {
    return new ExpressionException(
        Kind.DOES_NOT_FIT,
        new TextRange(tokens.start, tokens.end),
        "the number " + tokens.shown() + " does not fit an i64; write it in hexadecimal");
  }

  private Node word() throws ExpressionException {
    int start = tokens.start;
    int end = tokens.end;
    String word = tokens.text;
    TextRange range = new TextRange(start, end);
    Function function = Function.named(word);
    if (function != null) {
      parser.take();
      return call(start, function);
    }
    @Nullable Integer memory = number("memory");
    if (memory != null) {
      parser.take();
      return memory(start, memory, range);
    }
    parser.take();
    return switch (word) {
      case "local" -> item(start, Space.LOCAL);
      case "global" -> item(start, Space.GLOBAL);
      case "func" ->
          tokens.isSign('[') || tokens.isSign('.')
              ? item(start, Space.FUNCTION)
              : new StateNode(start, end, StateNode.State.FUNCTION);
      case "stack", "result" -> {
        Node index = bracketed();
        yield parser.made(new StackNode(start, parser.last, word.equals("result"), index));
      }
      case "table" -> {
        Selector table = selector(Space.TABLE);
        if (tokens.isSign(')') && start == measured) {
          yield parser.made(new SizeNode(start, parser.last, false, table));
        }
        Node index = bracketed();
        yield parser.made(new TableNode(start, parser.last, table, index));
      }
      case "tick" -> new StateNode(start, end, StateNode.State.TICK);
      case "exception" -> new StateNode(start, end, StateNode.State.EXCEPTION);
      case "null" -> new Constant(start, end, Value.Reference.NULL, false);
      case "true" -> new Constant(start, end, Value.of(true), false);
      case "false" -> new Constant(start, end, Value.of(false), false);
      case "inf" -> new Constant(start, end, Value.of(Double.POSITIVE_INFINITY), true);
      case "nan" -> new Constant(start, end, Value.of(Double.NaN), true);
      case "ref" -> isNull(start);
      default -> throw unknown(word, range);
    };
  }

  private ExpressionException unknown(String word, TextRange range) {
    List<String> functions = new ArrayList<>();
    for (Function function : Function.values()) {
      functions.add(function.text);
    }
    String closest = Suggestions.closest(word, List.of(WORDS, functions));
    String whole = identifierAround(range);
    String advice =
        "locals and globals begin with $: $"
            + Names.shown(word)
            + (whole.isEmpty() ? "" : "; or did you mean the one name " + whole + "?")
            + (closest == null ? "" : "; or did you mean " + closest + "?");
    return new ExpressionException(
        Kind.UNKNOWN_NAME, range, "the word " + Names.shown(word) + " is not known; " + advice);
  }

  /**
   * The identifier that the text format would see where a word stands, such as {@code $is-prime},
   * as it is written here; empty when there is none.
   */
  private String identifierAround(TextRange range) {
    int start = range.start();
    while (start > 0 && Identifiers.isIdChar(tokens.source.charAt(start - 1))) {
      start--;
    }
    int end = range.end();
    while (end < tokens.limit && Identifiers.isIdChar(tokens.source.charAt(end))) {
      end++;
    }
    boolean identifier = start + 1 < range.start() && tokens.source.charAt(start) == '$';
    return identifier ? Names.label(tokens.source.subSequence(start + 1, end).toString()) : "";
  }

  /** The number behind a word such as {@code memory1}, 0 without one, or null for other words. */
  private @Nullable Integer number(String prefix) throws ExpressionException {
    String word = tokens.text;
    if (!word.startsWith(prefix)) {
      return null;
    }
    int number = 0;
    for (int at = prefix.length(); at < word.length(); at++) {
      int digit = Numerals.digit(word.charAt(at), 10);
      if (digit < 0) {
        return null;
      }
      if (number > 99_999_999) {
        throw tokens.error("there are not so many memories; write a smaller number");
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private Node item(int start, Space space) throws ExpressionException {
    Selector selector = selector(space);
    return parser.made(new ItemNode(start, parser.last, space, selector));
  }

  /** {@code [2]} or {@code .$x} behind the word of a space. */
  private Selector selector(Space space) throws ExpressionException {
    if (tokens.isSign('[')) {
      return Selector.indexed(space, bracketed());
    }
    if (tokens.isSign('.')) {
      parser.take();
      if (tokens.type == Tokens.Type.NAME) {
        return named(space);
      }
    }
    throw tokens.error(
        "behind %s goes [index] or .$name, and this is %s".formatted(space.word(), tokens.shown()));
  }

  private Selector named(Space space) throws ExpressionException {
    TextRange range = new TextRange(tokens.start, tokens.end);
    Selector selector = Selector.named(space, tokens.text, range);
    parser.take();
    return selector;
  }

  private Node memory(int start, int number, TextRange range) throws ExpressionException {
    Selector selector = Selector.numbered(Space.MEMORY, number, range);
    if (tokens.isSign('.')) {
      parser.take();
      if (tokens.type == Tokens.Type.NAME) {
        selector = named(Space.MEMORY);
        if (tokens.isSign('.')) {
          parser.take();
          return text(start, selector);
        }
      } else {
        return text(start, selector);
      }
    }
    if (tokens.isSign(')') && start == measured) {
      return parser.made(new SizeNode(start, parser.last, true, selector));
    }
    Node address = bracketed();
    DataType type = dataType();
    return parser.made(new MemoryNode(start, parser.last, selector, address, type));
  }

  /** {@code str[address]} or {@code str[address, length]}. */
  private Node text(int start, Selector memory) throws ExpressionException {
    if (!tokens.isWord("str")) {
      throw tokens.error(
          "behind memory goes [address], .$name or .str[address], and this is " + tokens.shown());
    }
    parser.take();
    parser.take('[', "before the address");
    Node address = parser.expression();
    if (!tokens.isSign(',')) {
      parser.take(']', "behind the address");
      return parser.made(TextNode.terminated(start, parser.last, memory, address));
    }
    parser.take();
    Node length = parser.expression();
    parser.take(']', "behind the length");
    return parser.made(TextNode.counted(start, parser.last, memory, address, length));
  }

  /**
   * The type behind a colon that follows the bracket at once. The colon of {@code a ? memory[0] :
   * b} stands alone, that of a log message's format has no type behind it, and in {@code a ?
   * memory[0]:i32(b)} a call follows.
   */
  private DataType dataType() throws ExpressionException {
    if (!tokens.isSign(':') || tokens.start != parser.last) {
      return DataType.U8;
    }
    int at = tokens.end;
    while (at < tokens.limit && Names.isPart(tokens.source.charAt(at))) {
      at++;
    }
    String word = tokens.source.subSequence(tokens.end, at).toString();
    DataType type = DataType.named(word);
    boolean call = at < tokens.limit && tokens.source.charAt(at) == '(';
    if (type == null || call) {
      return DataType.U8;
    }
    parser.take();
    parser.take();
    return type;
  }

  private Node isNull(int start) throws ExpressionException {
    parser.take('.', "in ref.is_null");
    if (!tokens.isWord("is_null")) {
      throw tokens.error("of the words with ref. there is ref.is_null, not " + tokens.shown());
    }
    parser.take();
    return call(start, Function.IS_NULL);
  }

  private Node call(int start, Function function) throws ExpressionException {
    parser.take('(', "behind " + function.text);
    if (function == Function.LEN) {
      measured = tokens.start;
    }
    Node first = parser.expression();
    if (function.parameters == 1) {
      parser.take(')', "behind what " + function.text + " takes");
      return parser.computed(new CallNode(start, parser.last, function, first), first);
    }
    parser.take(',', "between the two that " + function.text + " takes");
    Node second = parser.expression();
    parser.take(')', "behind what " + function.text + " takes");
    Node node =
        switch (function) {
          case MIN -> new BinaryNode(start, parser.last, Operator.MIN, first, second);
          case MAX -> new BinaryNode(start, parser.last, Operator.MAX, first, second);
          default -> new PairNode(start, parser.last, function, first, second);
        };
    return parser.computed(node, first, second);
  }
}
