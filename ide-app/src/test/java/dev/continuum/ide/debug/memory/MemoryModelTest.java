package dev.continuum.ide.debug.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Expression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MemoryModelTest {
  private static final String PROGRAM =
      """
      (module
        (memory $main 2)
        (memory $other i64 1)
        (global $base i32 (i32.const 0x60))
        (global $pointer (mut i32) (i32.const 0x100))
        (data $greeting (i32.const 0x40) "Hello, world")
        (data (global.get $base) "\\01\\02\\03")
        (data $elsewhere (memory 1) (i64.const 8) "x")
        (data $passive "never placed")
        (func (export "run") (param $p i32)
          (i32.store offset=4 (local.get $p) (i32.const 0x12345678))
          (memory.copy (i32.const 0x80) (i32.const 0x40) (i32.const 5))
          (global.set $pointer (i32.const 0x300))
          (i32.store8 (i32.const 0x300) (i32.const 7))
          (memory.fill (i32.const 0x2000) (i32.const 0xaa) (i32.const 20))
          (i64.store $other (i64.const 16) (i64.const -1))
          (drop (i64.load (i32.const 0xfffffff0)))))
      """;

  @TempDir Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  private TestGuest guest() throws Exception {
    TestGuest guest = new TestGuest(home, PROGRAM, "run", 0x10);
    open.add(guest);
    return guest;
  }

  private MemoryModel model(TestGuest guest) {
    MemoryModel model = new MemoryModel(guest, guest.marks);
    open.addFirst(model);
    model.resized(10, 16);
    return model;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private static String marked(MemoryModel model, long from, int length, int mark) {
    int[] marks = model.marks(from, length);
    StringBuilder text = new StringBuilder();
    for (int each : marks) {
      text.append((each & mark) != 0 ? '#' : '.');
    }
    return text.toString();
  }

  private static void step(TestGuest guest) {
    guest.move(new Motion.StepInto(1));
  }

  @Test
  void bytesThatChangedSinceTheLastStopAreMarked() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.stepTo("i32.store");
    assertThat(marked(model, 0x10, 12, MemoryMarks.CHANGED)).isEqualTo("............");
    assertThat(marked(model, 0x10, 12, MemoryMarks.WRITTEN)).isEqualTo("....####....");
    step(guest);
    assertThat(model.byteAt(0x14)).isEqualTo(0x78);
    assertThat(marked(model, 0x10, 12, MemoryMarks.CHANGED)).isEqualTo("....####....");
    assertThat(model.byteBefore(0x14)).isZero();
    step(guest);
    assertThat(marked(model, 0x10, 12, MemoryMarks.CHANGED)).isEqualTo("............");
    guest.move(new Motion.StepBack(2));
    assertThat(marked(model, 0x10, 12, MemoryMarks.CHANGED)).isEqualTo("....####....");
    assertThat(model.byteAt(0x14)).isZero();
  }

  @Test
  void aChangeByTheUserIsComparedWithTheStopBefore() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.stepTo("i32.store");
    step(guest);
    model.move(cursor -> cursor.moveTo(0x18, false));
    MemoryEdits edits = new MemoryEdits(model);
    edits.digit(0xf);
    assertThat(edits.highDigit()).isEqualTo(0xf);
    edits.digit(0x1);
    assertThat(model.byteAt(0x18)).isEqualTo(0xf1);
    assertThat(marked(model, 0x10, 12, MemoryMarks.CHANGED)).isEqualTo("....#####...");
    assertThat(model.cursor().caret()).isEqualTo(0x19);
    model.format().set(MemoryFormat.I16);
    edits.set(0x18, "70000");
    assertThat(model.note().get()).startsWith("70000 does not fit i16");
    edits.set(0x18, "-2");
    assertThat(edits.text(0x18)).isEqualTo("-2");
  }

  @Test
  void theRangesOfABulkCopyAreBoxed() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.stepTo("memory.copy");
    assertThat(marked(model, 0x7e, 8, MemoryMarks.WRITTEN)).isEqualTo("..#####.");
    assertThat(marked(model, 0x3e, 8, MemoryMarks.READ)).isEqualTo("..#####.");
    assertThat(new MemoryWordsOf(model).access())
        .isEqualTo("memory.copy writes 5 bytes at 0x80, memory.copy reads 5 bytes at 0x40");
    guest.stepTo("i64.store");
    assertThat(new MemoryWordsOf(model).access())
        .isEqualTo("i64.store writes 8 bytes at 0x10 of memory1");
    guest.stepTo("i64.load");
    step(guest);
    assertThat(guest.standing().get().stop().reason()).isEqualTo(Stop.Reason.TRAP);
    new MemoryCommands(model).showAccess();
    assertThat(model.note().get())
        .isEqualTo("i64.load reads 8 bytes at 0xfffffff0, which is outside of the memory.");
  }

  @Test
  void dataSegmentsLieWhereTheyWerePut() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    assertThat(model.bandsIn(0, 1 << 17).stream().map(DataBands.Band::name))
        .containsExactly("$greeting", "data[1]");
    assertThat(marked(model, 0x5e, 7, MemoryMarks.DATA)).isEqualTo("..###..");
    assertThat(marked(model, 0x5e, 7, MemoryMarks.DATA_START)).isEqualTo("..#....");
    model.choose(1);
    assertThat(marked(model, 6, 4, MemoryMarks.DATA)).isEqualTo("..#.");
    assertThat(model.memory().get().wide()).isTrue();
    assertThat(new MemoryWordsOf(model).explain(8))
        .contains("Data segment $elsewhere: byte 1 of 1");
  }

  @Test
  void watchedBytesStayWhereTheWatchpointWasSet() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.add(
        BreakpointSpec.at(
            new Location.Watch(Expression.parse("memory[$pointer]:u32"), Location.Access.WRITE)));
    assertThat(marked(model, 0xfe, 8, MemoryMarks.WATCHED)).isEqualTo("..####..");
    guest.stepTo("i32.store8");
    model.show(0, 0x300, 1);
    assertThat(marked(model, 0xfe, 8, MemoryMarks.WATCHED)).isEqualTo("..####..");
    assertThat(marked(model, 0x2fe, 8, MemoryMarks.WATCHED)).isEqualTo("........");
    guest.breakpoints.update(
        guest.breakpoints.all().getFirst().id(), spec -> spec.withEnabled(false));
    assertThat(marked(model, 0xfe, 8, MemoryMarks.WATCHED)).isEqualTo("........");
  }

  @Test
  void selectedBytesAreWatched() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    MemoryCommands commands = new MemoryCommands(model);
    model.show(0, 0x14, 4);
    commands.watch(Location.Access.CHANGE);
    model.show(0, 0x80, 5);
    commands.watch(Location.Access.READ);
    assertThat(guest.breakpoints.all().stream().map(each -> each.spec().toString()))
        .containsExactly("watch change memory[0x14]:u32", "watch read memory.str[0x80, 5]");
    guest.move(new Motion.Continue());
    assertThat(guest.standing().get().stop().reason()).isEqualTo(Stop.Reason.WATCHPOINT);
    model.show(0, 0x14, 4);
    long behind = guest.standing().get().tick();
    guest.stepTo("memory.fill");
    commands.toLastWrite();
    assertThat(guest.standing().get().tick()).isEqualTo(behind - 1);
  }

  @Test
  void pointersAndExpressionsLeadSomewhereAndBack() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    model.goTo("$pointer + 0x1000");
    assertThat(model.cursor().caret()).isEqualTo(0x1100);
    model.goTo("0xffffffff");
    assertThat(model.note().get())
        .isEqualTo("0xffffffff lies outside of the memory, which ends at 0x20000.");
    model.goTo("1.5");
    assertThat(model.note().get()).contains("is of type f64");
    model.goTo("$nothing");
    assertThat(model.note().get()).startsWith("No local or global has the name $nothing here");
    model.back();
    assertThat(model.cursor().caret()).isZero();
    model.forward();
    assertThat(model.cursor().caret()).isEqualTo(0x1100);
    guest.stepTo("memory.copy");
    model.show(0, 0x14, 4);
    new MemoryCommands(model).followPointer();
    assertThat(model.note().get()).startsWith("0x12345678 is no pointer");
    model.show(0, 0x1_0000_0000L, 1);
    assertThat(model.note().get()).startsWith("0x100000000 lies outside");
  }

  @Test
  void theViewFollowsAnExpressionFromStopToStop() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    model.follow("$pointer");
    assertThat(model.cursor().top()).isEqualTo(0x100);
    guest.stepTo("i32.store8");
    assertThat(model.cursor().top()).isEqualTo(0x300);
    step(guest);
    assertThat(model.byteAt(0x300)).isEqualTo(7);
    assertThat(marked(model, 0x300, 3, MemoryMarks.CHANGED)).isEqualTo("#..");
    model.stay();
    model.move(cursor -> cursor.startAt(0));
    step(guest);
    assertThat(model.cursor().top()).isZero();
  }

  @Test
  void anotherTickIsComparedWithAndTheGuestStaysWhereItIs() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.stepTo("memory.copy");
    long tick = guest.standing().get().tick();
    model.comparison().with(0);
    assertThat(marked(model, 0x10, 12, MemoryMarks.DIFFERS)).isEqualTo("....####....");
    assertThat(model.comparison().words().get()).isEqualTo("Compared with tick 0.");
    assertThat(new MemoryWordsOf(model).explain(0x14)).contains("At tick 0 it is 0x00.");
    assertThat(guest.<Long>of(backend -> backend.tick())).isEqualTo(tick);
    assertThat(guest.<Long>of(backend -> backend.lastTick())).isEqualTo(tick);
    model.comparison().with(tick + 1);
    assertThat(model.comparison().words().get())
        .isEqualTo("Only ticks from 0 to %d can be seen.".formatted(tick));
    step(guest);
    assertThat(marked(model, 0x80, 8, MemoryMarks.DIFFERS)).isEqualTo("........");
    model.comparison().withStopBefore();
    assertThat(marked(model, 0x80, 8, MemoryMarks.DIFFERS)).isEqualTo("#####...");
    guest.move(new Motion.StepBack(1));
    assertThat(marked(model, 0x80, 8, MemoryMarks.DIFFERS)).isEqualTo("#####...");
    model.comparison().end();
    assertThat(marked(model, 0x80, 8, MemoryMarks.DIFFERS)).isEqualTo("........");
  }

  @Test
  void atTheEndEarlierTicksCanStillBeSeen() throws Exception {
    TestGuest guest =
        new TestGuest(
            home,
            "(module (memory 1) (func (export \"run\") (i32.store (i32.const 0) (i32.const 1))))",
            "run");
    open.add(guest);
    MemoryModel model = model(guest);
    guest.move(new Motion.Continue());
    assertThat(guest.standing().get().stop().reason()).isEqualTo(Stop.Reason.END);
    model.comparison().with(0);
    assertThat(marked(model, 0, 3, MemoryMarks.DIFFERS)).isEqualTo("#..");
    assertThat(guest.<Integer>of(backend -> backend.depth())).isZero();
    guest.move(new Motion.StepBack(1));
    assertThat(guest.standing().get().tick()).isPositive();
  }

  @Test
  void aVisitOfAnotherTickLeavesNoTraceBehindAnEvent() throws Exception {
    TestGuest guest =
        new TestGuest(
            home,
            """
            (module
              (memory 1)
              (tag $odd)
              (func (export "run")
                (i32.store (i32.const 0) (i32.const 1))
                (block $caught (try_table (catch $odd $caught) (throw $odd)))
                (i32.store (i32.const 4) (i32.const 1))))
            """,
            "run");
    open.add(guest);
    MemoryModel model = model(guest);
    guest.add(BreakpointSpec.at(new Location.Thrown(null)));
    guest.move(new Motion.Continue());
    assertThat(guest.standing().get().stop().reason()).isEqualTo(Stop.Reason.EXCEPTION);
    model.comparison().with(0);
    assertThat(marked(model, 0, 3, MemoryMarks.DIFFERS)).isEqualTo("#..");
    guest.move(new Motion.Continue());
    assertThat(guest.standing().get().stop().reason()).isEqualTo(Stop.Reason.END);
  }

  @Test
  void onlyWhatIsInViewIsReadOfFourGibibytes() throws Exception {
    TestGuest guest =
        new TestGuest(
            home,
            """
            (module
              (memory 65536)
              (func (export "run")
                (loop $again
                  (i32.store (i32.const 0xfffffff0)
                    (i32.add (i32.load (i32.const 0xfffffff0)) (i32.const 1)))
                  (br $again))))
            """,
            "run");
    open.add(guest);
    MemoryModel model = model(guest);
    model.goTo("0xfffffff0");
    assertThat(model.cursor().top()).isEqualTo(0xffff_ff60L);
    guest.stepTo("i32.store");
    int looks = guest.looks();
    guest.countReads();
    for (int i = 0; i < 50; i++) {
      step(guest);
    }
    assertThat(guest.looks() - looks).isEqualTo(50);
    // A screen has 11 rows of 16 bytes; it is read with one above and one below, in whole pages.
    assertThat(guest.bytesRead()).isPositive().isLessThanOrEqualTo(50 * 2 * 512);
    model.move(cursor -> cursor.scrollTo(0));
    assertThat(model.byteAt(0)).isZero();
    assertThat(model.cursor().rowCount()).isEqualTo(1L << 28);
    model.move(cursor -> cursor.scrollTo(Long.MAX_VALUE));
    assertThat(model.byteAt(0xffff_ffffL)).isZero();
  }

  @Test
  void answersThatComeLateAreAskedForOnce() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.hold();
    step(guest);
    for (int i = 0; i < 20; i++) {
      long row = i * 50L;
      model.move(cursor -> cursor.scrollTo(row));
    }
    int asked = 0;
    while (guest.release()) {
      asked++;
    }
    assertThat(asked).isLessThanOrEqualTo(3);
    assertThat(model.byteAt(model.cursor().top())).isZero();
    step(guest);
    step(guest);
    while (guest.release()) {
      asked++;
    }
    assertThat(model.byteAt(model.cursor().top())).isZero();
  }

  @Test
  void whatNobodySeesIsNotAskedFor() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.stepTo("i32.store");
    model.setShown(false);
    int looks = guest.looks();
    step(guest);
    guest.stepTo("memory.copy");
    assertThat(guest.looks()).isEqualTo(looks);
    model.setShown(true);
    assertThat(model.byteAt(0x14)).isEqualTo(0x78);
    // It has changed, but not since the last stop.
    assertThat(marked(model, 0x10, 12, MemoryMarks.CHANGED)).isEqualTo("............");
    step(guest);
    assertThat(marked(model, 0x80, 8, MemoryMarks.CHANGED)).isEqualTo("#####...");
  }

  @Test
  void withoutAGuestThereIsNothing() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    guest.end();
    @Nullable MemoryInfo none = model.memory().get();
    assertThat(none).isNull();
    assertThat(model.memories()).isEmpty();
    model.goTo("0x40");
    assertThat(model.note().get()).isEqualTo("Nothing is being debugged.");
    MemoryEdits edits = new MemoryEdits(model);
    edits.digit(1);
    edits.digit(2);
    new MemoryCommands(model).watch(Location.Access.READ);
    assertThat(guest.breakpoints.all()).isEmpty();
  }

  @Test
  void copiesAreLimited() throws Exception {
    TestGuest guest = guest();
    MemoryModel model = model(guest);
    MemoryCommands commands = new MemoryCommands(model);
    List<String> copied = new ArrayList<>();
    model.show(0, 0x40, 5);
    commands.copy(MemoryCommands.Form.HEX, copied::add);
    commands.copy(MemoryCommands.Form.TEXT, copied::add);
    commands.copy(MemoryCommands.Form.C_ARRAY, copied::add);
    assertThat(copied)
        .containsExactly(
            "48 65 6c 6c 6f",
            "Hello",
            """
            const unsigned char bytes[5] = {
                0x48, 0x65, 0x6c, 0x6c, 0x6f
            };
            """);
  }
}
