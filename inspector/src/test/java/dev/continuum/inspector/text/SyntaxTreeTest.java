package dev.continuum.inspector.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxTreeTest {
  private static final String SOURCE =
      "(module ;; one\n (func $f (i32.add (local.get 0) (i32.const 1)) call_indirect (type 0)"
          + " (param i32) drop))";

  private static final SyntaxTree TREE = SyntaxTree.of(SOURCE);

  private static int token(String text) {
    return TREE.tokenAt(SOURCE.indexOf(text));
  }

  private static String text(int node) {
    return SOURCE.substring(TREE.start(node), TREE.nodeEnd(node));
  }

  @Test
  void knowsListsAndTheirHeads() {
    int module = 0;
    int function = token("(func");
    assertThat(TREE.isList(module)).isTrue();
    assertThat(TREE.headKeyword(module)).isEqualTo(Keyword.MODULE);
    assertThat(TREE.headKeyword(function)).isEqualTo(Keyword.FUNC);
    assertThat(TREE.headKeyword(token("(i32.add"))).isNull();
    assertThat(TREE.text(TREE.head(token("(i32.add")))).isEqualTo("i32.add");
    assertThat(text(token("(i32.add"))).isEqualTo("(i32.add (local.get 0) (i32.const 1))");
    List<String> children = new ArrayList<>();
    int add = token("(i32.add");
    for (int at = TREE.head(add) + 1; at < TREE.close(add); at = TREE.next(at)) {
      children.add(text(at));
    }
    assertThat(children).containsExactly("(local.get 0)", "(i32.const 1)");
    assertThat(TREE.parent(token("0)"))).isEqualTo(token("(local.get"));
    assertThat(TREE.parent(token("drop"))).isEqualTo(function);
    assertThat(TREE.parent(function)).isEqualTo(module);
    assertThat(TREE.parent(module)).isEqualTo(-1);
  }

  @Test
  void groupsFlatInstructions() {
    int call = token("call_indirect");
    assertThat(TREE.instructionEnd(call)).isEqualTo(token("drop"));
    assertThat(TREE.kind(TREE.instructionEnd(token("drop")))).isEqualTo(TokenKind.CLOSE_PAREN);
  }

  @Test
  void findsTokensByPosition() {
    assertThat(TREE.text(TREE.tokenAt(SOURCE.indexOf("one")))).isEqualTo("module");
    assertThat(TREE.tokenAt(-1)).isEqualTo(-1);
    assertThat(TREE.tokenAt(SOURCE.length())).isEqualTo(TREE.size() - 1);
  }

  @Test
  void closesWhatIsLeftOpenWhereTheNextFieldStarts() {
    String source = "(module\n  (func (i32.add\n  (func $g))\n";
    SyntaxTree tree = SyntaxTree.of(source);
    int first = tree.tokenAt(source.indexOf("(func"));
    int second = tree.tokenAt(source.lastIndexOf("(func"));
    assertThat(tree.isClosed(first)).isFalse();
    assertThat(tree.next(first)).isEqualTo(second);
    assertThat(tree.isClosed(second)).isTrue();
    assertThat(tree.isClosed(0)).isTrue();
    assertThat(tree.problems()).hasSize(2);
    assertThat(SyntaxTree.of("(@a (b").problems())
        .extracting(TextProblem::message)
        .containsExactly(
            "unclosed annotation: it has no closing parenthesis",
            "unexpected token: the parenthesis before \"b\" has no closing one");
  }

  @Test
  void holdsEveryTokenOfTheSpecificationsScripts() throws Exception {
    for (Path script : SpecSuite.scripts()) {
      String source = Files.readString(script);
      SyntaxTree tree = SyntaxTree.of(source);
      assertThat(tree.problems()).as(script.toString()).isEmpty();
      int token = 0;
      for (Token each : Lexer.tokens(source)) {
        if (!each.kind().isTrivia()) {
          if (tree.start(token) != each.start()
              || tree.end(token) != each.end()
              || tree.kind(token) != each.kind()) {
            throw new AssertionError(script + ": " + each);
          }
          token++;
        }
      }
      assertThat(token).isEqualTo(tree.size());
      for (int i = 0; i < tree.size(); i++) {
        if (tree.isList(i) && !tree.isClosed(i)) {
          throw new AssertionError(script + ": " + i + " is not closed");
        }
      }
    }
  }
}
