package dev.continuum.ide.debug.expression;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.ScopeNames;
import dev.continuum.inspector.debug.expression.Space;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names that the selected frame of a guest knows, copied so that they can be used while it
 * moves. Looked up when they are wanted, and only where they can be others. Used on the JavaFX
 * thread only.
 */
public final class GuestNames implements Supplier<ScopeNames> {
  /** A module may have a million names, of a megabyte each. */
  private static final int MOST = 20_000;

  private static final int LONGEST = 1024;

  private final GuestView guest;
  private Known known = new Known(0, new Object(), ScopeNames.NONE);

  /** When the names were looked up last; they are looked up once for each standing and level. */
  private long version = -1;

  private int level = -1;

  /**
   * Names that were looked up.
   *
   * @param token the scope's own, which is another where names mean something else
   */
  private record Known(long session, Object token, ScopeNames names) {}

  /** Without names until they are wanted first. */
  public GuestNames(GuestView guest) {
    this.guest = guest;
  }

  /** The names as far as they are known; newer ones are looked up for the next time. */
  @Override
  public ScopeNames get() {
    Standing standing = guest.standing().get();
    if (standing == null) {
      return ScopeNames.NONE;
    }
    int wantedLevel = guest.level().get();
    if (version != standing.version() || level != wantedLevel) {
      version = standing.version();
      level = wantedLevel;
      Known before = known;
      guest.look(
          backend -> known(backend, before, standing.session(), wantedLevel),
          found -> known = found,
          failed -> version = -1);
    }
    return known.session() == standing.session() ? known.names() : ScopeNames.NONE;
  }

  private static Known known(DebugBackend backend, Known before, long session, int level) {
    Scope scope = backend.scope(level);
    Object token = scope.token();
    if (before.session() == session && before.token() == token) {
      return before;
    }
    Map<Space, List<String>> copies = new EnumMap<>(Space.class);
    for (Space space : Space.values()) {
      copies.put(space, copy(scope.names(space)));
    }
    return new Known(session, token, space -> names(copies.get(space)));
  }

  private static List<String> names(@Nullable List<String> copied) {
    return copied == null ? List.of() : copied;
  }

  private static List<String> copy(Iterable<String> names) {
    List<String> copied = new ArrayList<>();
    for (String name : names) {
      if (copied.size() == MOST) {
        break;
      }
      if (name.length() <= LONGEST) {
        copied.add(name);
      }
    }
    return List.copyOf(copied);
  }
}
