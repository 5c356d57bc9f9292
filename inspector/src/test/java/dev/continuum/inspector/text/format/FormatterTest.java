package dev.continuum.inspector.text.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.text.Pieces;
import dev.continuum.inspector.text.TextProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The formatter, over pairs of files and over the specification's suite. Run with {@code
 * -Dcontinuum.refresh=true} to write the expected files anew, and look at what changed.
 */
class FormatterTest {
  private static final Path EXAMPLES =
      Path.of("src/test/resources/dev/continuum/inspector/text/format");

  @TestFactory
  Stream<DynamicTest> laysOutTheExamples() throws IOException {
    List<Path> inputs;
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      inputs = files.filter(file -> file.toString().endsWith(".in.wat")).sorted().toList();
    }
    assertThat(inputs).isNotEmpty();
    return inputs.stream()
        .map(
            input -> DynamicTest.dynamicTest(input.getFileName().toString(), () -> compare(input)));
  }

  private static void compare(Path input) throws IOException {
    Path expected = input.resolveSibling(input.getFileName().toString().replace(".in.", ".out."));
    Formatter.Result result = Formatter.format(Files.readString(input));
    assertThat(result.problem()).isNull();
    if (Boolean.getBoolean("continuum.refresh")) {
      Files.writeString(expected, result.text());
    }
    assertThat(result.text()).isEqualTo(Files.readString(expected));
    assertThat(Formatter.format(result.text()).text()).isEqualTo(result.text());
  }

  @TestFactory
  Stream<DynamicTest> keepsEveryTokenOfTheSuite() throws IOException {
    return SpecSuite.scripts().stream()
        .map(script -> DynamicTest.dynamicTest(SpecSuite.name(script), () -> keeps(script)));
  }

  private static void keeps(Path script) throws IOException {
    // Some scripts hold bytes that are no UTF-8; they are not what is looked at here.
    String source = new String(Files.readAllBytes(script), StandardCharsets.UTF_8);
    for (int width : new int[] {100, 40}) {
      Formatter.Options options = new Formatter.Options(width, width / 2);
      Formatter.Result result = Formatter.format(source, options);
      if (result.problem() != null) {
        assertThat(result.text()).isEqualTo(source);
        continue;
      }
      String again = Formatter.format(result.text(), options).text();
      assertThat(Pieces.of(result.text())).isEqualTo(Pieces.of(source));
      assertThat(again).isEqualTo(result.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(module (func)", "(module))", "(module \"a\\q\")", "(func (; open", "(a \"b"})
  void leavesABrokenSourceAsItIs(String source) {
    Formatter.Result result = Formatter.format(source);
    assertThat(result.text()).isEqualTo(source);
    assertThat(result.problem()).isNotNull();
  }

  @Test
  void saysWhereASourceIsBroken() {
    TextProblem problem = Formatter.format("(module\n  (func\n)").problem();
    assertThat(problem).hasToString("1:1: This parenthesis is not closed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", ";; only this", "(;a\nb;) ( ;x ) ( @y) a;b", "( (;c;) )"})
  void keepsOddTokensApart(String source) {
    String text = Formatter.format(source).text();
    assertThat(Pieces.of(text)).isEqualTo(Pieces.of(source));
    assertThat(Formatter.format(text).text()).isEqualTo(text);
  }

  @Test
  void nestsWithoutEndAndIndentsOnlySoFar() {
    int depth = 100_000;
    String source = "(func " + "(block ".repeat(depth) + ")".repeat(depth) + ")";
    String text = Formatter.format(source).text();
    assertThat(text.lines().mapToInt(String::length).limit(depth).max().orElse(0)).isLessThan(80);
    assertThat(Pieces.of(text)).isEqualTo(Pieces.of(source));
    String flat = "(func\n" + "block ".repeat(depth) + "end ".repeat(depth) + ")";
    assertThat(Pieces.of(Formatter.format(flat).text())).isEqualTo(Pieces.of(flat));
  }

  @Test
  void keepsTheLineEndsOfTheSource() {
    assertThat(Formatter.format("(module\r\n(func)\r\n)").text())
        .isEqualTo("(module\r\n  (func)\r\n)\r\n");
  }

  @Test
  void keepsTheWidthThatIsAskedFor() {
    String source = "(func (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))";
    assertThat(Formatter.format(source, new Formatter.Options(40, 20)).text())
        .isEqualTo(
            """
            (func (param i32 i32) (result i32)
              (i32.add (local.get 0) (local.get 1)))
            """);
  }
}
