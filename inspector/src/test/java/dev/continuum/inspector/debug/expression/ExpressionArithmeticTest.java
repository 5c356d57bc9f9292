package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.value.Value;
import java.math.BigInteger;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random integer expressions come to what arithmetic without limits says, taken modulo 2ⁿ. */
class ExpressionArithmeticTest {
  private static final String[] BINARY = {
    "+", "-", "*", "/", "%", "/u", "%u", "&", "|", "^", "<<", ">>", ">>>", "==", "!=", "<", "<=",
    ">", ">=", "<u", "<=u", ">u", ">=u", "&&", "||"
  };

  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    31,
    32,
    63,
    64,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** What a text comes to: a number of a width, or null for an error. */
  private record Expected(String text, int bits, @Nullable BigInteger value) {}

  private final Random random = new Random(20);
  private final TestScope scope = new TestScope();

  @Test
  void agreesWithBigInteger() throws Exception {
    int errors = 0;
    int values = 0;
    for (int run = 0; run < 30_000; run++) {
      scope.locals.clear();
      scope.token = new Object();
      Expected expected = expression(1 + random.nextInt(4));
      Value actual;
      try {
        actual = Expression.parse(expected.text()).evaluate(scope);
      } catch (ExpressionException failure) {
        assertThat(failure.kind())
            .as(expected.text())
            .isEqualTo(ExpressionException.Kind.DIVISION_BY_ZERO);
        assertThat(expected.value()).as(expected.text()).isNull();
        errors++;
        continue;
      }
      assertThat(expected.value()).as(expected.text()).isNotNull();
      Value wanted =
          expected.bits() == 32
              ? Value.of(expected.value().intValueExact())
              : Value.of(expected.value().longValueExact());
      assertThat(actual).as(expected.text()).isEqualTo(wanted);
      values++;
    }
    assertThat(values).isGreaterThan(20_000);
    assertThat(errors).isGreaterThan(500);
  }

  private Expected expression(int depth) {
    if (depth == 0) {
      return operand();
    }
    if (random.nextInt(6) == 0) {
      return unary(expression(depth - 1));
    }
    Expected left = expression(random.nextInt(depth));
    Expected right = expression(depth - 1);
    String operator = BINARY[random.nextInt(BINARY.length)];
    String text = "(" + left.text() + ") " + operator + " (" + right.text() + ")";
    return binary(text, operator, left, right);
  }

  private Expected operand() {
    long value =
        random.nextBoolean()
            ? EDGES[random.nextInt(EDGES.length)]
            : random.nextLong() >> random.nextInt(64);
    if (random.nextBoolean()) {
      // A decimal literal.
      int bits = value == (int) value ? 32 : 64;
      return new Expected(Long.toString(value), bits, BigInteger.valueOf(value));
    }
    int bits = random.nextBoolean() ? 32 : 64;
    long kept = bits == 32 ? (int) value : value;
    String name = "v" + scope.locals.size();
    scope.local(name, bits == 32 ? Value.of((int) kept) : Value.of(kept));
    return new Expected("$" + name, bits, BigInteger.valueOf(kept));
  }

  private Expected unary(Expected operand) {
    BigInteger value = operand.value();
    int bits = operand.bits();
    String inner = "(" + operand.text() + ")";
    return switch (random.nextInt(3)) {
      case 0 -> new Expected("-" + inner, bits, value == null ? null : wrap(value.negate(), bits));
      case 1 -> new Expected("~" + inner, bits, value == null ? null : wrap(value.not(), bits));
      default -> new Expected("!" + inner, 32, value == null ? null : truth(value.signum() == 0));
    };
  }

  private static Expected binary(String text, String operator, Expected left, Expected right) {
    boolean shift = operator.startsWith("<<") || operator.startsWith(">>");
    int bits = shift ? left.bits() : Math.max(left.bits(), right.bits());
    BigInteger a = left.value();
    BigInteger b = right.value();
    boolean logic = operator.equals("&&") || operator.equals("||");
    if (logic) {
      boolean decided = a != null && (a.signum() != 0) == operator.equals("||");
      if (decided) {
        return new Expected(text, 32, truth(operator.equals("||")));
      }
      return new Expected(text, 32, a == null || b == null ? null : truth(b.signum() != 0));
    }
    boolean comparison = "== != < <= > >= <u <=u >u >=u".contains(operator) && !shift;
    int width = comparison ? 32 : bits;
    boolean divides = operator.startsWith("/") || operator.startsWith("%");
    if (a == null || b == null || (divides && b.signum() == 0)) {
      return new Expected(text, width, null);
    }
    BigInteger ua = unsigned(a, bits);
    BigInteger ub = unsigned(b, bits);
    BigInteger value =
        switch (operator) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          case "/" -> a.divide(b);
          case "%" -> a.remainder(b);
          case "/u" -> ua.divide(ub);
          case "%u" -> ua.remainder(ub);
          case "&" -> a.and(b);
          case "|" -> a.or(b);
          case "^" -> a.xor(b);
          case "<<" -> a.shiftLeft(count(b, bits));
          case ">>" -> a.shiftRight(count(b, bits));
          case ">>>" -> ua.shiftRight(count(b, bits));
          case "==" -> truth(a.equals(b));
          case "!=" -> truth(!a.equals(b));
          case "<" -> truth(a.compareTo(b) < 0);
          case "<=" -> truth(a.compareTo(b) <= 0);
          case ">" -> truth(a.compareTo(b) > 0);
          case ">=" -> truth(a.compareTo(b) >= 0);
          case "<u" -> truth(ua.compareTo(ub) < 0);
          case "<=u" -> truth(ua.compareTo(ub) <= 0);
          case ">u" -> truth(ua.compareTo(ub) > 0);
          case ">=u" -> truth(ua.compareTo(ub) >= 0);
          default -> throw new AssertionError(operator);
        };
    return new Expected(text, width, wrap(value, width));
  }

  private static int count(BigInteger by, int bits) {
    return by.mod(BigInteger.valueOf(bits)).intValue();
  }

  private static BigInteger truth(boolean value) {
    return value ? BigInteger.ONE : BigInteger.ZERO;
  }

  private static BigInteger unsigned(BigInteger value, int bits) {
    return value.mod(BigInteger.ONE.shiftLeft(bits));
  }

  private static BigInteger wrap(BigInteger value, int bits) {
    BigInteger low = unsigned(value, bits);
    return low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low;
  }
}
