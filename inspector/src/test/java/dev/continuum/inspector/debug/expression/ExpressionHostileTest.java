package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.value.Value;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that mean no good end in a typed error or a value, and in nothing else. */
class ExpressionHostileTest {
  private final TestScope scope = TestScope.full();

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "!", "~", "$x+", "$x?", "$x[", "abs(", "{", "$p.$px.", "1?1:"})
  void bearsAMillionOfAnything(String piece) {
    for (int count : new int[] {1_000_000, 60_000 / piece.length()}) {
      String text = piece.repeat(count) + "1";
      assertThat(Expression.problems(text)).hasSize(1);
      assertThatThrownBy(() -> LogMessage.parse("{" + text))
          .isInstanceOf(ExpressionException.class);
      assertThatThrownBy(() -> BreakpointParser.parse("watch " + text))
          .isInstanceOf(ExpressionException.class);
      Expression.completions(text, text.length() / 2, scope);
    }
  }

  @Test
  void evaluatesTheDeepestTree() throws Exception {
    String deep = "(".repeat(250) + "$x" + ")".repeat(250);
    assertThat(Expression.parse(deep).evaluate(scope)).isEqualTo(Value.of(7));
    String chain = "$x" + " + $x".repeat(250);
    assertThat(Expression.parse(chain).evaluate(scope)).isEqualTo(Value.of(7 * 251));
    String literals = "1" + " + 1".repeat(10_000);
    assertThat(Expression.parse(literals).evaluate(scope)).isEqualTo(Value.of(10_001));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "$x\0", "1 \u202e+ 2", "$\u202ex", "\ufeff1", "\"a\0b\"", "\ud83d"})
  void namesCharactersThatAreNotSeen(String text) {
    ExpressionException failure =
        catchThrowableOfType(ExpressionException.class, () -> Expression.parse(text));
    assertThat(failure.kind()).isEqualTo(Kind.SYNTAX);
    assertThat(failure.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
  }

  @Test
  void showsNoControlsOfNames() {
    String name = "$\"a\\u{202e}b\\u{7}\"";
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class, () -> Expression.parse(name).evaluate(scope));
    assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_NAME);
    assertThat(failure.getMessage()).contains("u{202e}").doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  @Test
  void isShortAboutLongNames() {
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class,
            () -> Expression.parse("$" + "n".repeat(50_000)).evaluate(scope));
    assertThat(failure.getMessage()).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"abc", "\"abc\\", "'", "'a", "$\"", "$\"x", "\"\\u{110000}\""})
  void refusesWhatIsNotTerminated(String text) {
    assertThat(Expression.problems(text))
        .extracting(ExpressionProblem::kind)
        .containsExactly(Kind.SYNTAX);
  }

  @Test
  void bearsAnyPiecesInAnyOrder() {
    String[] pieces = {
      "$x",
      "$y",
      "$p",
      "$a",
      "$none",
      "$v",
      "$f",
      "local",
      "stack",
      "memory",
      "table",
      "[",
      "]",
      "(",
      ")",
      ".",
      ".field[",
      ".str[",
      ",",
      ":",
      ":i32",
      "?",
      "+",
      "-",
      "*",
      "/",
      "%",
      "<<",
      "<u",
      "==",
      "&&",
      "!",
      "~",
      "1",
      "0",
      "0xff",
      "1.5",
      "\"s\"",
      "'c'",
      "min(",
      "len(",
      "ref.is_null(",
      " ",
      "{",
      "}",
      "tick",
      "null",
      "u8(",
      "=",
      "\"",
      "'",
      "$",
      "\0",
      "\u202e"
    };
    Random random = new Random(4);
    int values = 0;
    for (int run = 0; run < 100_000; run++) {
      StringBuilder text = new StringBuilder();
      int count = 1 + random.nextInt(8);
      for (int i = 0; i < count; i++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String written = text.toString();
      try {
        Expression expression = Expression.parse(written);
        expression.evaluate(scope);
        values++;
        if (expression.isPlace()) {
          expression.place(scope);
        }
      } catch (ExpressionException failure) {
        assertThat(failure.range().start()).as(written).isBetween(0, failure.range().end());
        assertThat(failure.range().end()).as(written).isLessThanOrEqualTo(written.length());
      }
      Expression.completions(written, random.nextInt(written.length() + 1), scope);
    }
    assertThat(values).isGreaterThan(2_500);
  }
}
