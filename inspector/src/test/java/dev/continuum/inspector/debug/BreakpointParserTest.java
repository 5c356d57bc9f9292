package dev.continuum.inspector.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.expression.LogMessage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breakpoints as they are typed, and typed again from what they are. */
class BreakpointParserTest {
  private static Location location(String text) throws ExpressionException {
    return BreakpointParser.parse(text).location();
  }

  private static Location named(String name) {
    return new Location.Function(new FunctionRef.Named(name));
  }

  private static Location exported(String name) {
    return new Location.Function(new FunctionRef.Exported(name));
  }

  @Test
  void readsPlaces() throws Exception {
    assertThat(location("break 0x1a3")).isEqualTo(new Location.Instruction(0x1a3));
    assertThat(location("break $fib")).isEqualTo(named("fib"));
    assertThat(location("break $is-prime<u32>")).isEqualTo(named("is-prime<u32>"));
    assertThat(location("break $\"a b\"")).isEqualTo(named("a b"));
    assertThat(location("break fib")).isEqualTo(exported("fib"));
    assertThat(location("break \"line\"")).isEqualTo(exported("line"));
    assertThat(location("break \"\"")).isEqualTo(exported(""));
    assertThat(location("break func[3]"))
        .isEqualTo(new Location.Function(new FunctionRef.Indexed(3)));
    assertThat(location("  break   line\t12  ")).isEqualTo(new Location.WatLine(12));
    assertThat(location("break main.c:12")).isEqualTo(new Location.SourceLine("main.c", 12));
    assertThat(location("break C:\\src\\a.c:7"))
        .isEqualTo(new Location.SourceLine("C:\\src\\a.c", 7));
    assertThat(location("break \"my file.c\":12"))
        .isEqualTo(new Location.SourceLine("my file.c", 12));
    assertThat(location("break import wasi_snapshot_preview1.fd_write"))
        .isEqualTo(new Location.ImportCall("wasi_snapshot_preview1", "fd_write"));
    assertThat(location("break import env.a.b")).isEqualTo(new Location.ImportCall("env", "a.b"));
    assertThat(location("break import \"a.b\".\"c d\""))
        .isEqualTo(new Location.ImportCall("a.b", "c d"));
    assertThat(location("break trap")).isEqualTo(new Location.Trap());
    assertThat(location("break throw")).isEqualTo(new Location.Thrown(null));
    assertThat(location("break throw $overflow")).isEqualTo(new Location.Thrown("overflow"));
    assertThat(location("break memory.grow")).isEqualTo(new Location.MemoryGrow());
  }

  @Test
  void readsWatchpoints() throws Exception {
    Expression word = Expression.parse("memory[0x400]:i32");
    assertThat(location("watch write memory[0x400]:i32"))
        .isEqualTo(new Location.Watch(word, Location.Access.WRITE));
    assertThat(location("watch read memory[0x400]:i32"))
        .isEqualTo(new Location.Watch(word, Location.Access.READ));
    assertThat(location("watch $x"))
        .isEqualTo(new Location.Watch(Expression.parse("$x"), Location.Access.CHANGE));
    BreakpointSpec spec = BreakpointParser.parse("watch change $x if $x > 3 every 2");
    assertThat(spec.isWatchpoint()).isTrue();
    assertThat(spec.condition()).isEqualTo(Expression.parse("$x > 3"));
    assertThat(spec.hits()).isEqualTo(new HitRule(HitRule.Kind.EVERY, 2));
  }

  @Test
  void readsWhatFollows() throws Exception {
    BreakpointSpec spec =
        BreakpointParser.parse(
            "break $fib if $n == 3 && ($m > 2) count >= 3 log \"n is {$n:hex}, \\\"ok\\\"\""
                + " disabled");
    assertThat(spec)
        .isEqualTo(
            new BreakpointSpec(
                named("fib"),
                Expression.parse("$n == 3 && ($m > 2)"),
                new HitRule(HitRule.Kind.FROM, 3),
                LogMessage.parse("n is {$n:hex}, \"ok\""),
                false));
    assertThat(BreakpointParser.parse("break throw count == 2 if tick > 9"))
        .isEqualTo(
            BreakpointSpec.at(new Location.Thrown(null))
                .withHits(new HitRule(HitRule.Kind.EXACTLY, 2))
                .withCondition(Expression.parse("tick > 9")));
  }

