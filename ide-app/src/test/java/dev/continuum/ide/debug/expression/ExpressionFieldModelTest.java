package dev.continuum.ide.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.expression.Completion;
import dev.continuum.inspector.debug.expression.ExpressionProblem;
import dev.continuum.inspector.debug.expression.ScopeNames;
import dev.continuum.inspector.debug.expression.Space;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Typing into fields for expressions, places, messages and locations. */
class ExpressionFieldModelTest {
  private static final ScopeNames NAMES =
      space ->
          switch (space) {
            case LOCAL -> List.of("count", "kept");
            case FUNCTION -> List.of("filter", "run");
            default -> List.<String>of();
          };

  private static ExpressionFieldModel model(Grammar grammar) {
    return new ExpressionFieldModel(grammar, () -> NAMES);
  }

  private static List<String> offers(ExpressionFieldModel model) {
    return model.offers().stream().map(Completion::text).toList();
  }

  private static String problem(ExpressionFieldModel model) {
    ExpressionProblem problem = model.problem().get();
    return problem == null ? "" : problem.message();
  }

  @Test
  void marksWhatIsWrongAsItIsTyped() {
    ExpressionFieldModel model = model(Grammar.EXPRESSION);
    assertThat(problem(model)).isEmpty();
    assertThat(model.isReady()).isFalse();
    model.text().set("$count +");
    assertThat(problem(model)).contains("a value is missing");
    assertThat(Objects.requireNonNull(model.problem().get()).range().start()).isEqualTo(8);
    model.text().set("$count + 1");
    assertThat(problem(model)).isEmpty();
    assertThat(model.isReady()).isTrue();
    model.text().set("  ");
    assertThat(problem(model)).isEmpty();
    assertThat(model.isReady()).isFalse();
  }

  @Test
  void offersNamesAndPutsTheChosenOneIn() {
    ExpressionFieldModel model = model(Grammar.EXPRESSION);
    model.text().set("1 + $ke * 2");
    model.typed(7);
    assertThat(offers(model)).containsExactly("$kept");
    assertThat(model.accept()).contains(new ExpressionFieldModel.Edit("1 + $kept * 2", 9));
    assertThat(model.text().get()).isEqualTo("1 + $kept * 2");
    assertThat(model.offers()).isEmpty();
  }

  @Test
  void choosingGoesRoundAndEscapeOffersNothing() {
    ExpressionFieldModel model = model(Grammar.EXPRESSION);
    model.text().set("$");
    model.typed(1);
    assertThat(offers(model)).startsWith("$count", "$kept");
    model.choose(-1);
    assertThat(model.chosen().get()).isEqualTo(model.offers().size() - 1);
    model.choose(1);
    assertThat(model.chosen().get()).isZero();
    model.dismiss();
    assertThat(model.accept()).isEmpty();
    assertThat(model.text().get()).isEqualTo("$");
  }

  @Test
  void whatIsCompleteAlreadyIsNotOffered() {
    ExpressionFieldModel model = model(Grammar.EXPRESSION);
    model.text().set("$kept");
    model.typed(5);
    assertThat(model.offers()).isEmpty();
    model.text().set("$kept )");
    model.typed(7);
    assertThat(model.offers()).isEmpty();
  }

  @Test
  void aPlaceMustLieSomewhere() {
    ExpressionFieldModel model = model(Grammar.PLACE);
    model.text().set("$count + 1");
    assertThat(problem(model)).contains("not a place");
    model.text().set("memory[$count]:f32");
    assertThat(problem(model)).isEmpty();
  }

  @Test
  void messagesCompleteWithinBracesOnly() {
    ExpressionFieldModel model = model(Grammar.MESSAGE);
    model.text().set("{{$k is {$k and $k");
    model.complete(4);
    assertThat(model.offers()).isEmpty();
    model.complete(11);
    assertThat(offers(model)).containsExactly("$kept");
    assertThat(model.accept()).contains(new ExpressionFieldModel.Edit("{{$k is {$kept and $k", 14));
    assertThat(problem(model)).contains("}");
    model.text().set("kept is {$kept:hex}");
    assertThat(problem(model)).isEmpty();
  }

  @Test
  void locationsTakeAPlaceAlone() {
    ExpressionFieldModel model = model(Grammar.LOCATION);
    model.text().set("line");
    assertThat(problem(model)).isNotEmpty();
    assertThat(Objects.requireNonNull(model.problem().get()).range().end()).isLessThanOrEqualTo(4);
    model.text().set("line 12 if $count");
    assertThat(problem(model)).contains("only the place");
    model.text().set("fil");
    model.typed(3);
    assertThat(offers(model)).containsExactly("$filter");
    model.accept();
    assertThat(problem(model)).isEmpty();
  }

  @Test
  void textOfTheGuestIsHarmlessAndShort() {
    assertThat(GuestText.shown("a\u202eb\n")).isEqualTo("a⟨U+202E⟩b␊");
    assertThat(GuestText.shown("x".repeat(1 << 20))).hasSize(121).endsWith("…");
    assertThat(GuestText.shown("ab\ud83d\ude00", 3)).isEqualTo("ab…");
    assertThat(NAMES.names(Space.TABLE)).isEmpty();
  }
}
