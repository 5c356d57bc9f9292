package dev.continuum.ide.debug.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.debug.Motion;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MemorySearchTest {
  private static final String PROGRAM =
      """
      (module
        (memory 65536)
        (data (i32.const 0) "start")
        (data (i32.const 0x1000) "needle")
        (data (i32.const 0x80000ffd) "needle")
        (data (i32.const 0xfffffffa) "needle")
        (func (export "run")
          (i32.store (i32.const 0x2000) (i32.const -1200))
          (f64.store (i32.const 0x2010) (f64.const 3.25))))
      """;

  @TempDir Path home;
  private @Nullable TestGuest guest;
  private @Nullable MemoryModel model;
  private @Nullable MemorySearchModel search;

  private MemorySearchModel search(int chunk) throws Exception {
    TestGuest made = new TestGuest(home, PROGRAM, "run");
    guest = made;
    made.move(new Motion.StepInto(6));
    MemoryModel shown = new MemoryModel(made, made.marks);
    shown.resized(10, 16);
    model = shown;
    search = new MemorySearchModel(shown, chunk);
    return search;
  }

  @AfterEach
  void close() {
    if (search != null) {
      search.close();
    }
    if (model != null) {
      model.close();
    }
    if (guest != null) {
      guest.close();
    }
  }

  private long caret() {
    return model.cursor().caret();
  }

  @ParameterizedTest
  @CsvSource({"512", "4096", "2097152"})
  void textIsFoundForwardsAndBackwardsOverGigabytes(int chunk) throws Exception {
    MemorySearchModel search = search(chunk);
    search.kind().set(SearchPattern.Kind.TEXT);
    search.query().set("needle");
    long[] places = {0x1000, 0x8000_0ffdL, 0xffff_fffaL};
    for (long place : places) {
      search.next();
      assertThat(search.status().get()).isEqualTo("Found at 0x%x.".formatted(place));
      assertThat(caret()).isEqualTo(place);
      assertThat(model.cursor().selectionEnd()).isEqualTo(place + 6);
    }
    search.next();
    assertThat(search.status().get()).isEqualTo("Found at 0x1000, on from the start.");
    search.previous();
    assertThat(search.status().get()).isEqualTo("Found at 0xfffffffa, on from the end.");
    search.previous();
    assertThat(caret()).isEqualTo(0x8000_0ffdL);
    search.previous();
    assertThat(caret()).isEqualTo(0x1000);
    int[] marks = model.marks(0x0fff, 8);
    assertThat(marks[1] & MemoryMarks.FOUND).isNotZero();
    assertThat(marks[0] & MemoryMarks.FOUND).isZero();
  }

  @Test
  void theOnlyPlaceIsFoundFromAnywhere() throws Exception {
    MemorySearchModel search = search(4096);
    search.kind().set(SearchPattern.Kind.TEXT);
    search.query().set("start");
    search.next();
    assertThat(search.status().get()).isEqualTo("Found at 0x0.");
    search.next();
    assertThat(search.status().get()).isEqualTo("Found at 0x0, on from the start.");
    search.previous();
    assertThat(search.status().get()).isEqualTo("Found at 0x0, on from the end.");
    model.move(cursor -> cursor.moveTo(2, false));
    search.next();
    assertThat(caret()).isZero();
    model.move(cursor -> cursor.moveTo(2, false));
    search.previous();
    assertThat(caret()).isZero();
    search.query().set("nowhere");
    search.next();
    assertThat(search.status().get()).isEqualTo("It does not occur in this memory.");
    search.previous();
    assertThat(search.status().get()).isEqualTo("It does not occur in this memory.");
  }

  @ParameterizedTest
  @CsvSource({
    "I32, -1200, 2000",
    "I32, 0xfffffb50, 2000",
    "F64, 3.25, 2010",
    "BYTES, 6e ?? ?? 64, 1000",
    "BYTES, 6E65, 1000",
    "I8, 0x6e, 1000",
  })
  void numbersAndBytesAreFound(SearchPattern.Kind kind, String query, String place)
      throws Exception {
    MemorySearchModel search = search(1 << 16);
    search.kind().set(kind);
    search.query().set(query);
    search.next();
    assertThat(search.status().get()).isEqualTo("Found at 0x" + place + ".");
  }

  @Test
  void zerosAreFoundWhereNothingWasWritten() throws Exception {
    MemorySearchModel search = search(1 << 16);
    search.query().set("00 00 00 00 00 00 00 00");
    model.move(cursor -> cursor.moveTo(0x9000_0000L, false));
    search.next();
    assertThat(search.status().get()).isEqualTo("Found at 0x90000000.");
    search.next();
    assertThat(search.status().get()).isEqualTo("Found at 0x90000001.");
  }

  @ParameterizedTest
  @CsvSource({
    "BYTES, abc, A byte has two digits",
    "BYTES, xy, Bytes are written as two hexadecimal digits",
    "BYTES, ?? ??, ?? alone is found everywhere",
    "I8, 256, 256 does not fit i8.",
    "I8, -129, -129 does not fit i8.",
    "I32, one, Write a whole number",
    "F32, one, Write a number",
    "TEXT, '', Type what to look for.",
  })
  void whatCannotBeLookedForIsRefusedInWords(
      SearchPattern.Kind kind, String query, String message) {
    assertThatThrownBy(() -> SearchPattern.of(kind, query)).hasMessageStartingWith(message);
  }

  @Test
  void aSearchGoesStepByStepAndEndsWhenTheGuestMoves() throws Exception {
    MemorySearchModel search = search(4);
    TestGuest held = guest;
    held.hold();
    search.kind().set(SearchPattern.Kind.TEXT);
    search.query().set("needle");
    search.next();
    assertThat(search.searching().get()).isTrue();
    held.release();
    held.release();
    assertThat(search.searching().get()).isTrue();
    held.setMoving(true);
    assertThat(search.searching().get()).isFalse();
    assertThat(search.status().get()).isEqualTo("The search ended: the guest moves.");
    search.next();
    assertThat(search.status().get())
        .isEqualTo("The guest is running; pause it to search its memory.");
    held.setMoving(false);
    search.next();
    search.cancel();
    while (held.release()) {
      assertThat(search.searching().get()).isFalse();
    }
    assertThat(caret()).isZero();
  }
}
