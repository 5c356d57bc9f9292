package dev.continuum.inspector.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.syntax.ExternKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlineTest {
  private static final String SAMPLE =
      """
      (module $sample
        (rec (type $a (struct)) (type (func (param i32))))
        (import "env" "log" (func $log (param i32)))
        (func $twice (export "twice") (export "double") (param $x i32) (result i32)
          (i32.mul (local.get $x) (i32.const 2)))
        (memory (export "memory") 1)
        (global $g (import "env" "base") i32)
        (table 1 funcref)
        (elem (i32.const 0) $twice)
        (data $d (i32.const 8) "text")
        (tag $oops)
        (start $log)
        (export "also" (func $twice)))
      """;

  @Test
  void listsTheFieldsOfAModule() {
    Outline outline = Outline.of(SAMPLE);
    assertThat(outline.problems()).isEmpty();
    assertThat(outline.items()).singleElement().extracting(OutlineItem::id).isEqualTo("$sample");
    assertThat(outline.fields())
        .extracting(OutlineItem::kind)
        .containsExactly(
            FieldKind.TYPE,
            FieldKind.TYPE,
            FieldKind.IMPORT,
            FieldKind.FUNCTION,
            FieldKind.MEMORY,
            FieldKind.GLOBAL,
            FieldKind.TABLE,
            FieldKind.ELEMENT,
            FieldKind.DATA,
            FieldKind.TAG,
            FieldKind.START,
            FieldKind.EXPORT);
    assertThat(outline.fields())
        .extracting(OutlineItem::label)
        .containsExactly(
            "$a",
            "1",
            "$log",
            "$twice",
            "\"memory\"",
            "$g",
            "0",
            "0",
            "$d",
            "$oops",
            "$log",
            "\"also\"");
    OutlineItem log = outline.fields().get(2);
    assertThat(log.importModule()).isEqualTo("env");
    assertThat(log.importName()).isEqualTo("log");
    assertThat(log.subject()).isEqualTo(ExternKind.FUNCTION);
    OutlineItem twice = outline.fields().get(3);
    assertThat(twice.index()).isEqualTo(1);
    assertThat(twice.exports()).containsExactly("twice", "double");
    assertThat(SAMPLE.substring(twice.range().start(), twice.range().end()))
        .startsWith("(func $twice")
        .endsWith("(i32.const 2)))");
    assertThat(SAMPLE.substring(twice.nameRange().start(), twice.nameRange().end()))
        .isEqualTo("$twice");
    assertThat(outline.fields().get(5).importName()).isEqualTo("base");
    assertThat(outline.fields().getLast().id()).isEqualTo("$twice");
    assertThat(outline.at(SAMPLE.indexOf("i32.mul"))).isEqualTo(twice);
    assertThat(outline.at(2)).isEqualTo(outline.items().getFirst());
  }

  @Test
  void readsFieldsWithoutAModuleAroundThem() {
    Outline outline = Outline.of("(func $a) (func $b)");
    assertThat(outline.fields()).extracting(OutlineItem::label).containsExactly("$a", "$b");
  }

  @Test
  void findsTheNextFieldsBehindAnUnfinishedOne() {
    String source =
        """
        (module
          (func $first (param i32)
            (i32.add (local.get 0)
          (func $second)
          (memory 1)
        )
        """;
    Outline outline = Outline.of(source);
    assertThat(outline.fields())
        .extracting(OutlineItem::label)
        .containsExactly("$first", "$second", "0");
    assertThat(outline.problems())
        .extracting(TextProblem::toString)
        .containsExactly(
            "2:3: unexpected token: the parenthesis before \"func\" has no closing one",
            "3:5: unexpected token: the parenthesis before \"i32.add\" has no closing one");
    OutlineItem first = outline.fields().getFirst();
    assertThat(source.substring(0, first.range().end())).endsWith("(local.get 0)");
  }

  @Test
  void saysWhatIsNotClosed() {
    assertThat(Outline.of("(module\n  (func)))\n").problems())
        .extracting(TextProblem::toString)
        .containsExactly("2:10: unexpected token: this parenthesis closes nothing");
    assertThat(Outline.of("(module\n  (data \"abc\n)\n").problems())
        .extracting(TextProblem::toString)
        .contains("2:9: unclosed string: it must end on its line");
    assertThat(Outline.of("(module)\n (; a (; b ;)\n").problems())
        .extracting(TextProblem::toString)
        .containsExactly("2:2: unclosed comment: it has no \";)\"");
    assertThat(Outline.of("(module (func 0x))").problems())
        .extracting(TextProblem::toString)
        .containsExactly("1:15: unknown operator 0x");
    assertThat(Outline.of("(module (@note 0x , ;))").problems()).isEmpty();
    assertThat(Outline.of("nop").problems())
        .extracting(TextProblem::toString)
        .containsExactly("1:1: unexpected token: this stands outside of all parentheses");
  }

  @Test
  void readsTheSpecificationsScripts() throws Exception {
    for (Path script : SpecSuite.scripts()) {
      assertThat(Outline.of(Files.readString(script)).problems()).as(script.toString()).isEmpty();
    }
  }

  @Test
  void takesAnyPrefixAndAnyNesting() {
    for (int end = 0; end <= SAMPLE.length(); end++) {
      Outline outline = Outline.of(SAMPLE.substring(0, end));
      int length = end;
      assertThat(outline.fields())
          .allMatch(item -> item.range().end() <= length && item.range().end() > 0);
    }
    Outline deep = Outline.of("(module (func " + "(block ".repeat(100_000));
    assertThat(deep.fields()).hasSize(1);
    assertThat(deep.problems()).hasSize(SyntaxTree.MOST_PROBLEMS);
    Random random = new Random(11);
    List<String> pieces =
        List.of(
            "(", ")", "module", "func", "$x", "\"s\"", "import", "export", "(@a", "\n", " ", "(;",
            ";)", "rec", "type", "\"", "0");
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
      }
      assertThat(Outline.of(text)).isNotNull();
    }
  }

  @Test
  void mapsPositionsToLines() {
    LineMap lines = LineMap.of("a\r\nb\rc\n\n");
    assertThat(lines.lines()).isEqualTo(5);
    assertThat(lines.line(3)).isEqualTo(2);
    assertThat(lines.line(5)).isEqualTo(3);
    assertThat(lines.column(6)).isEqualTo(2);
    assertThat(lines.line(8)).isEqualTo(5);
  }
}
