package dev.continuum.ide.debug.memory;

import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.debug.expression.Space;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Looks for bytes in a memory of any size: some megabytes at a time, so that the guest can be moved
 * in between, which ends the search. What was never written is passed over. Used on the JavaFX
 * thread only.
 */
final class MemorySearchModel implements AutoCloseable {
  /** The bytes that are read at once. */
  static final int CHUNK = 2 << 20;

  private final MemoryModel model;
  private final int chunk;
  private final ObjectProperty<SearchPattern.Kind> kind =
      new SimpleObjectProperty<>(SearchPattern.Kind.BYTES);
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final Subscription subscription;
  private @Nullable Search search;

  /**
   * A search under way.
   *
   * @param start where it started: forwards the first place to look at, backwards the first not to
   * @param at how far it has come
   * @param wrapped whether it has come to the end, and gone on at the other
   */
  private record Search(
      SearchPattern pattern, boolean forward, long start, long at, boolean wrapped, long size) {
    Search to(long next) {
      return new Search(pattern, forward, start, next, wrapped, size);
    }

    Search around() {
      return new Search(pattern, forward, start, forward ? 0 : size, true, size);
    }

    /** Behind the last place to look at, or the first place to look at when it goes backwards. */
    long limit() {
      if (forward) {
        return wrapped ? Math.min(size, start + pattern.length() - 1) : size;
      }
      return wrapped ? Math.max(0, start - pattern.length() + 1) : 0;
    }

    boolean isDone() {
      return forward ? at + pattern.length() > limit() : at - pattern.length() < limit();
    }

    double fraction() {
      double ahead = forward ? at - start : start - at;
      return size == 0 ? 0 : (wrapped ? ahead + size : ahead) / size;
    }
  }

  /**
   * What a look has found.
   *
   * @param found the place, or -1
   * @param next how far it has looked
   */
  private record Found(long found, long next) {}

  MemorySearchModel(MemoryModel model) {
    this(model, CHUNK);
  }

  MemorySearchModel(MemoryModel model, int chunk) {
    this.model = model;
    this.chunk = chunk;
    subscription =
        Subscription.combine(
            model
                .guest()
                .moving()
                .subscribe(moving -> {
                  if (moving) {
                    drop("The search ended: the guest moves.");
                  }
                }),
            model.guest().standing().subscribe(standing -> drop("")),
            query.subscribe(text -> cancel()),
            kind.subscribe(chosen -> cancel()));
  }

  /** What kind of thing is looked for. */
  ObjectProperty<SearchPattern.Kind> kind() {
    return kind;
  }

  /** What is looked for, as the user types it. */
  StringProperty query() {
    return query;
  }

  /** What came of it, in a sentence. */
  ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty searching() {
    return searching.getReadOnlyProperty();
  }

  /** How much of the memory was looked at, 0 to 1. */
  ReadOnlyDoubleProperty progress() {
    return progress.getReadOnlyProperty();
  }

  private void drop(String why) {
    if (searching.get()) {
      end(why);
    }
  }

  /** Ends the search. */
  void cancel() {
    end("");
  }

  private void end(String words) {
    search = null;
    searching.set(false);
    progress.set(0);
    status.set(words);
  }

  /** Looks for the next place behind the caret, and on from the memory's start. */
  void next() {
    begin(true);
  }

  /** Looks for the last place before the caret, and on from the memory's end. */
  void previous() {
    begin(false);
  }

  private void begin(boolean forward) {
    cancel();
    MemoryInfo memory = model.memory().get();
    if (memory == null) {
      status.set("There is no memory to search.");
      return;
    }
    if (model.guest().moving().get()) {
      status.set("The guest is running; pause it to search its memory.");
      return;
    }
    try {
      SearchPattern pattern = SearchPattern.of(kind.get(), query.get());
      MemoryCursor cursor = model.cursor();
      long caret = cursor.selectionStart();
      // What the caret stands on counts, unless it was found before.
      long ahead = model.isFound(caret) ? caret + 1 : caret;
      long start = forward ? ahead : Math.min(memory.size(), caret + pattern.length() - 1);
      search = new Search(pattern, forward, start, start, false, memory.size());
      searching.set(true);
      look();
    } catch (SearchPattern.PatternException refused) {
      status.set(String.valueOf(refused.getMessage()));
    }
  }

  private void look() {
    Search now = search;
    while (now != null && now.isDone()) {
      if (now.wrapped()) {
        end("It does not occur in this memory.");
        return;
      }
      now = now.around();
      search = now;
    }
    if (now == null) {
      return;
    }
    Search asked = now;
    int memory = model.memoryIndex();
    model
        .guest()
        .look(
            backend -> step(backend, memory, asked),
            answer -> {
              if (search == asked) {
                take(asked, answer);
              }
            },
            failure -> {
              if (search == asked) {
                end("The memory could not be read: " + failure.getMessage());
              }
            });
  }

  private void take(Search asked, Found answer) {
    if (answer.found() >= 0) {
      boolean around = asked.wrapped();
      end(
          "Found at %s%s."
              .formatted(
                  MemoryWords.hex(answer.found()),
                  !around ? "" : asked.forward() ? ", on from the start" : ", on from the end"));
      model.found(answer.found(), asked.pattern().length());
      return;
    }
    search = asked.to(answer.next());
    progress.set(asked.fraction());
    look();
  }

  private Found step(DebugBackend backend, int index, Search now) {
    var scope = backend.scope(0);
    if (index >= scope.count(Space.MEMORY)) {
      return new Found(-1, now.limit());
    }
    ScopeMemory memory = scope.memory(index);
    return now.forward() ? forward(memory, now) : backward(memory, now);
  }

  private Found forward(ScopeMemory memory, Search now) {
    int length = now.pattern().length();
    long from = now.at();
    if (!now.pattern().isZeros()) {
      // It has a byte that is not zero, which lies where something was written.
      from = Math.max(from, memory.nextData(from) - length + 1);
    }
    long to = Math.min(now.limit(), from + chunk + length - 1);
    if (to - from < length) {
      return new Found(-1, now.limit());
    }
    byte[] bytes = new byte[(int) (to - from)];
    memory.read(from, bytes, 0, bytes.length);
    int found = now.pattern().first(bytes, bytes.length);
    return new Found(found < 0 ? -1 : from + found, to - length + 1);
  }

  private Found backward(ScopeMemory memory, Search now) {
    int length = now.pattern().length();
    long to = now.at();
    if (!now.pattern().isZeros()) {
      to = Math.min(to, memory.lastData(to) + length - 1);
    }
    long from = Math.max(now.limit(), to - chunk - length + 1);
    if (to - from < length) {
      return new Found(-1, now.limit());
    }
    byte[] bytes = new byte[(int) (to - from)];
    memory.read(from, bytes, 0, bytes.length);
    int found = now.pattern().last(bytes, bytes.length);
    return new Found(found < 0 ? -1 : from + found, from + length - 1);
  }

  @Override
  public void close() {
    cancel();
    subscription.unsubscribe();
  }
}
