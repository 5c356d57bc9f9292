package dev.continuum.ide.debug.stack;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are open, the innermost first. However many there are, only those in view are
 * asked for. Used on the JavaFX thread only.
 */
public final class CallStackModel implements AutoCloseable {
  /** How many calls are copied as text. */
  private static final int MOST_COPIED = 1_000;

  /** How many calls that were in view are remembered until the guest moves. */
  private static final int REMEMBERED = 2_000;

  /** How many arguments of a call are shown. */
  private static final int ARGUMENTS = 8;

  private final GuestView guest;
  private final Rows rows = new Rows();
  private final Map<Integer, Call> calls = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Call stack");
  private final Subscription following;
  private int depth;
  private int from;
  private int to;

  /** Whether what is remembered was learned before the guest moved. */
  private boolean old;

  /** Rows that are made when they are looked at. */
  private final class Rows extends ObservableListBase<CallRow> {
    @Override
    public CallRow get(int level) {
      if (level < 0 || level >= depth) {
        throw new IndexOutOfBoundsException("level " + level + " of " + depth);
      }
      return new CallRow(level, calls.get(level));
    }

    @Override
    public int size() {
      return depth;
    }

    void resize(int next) {
      int before = depth;
      if (next == before) {
        return;
      }
      beginChange();
      depth = next;
      if (next > before) {
        nextAdd(before, next);
      } else {
        nextRemove(next, Collections.nCopies(before - next, new CallRow(next, null)));
      }
      endChange();
    }
  }

  /** Shows the calls of a guest, from now on. */
  public CallStackModel(GuestView guest) {
    this.guest = guest;
    following = guest.standing().subscribe(this::stands);
  }

  ObservableList<CallRow> rows() {
    return rows;
  }

  /** Is told whenever rows say something else. */
  void onUpdate(Runnable listener) {
    listeners.add(listener);
  }

  /** What the panel is called now: with the number of calls where there are many. */
  ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  private void updated() {
    List.copyOf(listeners).forEach(Runnable::run);
  }

  private void stands(@Nullable Standing standing) {
    old = true;
    int now = standing == null ? 0 : standing.depth();
    if (now == 0) {
      calls.clear();
    }
    rows.resize(now);
    title.set(now < 100 ? "Call stack" : "Call stack %,d".formatted(now));
    ask();
  }

  /** Says which rows are in view; they are asked for now and whenever the guest stands. */
  void show(int first, int behind) {
    from = first;
    to = behind;
    ask();
  }

  private void ask() {
    Standing standing = guest.standing().get();
    int first = Math.max(0, from);
    int behind = Math.min(to, depth);
    if (!old) {
      while (first < behind && calls.containsKey(first)) {
        first++;
      }
      while (first < behind && calls.containsKey(behind - 1)) {
        behind--;
      }
    }
    if (standing == null || first >= behind) {
      return;
    }
    int start = first;
    int count = behind - first;
    guest.look(
        backend -> calls(backend, standing.program(), start, count),
        found -> {
          if (guest.standing().get() == standing) {
            learned(found);
          }
        },
        failed -> {
          if (guest.standing().get() == standing) {
            String why = GuestText.sentence(String.valueOf(failed.getMessage()));
            learned(List.of(new Call(start, why, "", 0, 0)));
          }
        });
  }

  private void learned(List<Call> found) {
    if (old || calls.size() > REMEMBERED) {
      calls.clear();
      old = false;
    }
    for (Call call : found) {
      calls.put(call.level(), call);
    }
    updated();
  }

  private static List<Call> calls(DebugBackend backend, Program program, int from, int count) {
    List<Call> calls = new ArrayList<>(count);
    for (FrameInfo frame : backend.frames(from, count)) {
      calls.add(
          new Call(
              frame.level(),
              GuestText.shown(frame.name()),
              arguments(backend, frame),
              frame.offset(),
              program.lines().line(frame.offset())));
    }
    return calls;
  }

  private static String arguments(DebugBackend backend, FrameInfo frame) {
    List<String> shown = new ArrayList<>();
    Scope scope = backend.scope(frame.level());
    Cell cell = new Cell();
    for (FrameInfo.LocalInfo local : frame.locals()) {
      if (!local.parameter()) {
        break;
      }
      if (shown.size() == ARGUMENTS) {
        shown.add("…");
        break;
      }
      scope.local(local.index(), cell);
      String name = local.name().isEmpty() ? "" : GuestText.shown(local.name(), 40) + "=";
      shown.add(name + GuestText.shown(cell.value().toString(), 40));
    }
    return String.join(", ", shown);
  }

  /** Selects a call: the one that locals and expressions belong to. */
  void select(int level) {
    if (level >= 0 && level < depth && level != guest.level().get()) {
      guest.select(level);
    }
  }

  /**
   * Gives the calls as text, the first thousand of them.
   *
   * @param failed is told why they cannot be had
   */
  void text(Consumer<String> done, Consumer<String> failed) {
    Standing standing = guest.standing().get();
    if (standing == null) {
      return;
    }
    int all = depth;
    guest.look(
        backend -> calls(backend, standing.program(), 0, MOST_COPIED),
        found ->
            done.accept(
                found.stream().map(Call::text).collect(Collectors.joining("\n"))
                    + (all > found.size() ? "\nand %,d more".formatted(all - found.size()) : "")),
        failure ->
            failed.accept("The calls cannot be copied: %s.".formatted(failure.getMessage())));
  }

  @Override
  public void close() {
    following.unsubscribe();
  }
}
