package dev.continuum.ide.debug.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows without a guest: where things stand, what bytes look like, how the caret moves. */
class MemoryRowsTest {
  private static int[] cells(byte[] bytes, int from, int length) {
    return TextCells.of(
        at -> at < 0 || at >= bytes.length ? -1 : bytes[(int) at] & 0xff, from, length);
  }

  @Test
  void charactersStandAtTheirFirstByte() {
    byte[] bytes = "aé你😀".getBytes(StandardCharsets.UTF_8);
    int rest = TextCells.REST;
    assertThat(cells(bytes, 0, 10))
        .containsExactly('a', 'é', rest, '你', rest, rest, 0x1f600, rest, rest, rest);
    // From the middle of a character on.
    assertThat(cells(bytes, 5, 3)).containsExactly(rest, 0x1f600, rest);
    assertThat(cells(bytes, 9, 3)).containsExactly(rest, TextCells.UNKNOWN, TextCells.UNKNOWN);
  }

  @Test
  void whatIsNoTextOrWouldTurnTextAroundIsNotShown() {
    int none = TextCells.NONE;
    assertThat(cells(new byte[] {0, 0x1b, 0x7f, (byte) 0x80, (byte) 0xff}, 0, 5))
        .containsOnly(none);
    // Overlong, cut, a surrogate, beyond Unicode.
    byte[] wrong = {
      (byte) 0xc0,
      (byte) 0x80,
      (byte) 0xe0,
      (byte) 0x80,
      (byte) 0x80,
      (byte) 0xed,
      (byte) 0xa0,
      (byte) 0x80,
      (byte) 0xf4,
      (byte) 0x90,
      (byte) 0x80,
      (byte) 0x80,
      (byte) 0xc3
    };
    assertThat(cells(wrong, 0, wrong.length)).containsOnly(none);
    byte[] turning = "\u202e\u200b\u0301\u2028".getBytes(StandardCharsets.UTF_8);
    assertThat(cells(turning, 0, turning.length)).containsOnly(none);
  }

  @Test
  void columnsDoNotOverlapAndThePointerFindsThem() {
    for (MemoryFormat format : MemoryFormat.values()) {
      for (int perRow : GridGeometry.widths(format)) {
        GridGeometry geometry = new GridGeometry(9, format, perRow);
        int behind = geometry.valuesStart();
        for (int i = 0; geometry.hasValues() && i < perRow; i += format.width()) {
          int column = geometry.valueColumn(i);
          assertThat(column).isGreaterThanOrEqualTo(behind);
          behind = column + format.columns() + 1;
          assertThat(geometry.hit(column + 0.5)).isEqualTo(new GridGeometry.Hit(i, false));
          assertThat(geometry.hit(column + format.columns() - 0.5))
              .isEqualTo(new GridGeometry.Hit(i, false));
        }
        for (int i = 0; i < perRow; i++) {
          assertThat(geometry.textColumn(i)).isGreaterThanOrEqualTo(behind);
          assertThat(geometry.hit(geometry.textColumn(i) + 0.5))
              .isEqualTo(new GridGeometry.Hit(i, true));
        }
        assertThat(geometry.hit(1000)).isEqualTo(new GridGeometry.Hit(perRow - 1, true));
      }
    }
    assertThat(GridGeometry.fitting(8, MemoryFormat.HEX_8, 80).perRow()).isEqualTo(16);
    assertThat(GridGeometry.fitting(8, MemoryFormat.HEX_8, 10).perRow()).isEqualTo(8);
  }

  @Test
  void unitsAreWrittenAsTheirTypes() {
    assertThat(MemoryFormat.I8.text(0xff)).isEqualTo("-1");
    assertThat(MemoryFormat.U8.text(0xff)).isEqualTo("255");
    assertThat(MemoryFormat.I16.text(0xfffe)).isEqualTo("-2");
    assertThat(MemoryFormat.U32.text(0xffff_ffffL)).isEqualTo("4294967295");
    assertThat(MemoryFormat.I64.text(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(MemoryFormat.U64.text(-1)).isEqualTo("18446744073709551615");
    assertThat(MemoryFormat.F32.text(Float.floatToRawIntBits(0.1f))).isEqualTo("0.1");
    assertThat(MemoryFormat.F64.text(Double.doubleToRawLongBits(-1e300))).isEqualTo("-1e300");
    assertThat(MemoryFormat.HEX_32.text(0xbeef)).isEqualTo("0000beef");
  }

  @Test
  void theCaretStaysInTheMemoryAndInView() {
    MemoryCursor cursor = new MemoryCursor();
    cursor.resize(10, 16);
    cursor.setSize(1L << 34);
    cursor.moveTo((1L << 34) - 1, false);
    assertThat(cursor.top()).isEqualTo((1L << 34) - 160);
    cursor.moveBy(1, false);
    assertThat(cursor.caret()).isEqualTo((1L << 34) - 1);
    cursor.page(false, false);
    assertThat(cursor.caret()).isEqualTo((1L << 34) - 1 - 144);
    cursor.moveTo(0, false);
    cursor.moveBy(-16, false);
    assertThat(cursor.caret()).isZero();
    cursor.page(true, true);
    assertThat(cursor.top()).isEqualTo(144);
    assertThat(cursor.selectionEnd()).isEqualTo(145);
    cursor.setSize(100);
    assertThat(cursor.caret()).isEqualTo(99);
    assertThat(cursor.top()).isZero();
    cursor.setSize(0);
    assertThat(cursor.caret()).isZero();
    assertThat(cursor.selectionEnd()).isZero();
  }

  @Test
  void wholeUnitsAreSelected() {
    MemoryCursor cursor = new MemoryCursor();
    cursor.setSize(1000);
    cursor.setUnit(4);
    cursor.moveTo(0x13, false);
    assertThat(List.of(cursor.caret(), cursor.selectionStart(), cursor.selectionEnd()))
        .containsExactly(0x10L, 0x10L, 0x14L);
    assertThat(cursor.hasSelection()).isFalse();
    cursor.moveBy(4, true);
    assertThat(cursor.selectionEnd()).isEqualTo(0x18);
    assertThat(cursor.hasSelection()).isTrue();
    cursor.moveBy(-8, true);
    assertThat(List.of(cursor.selectionStart(), cursor.selectionEnd()))
        .containsExactly(0xcL, 0x14L);
  }

  @Test
  void aRangeBeyondAllMemoryMarksNothing() {
    MemoryMarks marks = new MemoryMarks(0, 4);
    marks.fill(-16, 32, 1);
    marks.fill(2, -1, 2);
    marks.fill(Long.MAX_VALUE, Long.MAX_VALUE, 4);
    assertThat(marks.bits()).containsExactly(0, 0, 2, 2);
  }
}
