package dev.continuum.ide.shell;

import java.nio.file.Path;
import java.util.Collection;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Files or folders that were open, newest first. Used on the JavaFX thread only. */
final class RecentPaths {
  private static final int KEPT = 20;

  private final ObservableList<Path> paths = FXCollections.observableArrayList();

  ObservableList<Path> all() {
    return paths;
  }

  void add(Path path) {
    paths.remove(path);
    paths.addFirst(path);
    if (paths.size() > KEPT) {
      paths.removeLast();
    }
  }

  void remove(Path path) {
    paths.remove(path);
  }

  void set(Collection<String> saved) {
    paths.setAll(saved.stream().map(Path::of).toList());
  }
}
