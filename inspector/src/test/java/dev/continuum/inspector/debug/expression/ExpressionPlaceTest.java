package dev.continuum.inspector.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.NumberType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places, and what can be put into them. */
class ExpressionPlaceTest {
  private static final Value.Reference POINT = new Value.Reference(100, false, "(ref $point)");

  private final TestScope scope = TestScope.full();

  private Place place(String text) throws ExpressionException {
    Expression expression = Expression.parse(text);
    assertThat(expression.isPlace()).as(text).isTrue();
    return expression.place(scope);
  }

  @Test
  void findsPlaces() throws Exception {
    assertThat(place("$y")).isEqualTo(new Place.Local(1));
    assertThat(place("($y)")).isEqualTo(new Place.Local(1));
    assertThat(place("local[$x]")).isEqualTo(new Place.Local(7));
    assertThat(place("$sp")).isEqualTo(new Place.Global(0));
    assertThat(place("global.$x")).isEqualTo(new Place.Global(1));
    assertThat(place("stack[1]")).isEqualTo(new Place.Stack(1));
    assertThat(place("memory[0x400]:i32")).isEqualTo(new Place.Memory(0, 0x400, 4, DataType.I32));
    assertThat(place("memory1[15]")).isEqualTo(new Place.Memory(1, 15, 1, DataType.U8));
    assertThat(place("memory.$side.str[2, $x]"))
        .isEqualTo(new Place.Memory(1, 2, 7, DataType.TEXT));
    assertThat(place("table[0][1]")).isEqualTo(new Place.TableSlot(0, 1));
    assertThat(place("$p.$py")).isEqualTo(new Place.Field(POINT, 1));
    assertThat(place("table.$objects[0][2]"))
        .isEqualTo(new Place.Field(new Value.Reference(101, false, "(ref $ints)"), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "$x + 1",
        "-$x",
        "tick",
        "func",
        "func[0]",
        "result[0]",
        "exception",
        "len($a)",
        "i32($x)",
        "$x ? $x : $y",
        "memory.str[0x404]",
        "\"a\"",
        "null",
        "len(memory)"
      })
  void tellsValuesFromPlaces(String text) throws Exception {
    Expression expression = Expression.parse(text);
    assertThat(expression.isPlace()).isFalse();
    ExpressionException failure =
        catchThrowableOfType(ExpressionException.class, () -> expression.place(scope));
    assertThat(failure.kind()).isEqualTo(Kind.NOT_A_PLACE);
    assertThat(failure.range().end()).isEqualTo(text.length());
  }

  @Test
  void checksThatPlacesAreThere() {
    for (String text : List.of("memory[0xfffd]:i32", "memory.str[0xffff, 2]")) {
      assertThat(placeFailure(text)).isEqualTo(Kind.MEMORY_OUT_OF_BOUNDS);
    }
    for (String text : List.of("stack[3]", "table[0][9]", "$a[3]", "local[50]")) {
      assertThat(placeFailure(text)).isEqualTo(Kind.INDEX_OUT_OF_RANGE);
    }
    assertThat(placeFailure("$none[0]")).isEqualTo(Kind.NULL_REFERENCE);
    assertThat(placeFailure("$i31[0]")).isEqualTo(Kind.NOT_A_PLACE);
  }

  private Kind placeFailure(String text) {
    return catchThrowableOfType(
            ExpressionException.class, () -> Expression.parse(text).place(scope))
        .kind();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          $x = $x + 1                    ; i32 8
          $x = 0xffffffff                ; i32 -1
          $x = -2147483648               ; i32 -2147483648
          $x = $long - $long + 3         ; i32 3
          $long = 3                      ; i64 3
          $long = 0xffffffff             ; i64 4294967295
          $f = 0.1                       ; f32 0.1
          $f = 3                         ; f32 3
          $f = nan                       ; f32 nan
          $d = $f                        ; f64 0.10000000149011612
          $d = 9007199254740992          ; f64 9.007199254740992e15
          $sp = 16                       ; i32 16
          stack[2] = 5                   ; i64 5
          $v = memory[0x404]:v128        ; v128 i32x4 0x00006968 0x00000000 0x00000000 0x00000000
          memory[0] = 255                ; i32 255
          memory[0] = 'a'                ; i32 97
          memory[0]:i8 = 0x80            ; i32 -128
          memory[0]:i8 = -128            ; i32 -128
          memory[0]:u16 = 65535          ; i32 65535
          memory[0]:i32 = 4294967295     ; i32 -1
          memory[0]:u32 = 4294967295     ; i64 4294967295
          memory[0]:u64 = -1             ; i64 -1
          memory[0]:f64 = 1              ; f64 1
          memory.str[0, 6] = "grüß"      ; string "grüß"
          $p.$px = 17                    ; i32 17
          $a[0] = 0xff                   ; i32 255
          $a[0] = -2                     ; i32 254
          $none = $p                     ; (ref $point) (ref $point) 0x64
          $p = null                      ; nullref null
          table[0][0] = func             ; (ref func) (ref func) 0x1
          """)
  void givesWhatFits(String text, String wanted) throws Exception {
    Assignment.Change change = Assignment.parse(text).resolve(scope);
    assertThat(change.value().type() + " " + change.value()).as(text).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          $x = 4294967296        ; DOES_NOT_FIT  ; 5  ; 15 ; 4294967296 does not fit i32, which holds -2147483648 to 4294967295; cut it with i32(…)
          $x = $long             ; DOES_NOT_FIT  ; 5  ; 10 ; cut it with i32(…)
          $x = 1.5               ; TYPE_MISMATCH ; 5  ; 8  ; the place holds an integer, and this is an f64; convert it with i32(…)
          $x = "a"               ; TYPE_MISMATCH ; 5  ; 8  ; this is a string
          $x = null              ; TYPE_MISMATCH ; 5  ; 9  ; this is a reference
          $f = 16777217          ; DOES_NOT_FIT  ; 5  ; 13 ; 16777217 has more digits than f32 holds; round it with f32(…)
          $d = 9007199254740993  ; DOES_NOT_FIT  ; 5  ; 21 ; round it with f64(…)
          $d = 9223372036854775807 ; DOES_NOT_FIT ; 5 ; 24 ; round it with f64(…)
          $f = 1e39              ; DOES_NOT_FIT  ; 5  ; 9  ; 1e39 is larger than any f32
          $d = $p                ; TYPE_MISMATCH ; 5  ; 7  ; the place holds an f64
          $v = 1                 ; TYPE_MISMATCH ; 5  ; 6  ; the place holds a v128
          $p = 1                 ; TYPE_MISMATCH ; 5  ; 6  ; the place holds a reference
          memory[0] = 256        ; DOES_NOT_FIT  ; 12 ; 15 ; 256 does not fit u8, which holds 0 to 255
          memory[0] = -1         ; DOES_NOT_FIT  ; 12 ; 14 ; -1 does not fit u8
          memory[0]:i8 = -129    ; DOES_NOT_FIT  ; 15 ; 19 ; -129 does not fit i8, which holds -128 to 255
          memory[0]:u32 = -1     ; DOES_NOT_FIT  ; 16 ; 18 ; -1 does not fit u32
          memory.str[0, 5] = "grüß" ; DOES_NOT_FIT ; 19 ; 25 ; the string has 6 bytes, and the place 5
          memory.str[0, 5] = 3   ; TYPE_MISMATCH ; 19 ; 20 ; the place holds a string
          $limit = 3             ; IMMUTABLE     ; 0  ; 6  ; the global is not declared (mut …)
          $x + 1 = 3             ; NOT_A_PLACE   ; 0  ; 6  ; this is a value, not a place
          $x == 3                ; NOT_A_PLACE   ; 0  ; 7  ; this is a value
          $x                     ; SYNTAX        ; 2  ; 2  ; = is missing between the place and its new value
          $x = 3 4               ; SYNTAX        ; 7  ; 8  ; nothing can follow
          """)
  void refusesWhatDoesNotFit(String text, Kind kind, int start, int end, String message) {
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class, () -> Assignment.parse(text).resolve(scope));
    assertThat(failure).as(text).hasMessageContaining(message);
    assertThat(failure.kind()).as(text).isEqualTo(kind);
    assertThat(failure.range().start()).as(text).isEqualTo(start);
    assertThat(failure.range().end()).as(text).isEqualTo(end);
  }

