package dev.continuum.ide.project;

import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a project as far as someone has looked into them. They are read in the background,
 * and looked at again every two seconds, which works on every file system. Used on the JavaFX
 * thread.
 */
public final class ProjectTreeModel implements AutoCloseable {
  private static final long PERIOD_MILLIS = 2000;

  private final Tasks tasks;
  private final Map<Path, ObservableList<FileNode>> loaded = new HashMap<>();
  private final ReadOnlyObjectWrapper<@Nullable Path> root = new ReadOnlyObjectWrapper<>();
  private Tasks.@Nullable Job look;
  private Tasks.@Nullable Job pause;

  /** A model without a folder. */
  public ProjectTreeModel(Tasks tasks) {
    this.tasks = tasks;
  }

  /** The project's folder. */
  public ReadOnlyObjectProperty<@Nullable Path> root() {
    return root.getReadOnlyProperty();
  }

  /** Shows another folder, or none. */
  public void open(@Nullable Path folder) {
    loaded.clear();
    root.set(folder);
  }

  /** What is in a folder; empty at first, filled as soon as it is read, and kept up to date. */
  public ObservableList<FileNode> children(Path folder) {
    ObservableList<FileNode> known = loaded.get(folder);
    if (known != null) {
      return known;
    }
    ObservableList<FileNode> list = FXCollections.observableArrayList();
    loaded.put(folder, list);
    read(List.of(folder));
    return list;
  }

  /** No longer keeps a folder up to date: it was closed. */
  public void forget(Path folder) {
    loaded.remove(folder);
  }

  /** Looks at everything loaded again. */
  public void refresh() {
    if (look != null && look.isActive()) {
      return;
    }
    if (!loaded.isEmpty()) {
      look = read(List.copyOf(loaded.keySet()));
    }
  }

  /** Refreshes every two seconds from now on. */
  public void start() {
    pause =
        tasks.later(
            PERIOD_MILLIS,
            () -> {
              refresh();
              start();
            });
  }

  private Tasks.Job read(List<Path> folders) {
    return tasks.start(
        "Reading folders",
        progress -> {
          Map<Path, Optional<List<FileNode>>> found = new LinkedHashMap<>();
          for (Path folder : folders) {
            found.put(folder, listing(folder));
          }
          return found;
        },
        found -> found.forEach(this::show),
        failure -> {
          throw new IllegalStateException(failure);
        });
  }

  private static Optional<List<FileNode>> listing(Path folder) {
    try {
      return Optional.of(FolderListing.of(folder));
    } catch (IOException e) {
      // Gone or not readable: its parent's next listing shows which.
      return Optional.empty();
    }
  }

  private void show(Path folder, Optional<List<FileNode>> found) {
    ObservableList<FileNode> list = loaded.get(folder);
    if (list == null) {
      return;
    }
    List<FileNode> next = found.orElse(List.of());
    if (list.equals(next)) {
      return;
    }
    List<FileNode> gone = new ArrayList<>(list);
    gone.removeAll(next);
    gone.stream().filter(FileNode::isFolder).forEach(node -> forget(node.path()));
    list.setAll(next);
  }

  @Override
  public void close() {
    if (pause != null) {
      pause.cancel();
    }
    if (look != null) {
      look.cancel();
    }
    loaded.clear();
  }
}
