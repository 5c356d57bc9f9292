package dev.continuum.inspector.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an instruction takes from the stack and puts on it, as the specification's index of
 * instructions writes it: {@code i32 i32 -> i32}.
 *
 * <p>It is <i>fixed</i> when every word of it is an {@link Operand}: then it says all there is to
 * say. Otherwise it has variables ({@code t}, {@code t*}, {@code (ref null x)} …) that depend on
 * the immediates, the block around it or the operands, and the lists are empty: it is only for
 * people to read.
 */
public final class StackType {
  private final String text;
  private final boolean fixed;
  private final List<Operand> parameters;
  private final List<Operand> results;

  /** Reads a stack type: operands, an arrow, operands. */
  StackType(String text) {
    this.text = text;
    int arrow = text.indexOf("->");
    List<Operand> taken = new ArrayList<>();
    List<Operand> given = new ArrayList<>();
    fixed = read(text.substring(0, arrow), taken) && read(text.substring(arrow + 2), given);
    parameters = fixed ? List.copyOf(taken) : Collections.emptyList();
    results = fixed ? List.copyOf(given) : Collections.emptyList();
  }

  private static boolean read(String words, List<Operand> operands) {
    int at = 0;
    while (at < words.length()) {
      if (words.charAt(at) == ' ') {
        at++;
        continue;
      }
      int end = words.indexOf(words.charAt(at) == '(' ? ")" : " ", at);
      end = end < 0 ? words.length() : words.charAt(end) == ')' ? end + 1 : end;
      Operand operand = Operand.of(words.substring(at, end));
      if (operand == null) {
        return false;
      }
      operands.add(operand);
      at = end;
    }
    return true;
  }

  /** Whether parameters and results say everything. */
  public boolean isFixed() {
    return fixed;
  }

  /** What is taken, the top of the stack last; empty unless {@linkplain #isFixed fixed}. */
  public List<Operand> parameters() {
    return parameters;
  }

  /** What is put there, the top of the stack last; empty unless {@linkplain #isFixed fixed}. */
  public List<Operand> results() {
    return results;
  }

  /** For people: {@code i32 i32 -> i32}. */
  @Override
  public String toString() {
    return text;
  }
}
