package dev.continuum.ide.editor;

import dev.continuum.ide.editor.SearchQuery.BadQueryException;
import dev.continuum.ide.editor.SearchQuery.Found;
import dev.continuum.ide.editor.SearchQuery.Match;
import dev.continuum.ide.task.Tasks;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Find and replace in one text. It searches in the background whenever the query or the text
 * changes, while it is open; only the latest answer counts. Used on the JavaFX thread only.
 */
public final class FindModel implements AutoCloseable {
  private static final long PAUSE_MILLIS = 60;

  private final TextBuffer buffer;
  private final Tasks tasks;
  private final StringProperty query = new SimpleStringProperty("");
  private final StringProperty replacement = new SimpleStringProperty("");
  private final BooleanProperty matchCase = new SimpleBooleanProperty();
  private final BooleanProperty wholeWord = new SimpleBooleanProperty();
  private final BooleanProperty regex = new SimpleBooleanProperty();
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Found> found =
      new ReadOnlyObjectWrapper<>(new Found(List.of(), true));
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper failing = new ReadOnlyBooleanWrapper();

  private Tasks.@Nullable Job pause;
  private Tasks.@Nullable Job search;
  private @Nullable Runnable afterSearch;

  /** What replacing everything did, until the query changes. */
  private @Nullable String replaced;

  /** Whether the matches are those of the present query and text. */
  private boolean current;

  /** Where the search began: typing a longer word looks from there again. */
  private int origin;

  /** A search in {@code buffer}, closed at first. */
  public FindModel(TextBuffer buffer, Tasks tasks) {
    this.buffer = buffer;
    this.tasks = tasks;
    query.subscribe((before, after) -> queryChanged());
    matchCase.subscribe((before, after) -> queryChanged());
    wholeWord.subscribe((before, after) -> queryChanged());
    regex.subscribe((before, after) -> queryChanged());
    open.subscribe((before, after) -> {
      origin = Math.min(buffer.anchor(), buffer.caret());
      stale();
    });
    buffer.onChange(this::stale);
  }

  /** What is searched for. */
  public StringProperty query() {
    return query;
  }

  /** What replaces it. */
  public StringProperty replacement() {
    return replacement;
  }

  /** Whether A and a differ. */
  public BooleanProperty matchCase() {
    return matchCase;
  }

  /** Whether only whole words match. */
  public BooleanProperty wholeWord() {
    return wholeWord;
  }

  /** Whether the query is a regular expression. */
  public BooleanProperty regex() {
    return regex;
  }

  /** Whether the bar is open; matches are kept up to date only while it is. */
  public BooleanProperty open() {
    return open;
  }

  /** What was found last. */
  public ReadOnlyObjectProperty<Found> found() {
    return found.getReadOnlyProperty();
  }

  /** How many, and which one is selected; or what is wrong with the query. */
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  /** Whether the query is wrong or finds nothing. */
  public ReadOnlyBooleanProperty failing() {
    return failing.getReadOnlyProperty();
  }

  /** Selects the next match behind the caret, around the end of the text. */
  public void next() {
    whenCurrent(() -> {
      int from = Math.max(buffer.anchor(), buffer.caret());
      show(first(from));
    });
  }

  /** Selects the previous match, around the beginning of the text. */
  public void previous() {
    whenCurrent(() -> {
      List<Match> matches = found.get().matches();
      int before = Math.min(buffer.anchor(), buffer.caret());
      int index = first(before) - 1;
      while (index >= 0 && matches.get(index).end() > before) {
        index--;
      }
      show(index < 0 ? matches.size() - 1 : index);
    });
  }

  /** Replaces the selected match and goes to the next; without one only goes there. */
  public void replace() {
    whenCurrent(() -> {
      int start = Math.min(buffer.anchor(), buffer.caret());
      int end = Math.max(buffer.anchor(), buffer.caret());
      Match selected = new Match(start, end);
      if (found.get().matches().contains(selected)) {
        try {
          String with = snapshot().replaced(buffer.text(), List.of(selected), replacement.get());
          int caret = start + with.length();
          if (!buffer.replace(start, end, with, caret, caret)) {
            return;
          }
        } catch (BadQueryException e) {
          fail(e);
          return;
        }
      }
      next();
    });
  }

