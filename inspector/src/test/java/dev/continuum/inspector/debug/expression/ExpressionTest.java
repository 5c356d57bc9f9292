package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions come to, and of which type. */
class ExpressionTest {
  private final TestScope scope = TestScope.full();

  private void check(String text, String type, String shown) throws ExpressionException {
    Value value = Expression.parse(text).evaluate(scope);
    assertThat(value.type() + " " + value).as(text).isEqualTo(type + " " + shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          42                     | i32    | 42
          1_000_000              | i32    | 1000000
          2147483648             | i64    | 2147483648
          -2147483648            | i32    | -2147483648
          -9223372036854775808   | i64    | -9223372036854775808
          0xff                   | i32    | 255
          0xffffffff             | i64    | 4294967295
          -0x80000000            | i32    | -2147483648
          0xffffffffffffffff     | i64    | -1
          1.5                    | f64    | 1.5
          2e10                   | f64    | 2e10
          1E-2                   | f64    | 0.01
          0x1.8p3                | f64    | 12
          0x1.8                  | f64    | 1.5
          inf                    | f64    | inf
          -inf                   | f64    | -inf
          nan                    | f64    | nan
          -nan                   | f64    | -nan
          'a'                    | i32    | 97
          '\\n'                  | i32    | 10
          '\\0'                  | i32    | 0
          '"'                    | i32    | 34
          '\\u{1f600}'           | i32    | 128512
          'ü'                    | i32    | 252
          "a\\"b"                | string | "a\\"b"
          true                   | i32    | 1
          false                  | i32    | 0
          null                   | nullref | null
          """)
  void readsLiterals(String text, String type, String shown) throws Exception {
    check(text, type, shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          $x                     | i32 | 7
          $sp                    | i32 | 65536
          global.$x              | i32 | 8
          local.$x               | i32 | 7
          local[1]               | i32 | -1
          local[14]              | i32 | 99
          local[$x - 6]          | i32 | -1
          $0                     | i32 | 13
          $"two words"           | i32 | 14
          $"is-prime"            | i32 | 1
          $core::fmt::f          | i32 | 11
          $dlmalloc.1            | i32 | 12
          $x-$y                  | i32 | 8
          global[0]              | i32 | 65536
          stack[0]               | i32 | 30
          stack[2]               | i64 | 1
          result[0]              | f64 | 3.5
          tick                   | i64 | 1000000000000
          func                   | (ref func) | (ref func) 0x1
          func.$main             | (ref func) | (ref func) 0x0
          func == func.$fib      | i32 | 1
          func == func[0]        | i32 | 0
          table[0][1] == func    | i32 | 1
          table.$t[0]            | nullref | null
          table.$objects[0][1]   | i32 | 201
          memory[0x400]          | i32 | 254
          memory[0x400]:u8       | i32 | 254
          memory[0x400]:i8       | i32 | -2
          memory[0x400]:i16      | i32 | -2
          memory[0x400]:u16      | i32 | 65534
          memory[0x400]:i32      | i32 | -2
          memory[0x400]:u32      | i64 | 4294967294
          memory[0x500]:i64      | i64 | -3
          memory[0x500]:u64 >u 5 | i32 | 1
          memory[0x510]:f32      | f32 | 1.5
          memory[0x518]:f64      | f64 | -2.5
          memory[0x400]:v128     | v128 | i32x4 0xfffffffe 0x00006968 0x00000000 0x00000000
          memory[0xff00 + 256 - 1]:u8 | i32 | 110
          memory1[3]             | i32 | 77
          memory.$side[3]:i8     | i32 | 77
          memory.str[0x404]      | string | "hi"
          memory.str[0x404, 1]   | string | "h"
          memory.str[0x600]      | string | "grüße"
          memory.str[0xfffe, 2]  | string | "en"
          memory.$main.str[0x404] == "hi" | i32 | 1
          $x ? memory[0x404]:i32($y) | i32 | 104
          $p.field[1]            | i32 | 4
          $p.$px                 | i32 | 3
          $a[2]                  | i32 | 202
          $a[$p.field[0] - 2]    | i32 | 201
          len($a)                | i64 | 3
          len($p)                | i64 | 2
          len("grüße")           | i64 | 5
          len(memory)            | i64 | 65536
          len(memory1)           | i64 | 16
          len(memory.$side)      | i64 | 16
          len(memory.str[0x404]) | i64 | 2
          len(table[0])          | i64 | 2
          len(table[1][0])       | i64 | 3
          i32($i31)              | i32 | -31
          ref.is_null($none)     | i32 | 1
          ref.is_null($p)        | i32 | 0
          $none == null          | i32 | 1
          $p != null             | i32 | 1
          $p == $p               | i32 | 1
          $p == $a               | i32 | 0
          exception              | nullref | null
          i32x4($v, 1)           | i32 | -2005440939
          i8x16($v, 7)           | i32 | -120
          i16x8($v, 0)           | i32 | 8721
          i64x2($v, 1)           | i64 | 4607182418800017408
          f64x2($v, 1)           | f64 | 1
          $v == $v               | i32 | 1
          """)
  void readsTheState(String text, String type, String shown) throws Exception {
    check(text, type, shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '§',
      textBlock =
          """
          1 + 2 * 3          ; i32 ; 7
          (1 + 2) * 3        ; i32 ; 9
          10 - 4 - 3         ; i32 ; 3
          100 / 5 / 2        ; i32 ; 10
          1 << 2 + 1         ; i32 ; 8
          1 + 1 << 2         ; i32 ; 8
          6 & 3 == 2         ; i32 ; 0
          (6 & 3) == 2       ; i32 ; 1
          1 | 6 & 2          ; i32 ; 3
          1 | 4 ^ 5          ; i32 ; 1
          7 ^ 2 & 3          ; i32 ; 5
          1 < 2 == 1         ; i32 ; 1
          3 > 2 > 1          ; i32 ; 0
          1 || 0 && 0        ; i32 ; 1
          0 && 0 || 1        ; i32 ; 1
          1 | 0 && 0         ; i32 ; 0
          -2 * -3            ; i32 ; 6
          - -2               ; i32 ; 2
          !0 + 1             ; i32 ; 2
          ~0 & 15            ; i32 ; 15
          -7 / 2             ; i32 ; -3
          -7 % 3             ; i32 ; -1
          -1 /u 2            ; i32 ; 2147483647
          -1 %u 10           ; i32 ; 5
          -1 < 1             ; i32 ; 1
          -1 <u 1            ; i32 ; 0
          -1 >u 1            ; i32 ; 1
          -1 <=u -1          ; i32 ; 1
          -2 >=u -1          ; i32 ; 0
          -8 >> 1            ; i32 ; -4
          -8 >>> 1           ; i32 ; 2147483644
          1 << 33            ; i32 ; 2
          1 << $long         ; i32 ; 1
          $long >> 1         ; i64 ; 549755813888
          1 + $long          ; i64 ; 1099511627777
          $y == $long - $long - 1 ; i32 ; 1
          2147483647 + 1     ; i32 ; -2147483648
          (-2147483648) / -1 ; i32 ; -2147483648
          0xffffffff + 1     ; i64 ; 4294967296
          $y == 0xffffffff   ; i32 ; 1
          0xffffffff == $y   ; i32 ; 1
          ($y & 0xffff0000) == (0xfffe0000 | 0x10000) ; i32 ; 1
          $y == u32(0xffffffff) ; i32 ; 0
          1 + 1.5            ; f64 ; 2.5
          $f + $f            ; f32 ; 0.2
          $f == 0.1          ; i32 ; 1
          $f == -(-0.1)      ; i32 ; 1
          $f == f64(0.1)     ; i32 ; 0
          $f + 1             ; f64 ; 1.1000000014901161
          $d * 2             ; f64 ; 5
          1.0 / 0            ; f64 ; inf
          nan == nan         ; i32 ; 0
          nan != nan         ; i32 ; 1
          1 ? 2 : 3 ? 4 : 5  ; i32 ; 2
          0 ? 2 : 0 ? 4 : 5  ; i32 ; 5
          1 ? 2 : 1 / 0      ; i32 ; 2
          0 && 1 / 0         ; i32 ; 0
          1 || 1 / 0         ; i32 ; 1
          0.5 && 2           ; i32 ; 1
          i32(3.99)          ; i32 ; 3
          i32(-3.99)         ; i32 ; -3
          i32($long + 5)     ; i32 ; 5
          i64(-1)            ; i64 ; -1
          u32(-1)            ; i64 ; 4294967295
          u64(-1)            ; i64 ; 4294967295
          u64(1e19) >u u64(9e18) ; i32 ; 1
          i8(0xff)           ; i32 ; -1
          u8(-1)             ; i32 ; 255
          i16(0x18000)       ; i32 ; -32768
          u16(-1)            ; i32 ; 65535
          f32(0.1)           ; f32 ; 0.1
          f64(1)             ; f64 ; 1
          f32(16777217)      ; f32 ; 1.6777216e7
          bits(1.0)          ; i64 ; 4607182418800017408
          bits(f32(1))       ; i32 ; 1065353216
          float(1065353216)  ; f32 ; 1
          float(0x3ff0000000000000) ; f64 ; 1
          min(3, -1)         ; i32 ; -1
          max(3, 4.5)        ; f64 ; 4.5
          abs(-3)            ; i32 ; 3
          abs(-2.5)          ; f64 ; 2.5
          popcount(255)      ; i32 ; 8
          popcount(i64(-1))  ; i64 ; 64
          "a" == "a"         ; i32 ; 1
          "a" != "b"         ; i32 ; 1
          contains("wasm", "as") ; i32 ; 1
          $x <under          ; -   ; -
          """)
  void computes(String row) throws Exception {
    String[] cells = row.split(" *; *", -1);
    if (cells[1].equals("-")) {
      // "<u" is the unsigned comparison only where no word begins.
      assertThat(Expression.problems(cells[0]).getFirst().message()).contains("word under");
    } else {
      check(cells[0], cells[1], cells[2]);
    }
  }

  @Test
  void readsArgumentsOfThePendingException() throws Exception {
    scope.pending = new Value.Reference(103, false, "exnref");
    check("exception[0]", "i32", "404");
    check("!ref.is_null(exception) && exception[0] == 404", "i32", "1");
  }

  @Test
  void keepsTheBitsOfNumbers() throws Exception {
    scope.local("n", new Value.F32(0x7fa0_0001)).local("m", new Value.F64(0xfff0_0000_0000_0001L));
    assertThat(Expression.parse("$n").evaluate(scope)).isEqualTo(new Value.F32(0x7fa0_0001));
    assertThat(Expression.parse("-$n").evaluate(scope)).isEqualTo(new Value.F32(0xffa0_0001));
    assertThat(Expression.parse("bits($m)").evaluate(scope))
        .isEqualTo(new Value.I64(0xfff0_0000_0000_0001L));
  }

  @Test
  void looksNamesUpOncePerFunction() throws Exception {
    Expression expression = Expression.parse("$x + global.$sp + memory.$side[0]");
    for (int i = 0; i < 100; i++) {
      expression.evaluate(scope);
    }
    assertThat(scope.lookups).isEqualTo(3);
    scope.locals.set(0, new TestScope.Named("other", Value.of(1)));
    scope.locals.set(1, new TestScope.Named("x", Value.of(2)));
    scope.token = new Object();
    check("$x", "i32", "2");
    assertThat(expression.evaluate(scope)).isEqualTo(Value.of(0x1_0002));
  }

  @Test
  void remembersThatANameIsUnknown() throws Exception {
    for (String text : new String[] {"$gone", "global.$gone"}) {
      Expression expression = Expression.parse(text);
      ExpressionException first = failure(expression);
      int lookups = scope.lookups;
      assertThat(failure(expression)).hasMessage(first.getMessage());
      assertThat(scope.lookups).isEqualTo(lookups);
      scope.global("gone", Value.of(3));
      scope.token = new Object();
      assertThat(expression.evaluate(scope)).isEqualTo(Value.of(3));
      scope.globals.removeLast();
      scope.token = new Object();
    }
  }

  private ExpressionException failure(Expression expression) {
    return catchThrowableOfType(ExpressionException.class, () -> expression.evaluate(scope));
  }

  @Test
  void findsTheGlobalWhereNoLocalHasTheName() throws Exception {
    Expression expression = Expression.parse("$x");
    assertThat(expression.evaluate(scope)).isEqualTo(Value.of(7));
    scope.locals.clear();
    scope.token = new Object();
    assertThat(expression.evaluate(scope)).isEqualTo(Value.of(8));
  }

  @Test
  void answersConditions() throws Exception {
    assertThat(Expression.parse("$x == 7 && $y < 0").test(scope)).isTrue();
    assertThat(Expression.parse("$x - 7").test(scope)).isFalse();
    assertThat(Expression.parse("$d").test(scope)).isTrue();
    assertThat(Expression.parse("nan").test(scope)).isTrue();
  }

  @Test
  void readsAnI32AsAnAddressWithoutSign() throws Exception {
    scope.local("high", Value.of(0xffff_fffe));
    assertThat(Expression.problems("memory[$high]")).isEmpty();
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class, () -> Expression.parse("memory[$high]").evaluate(scope));
    assertThat(failure).hasMessageContaining("1 byte at 0xfffffffe: the memory ends at 0x10000");
  }

  @Test
  void cutsLongStrings() throws Exception {
    TestScope.Bytes big = scope.memory("big", (1 << 20) + 100);
    byte[] text = new byte[(1 << 20) + 90];
    Arrays.fill(text, (byte) 'x');
    // A character of two bytes lies across the limit.
    text[(1 << 20) - 1] = (byte) 0xc3;
    text[1 << 20] = (byte) 0xbc;
    big.bytes().put(0, text);
    for (String read : new String[] {"memory2.str[0]", "memory2.str[0, 1048586]"}) {
      Value value = Expression.parse(read).evaluate(scope);
      assertThat(value).isInstanceOf(Value.Text.class);
      Value.Text cut = (Value.Text) value;
      assertThat(cut.cut()).isTrue();
      assertThat(cut.text().length()).isEqualTo((1 << 20) - 1);
      assertThat(cut.format(ValueFormat.STRING)).endsWith("x…");
    }
    assertThat(Expression.parse("memory2.str[1048577, 3] == \"xxx\"").test(scope)).isTrue();
  }

  @Test
  void saysWhichFormSuits() throws Exception {
    assertThat(Expression.parse("memory[0]:u64").naturalFormat()).isEqualTo(ValueFormat.UNSIGNED);
    assertThat(Expression.parse("u64($x)").naturalFormat()).isEqualTo(ValueFormat.UNSIGNED);
    assertThat(Expression.parse("memory[0]:i64").naturalFormat()).isEqualTo(ValueFormat.SIGNED);
  }

  @Test
  void writesNamesAsItReadsThem() throws Exception {
    for (TestScope.Named local : scope.locals) {
      if (!local.name().isEmpty()) {
        String written = Expression.nameText(local.name());
        assertThat(Expression.parse(written).evaluate(scope)).isEqualTo(local.value());
      }
    }
    assertThat(Expression.nameText("a.field[0]")).isEqualTo("$\"a.field[0]\"");
    assertThat(Expression.nameText("a.$b")).isEqualTo("$\"a.$b\"");
    assertThat(Expression.nameText("a.")).isEqualTo("$\"a.\"");
    assertThat(Expression.nameText("a.b::c")).isEqualTo("$a.b::c");
  }

  @Test
  void isEqualToWhatIsWrittenTheSame() throws Exception {
    assertThat(Expression.parse("$x + 1")).isEqualTo(Expression.parse("$x + 1"));
    assertThat(Expression.parse("$x + 1")).isNotEqualTo(Expression.parse("$x+1"));
    assertThat(Expression.parse("$x + 1")).hasToString("$x + 1");
  }
}
