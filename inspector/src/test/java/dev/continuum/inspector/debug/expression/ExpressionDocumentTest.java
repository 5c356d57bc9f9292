package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.BreakpointParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything that the document shows can be written so. */
class ExpressionDocumentTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What stands in backquotes in the first cells of the tables of a section. */
  private static List<String> examples(String section) throws Exception {
    String document = Files.readString(Path.of("../docs/expressions.md"));
    int start = document.indexOf("\n## " + section + "\n");
    int end = document.indexOf("\n## ", start + 1);
    List<String> examples = new ArrayList<>();
    for (String line : document.substring(start, end).lines().toList()) {
      if (line.startsWith("| `")) {
        String first = line.substring(2).split("(?<!\\\\)\\|", 2)[0];
        Matcher code = CODE.matcher(first);
        while (code.find()) {
          examples.add(code.group(1).replace("\\|", "|"));
        }
      }
    }
    return examples;
  }

  @Test
  void expressionsAreAsTheDocumentShowsThem() throws Exception {
    assertThat(examples("Examples")).hasSizeGreaterThan(25);
    for (String section : List.of("Examples", "Literals")) {
      for (String example : examples(section)) {
        assertThat(Expression.problems(example)).as(example).isEmpty();
      }
    }
  }

  @Test
  void functionsAreAsTheDocumentShowsThem() throws Exception {
    List<String> shown = examples("Functions");
    for (String example : shown) {
      String known = example.replaceAll("\\b([xyvn])\\b(?!\\()", "\\$$1");
      assertThat(Expression.problems(known)).as(known).isEmpty();
    }
    for (Function function : Function.values()) {
      assertThat(shown).anyMatch(example -> example.startsWith(function.text + "("));
    }
  }

  @Test
  void operatorsAreAsTheDocumentShowsThem() throws Exception {
    List<String> shown = examples("Operators");
    for (Operator operator : Operator.values()) {
      if (operator.precedence > 0) {
        assertThat(shown).contains(operator.text);
      }
    }
  }

  @Test
  void commandsAreAsTheDocumentShowsThem() throws Exception {
    assertThat(examples("Breakpoints")).hasSizeGreaterThan(15);
    for (String example : examples("Breakpoints")) {
      String command =
          example.startsWith("break ") || example.startsWith("watch ")
              ? example
              : "break trap " + example.replace("EXPR", "1");
      assertThat(BreakpointParser.problems(command)).as(command).isEmpty();
    }
    for (String example : examples("Places")) {
      assertThat(example).startsWith("set ");
      assertThat(Assignment.parse(example.substring(4))).as(example).isNotNull();
    }
    assertThat(LogMessage.parse("{{ n is {$x} }}").format(TestScope.full()))
        .isEqualTo("{ n is 7 }");
  }
}