  /** Replaces every match, as one step to undo. */
  public void replaceAll() {
    whenCurrent(() -> {
      List<Match> matches = found.get().matches();
      if (matches.isEmpty()) {
        return;
      }
      try {
        String with = snapshot().replaced(buffer.text(), matches, replacement.get());
        int start = matches.getFirst().start();
        int caret = start + with.length();
        replaced = String.format(Locale.ROOT, "Replaced %,d", matches.size());
        if (!buffer.replace(start, matches.getLast().end(), with, caret, caret)) {
          replaced = null;
          failing.set(true);
          status.set("Too long");
        }
      } catch (BadQueryException e) {
        fail(e);
      }
    });
  }

  private SearchQuery snapshot() {
    return new SearchQuery(query.get(), matchCase.get(), wholeWord.get(), regex.get());
  }

  private void queryChanged() {
    replaced = null;
    stale();
    if (open.get() && !query.get().isEmpty()) {
      whenCurrent(() -> show(first(origin)));
    }
  }

  private void stale() {
    current = false;
    if (search != null) {
      search.cancel();
    }
    if (pause != null) {
      pause.cancel();
    }
    if (!open.get()) {
      found.set(new Found(List.of(), true));
      return;
    }
    pause = tasks.later(PAUSE_MILLIS, this::search);
  }

  /** Runs {@code action} with the matches of the present query and text: now, or soon. */
  private void whenCurrent(Runnable action) {
    if (current) {
      action.run();
    } else {
      afterSearch = action;
      search();
    }
  }

  private void search() {
    if (search != null) {
      search.cancel();
    }
    if (pause != null) {
      pause.cancel();
    }
    SearchQuery asked = snapshot();
    String text = buffer.text();
    search =
        tasks.start(
            "Searching for " + asked.text(),
            progress -> asked.find(text),
            result -> {
              current = true;
              found.set(result);
              count();
              Runnable next = afterSearch;
              afterSearch = null;
              if (next != null) {
                next.run();
              }
            },
            this::fail);
  }

  private void fail(Exception failure) {
    afterSearch = null;
    found.set(new Found(List.of(), true));
    failing.set(true);
    status.set(String.valueOf(failure.getMessage()));
  }

  /** The index of the first match at or behind a position, around the end; -1 without matches. */
  private int first(int from) {
    List<Match> matches = found.get().matches();
    int low = 0;
    int high = matches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (matches.get(middle).start() < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return matches.isEmpty() ? -1 : low % matches.size();
  }

  private void show(int index) {
    if (index < 0) {
      count();
      return;
    }
    Match match = found.get().matches().get(index);
    buffer.select(match.start(), match.end());
    count();
  }

  /** Says how many there are, and which one is selected. */
  void count() {
    Found now = found.get();
    int size = now.matches().size();
    failing.set(size == 0 && replaced == null && !query.get().isEmpty());
    if (query.get().isEmpty()) {
      status.set("");
      return;
    }
    int start = Math.min(buffer.anchor(), buffer.caret());
    int end = Math.max(buffer.anchor(), buffer.caret());
    int selected = now.matches().indexOf(new Match(start, end)) + 1;
    String total = String.format(Locale.ROOT, "%,d%s", size, now.complete() ? "" : "+");
    status.set(
        size == 0
            ? Objects.requireNonNullElse(replaced, "No results")
            : selected > 0
                ? String.format(Locale.ROOT, "%,d of %s", selected, total)
                : total + (size == 1 ? " result" : " results"));
  }

  @Override
  public void close() {
    open.set(false);
    if (search != null) {
      search.cancel();
    }
    if (pause != null) {
      pause.cancel();
    }
    afterSearch = null;
  }
}
