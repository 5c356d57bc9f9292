package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.text.TextRange;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is offered while an expression is being written. */
class ExpressionCompletionTest {
  private final TestScope scope = TestScope.full();

  /** Completions at the bar in a text. */
  private List<Completion> at(String marked) {
    int caret = marked.indexOf('^');
    String text = marked.substring(0, caret) + marked.substring(caret + 1);
    return Expression.completions(text, caret, scope);
  }

  private List<String> texts(String marked) {
    return at(marked).stream().map(Completion::text).toList();
  }

  @Test
  void offersNames() {
    assertThat(texts("$^")).startsWith("$x", "$y", "$long").contains("$sp", "$\"two words\"");
    assertThat(texts("1 + $l^")).startsWith("$long", "$limit");
    assertThat(texts("$WORD^")).containsExactly("$\"two words\"");
    assertThat(texts("$\"two^")).containsExactly("$\"two words\"");
    assertThat(texts("$sp^")).containsExactly("$sp");
    assertThat(at("1 + $li^mt + 2"))
        .containsExactly(new Completion("$limit", new TextRange(4, 9), "global"));
  }

  @Test
  void offersNamesOfASpace() {
    assertThat(texts("global.^")).containsExactly("$sp", "$x", "$limit");
    assertThat(texts("global.$l^")).containsExactly("$limit");
    assertThat(texts("func.$^")).containsExactly("$main", "$fib");
    assertThat(texts("table.^")).containsExactly("$t", "$objects");
    assertThat(texts("memory.^")).containsExactly("$main", "$side", "str[");
    assertThat(texts("memory.s^")).containsExactly("$side", "str[");
    assertThat(texts("$p.^")).contains("field[");
  }

  @Test
  void offersWords() {
    assertThat(texts("me^")).startsWith("memory").doesNotContain("tick");
    assertThat(texts("^")).contains("$x", "memory", "stack[", "popcount(", "tick");
    assertThat(texts("1 + (^")).contains("$x");
    assertThat(texts("min(1, ^")).contains("$x", "max(");
    assertThat(texts("memory[0]:^")).startsWith("i8", "u8").contains("v128").hasSize(11);
    assertThat(texts("memory[0]:f^")).containsExactly("f32", "f64");
    assertThat(texts("ref.^")).containsExactly("is_null(");
  }

  @Test
  void caresNotForCase() {
    scope.local("Größe", Value.of(1));
    assertThat(texts("$gR^")).containsExactly("$\"Größe\"");
    assertThat(texts("POP^")).containsExactly("popcount(");
  }

  @Test
  void offersNothingWhereNothingFits() {
    assertThat(texts("\"$x^")).isEmpty();
    assertThat(texts("12^")).isEmpty();
    assertThat(texts("$x ^")).isEmpty();
    assertThat(texts("(1) ^")).isEmpty();
    assertThat(texts("1 # $^")).isEmpty();
    assertThat(texts("$zz^")).isEmpty();
    assertThat(Expression.completions("$x", 50, scope)).isNotEmpty();
    assertThat(Expression.completions("$x", -5, ScopeNames.NONE)).isNotEmpty();
  }

  @Test
  void offersNoMoreThanOneReads() {
    List<String> many = IntStream.range(0, 100_000).mapToObj(i -> "n" + i).toList();
    assertThat(Expression.completions("$n", 2, space -> many)).hasSize(200);
    List<String> huge = List.of("n".repeat(1_000_000));
    assertThat(Expression.completions("$n", 2, space -> huge)).isEmpty();
  }

  @Test
  void offersWhatCanBeParsed() throws Exception {
    for (Completion completion : at("$^")) {
      assertThat(Expression.parse(completion.text()).evaluate(scope)).isNotNull();
    }
  }
}
