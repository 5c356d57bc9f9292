package dev.continuum.ide.disassembly;

import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.FunctionListing;
import dev.continuum.inspector.text.print.InstructionCounts;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What of a module's code is in view, where the caret stands, where the user came from. Used on the
 * JavaFX thread only.
 */
public final class DisassemblyModel implements AutoCloseable {
  private static final int MOST_STEPS_BACK = 200;
  private static final int MOST_COPIED = 100_000;
  private static final int CHOICES = 40;

  private final Path file;
  private final CodeMarks codeMarks;
  private final Tasks tasks;
  private final FileMarks marks;
  private final InvalidationListener onRunning = property -> followRunning();
  private final ReadOnlyObjectWrapper<@Nullable CodeRows> rows = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final Deque<RowPlace> back = new ArrayDeque<>();
  private @Nullable StackColumn stack;
  private Tasks.@Nullable Job preparing;
  private Tasks.@Nullable Job counting;
  private RowPlace top = RowPlace.FIRST;
  private RowPlace caret = RowPlace.FIRST;
  private RowPlace anchor = RowPlace.FIRST;
  private int visible = 1;

  /** To be shown as soon as there is code; -1 for nothing. */
  private int wanted = -1;

  /**
   * Without code until {@link #show}.
   *
   * @param file absolute
   */
  public DisassemblyModel(Path file, CodeMarks marks, Tasks tasks) {
    this.file = file;
    this.codeMarks = marks;
    this.tasks = tasks;
    this.marks = new FileMarks(file, marks, this::repaint);
    marks.running().addListener(onRunning);
  }

  /**
   * Shows the code of a module, as soon as that is prepared; in place of what it was before, at the
   * same place of the same function.
   *
   * @param bytes the whole file; must not change
   */
  public void show(WasmModule module, byte[] bytes) {
    stop();
    preparing =
        tasks.start(
            "Preparing the disassembly of " + file.getFileName(),
            progress -> new CodeRows(module, bytes),
            this::prepared,
            failure -> tell("The code could not be prepared. " + failure.getMessage()));
  }

  private void prepared(CodeRows next) {
    CodeRows before = rows.get();
    RowPlace newCaret = before == null ? RowPlace.FIRST : same(before, caret, next);
    RowPlace newTop = before == null ? RowPlace.FIRST : same(before, top, next);
    back.clear();
    if (stack != null) {
      stack.close();
    }
    stack = new StackColumn(next, tasks, this::repaint);
    rows.set(next);
    caret = newCaret;
    anchor = newCaret;
    top = newTop;
    if (wanted >= 0) {
      int offset = wanted;
      wanted = -1;
      reveal(offset);
    }
    followRunning();
    moved();
    counting =
        tasks.start(
            "Counting the instructions of " + file.getFileName(),
            progress ->
                InstructionCounts.of(
                    next.module(), next.buffer(), Thread.currentThread()::isInterrupted),
            counts -> {
              next.setCounts(counts);
              repaint();
            },
            failure -> tell("The instructions could not be counted. " + failure.getMessage()));
  }

  /** The place in other code that most likely is the same: by the function's name, or its index. */
  private static RowPlace same(CodeRows before, RowPlace place, CodeRows next) {
    if (before.bodies() == 0) {
      return RowPlace.FIRST;
    }
    int function = before.function(place.body());
    String name = before.module().functions().get(function).name();
    int body = next.bodyOf(function);
    if (name != null
        && (body < 0 || !name.equals(next.module().functions().get(function).name()))) {
      for (int i = 0; i < next.bodies(); i++) {
        if (name.equals(next.module().functions().get(next.function(i)).name())) {
          body = i;
          break;
        }
      }
    }
    return next.clamped(new RowPlace(body < 0 ? place.body() : body, place.row()));
  }

  /** The code, or null until there is some. */
  public ReadOnlyObjectProperty<@Nullable CodeRows> rows() {
    return rows.getReadOnlyProperty();
  }

  /** Another number whenever something is to be painted anew. */
  public ReadOnlyIntegerProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** Where the caret stands, such as {@code 0x1a3 $filter}; empty without code. */
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  /** What the user should know of what they asked for last; empty when it was done. */
  public ReadOnlyStringProperty message() {
    return message.getReadOnlyProperty();
  }

  FileMarks marks() {
    return marks;
  }

