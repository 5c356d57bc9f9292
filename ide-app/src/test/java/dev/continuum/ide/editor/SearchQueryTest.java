package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.ide.editor.SearchQuery.BadQueryException;
import dev.continuum.ide.editor.SearchQuery.Match;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SearchQueryTest {
  private static List<Match> find(String query, String options, String in) throws Exception {
    return query(query, options).find(in).matches();
  }

  private static SearchQuery query(String query, String options) {
    return new SearchQuery(
        query, options.contains("case"), options.contains("word"), options.contains("regex"));
  }

  @Test
  void findsPlainText() throws Exception {
    assertThat(find("a.", "", "A. ab a.")).containsExactly(new Match(0, 2), new Match(6, 8));
    assertThat(find("a.", "case", "A. ab a.")).containsExactly(new Match(6, 8));
    assertThat(find("", "", "abc")).isEmpty();
  }

  @Test
  void aWordOfWebAssemblyTextHasDotsAndDollars() throws Exception {
    assertThat(find("get", "word", "local.get $get get gets")).containsExactly(new Match(15, 18));
    assertThat(find("$x", "word", "$x $x1 $x")).containsExactly(new Match(0, 2), new Match(7, 9));
  }

  @Test
  void findsExpressionsLineByLine() throws Exception {
    assertThat(find("^b+$", "regex", "a\nbb\nb")).containsExactly(new Match(2, 4), new Match(5, 6));
    assertThat(find("x*", "regex", "axxa")).containsExactly(new Match(1, 3));
  }

  @Test
  void replacesGroups() throws Exception {
    SearchQuery query = query("(?<=\\$)(\\w)(?<rest>\\w*)", "regex");
    String text = "a $bc d $e";
    assertThat(query.replaced(text, query.find(text).matches(), "${rest}-$1\\n\\$"))
        .isEqualTo("c-b\n$ d $-e\n$");
    assertThat(query("b", "").replaced("abc", List.of(new Match(1, 2)), "$1")).isEqualTo("$1");
  }

  @Test
  void saysWhatIsWrongWithAnExpression() {
    assertThatThrownBy(() -> find("(", "regex", "x"))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("Unclosed group");
    assertThatThrownBy(() -> query("(a)", "regex").replaced("a", List.of(new Match(0, 1)), "$2"))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("no group 2");
    assertThatThrownBy(() -> find("(a|b)*c", "regex", "ab".repeat(200_000)))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("too deep");
  }

  @Test
  void anEndlessSearchCanBeGivenUp() throws Exception {
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread searcher =
        Thread.ofPlatform()
            .start(() -> {
              try {
                find("(x+x+)+y", "regex", "x".repeat(5000));
              } catch (Exception e) {
                outcome.set(e);
              }
            });
    searcher.interrupt();
    searcher.join(30_000);
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
  }
}
