package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Space;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A memory of the guest as it is looked at: what is in view, where the caret is, what marks the
 * bytes. At each stop, and when the view moves, the bytes in view and a screen around them are
 * asked for, and nothing else. Used on the JavaFX thread only.
 *
 * <p>The class is long because what is in view, the caret and what is known of the bytes change
 * together; what can be computed of them alone is done by others.
 */
public final class MemoryModel implements AutoCloseable {
  private final GuestView guest;
  private final WatchedPlaces watches;
  private final MemoryCursor cursor = new MemoryCursor();
  private final PlaceHistory history = new PlaceHistory();
  private final ObservableList<MemoryInfo> memories = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable MemoryInfo> memory = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<MemoryFormat> format =
      new SimpleObjectProperty<>(MemoryFormat.HEX_8);
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper();
  private final Comparison comparison;
  private Subscription subscriptions = Subscription.EMPTY;

  private @Nullable Expression follow;
  private @Nullable Standing standing;
  private int wantedMemory;
  private MemoryPages current = new MemoryPages();
  private MemoryPages before = new MemoryPages();

  /** What is shown until the bytes of the new stop are there. */
  private MemoryPages stale = new MemoryPages();

  private List<MemoryAccess> accesses = List.of();
  private @Nullable DataBands bands;
  private long found = -1;
  private long foundLength;

  /** Whether anybody sees it; what nobody sees is not asked for. */
  private boolean shown = true;

  private boolean asking;
  private boolean askAgain;
  private boolean answered;

  /** What was asked for another stop, or another memory, is not answered any more. */
  private long generation;

  /** Shows the memories of {@code guest}, with the watchpoints among {@code marks}. */
  public MemoryModel(GuestView guest, CodeMarks marks) {
    this.guest = guest;
    watches = new WatchedPlaces(marks, this::refresh);
    comparison = new Comparison(guest, this::refresh);
    subscriptions =
        Subscription.combine(
            guest.standing().subscribe(this::stands),
            guest.level().subscribe(level -> frameSelected()),
            guest
                .moving()
                .subscribe(moving -> {
                  if (!moving && !answered) {
                    ask();
                  }
                }),
            format.subscribe(chosen -> {
              cursor.setUnit(chosen.width());
              cursor.moveTo(cursor.caret(), false);
              refresh();
            }));
  }

  // The guest

  private void stands(@Nullable Standing now) {
    Standing last = standing;
    standing = now;
    generation++;
    asking = false;
    answered = false;
    found = -1;
    if (now == null) {
      forget();
      memories.clear();
      memory.set(null);
      accesses = List.of();
      say("");
      changed();
      return;
    }
    if (last == null || last.session() != now.session()) {
      forget();
      history.clear();
    } else if (last.tick() != now.tick() && !current.known().isEmpty()) {
      before = current;
    }
    if (!shown) {
      // What it was when it was seen last says nothing of the stop before.
      before = new MemoryPages();
    }
    if (!current.known().isEmpty()) {
      stale = current;
    }
    current = new MemoryPages();
    watches.standsIn(now);
    comparison.standsIn(now);
    ask();
  }

  private void forget() {
    current = new MemoryPages();
    before = new MemoryPages();
    stale = new MemoryPages();
    bands = null;
    comparison.forget();
  }

  private void frameSelected() {
    if (follow != null) {
      answered = false;
      ask();
    }
  }

  /** Whether anybody sees it: while nobody does, nothing is asked for. */
  void setShown(boolean now) {
    shown = now;
    if (now) {
      refresh();
    }
  }

  /** Asks for what is not known, and has the view painted anew. */
  private void refresh() {
    ask();
    changed();
  }

  private void changed() {
    revision.set(revision.get() + 1);
  }

  private void ask() {
    Standing now = standing;
    if (now == null || !shown || guest.moving().get()) {
      return;
    }
    if (asking) {
      askAgain = true;
      return;
    }
    long screen = (long) (cursor.rows() + 1) * cursor.perRow();
    long first = Math.max(0, cursor.top() - screen);
    Set<Long> known = Set.copyOf(current.known());
    boolean complete =
        answered
            && watches.unknown().isEmpty()
            && MemoryPages.missing(
                    cursor.top(), Math.min(cursor.top() + screen, cursor.size()), known)
                .isEmpty();
    if (complete) {
      compare();
      return;
    }
    asking = true;
    askAgain = false;
    long asked = generation;
    guest.look(
        new MemoryQuestion(
            now.program(),
            wantedMemory,
            guest.level().get(),
            first,
            3 * screen,
            screen,
            known,
            answered ? null : follow,
            watches.unknown(),
            bands != null),
        answer -> {
          if (asked == generation) {
            take(answer);
          }
        },
        failure -> {
          if (asked == generation) {
            asking = false;
            answered = true;
            say("The memory could not be read: " + failure.getMessage());
            changed();
          }
        });
  }

