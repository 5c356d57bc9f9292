package dev.continuum.ide.debug.breakpoint;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.HitRule;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The breakpoints of all programs, in words. Used on the JavaFX thread only. */
final class BreakpointsModel implements AutoCloseable {
  private final GuestView guest;
  private final Breakpoints breakpoints;
  private final List<Runnable> listeners = new ArrayList<>();
  private final ListChangeListener<UserBreakpoint> listChanged = change -> updated();
  private final MapChangeListener<Long, BreakpointState> statesChanged = change -> updated();
  private final Subscription following;

  BreakpointsModel(GuestView guest, Breakpoints breakpoints) {
    this.guest = guest;
    this.breakpoints = breakpoints;
    breakpoints.all().addListener(listChanged);
    breakpoints.states().addListener(statesChanged);
    following = guest.standing().subscribe(this::updated);
  }

  ObservableList<UserBreakpoint> all() {
    return breakpoints.all();
  }

  /** Is told whenever rows say something else. */
  void onUpdate(Runnable listener) {
    listeners.add(listener);
  }

  private void updated() {
    List.copyOf(listeners).forEach(Runnable::run);
  }

  /** What the program that is debugged has made of a breakpoint; null when it knows nothing. */
  @Nullable BreakpointState state(UserBreakpoint breakpoint) {
    return breakpoints.states().get(breakpoint.id());
  }

  /** Where it stops, in words, harmless and short. */
  String place(UserBreakpoint breakpoint) {
    String file = fileName(breakpoint);
    return GuestText.shown(
        switch (breakpoint.spec().location()) {
          case Location.WatLine(int line) -> file + ":" + line;
          case Location.SourceLine(String source, int line) -> source + ":" + line;
          case Location.Instruction(int offset) -> instruction(breakpoint, offset);
          case Location.Function function -> function.toString();
          case Location.ImportCall(String module, String name) -> "call of " + module + "." + name;
          case Location.Trap() -> "any trap";
          case Location.Thrown(String tag) ->
              tag == null ? "any exception" : "exception " + Identifiers.of(GuestText.shown(tag));
          case Location.MemoryGrow() -> "memory.grow";
          case Location.Watch watch ->
              switch (watch.access()) {
                    case READ -> "read of ";
                    case WRITE -> "write to ";
                    case CHANGE -> "change of ";
                  }
                  + watch.place();
        });
  }

  /** The function and how far within it, where the program is at hand. */
  private String instruction(UserBreakpoint breakpoint, int offset) {
    String plain = fileName(breakpoint) + "+0x" + Integer.toHexString(offset);
    Standing standing = guest.standing().get();
    if (standing == null || !standing.program().file().equals(breakpoint.program())) {
      return plain;
    }
    Function function = standing.program().module().functionAt(offset);
    if (function == null || function.code() == null) {
      return plain;
    }
    String name = function.name();
    String called =
        name == null ? "func[" + function.index() + "]" : Identifiers.of(GuestText.shown(name));
    int start = function.code().instructions().start();
    return called + "+0x" + Integer.toHexString(offset - start);
  }

  private static String fileName(UserBreakpoint breakpoint) {
    Path name = breakpoint.program().getFileName();
    return name == null ? breakpoint.program().toString() : name.toString();
  }

  /** When it stops and what it does, in words, and the program where its place does not say it. */
  String detail(UserBreakpoint breakpoint) {
    BreakpointSpec spec = breakpoint.spec();
    List<String> words = new ArrayList<>();
    if (spec.condition() != null) {
      words.add("if " + spec.condition());
    }
    if (spec.hits().kind() != HitRule.Kind.ALWAYS) {
      long number = spec.hits().number();
      words.add(
          switch (spec.hits().kind()) {
            case EXACTLY -> "at hit " + number;
            case FROM -> "from hit " + number;
            default -> "every " + number + " hits";
          });
    }
    if (spec.log() != null) {
      words.add("writes “" + spec.log().text() + "”");
    }
    boolean named =
        spec.location() instanceof Location.WatLine
            || spec.location() instanceof Location.Instruction;
    if (!named) {
      words.add("in " + fileName(breakpoint));
    }
    return GuestText.shown(String.join(", ", words), 200);
  }

  /** How often it was hit; empty while it was not. */
  String hits(UserBreakpoint breakpoint) {
    BreakpointState state = state(breakpoint);
    return state == null || state.hits() == 0 ? "" : "hit %,d".formatted(state.hits());
  }

  /** Why it does not stop, in a sentence; empty when it does. */
  String problem(UserBreakpoint breakpoint) {
    BreakpointState state = state(breakpoint);
    return state == null ? "" : GuestText.sentence(state.problem());
  }

  void setEnabled(UserBreakpoint breakpoint, boolean enabled) {
    breakpoints.update(breakpoint.id(), spec -> spec.withEnabled(enabled));
  }

  void setAllEnabled(boolean enabled) {
    for (UserBreakpoint each : List.copyOf(breakpoints.all())) {
      setEnabled(each, enabled);
    }
  }

  /** Whether any is enabled. */
  boolean isAnyEnabled() {
    return breakpoints.all().stream().anyMatch(each -> each.spec().enabled());
  }

  void remove(UserBreakpoint breakpoint) {
    breakpoints.remove(breakpoint.id());
  }

  void clear() {
    breakpoints.clear();
  }

  /** Sets a plain breakpoint, unless there is one. */
  void add(Path program, Location location) {
    if (breakpoints.at(program, location).isEmpty()) {
      breakpoints.add(program, BreakpointSpec.at(location));
    }
  }

  @Override
  public void close() {
    breakpoints.all().removeListener(listChanged);
    breakpoints.states().removeListener(statesChanged);
    following.unsubscribe();
  }
}
