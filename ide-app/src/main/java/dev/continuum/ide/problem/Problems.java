package dev.continuum.ide.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * All problems known now. Each source (a language, a check, a build) replaces its own and leaves
 * the others' alone. Used on the JavaFX thread only.
 */
public final class Problems {
  /** A problem, the file it is in, and who found it. */
  public record Entry(String source, Path file, Problem problem) {}

  private record Key(String source, Path file) {}

  private static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.file().toString())
          .thenComparing(entry -> entry.problem().line())
          .thenComparing(entry -> entry.problem().column())
          .thenComparing(entry -> entry.problem().offset())
          .thenComparing(entry -> entry.problem().severity());

  private final Map<Key, List<Problem>> bySource = new LinkedHashMap<>();
  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  private final ObservableList<Entry> view = FXCollections.unmodifiableObservableList(entries);

  /** All of them, by file and place. */
  public ObservableList<Entry> all() {
    return view;
  }

  /** Those in one file, by place. */
  public List<Entry> in(Path file) {
    Path wanted = file.toAbsolutePath().normalize();
    return entries.stream().filter(entry -> entry.file().equals(wanted)).toList();
  }

  /** How many are this bad. */
  public int count(Problem.Severity severity) {
    return (int) entries.stream().filter(e -> e.problem().severity() == severity).count();
  }

  /** Replaces what {@code source} found in {@code file}; an empty list takes it back. */
  public void set(String source, Path file, List<Problem> problems) {
    Key key = new Key(source, file.toAbsolutePath().normalize());
    List<Problem> before =
        problems.isEmpty() ? bySource.remove(key) : bySource.put(key, List.copyOf(problems));
    if (!problems.equals(before == null ? List.of() : before)) {
      refresh();
    }
  }

  /** Takes back everything {@code source} found, as before a new build. */
  public void clear(String source) {
    if (bySource.keySet().removeIf(key -> key.source().equals(source))) {
      refresh();
    }
  }

  /** Takes back everything found in {@code file}, by whomever. */
  public void clear(Path file) {
    Path wanted = file.toAbsolutePath().normalize();
    if (bySource.keySet().removeIf(key -> key.file().equals(wanted))) {
      refresh();
    }
  }

  private void refresh() {
    List<Entry> next = new ArrayList<>();
    bySource.forEach(
        (key, found) -> found.forEach(p -> next.add(new Entry(key.source(), key.file(), p))));
    next.sort(ORDER);
    entries.setAll(next);
  }
}