  private void take(MemoryQuestion.Answer answer) {
    asking = false;
    if (!memories.equals(answer.memories())) {
      memories.setAll(answer.memories());
    }
    wantedMemory = answer.memory();
    MemoryInfo shown = memories.isEmpty() ? null : memories.get(wantedMemory);
    memory.set(shown);
    cursor.setSize(shown == null ? 0 : shown.size());
    boolean first = !answered;
    answered = true;
    accesses = answer.accesses();
    watches.found(answer.watched());
    if (answer.bands() != null) {
      bands = answer.bands();
    }
    Long target = answer.followed();
    if (first && follow != null) {
      if (target != null) {
        cursor.moveTo(target, false);
        cursor.startAt(target);
        say("");
      } else {
        say("The view does not follow here: " + MemoryProblem.sentence(answer.problem()));
      }
    }
    current.add(answer.pages(), cursor.top() / MemoryPages.PAGE * MemoryPages.PAGE);
    if (askAgain || !answer.pages().isEmpty()) {
      askAgain = false;
      ask();
    }
    compare();
    changed();
  }

  private void compare() {
    Standing now = standing;
    if (now != null && memory.get() != null) {
      long to =
          Math.min(cursor.top() + (long) (cursor.rows() + 1) * cursor.perRow(), cursor.size());
      comparison.ask(now, wantedMemory, cursor.top(), to);
    }
  }

  // What is in view

  /** Grows with everything that changes what is to be painted. */
  public ReadOnlyLongProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** The memories of the module; empty while nothing is debugged. */
  public ObservableList<MemoryInfo> memories() {
    return FXCollections.unmodifiableObservableList(memories);
  }

  /** The one that is shown; null when there is none. */
  public ReadOnlyObjectProperty<@Nullable MemoryInfo> memory() {
    return memory.getReadOnlyProperty();
  }

  /** How bytes are shown. */
  public ObjectProperty<MemoryFormat> format() {
    return format;
  }

  /** What there is to say about what the user has done; empty for nothing. */
  public ReadOnlyStringProperty note() {
    return note.getReadOnlyProperty();
  }

  /** The comparison with another tick. */
  Comparison comparison() {
    return comparison;
  }

  GuestView guest() {
    return guest;
  }

  @Nullable Standing standing() {
    return standing;
  }

  /** Whether what was asked at this stop is answered. */
  boolean isAnswered() {
    return answered;
  }

  int memoryIndex() {
    return wantedMemory;
  }

  MemoryCursor cursor() {
    return cursor;
  }

  void say(String words) {
    note.set(words);
  }

  /** Moves the caret, scrolls or resizes, and asks for what came into view. */
  void move(Consumer<MemoryCursor> change) {
    change.accept(cursor);
    say("");
    refresh();
  }

  /** So many rows of so many bytes fit into the view. */
  void resized(int rows, int perRow) {
    cursor.resize(rows, perRow);
    ask();
  }

  /** A byte, 0 to 255, or -1 while it is not known. */
  int byteAt(long address) {
    int now = current.get(address);
    return now >= 0 || answered ? now : stale.get(address);
  }

  /** What it was at the stop before, or -1. */
  int byteBefore(long address) {
    return before.get(address);
  }

  /** The bits of {@link MemoryMarks} for each byte of a stretch that is in view. */
  int[] marks(long from, int length) {
    MemoryMarks marks = new MemoryMarks(from, length);
    for (int i = 0; i < length; i++) {
      int now = byteAt(from + i);
      int was = before.get(from + i);
      marks.set(i, MemoryMarks.CHANGED, now >= 0 && was >= 0 && was != now);
      int other = comparison.get(from + i);
      marks.set(i, MemoryMarks.DIFFERS, now >= 0 && other >= 0 && other != now);
    }
    for (MemoryAccess access : accesses) {
      if (access.memory() == wantedMemory) {
        marks.fill(
            access.address(),
            access.length(),
            access.writes() ? MemoryMarks.WRITTEN : MemoryMarks.READ);
      }
    }
    watches.mark(wantedMemory, marks);
    for (DataBands.Band band : bandsIn(from, from + length)) {
      marks.fill(band.start(), band.end() - band.start(), MemoryMarks.DATA);
      marks.fill(band.start(), 1, MemoryMarks.DATA_START);
    }
    if (found >= 0) {
      marks.fill(found, foundLength, MemoryMarks.FOUND);
    }
    marks.fill(
        cursor.selectionStart(),
        cursor.selectionEnd() - cursor.selectionStart(),
        MemoryMarks.SELECTED);
    return marks.bits();
  }