  @Test
  void refusesFieldsThatAreNotMutable() {
    scope.objects.put(
        100L,
        new TestScope.Thing(
            HeapObject.Shape.STRUCTURE, List.of(Value.of(1)), NumberType.I32, false, List.of()));
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class, () -> Assignment.parse("$p.field[0] = 1").resolve(scope));
    assertThat(failure.kind()).isEqualTo(Kind.IMMUTABLE);
  }

  @Test
  void changesAPlaceThatIsKnown() throws Exception {
    Assignment.Change change =
        Assignment.of(Expression.parse("memory[8]:i16"), Expression.parse("-2"), scope);
    assertThat(change.place()).isEqualTo(new Place.Memory(0, 8, 2, DataType.I16));
    assertThat(DataType.I16.bytes(change.value())).containsExactly(0xfe, 0xff);
  }

  @Test
  void writesBytesAsMemoryHasThem() {
    assertThat(DataType.U32.bytes(Value.of(0x8000_0001L))).containsExactly(1, 0, 0, 0x80);
    assertThat(DataType.F64.bytes(Value.of(1.0))).containsExactly(0, 0, 0, 0, 0, 0, 0xf0, 0x3f);
    assertThat(DataType.V128.bytes(new Value.V128(1, 2)))
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
    assertThat(DataType.TEXT.bytes(Value.of("ü"))).containsExactly(0xc3, 0xbc);
  }
}
