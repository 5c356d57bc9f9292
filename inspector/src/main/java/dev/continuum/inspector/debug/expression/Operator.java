package dev.continuum.inspector.debug.expression;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The operators between two operands, with the precedence they have in C. */
enum Operator {
  OR("||", 1, Group.LOGIC),
  AND("&&", 2, Group.LOGIC),
  BIT_OR("|", 3, Group.BITS),
  BIT_XOR("^", 4, Group.BITS),
  BIT_AND("&", 5, Group.BITS),
  EQUAL("==", 6, Group.EQUALITY),
  NOT_EQUAL("!=", 6, Group.EQUALITY),
  LESS("<", 7, Group.COMPARISON),
  LESS_EQUAL("<=", 7, Group.COMPARISON),
  GREATER(">", 7, Group.COMPARISON),
  GREATER_EQUAL(">=", 7, Group.COMPARISON),
  LESS_U("<u", 7, Group.UNSIGNED_COMPARISON),
  LESS_EQUAL_U("<=u", 7, Group.UNSIGNED_COMPARISON),
  GREATER_U(">u", 7, Group.UNSIGNED_COMPARISON),
  GREATER_EQUAL_U(">=u", 7, Group.UNSIGNED_COMPARISON),
  SHIFT_LEFT("<<", 8, Group.SHIFT),
  SHIFT_RIGHT(">>", 8, Group.SHIFT),
  SHIFT_RIGHT_U(">>>", 8, Group.SHIFT),
  ADD("+", 9, Group.ARITHMETIC),
  SUBTRACT("-", 9, Group.ARITHMETIC),
  MULTIPLY("*", 10, Group.ARITHMETIC),
  DIVIDE("/", 10, Group.ARITHMETIC),
  REMAINDER("%", 10, Group.BITS),
  DIVIDE_U("/u", 10, Group.BITS),
  REMAINDER_U("%u", 10, Group.BITS),
  /** Written as a function. */
  MIN("min", 0, Group.ARITHMETIC),
  /** Written as a function. */
  MAX("max", 0, Group.ARITHMETIC);

  /** What operands an operator takes, and what it gives. */
  enum Group {
    LOGIC,
    /** Integers. */
    BITS,
    /** Two values of the same kind, or two numbers; gives 0 or 1. */
    EQUALITY,
    /** Numbers; gives 0 or 1. */
    COMPARISON,
    /** Integers; gives 0 or 1. */
    UNSIGNED_COMPARISON,
    /** Integers; gives what the left one is. */
    SHIFT,
    /** Numbers. */
    ARITHMETIC
  }

  final String text;
  final int precedence;
  final Group group;

  Operator(String text, int precedence, Group group) {
    this.text = text;
    this.precedence = precedence;
    this.group = group;
  }

  /** The longest operator that starts at a position, or null. */
  static @Nullable Operator at(CharSequence source, int start, int end) {
    Operator longest = null;
    for (Operator operator : SYMBOLS) {
      int stop = start + operator.text.length();
      if (stop <= end
          && (longest == null || operator.text.length() > longest.text.length())
          && operator.stands(source, start)
          && !(operator.isUnsigned() && stop < end && Names.isPart(source.charAt(stop)))) {
        longest = operator;
      }
    }
    return longest;
  }

  private static final Operator[] SYMBOLS =
      Arrays.stream(values()).filter(o -> o.precedence > 0).toArray(Operator[]::new);

  private boolean stands(CharSequence source, int start) {
    for (int at = 0; at < text.length(); at++) {
      if (source.charAt(start + at) != text.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it ends in a letter, which must not be the first one of a word: {@code a <under}. */
  private boolean isUnsigned() {
    return text.endsWith("u");
  }
}
