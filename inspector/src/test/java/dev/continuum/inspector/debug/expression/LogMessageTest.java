package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts with values in them. */
class LogMessageTest {
  private final TestScope scope = TestScope.full();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          plain | plain
          x is {$x} now | x is 7 now
          {$x}{$y} | 7-1
          {{$x}} is {$x} | {$x} is 7
          {{{$x}}} | {7}
          {$y:unsigned} | 4294967295
          {$y : hex} | 0xffffffff
          {memory[0x400]:i32:hex} | 0xfffffffe
          {memory[0x400]:hex} | 0xfe
          {memory[0x400]:u32} | 4294967294
          {memory[0x500]:u64} | 18446744073709551613
          {1024 + 4:string} | hi
          {i64(0x404):string} | hi
          {memory.str[0x404]} | hi
          {memory.str[0x404]:signed} | "hi"
          {$x ? $y : $x} | -1
          {$x ? $y : $x:hex} | 0xffffffff
          {"a}b"} {'}':character} | a}b '}'
          {$sp:pointer} | 0x00010000
          {1065353216:float} | 1
          {$p} | (ref $point) 0x64
          {"\\u{202e}\\n"} | \\u{202e}\\u{a}
          bad {1 / ($x - 7)} good | bad {1 / ($x - 7): division by zero; guard it, as in d != 0 && n / d > 1} good
          {$gone} | {$gone: no local or global has the name $gone here; did you mean $none?}
          {-65024:string}                     | {-65024: 1 byte at 0xffff0200: the memory ends at 0x10000; choose a smaller address}
          {0xfffe:string} | {0xfffe: no NUL between 0xfffe and the memory's end; give the length: memory.str[address, length]}
          """)
  void putsValuesIn(String text, String wanted) throws Exception {
    LogMessage message = LogMessage.parse(text);
    assertThat(message.format(scope)).isEqualTo(wanted);
    assertThat(message).isEqualTo(LogMessage.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          x {            ; 3  ; 3  ; a value is missing before the end
          x {}           ; 3  ; 4  ; a value is missing before }
          x {$x          ; 5  ; 5  ; } is missing behind the value
          x {$x $y}      ; 6  ; 8  ; } is missing behind the value; it stands before $y
          x }            ; 2  ; 3  ; write }} for a brace
          x {$x:octal}   ; 6  ; 11 ; octal is no form; there are signed, unsigned, hex
          x {$x:}        ; 6  ; 7  ; } is no form
          x {$x +}       ; 7  ; 8  ; a value is missing
          """)
  void saysWhereItIsWrong(String text, int start, int end, String message) {
    ExpressionException failure =
        catchThrowableOfType(ExpressionException.class, () -> LogMessage.parse(text));
    assertThat(failure.kind()).isEqualTo(Kind.SYNTAX);
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.range().start()).isEqualTo(start);
    assertThat(failure.range().end()).isEqualTo(end);
  }

  @Test
  void boundsItsLength() {
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class, () -> LogMessage.parse("x".repeat((1 << 16) + 1)));
    assertThat(failure.kind()).isEqualTo(Kind.TOO_LONG);
  }
}