  /** What lies on the stack behind the instruction of a row; empty while that is not known. */
  String stackBehind(CodeRow row) {
    return stack == null || row.instruction() < 0
        ? ""
        : stack.behind(row.function(), row.instruction());
  }

  private void repaint() {
    revision.set(revision.get() + 1);
  }

  private void moved() {
    CodeRows code = rows.get();
    if (code != null && code.bodies() > 0) {
      CodeRow row = code.row(caret);
      String name = code.functionName(row.function());
      status.set(row.offset() < 0 ? name : "0x" + Integer.toHexString(row.offset()) + "  " + name);
    } else {
      status.set("");
    }
    repaint();
  }

  private void tell(String text) {
    message.set(text);
  }

  // What is in view

  /** The row at the top of the view. */
  public RowPlace top() {
    return top;
  }

  /** How many rows are wholly in view. */
  public int visible() {
    return visible;
  }

  /** Says how many rows are wholly in view, at least 1. */
  public void setVisible(int count) {
    if (count != visible) {
      visible = Math.max(1, count);
      scrollTo(top);
    }
  }

  /** Brings a row to the top of the view, or as near as it can be. */
  public void scrollTo(RowPlace place) {
    CodeRows code = rows.get();
    if (code == null) {
      return;
    }
    RowPlace last = code.moved(code.last(), 1 - visible);
    RowPlace next = place.compareTo(last) > 0 ? last : code.clamped(place);
    if (!next.equals(top)) {
      top = next;
      repaint();
    }
  }

  /** Moves the view by rows, down when positive. */
  public void scrollBy(long by) {
    CodeRows code = rows.get();
    if (code != null) {
      scrollTo(code.moved(top, by));
    }
  }

  private boolean isInView(RowPlace place) {
    CodeRows code = rows.get();
    return code != null
        && place.compareTo(top) >= 0
        && place.compareTo(code.moved(top, visible - 1L)) <= 0;
  }

  /** Brings a row into the middle of the view unless it is in view. */
  private void center(RowPlace place) {
    CodeRows code = rows.get();
    if (code != null && !isInView(place)) {
      scrollTo(code.moved(place, -visible / 2));
    }
  }

  // The caret

  /** The row the caret is in. */
  public RowPlace caret() {
    return caret;
  }

  /** The first of the selected rows. */
  public RowPlace selectedFrom() {
    return anchor.compareTo(caret) < 0 ? anchor : caret;
  }

  /** The last of the selected rows. */
  public RowPlace selectedTo() {
    return anchor.compareTo(caret) < 0 ? caret : anchor;
  }

  /**
   * Puts the caret into a row and that into view.
   *
   * @param extend whether what was selected stays so, up to that row
   */
  public void setCaret(RowPlace place, boolean extend) {
    CodeRows code = rows.get();
    if (code == null) {
      return;
    }
    caret = code.clamped(place);
    if (!extend) {
      anchor = caret;
    }
    message.set("");
    if (caret.compareTo(top) < 0) {
      scrollTo(caret);
    } else if (!isInView(caret)) {
      scrollTo(code.moved(caret, 1L - visible));
    }
    moved();
  }

  /** Moves the caret by rows, down when positive. */
  public void moveCaret(long by, boolean extend) {
    CodeRows code = rows.get();
    if (code != null) {
      setCaret(code.moved(caret, by), extend);
    }
  }

  /** Moves the caret by as many rows as are in view, which move with it. */
  public void page(int pages, boolean extend) {
    long by = (long) pages * Math.max(1, visible - 1);
    scrollBy(by);
    moveCaret(by, extend);
  }

  /** The instruction at the caret as a place for a breakpoint; empty in another row. */
  public Optional<Location> caretLocation() {
    int offset = instructionOffset(caret);
    return offset < 0 ? Optional.empty() : Optional.of(new Location.Instruction(offset));
  }

  /**
   * The offset of the instruction in a row; of a heading, of the first one; -1 if there is none.
   */
  int instructionOffset(RowPlace place) {
    CodeRows code = rows.get();
    if (code == null || code.bodies() == 0) {
      return -1;
    }
    int instruction = place.row() == 0 ? 0 : code.instruction(place);
    FunctionListing listing = code.listing(place.body());
    return instruction < 0 || instruction >= listing.count() ? -1 : listing.offset(instruction);
  }

