package dev.continuum.inspector.text;

import static dev.continuum.inspector.text.TokenKind.ANNOTATION;
import static dev.continuum.inspector.text.TokenKind.ATTRIBUTE;
import static dev.continuum.inspector.text.TokenKind.BLOCK_COMMENT;
import static dev.continuum.inspector.text.TokenKind.CLOSE_PAREN;
import static dev.continuum.inspector.text.TokenKind.ERROR;
import static dev.continuum.inspector.text.TokenKind.ID;
import static dev.continuum.inspector.text.TokenKind.INSTRUCTION;
import static dev.continuum.inspector.text.TokenKind.KEYWORD;
import static dev.continuum.inspector.text.TokenKind.LINE_COMMENT;
import static dev.continuum.inspector.text.TokenKind.NUMBER;
import static dev.continuum.inspector.text.TokenKind.OPEN_PAREN;
import static dev.continuum.inspector.text.TokenKind.RESERVED;
import static dev.continuum.inspector.text.TokenKind.STRING;
import static dev.continuum.inspector.text.TokenKind.TYPE;
import static dev.continuum.inspector.text.TokenKind.UNKNOWN_WORD;
import static dev.continuum.inspector.text.TokenKind.WHITESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
  private static List<TokenKind> kinds(String source) {
    return Lexer.tokens(source).stream()
        .map(Token::kind)
        .filter(kind -> kind != WHITESPACE)
        .toList();
  }

  private static String joined(String source) {
    StringBuilder all = new StringBuilder();
    int end = 0;
    for (Token token : Lexer.tokens(source)) {
      if (token.start() != end || token.end() <= token.start()) {
        throw new AssertionError(token + " does not follow " + end);
      }
      end = token.end();
      all.append(token.text(source));
    }
    return all.toString();
  }

  @Test
  void tellsTheKindsApart() {
    assertThat(kinds("(module $m ;; a line\n"))
        .containsExactly(OPEN_PAREN, KEYWORD, ID, LINE_COMMENT);
    assertThat(kinds("(func $\"a b\" (param i32) (result f64))"))
        .containsExactly(
            OPEN_PAREN,
            KEYWORD,
            ID,
            OPEN_PAREN,
            KEYWORD,
            TYPE,
            CLOSE_PAREN,
            OPEN_PAREN,
            KEYWORD,
            TYPE,
            CLOSE_PAREN,
            CLOSE_PAREN);
    assertThat(kinds("i32.load8_u offset=8 align=1 br_if call i8x16.swizzle"))
        .containsExactly(INSTRUCTION, ATTRIBUTE, ATTRIBUTE, INSTRUCTION, INSTRUCTION, INSTRUCTION);
    assertThat(kinds("(ref null func) (func) funcref"))
        .containsExactly(
            OPEN_PAREN,
            KEYWORD,
            KEYWORD,
            TYPE,
            CLOSE_PAREN,
            OPEN_PAREN,
            KEYWORD,
            CLOSE_PAREN,
            TYPE);
    assertThat(kinds("(@custom \"x\" 8q) \"\\u{1F600}\\00\""))
        .containsExactly(ANNOTATION, STRING, RESERVED, CLOSE_PAREN, STRING);
    assertThat(kinds("(;a (;b;) c;) x")).containsExactly(BLOCK_COMMENT, UNKNOWN_WORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1_000",
        "+0xFF_ff",
        "1.",
        "1.5e-10",
        "0x1.8p+3",
        "0x1p9",
        "inf",
        "-inf",
        "nan",
        "nan:0x7f",
        "nan:canonical",
        "-nan:arithmetic",
        "1E7"
      })
  void takesNumbers(String number) {
    assertThat(kinds(number)).containsExactly(NUMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x",
        "1_",
        "1__0",
        "_1x",
        "1e",
        "0x1.g",
        "nan:0x",
        "0drop",
        "$",
        "a\"b\"",
        "\"a\"\"b\"",
        "$\"\"",
        "A",
        "1.0.0",
        "-",
        "nan:0x1.0",
        "0$l"
      })
  void takesNoneOfThese(String word) {
    assertThat(kinds(word)).singleElement().isIn(RESERVED, UNKNOWN_WORD).isNotEqualTo(NUMBER);
  }

  @Test
  void keepsAnErrorOnItsLine() {
    String source = "(data \"open\n(func \"bad \\q escape\" é)";
    assertThat(kinds(source))
        .containsExactly(
            OPEN_PAREN, KEYWORD, ERROR, OPEN_PAREN, KEYWORD, ERROR, ERROR, CLOSE_PAREN);
    assertThat(Lexer.tokens(source))
        .filteredOn(token -> token.kind() == ERROR)
        .extracting(Token::problem)
        .containsExactly(
            "unclosed string: it must end on its line",
            "illegal escape: the text format does not know it",
            "illegal character: it is only allowed in strings and comments");
  }

  @Test
  void goesOnFromTheStartOfAnyLine() throws Exception {
    assertThat(byLine("(module (; one\n (; two ;)\n three ;) (\nfunc $f) \"x\n(;").commentDepth())
        .isEqualTo(1);
    for (String script : List.of("comments.wast", "annotations.wast", "token.wast", "names.wast")) {
      assertThat(byLine(SpecSuite.script(script))).isEqualTo(LexerState.START);
    }
  }

  /** Reads a source line by line and as a whole, and returns the state at its end. */
  private static LexerState byLine(String source) {
    List<Token> whole = Lexer.tokens(source);
    List<Token> byLine = new ArrayList<>();
    LexerState state = LexerState.START;
    for (int start = 0; start < source.length(); ) {
      int end = source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start) + 1;
      Lexer lexer = new Lexer(source, start, end, state);
      for (Token token = lexer.next(); token != null; token = lexer.next()) {
        byLine.add(token);
      }
      state = lexer.state();
      start = end;
    }
    assertThat(merged(byLine)).isEqualTo(merged(whole));
    return state;
  }

  /** Kinds of every character: what an editor colours. */
  private static List<TokenKind> merged(List<Token> tokens) {
    List<TokenKind> kinds = new ArrayList<>();
    for (Token token : tokens) {
      for (int i = 0; i < token.length(); i++) {
        kinds.add(token.kind());
      }
    }
    return kinds;
  }

  @Test
  void losesNoCharacterWhateverTheText() {
    Random random = new Random(7);
    String alphabet = "()(;;\"\\@$ \n\t\rabz09_.+-ux{}[],é\u0000😀";
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(joined(text.toString())).isEqualTo(text.toString());
    }
  }

  @Test
  void readsTheSpecificationsScriptsWithoutAnError() throws Exception {
    for (Path script : SpecSuite.scripts()) {
      String source = Files.readString(script);
      assertThat(joined(source)).isEqualTo(source);
      List<Token> tokens = Lexer.tokens(source);
      assertThat(tokens.stream().filter(token -> token.kind() == ERROR))
          .as(script.toString())
          .isEmpty();
      int depth = 0;
      int annotated = Integer.MAX_VALUE;
      for (Token token : tokens) {
        switch (token.kind()) {
          case OPEN_PAREN -> depth++;
          case ANNOTATION -> {
            depth++;
            annotated = Math.min(annotated, depth);
          }
          case CLOSE_PAREN -> {
            depth--;
            annotated = depth < annotated ? Integer.MAX_VALUE : annotated;
          }
          case RESERVED, UNKNOWN_WORD -> {
            if (annotated == Integer.MAX_VALUE) {
              throw new AssertionError(script + ": " + token.text(source) + " at " + token.start());
            }
          }
          default -> {}
        }
      }
      assertThat(depth).as(script.toString()).isZero();
    }
  }

  @Test
  void readsTheBytesOfStrings() {
    assertThat(StringLiterals.bytes("\"a\\00\\ff\\n\\\"é\\u{e9}\""))
        .containsExactly('a', 0, 0xff, '\n', '"', 0xc3, 0xa9, 0xc3, 0xa9);
  }
}