  List<DataBands.Band> bandsIn(long from, long to) {
    return bands == null ? List.of() : bands.in(wantedMemory, from, to);
  }

  List<MemoryAccess> accesses() {
    return accesses;
  }

  WatchedPlaces watches() {
    return watches;
  }

  // Going somewhere

  /** Shows another memory from its start. */
  public void choose(int index) {
    if (index != wantedMemory) {
      remember();
      switchTo(index);
      cursor.setSize(index < memories.size() ? memories.get(index).size() : 0);
      cursor.moveTo(0, false);
      cursor.startAt(0);
      refresh();
    }
  }

  private void switchTo(int index) {
    wantedMemory = index;
    generation++;
    asking = false;
    answered = false;
    found = -1;
    current = new MemoryPages();
    before = new MemoryPages();
    stale = new MemoryPages();
    comparison.forget();
    if (index < memories.size()) {
      memory.set(memories.get(index));
    }
  }

  /**
   * Selects bytes and shows them; says so when there are no such bytes.
   *
   * @param address unsigned
   * @param length at least 1
   */
  public void show(int index, long address, long length) {
    long size = index < memories.size() ? memories.get(index).size() : 0;
    if (memory.get() != null && Long.compareUnsigned(address, size) >= 0) {
      say(
          "%s lies outside of the memory, which ends at %s."
              .formatted(MemoryWords.hex(address), MemoryWords.hex(size)));
      return;
    }
    remember();
    goTo(new PlaceHistory.Place(index, address), length);
  }

  private void goTo(PlaceHistory.Place place, long length) {
    if (place.memory() != wantedMemory) {
      switchTo(place.memory());
      cursor.setSize(place.memory() < memories.size() ? memories.get(place.memory()).size() : 0);
    }
    cursor.select(place.address(), length);
    say("");
    refresh();
  }

  private void remember() {
    if (memory.get() != null) {
      history.leave(new PlaceHistory.Place(wantedMemory, cursor.caret()));
    }
  }

  /** Goes to where the view was before it was sent elsewhere. */
  public void back() {
    PlaceHistory.Place place = history.back(new PlaceHistory.Place(wantedMemory, cursor.caret()));
    if (place != null) {
      goTo(place, 1);
    }
  }

  /** Goes on to where {@link #back} came from. */
  public void forward() {
    PlaceHistory.Place place =
        history.forward(new PlaceHistory.Place(wantedMemory, cursor.caret()));
    if (place != null) {
      goTo(place, 1);
    }
  }

  /** Whether there is somewhere to go back to. */
  ReadOnlyBooleanProperty canGoBack() {
    return history.canGoBack();
  }

  /** Whether there is somewhere to go forward to. */
  ReadOnlyBooleanProperty canGoForward() {
    return history.canGoForward();
  }

  /** Goes to the address that an expression gives now; says why when it gives none. */
  public void goTo(String text) {
    evaluate(text, (expression, address) -> show(wantedMemory, address, 1));
  }

  /** What to do with an address that an expression gives. */
  private interface Arrival {
    void at(Expression expression, long address);
  }

  private void evaluate(String text, Arrival arrival) {
    Expression expression;
    try {
      expression = Expression.parse(text);
    } catch (ExpressionException malformed) {
      say(MemoryProblem.sentence(String.valueOf(malformed.getMessage())));
      return;
    }
    if (standing == null) {
      say("Nothing is being debugged.");
      return;
    }
    int index = wantedMemory;
    int level = guest.level().get();
    guest.look(
        backend -> {
          var scope = backend.scope(level);
          long size = index < scope.count(Space.MEMORY) ? scope.memory(index).size() : 0;
          return MemoryQuestion.address(expression, scope, size);
        },
        address -> arrival.at(expression, address),
        failure -> say(MemoryProblem.sentence(String.valueOf(failure.getMessage()))));
  }

  /** Whether the view starts at each stop at what an expression gives there. */
  public ReadOnlyBooleanProperty following() {
    return following.getReadOnlyProperty();
  }

  /** Starts the view at what an expression gives, now and at each stop from now on. */
  public void follow(String text) {
    evaluate(
        text,
        (expression, address) -> {
          show(wantedMemory, address, 1);
          follow = expression;
          following.set(true);
          cursor.startAt(address);
          refresh();
        });
  }

  /** Leaves the view where it is. */
  public void stay() {
    follow = null;
    following.set(false);
  }

  /** Marks what a search has found, and shows it. */
  void found(long address, long length) {
    remember();
    found = address;
    foundLength = length;
    cursor.select(address, length);
    refresh();
  }

  /** Whether a search has found something that begins there. */
  boolean isFound(long address) {
    return found == address;
  }

  @Override
  public void close() {
    subscriptions.unsubscribe();
    standing = null;
    generation++;
    comparison.end();
    watches.close();
  }
}