  /** Sets a breakpoint at a row's instruction, or takes it away. */
  public void toggleBreakpoint(RowPlace place) {
    int offset = instructionOffset(place);
    if (offset >= 0) {
      marks.toggle(offset);
    }
  }

  /** The selected rows as text, at most 100,000 of them. */
  public String selectedText() {
    CodeRows code = rows.get();
    if (code == null || code.bodies() == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    RowPlace place = selectedFrom();
    for (int i = 0; i < MOST_COPIED; i++) {
      text.append(i == 0 ? "" : "\n").append(code.row(place));
      if (place.compareTo(selectedTo()) >= 0) {
        return text.toString();
      }
      place = code.moved(place, 1);
    }
    tell("Only the first 100,000 of the selected rows were copied.");
    return text.toString();
  }

  // Going to places

  /** Goes to a row; {@link #goBack} comes back from there. */
  public void goTo(RowPlace place) {
    back.push(caret);
    if (back.size() > MOST_STEPS_BACK) {
      back.removeLast();
    }
    center(place);
    setCaret(place, false);
  }

  /** Goes back to where the user was before they went to a place; does nothing at the first. */
  public void goBack() {
    RowPlace place = back.poll();
    if (place != null) {
      center(place);
      setCaret(place, false);
    }
  }

  /** Whether the code has a byte, as far as is known. */
  public boolean has(int offset) {
    CodeRows code = rows.get();
    return code != null && code.at(offset) != null;
  }

  /** Goes to the row of a byte, or does so when there is code. */
  public void reveal(int offset) {
    CodeRows code = rows.get();
    if (code == null) {
      wanted = offset;
      return;
    }
    RowPlace place = code.at(offset);
    RunningPlace running = marks.running();
    if (place != null && running != null && running.offset() == offset) {
      // Whoever steps through code does not want to go back through all of its stops.
      center(place);
      setCaret(place, false);
    } else if (place != null && !place.equals(caret)) {
      goTo(place);
    }
  }

  /** The places that a user may mean, as they type. */
  List<FunctionFinder.Choice> choices(String typed) {
    CodeRows code = rows.get();
    return code == null ? List.of() : FunctionFinder.choices(code, typed, CHOICES);
  }

  /**
   * Goes to the likeliest place.
   *
   * @return whether there is one; when false {@link #message} says so
   */
  public boolean goTo(String typed) {
    List<FunctionFinder.Choice> choices = choices(typed);
    if (choices.isEmpty()) {
      tell(
          "“"
              + typed.strip()
              + "” is not in the code. Type a part of a function's name, its index, or an offset"
              + " such as 0x1a3.");
      return false;
    }
    goTo(choices.getFirst().place());
    return true;
  }

  /** Goes where the instruction at the caret does: to the function it calls, or where it jumps. */
  public void follow() {
    CodeRows code = rows.get();
    if (code == null || code.bodies() == 0) {
      return;
    }
    int callee = code.callee(caret);
    int body = callee < 0 ? -1 : code.bodyOf(callee);
    int instruction = code.instruction(caret);
    int[] targets = instruction < 0 ? new int[0] : code.listing(caret.body()).targets(instruction);
    if (body >= 0) {
      goTo(new RowPlace(body, 0));
    } else if (callee >= 0) {
      tell(code.functionName(callee) + " is imported: its code is not in this module.");
    } else if (targets.length > 0) {
      goTo(code.place(caret.body(), targets[0]));
    }
  }

  private void followRunning() {
    RunningPlace running = marks.running();
    CodeRows code = rows.get();
    RowPlace place = running == null || code == null ? null : code.at(running.offset());
    if (place != null) {
      center(place);
      setCaret(place, false);
    }
  }

  // Coming back after a restart

  /** The offset that {@link #reveal} brings the user back to; -1 without code. */
  public int place() {
    return offsetNear(caret);
  }

  private int offsetNear(RowPlace place) {
    CodeRows code = rows.get();
    if (code == null || code.bodies() == 0) {
      return -1;
    }
    CodeRow row = code.row(place);
    return row.offset() >= 0 ? row.offset() : code.row(new RowPlace(place.body(), 0)).offset();
  }

  private void stop() {
    if (preparing != null) {
      preparing.cancel();
    }
    if (counting != null) {
      counting.cancel();
    }
  }

  @Override
  public void close() {
    stop();
    if (stack != null) {
      stack.close();
    }
    codeMarks.running().removeListener(onRunning);
    marks.close();
  }
}
