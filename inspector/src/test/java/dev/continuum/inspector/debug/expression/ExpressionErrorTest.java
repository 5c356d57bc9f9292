package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong, where, and what to do about it. */
class ExpressionErrorTest {
  private final TestScope scope = TestScope.full();

  private ExpressionException failure(String text) {
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class, () -> Expression.parse(text).evaluate(scope));
    assertThat(failure).as(text).isNotNull();
    return failure;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          1 +               ; SYNTAX              ; 3  ; 3  ; a value is missing before the end
          (1                ; SYNTAX              ; 2  ; 2  ; ) is missing to close the parenthesis
          1 )               ; SYNTAX              ; 2  ; 3  ; nothing can follow here but an operator
          $x = 3            ; SYNTAX              ; 3  ; 4  ; to compare, write ==
          $                 ; SYNTAX              ; 0  ; 1  ; a name is missing behind $
          12abc             ; SYNTAX              ; 0  ; 5  ; no number: 12abc
          1__0              ; SYNTAX              ; 0  ; 4  ; no number
          0x                ; SYNTAX              ; 0  ; 2  ; no number
          1e                ; SYNTAX              ; 0  ; 2  ; no number
          'ab'              ; SYNTAX              ; 0  ; 4  ; exactly one
          ''                ; SYNTAX              ; 0  ; 2  ; exactly one
          "a                ; SYNTAX              ; 0  ; 2  ; the closing " is missing
          "a\\q"            ; SYNTAX              ; 0  ; 5  ; an escape that is none
          memory            ; SYNTAX              ; 6  ; 6  ; [ is missing before an index
          memory.size       ; SYNTAX              ; 7  ; 11 ; .str[address]
          local             ; SYNTAX              ; 5  ; 5  ; behind local goes [index] or .$name
          local.x           ; SYNTAX              ; 6  ; 7  ; behind local goes
          min(1)            ; SYNTAX              ; 5  ; 6  ; , is missing between the two that min takes
          abs(1, 2)         ; SYNTAX              ; 5  ; 6  ; ) is missing
          ref.null          ; SYNTAX              ; 4  ; 8  ; ref.is_null
          $p.length         ; UNKNOWN_NAME        ; 0  ; 9  ; no local or global has the name $p.length
          1 ? 2             ; SYNTAX              ; 5  ; 5  ; : is missing
          1 # 2             ; SYNTAX              ; 2  ; 3  ; the character U+0023 has no meaning
          99999999999999999999 ; DOES_NOT_FIT     ; 0  ; 20 ; does not fit 64 bits
          18446744073709551615 ; DOES_NOT_FIT     ; 0  ; 20 ; write it in hexadecimal
          count > 3         ; UNKNOWN_NAME        ; 0  ; 5  ; begin with $: $count
          memry[3]          ; UNKNOWN_NAME        ; 0  ; 5  ; did you mean memory?
          1 + $limti        ; UNKNOWN_NAME        ; 4  ; 10 ; did you mean $limit?
          $zzzzzz           ; UNKNOWN_NAME        ; 0  ; 7  ; write an index, such as local[0]
          $is-prime         ; UNKNOWN_NAME        ; 4  ; 9  ; did you mean the one name $"is-prime"?
          global.$y         ; UNKNOWN_NAME        ; 7  ; 9  ; no global has the name $y
          func.$fibb        ; UNKNOWN_NAME        ; 5  ; 10 ; did you mean $fib?
          $p.$pz            ; UNKNOWN_NAME        ; 0  ; 6  ; did you mean $px?
          1 + ("a" + 2)     ; TYPE_MISMATCH       ; 5  ; 12 ; + does not take a string and an i32
          $x + "a"          ; TYPE_MISMATCH       ; 0  ; 8  ; + does not take an i32 and a string
          $x == "a"         ; TYPE_MISMATCH       ; 0  ; 9  ; compare values of one kind
          "a" + "b"         ; TYPE_MISMATCH       ; 0  ; 9  ; + does not take a string and a string
          $d % 2            ; TYPE_MISMATCH       ; 0  ; 6  ; it takes integers
          $d << 2           ; TYPE_MISMATCH       ; 0  ; 7  ; it takes integers
          $d <u 2           ; TYPE_MISMATCH       ; 0  ; 7  ; it takes integers
          ~$d               ; TYPE_MISMATCH       ; 0  ; 3  ; ~ takes an integer
          -$p               ; TYPE_MISMATCH       ; 0  ; 3  ; - takes a number
          $p && 1           ; TYPE_MISMATCH       ; 0  ; 2  ; neither true nor false
          !"a"              ; TYPE_MISMATCH       ; 1  ; 4  ; neither true nor false
          $v < $v           ; TYPE_MISMATCH       ; 0  ; 7  ; < does not take a v128 and a v128
          memory[1.5]       ; TYPE_MISMATCH       ; 7  ; 10 ; an address is an integer
          local["x"]        ; TYPE_MISMATCH       ; 6  ; 9  ; an index is an integer
          $x[0]             ; TYPE_MISMATCH       ; 0  ; 2  ; fields and elements belong to references
          $host[0]          ; TYPE_MISMATCH       ; 0  ; 5  ; neither fields nor elements
          $p[0]             ; TYPE_MISMATCH       ; 0  ; 5  ; write .field[0] or .$name
          $a.field[0]       ; TYPE_MISMATCH       ; 0  ; 11 ; write [0]
          ref.is_null($x)   ; TYPE_MISMATCH       ; 12 ; 14 ; takes a reference
          bits(1)           ; TYPE_MISMATCH       ; 5  ; 6  ; bits takes an f32 or f64
          i32("1")          ; TYPE_MISMATCH       ; 4  ; 7  ; i32 takes a number
          contains(1, "a")  ; TYPE_MISMATCH       ; 9  ; 10 ; contains takes strings
          i32x4($x, 0)      ; TYPE_MISMATCH       ; 6  ; 8  ; takes a v128
          1 / 0             ; DIVISION_BY_ZERO    ; 4  ; 5  ; division by zero; guard it
          $x % ($x - 7)     ; DIVISION_BY_ZERO    ; 6  ; 12 ; division by zero
          $x /u 0           ; DIVISION_BY_ZERO    ; 6  ; 7  ; division by zero
          $long %u 0        ; DIVISION_BY_ZERO    ; 9  ; 10 ; division by zero
          local[17]         ; INDEX_OUT_OF_RANGE  ; 6  ; 8  ; there is no local 17; write 0 to 16
          stack[-1]         ; INDEX_OUT_OF_RANGE  ; 6  ; 8  ; there is no stack value -1; write 0 to 2
          stack[3]          ; INDEX_OUT_OF_RANGE  ; 6  ; 7  ; there is no stack value 3
          global[3]         ; INDEX_OUT_OF_RANGE  ; 7  ; 8  ; there is no global 3
          result[1]         ; INDEX_OUT_OF_RANGE  ; 7  ; 8  ; there is no result 1; write 0
          memory2[0]        ; INDEX_OUT_OF_RANGE  ; 0  ; 7  ; there is no memory 2; write 0 to 1
          table[2][0]       ; INDEX_OUT_OF_RANGE  ; 6  ; 7  ; there is no table 2
          table[0][2]       ; INDEX_OUT_OF_RANGE  ; 9  ; 10 ; there is no table element 2
          func[2]           ; INDEX_OUT_OF_RANGE  ; 5  ; 6  ; there is no func 2
          $a[3]             ; INDEX_OUT_OF_RANGE  ; 3  ; 4  ; there is no element 3; write 0 to 2
          $p.field[2]       ; INDEX_OUT_OF_RANGE  ; 9  ; 10 ; there is no field 2
          i32x4($v, 4)      ; INDEX_OUT_OF_RANGE  ; 10 ; 11 ; there is no lane 4
          memory[0x10000]   ; MEMORY_OUT_OF_BOUNDS ; 0 ; 15 ; 1 byte at 0x10000: the memory ends at 0x10000
          memory[0xfffd]:i32 ; MEMORY_OUT_OF_BOUNDS ; 0 ; 18 ; 4 bytes at 0xfffd
          memory[-1]:i64    ; MEMORY_OUT_OF_BOUNDS ; 0 ; 14 ; 8 bytes at 0xffffffff
          memory[i64(-1)]:i64 ; MEMORY_OUT_OF_BOUNDS ; 0 ; 19 ; 8 bytes at 0xffffffffffffffff
          memory1[0]:v128 == memory1[1]:v128 ; MEMORY_OUT_OF_BOUNDS ; 19 ; 34 ; 16 bytes at 0x1
          memory.str[0xffff, 2] ; MEMORY_OUT_OF_BOUNDS ; 0 ; 21 ; 2 bytes at 0xffff
          memory.str[0, i64(-1)] ; MEMORY_OUT_OF_BOUNDS ; 0 ; 22 ; 18446744073709551615 bytes
          memory.str[0xfffe] ; MEMORY_OUT_OF_BOUNDS ; 0 ; 18 ; no NUL between 0xfffe and the memory's end
          $none[0]          ; NULL_REFERENCE      ; 0  ; 5  ; this reference is null; guard it
          exception[0]      ; NULL_REFERENCE      ; 0  ; 9  ; this reference is null
          i32(1e10)         ; DOES_NOT_FIT        ; 4  ; 8  ; 1e10 is not in the range of i32
          i32(nan)          ; DOES_NOT_FIT        ; 4  ; 7  ; nan is not in the range of i32
          u32(-1.0)         ; DOES_NOT_FIT        ; 4  ; 8  ; -1 is not in the range of u32
          i64(9223372036854775808.0) ; DOES_NOT_FIT ; 4 ; 25 ; is not in the range of i64
          """)
  void saysWhatWhereAndWhatToDo(String expression, Kind kind, int start, int end, String message) {
    ExpressionException failure = failure(expression);
    assertThat(failure).as(expression).hasMessageContaining(message);
    assertThat(failure.kind()).as(expression).isEqualTo(kind);
    assertThat(failure.range().start()).as("start in " + expression).isEqualTo(start);
    assertThat(failure.range().end()).as("end in " + expression).isEqualTo(end);
    assertThat(failure.getStackTrace()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(failure("1" + " ".repeat(1 << 16)).kind()).isEqualTo(Kind.TOO_LONG);
    assertThat(failure("(".repeat(300) + "1" + ")".repeat(300)).kind()).isEqualTo(Kind.TOO_DEEP);
    assertThat(failure("$x" + "+$x".repeat(300)).kind()).isEqualTo(Kind.TOO_DEEP);
  }

  @Test
  void listsProblemsWhileOneIsWriting() {
    assertThat(Expression.problems("$x == ")).hasSize(1);
    assertThat(Expression.problems("$unknown == 3")).isEmpty();
    assertThat(Expression.problems("$x + (1 / 0)"))
        .extracting(ExpressionProblem::kind)
        .containsExactly(Kind.DIVISION_BY_ZERO);
    assertThat(Expression.problems("(\"a\" * 2) + i8(\"b\")"))
        .extracting(problem -> problem.range().start())
        .containsExactly(1, 15);
    assertThat(Expression.problems("")).hasSize(1);
  }
}