  @Test
  void placesFailuresOfAConditionInItsOwnText() throws Exception {
    Expression condition = BreakpointParser.parse("break trap if 1 / 0").condition();
    assertThat(condition).hasToString("1 / 0");
    assertThat(Expression.problems(condition.text()).getFirst().range().start()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          brake $x                   ; SYNTAX      ; 0  ; 5  ; begins with break or watch
          break                      ; SYNTAX      ; 5  ; 5  ; a place is missing
          break if $x                ; SYNTAX      ; 6  ; 8  ; a place is missing before if
          break 12                   ; SYNTAX      ; 6  ; 8  ; a line is written line 12
          break 0x12g                ; SYNTAX      ; 6  ; 11 ; no hexadecimal number
          break 0x                   ; SYNTAX      ; 6  ; 8  ; digits are missing
          break 0xffffffff           ; SYNTAX      ; 6  ; 16 ; no file is so long
          break func[x]              ; SYNTAX      ; 6  ; 13 ; written func[3]
          break func[99999999999]    ; SYNTAX      ; 6  ; 23 ; written func[3]
          break func                 ; SYNTAX      ; 6  ; 10 ; the export of that name is "func"
          break line                 ; SYNTAX      ; 10 ; 10 ; a line is a number from 1 on
          break line 0               ; SYNTAX      ; 11 ; 12 ; a line is a number from 1 on
          break line 12a             ; SYNTAX      ; 11 ; 14 ; a line is a number from 1 on
          break main.c:0             ; SYNTAX      ; 13 ; 14 ; a line is a number
          break line 99999999999     ; SYNTAX      ; 11 ; 22 ; no file has so many lines
          break import env           ; SYNTAX      ; 16 ; 16 ; import module.name
          break import               ; SYNTAX      ; 12 ; 12 ; a name is missing
          break import env.          ; SYNTAX      ; 17 ; 17 ; a name is missing
          break $                    ; SYNTAX      ; 6  ; 7  ; a name is missing behind $
          break "fib                 ; SYNTAX      ; 6  ; 10 ; the closing " is missing
          break fib(3)               ; SYNTAX      ; 9  ; 10 ; written in "…"
          break trap when $x         ; SYNTAX      ; 11 ; 15 ; behind the place go
          break trap if              ; SYNTAX      ; 13 ; 13 ; a value is missing
          break trap if $x ==        ; SYNTAX      ; 19 ; 19 ; a value is missing
          break trap if x            ; UNKNOWN_NAME ; 14 ; 15 ; begin with $: $x
          break trap if 1 if 2       ; SYNTAX      ; 16 ; 18 ; a second if
          break trap count 3         ; SYNTAX      ; 17 ; 18 ; goes == or >=
          break trap count >= 0      ; SYNTAX      ; 20 ; 21 ; a hit is a number from 1 on
          break trap every           ; SYNTAX      ; 16 ; 16 ; a hit is a number from 1 on
          break trap every 2 count == 3 ; SYNTAX   ; 19 ; 24 ; a second count or every
          break trap log "a" log "b" ; SYNTAX      ; 19 ; 22 ; a second log
          break trap log x           ; SYNTAX      ; 15 ; 16 ; a message in "…"
          break trap log "a {$x"     ; SYNTAX      ; 21 ; 21 ; } is missing
          break trap log "\\n {$x"   ; SYNTAX      ; 15 ; 23 ; } is missing
          watch $x + 1               ; NOT_A_PLACE ; 6  ; 12 ; a value, not a place
          watch                      ; SYNTAX      ; 5  ; 5  ; a value is missing
          watch write                ; SYNTAX      ; 11 ; 11 ; a value is missing
          """)
  void saysWhatWhereAndWhatToDo(String text, Kind kind, int start, int end, String message) {
    ExpressionException failure =
        catchThrowableOfType(ExpressionException.class, () -> BreakpointParser.parse(text));
    assertThat(failure).as(text).hasMessageContaining(message);
    assertThat(failure.kind()).as(text).isEqualTo(kind);
    assertThat(failure.range().start()).as("start in " + text).isEqualTo(start);
    assertThat(failure.range().end()).as("end in " + text).isEqualTo(end);
    assertThat(BreakpointParser.problems(text)).containsExactly(failure.problem());
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(BreakpointParser.problems("break " + "x".repeat(1 << 20)))
        .extracting(problem -> problem.kind())
        .containsExactly(Kind.TOO_LONG);
    assertThat(BreakpointParser.problems("break trap")).isEmpty();
  }

  /** Any name at all must come back from the command that a breakpoint is kept as. */
  @Test
  void comesBackFromItsText() throws Exception {
    Random random = new Random(9);
    String[] pieces = {
      "a",
      "B",
      "0",
      "9",
      " ",
      "\"",
      "\\",
      ":",
      ".",
      "-",
      "$",
      "func[",
      "line",
      "import",
      "if",
      "memory.grow",
      "0x",
      "ü",
      "\u202e",
      "\n",
      "😀",
      "/",
      "'",
      "{",
      "count"
    };
    for (int run = 0; run < 20_000; run++) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(4); i >= 0; i--) {
        name.append(pieces[random.nextInt(pieces.length)]);
      }
      String any = name.toString();
      String message = any.replace("{", "{{").replace("}", "}}");
      int line = 1 + random.nextInt(Integer.MAX_VALUE - 1);
      Location location =
          switch (random.nextInt(8)) {
            case 0 -> named(any);
            case 1 -> exported(random.nextInt(20) == 0 ? "" : any);
            case 2 -> new Location.SourceLine(any, line);
            case 3 -> new Location.ImportCall(any, random.nextBoolean() ? any : "");
            case 4 -> new Location.Thrown(any);
            case 5 -> new Location.Watch(Expression.parse("memory[$p]:i16"), Location.Access.READ);
            case 6 -> new Location.Instruction(line);
            default -> new Location.WatLine(line);
          };
      BreakpointSpec spec =
          new BreakpointSpec(
              location,
              random.nextBoolean() ? Expression.parse("$x > 3 || memory[0]:i8 == -1") : null,
              random.nextBoolean()
                  ? HitRule.ALWAYS
                  : new HitRule(
                      HitRule.Kind.values()[1 + random.nextInt(3)], 1 + random.nextInt(99)),
              random.nextBoolean() ? LogMessage.parse(message + " {$x:hex}") : null,
              random.nextBoolean());
      assertThat(BreakpointParser.parse(spec.toString())).as(spec.toString()).isEqualTo(spec);
    }
  }

  @Test
  void countsHits() throws Exception {
    HitRule fifth = BreakpointParser.parse("break trap every 5").hits();
    assertThat(fifth.stopsAt(4)).isFalse();
    assertThat(fifth.stopsAt(10)).isTrue();
    HitRule third = new HitRule(HitRule.Kind.EXACTLY, 3);
    assertThat(third.stopsAt(3)).isTrue();
    assertThat(third.stopsAt(6)).isFalse();
    HitRule from = new HitRule(HitRule.Kind.FROM, 3);
    assertThat(from.stopsAt(2)).isFalse();
    assertThat(from.stopsAt(3)).isTrue();
    assertThat(from.stopsAt(4)).isTrue();
    assertThat(HitRule.ALWAYS.stopsAt(1)).isTrue();
  }

  @Test
  void refusesWhatCannotBe() throws Exception {
    Expression value = Expression.parse("1 + 1");
    assertThatThrownBy(() -> new Location.Watch(value, Location.Access.READ))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Location.Instruction(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Location.WatLine(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FunctionRef.Named(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HitRule(HitRule.Kind.EVERY, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HitRule(HitRule.Kind.ALWAYS, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
