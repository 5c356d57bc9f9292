package dev.continuum.ide.action;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All actions with their commands, in the order they were registered, which is the order of the
 * menus. Used on the JavaFX thread only.
 */
public final class ActionRegistry {
  /** An action and its behaviour. */
  public record Entry(Action action, Command command) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> wantSeparator = new HashSet<>();
  private final Set<String> separated = new HashSet<>();
  private final List<Runnable> listeners = new ArrayList<>();

  /**
   * Adds an action.
   *
   * @throws IllegalArgumentException when the id or the key is taken
   */
  public void register(Action action, Command command) {
    for (Entry other : entries.values()) {
      if (action.key() != null && action.key().equals(other.action().key())) {
        throw new IllegalArgumentException(
            action.id() + " and " + other.action().id() + " both want " + action.key());
      }
    }
    if (entries.putIfAbsent(action.id(), new Entry(action, command)) != null) {
      throw new IllegalArgumentException("There is an action " + action.id() + " already");
    }
    if (wantSeparator.remove(menuOf(action.id()))) {
      separated.add(action.id());
    }
    List.copyOf(listeners).forEach(Runnable::run);
  }

  /** Asks for a line in a menu above the action that is registered for it next. */
  public void separator(String menu) {
    wantSeparator.add(menu);
  }

  /** Whether a line stands above this action in its menu. */
  public boolean isSeparated(String id) {
    return separated.contains(id);
  }

  /** The menu of an action: its id up to the first dot. */
  public static String menuOf(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? id : id.substring(0, dot);
  }

  /** The action with this id. */
  public Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** All, in order. */
  public Collection<Entry> all() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /**
   * Does it, if it can be done now.
   *
   * @return whether it was done
   * @throws IllegalArgumentException when there is no such action
   */
  public boolean run(String id) {
    Entry entry =
        find(id).orElseThrow(() -> new IllegalArgumentException("There is no action " + id));
    if (!entry.command().enabled().get()) {
      return false;
    }
    entry.command().execute();
    return true;
  }

  /** Calls {@code listener} after each registration from now on. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
