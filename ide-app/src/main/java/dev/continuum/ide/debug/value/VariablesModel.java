package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.Entity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen in the selected frame: the exception on its way, results, locals, the value
 * stack, globals, tables, memories. Used on the JavaFX thread only.
 */
public final class VariablesModel implements AutoCloseable {
  /** How much of a name is searched. */
  private static final int SEARCHED = 1024;

  /** In a module with more globals, indices are surer than names to mean one of them. */
  private static final int NAMED_GLOBALS = 10_000;

  /**
   * How many there are of each kind.
   *
   * @param locals null when they are those of the shape before
   */
  private record Shape(
      FrameKey frame,
      @Nullable List<Spot.Local> locals,
      boolean thrown,
      int results,
      int stack,
      int globals,
      int tables,
      int memories,
      NextOperands next) {}

  private final GuestView guest;
  private final ValueNode root =
      new ValueNode(null, heading(Spot.Kind.ROOT, ""), 0, true, at -> none());
  private final ValueTreeModel tree;
  private final ValueNode thrown;
  private final ValueNode results;
  private final ValueNode locals;
  private final ValueNode stack;
  private final ValueNode globals;
  private final ValueNode tables;
  private final ValueNode memories;
  private final StringProperty filter = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
  private final Subscription following;
  private List<Spot.Local> localSpots = List.of();
  private FrameKey frame = new FrameKey(-1, 0, -1);
  private NextOperands next = NextOperands.NONE;
  private long asked;
  private boolean stale = true;
  private boolean globalsOpen;

  /** Shows what a guest says, from now on. */
  public VariablesModel(GuestView guest) {
    this.guest = guest;
    tree = new ValueTreeModel(guest, root);
    root.setCount(7);
    thrown = section(0, Spot.Kind.EXCEPTION, "", at -> new Spot.Thrown());
    results = section(1, Spot.Kind.RESULTS, "", at -> new Spot.Result((int) at));
    locals = section(2, Spot.Kind.LOCALS, "", at -> localSpots.get((int) at));
    stack = section(3, Spot.Kind.STACK, "value stack", at -> new Spot.Operand((int) at));
    globals = section(4, Spot.Kind.GLOBALS, "globals", at -> global((int) at));
    tables = section(5, Spot.Kind.TABLES, "", at -> entity(Spot.Kind.TABLE, "table", (int) at));
    memories =
        section(6, Spot.Kind.MEMORIES, "", at -> entity(Spot.Kind.MEMORY, "memory", (int) at));
    stack.setOpen(true);
    stack.setHidden(true);
    globals.setHidden(true);
    following =
        Subscription.combine(
            guest.standing().subscribe(this::stands),
            guest.level().subscribe((before, after) -> stands(guest.standing().get())),
            filter.subscribe((before, after) -> search(before)));
  }

  private static Spot none() {
    return heading(Spot.Kind.ROOT, "");
  }

  private static Spot.Heading heading(Spot.Kind kind, String label) {
    return new Spot.Heading(kind, 0, label);
  }

  private ValueNode section(int index, Spot.Kind kind, String label, LongFunction<Spot> parts) {
    ValueNode section = new ValueNode(root, heading(kind, label), index, label.isEmpty(), parts);
    root.put(section);
    return section;
  }

  /** The rows. */
  ValueTreeModel tree() {
    return tree;
  }

  /** Only what has this in its name is shown, whatever its case; empty shows all. */
  public StringProperty filter() {
    return filter;
  }

  /** What to say while there is no row though something is debugged. */
  public ReadOnlyStringProperty empty() {
    return empty.getReadOnlyProperty();
  }

  /** Whether the globals are listed. */
  boolean isGlobalsOpen() {
    return filter.get().isBlank() ? globals.open : globalsOpen;
  }

  void setGlobalsOpen(boolean open) {
    globalsOpen = open;
    if (filter.get().isBlank()) {
      tree.rows().setOpen(globals, open);
    }
  }

  /** Which instruction takes a row as its operand; empty when the next one does not. */
  String taker(ValueNode node) {
    return node.spot instanceof Spot.Operand(int depth) && depth < next.count()
        ? next.instruction()
        : "";
  }

  /** Says which rows are in view: none while the panel is hidden. */
  void show(int first, int behind) {
    tree.view(first, behind);
    if (stale) {
      ask();
    } else {
      tree.ask();
    }
  }

  // What there is

  private void stands(@Nullable Standing standing) {
    stale = true;
    if (standing == null) {
      apply(new Shape(new FrameKey(-1, 0, -1), List.of(), false, 0, 0, 0, 0, 0, NextOperands.NONE));
      return;
    }
    tree.stands(standing);
    ask();
  }

  private void ask() {
    Standing standing = guest.standing().get();
    if (standing == null || !tree.isSeen()) {
      return;
    }
    stale = false;
    long mine = ++asked;
    int level = guest.level().get();
    FrameKey before = frame;
    guest.look(
        backend -> shape(backend, standing, level, before),
        shape -> {
          if (mine == asked) {
            apply(shape);
            tree.ask();
          }
        },
        failed -> empty.set("Variables cannot be shown: %s.".formatted(failed.getMessage())));
  }

  private static Shape shape(DebugBackend backend, Standing standing, int level, FrameKey before) {
    Scope scope = backend.scope(level);
    FrameKey frame = ValueTreeModel.frame(backend, scope, standing.session(), level);
    boolean same = frame.session() == before.session() && frame.function() == before.function();
    FrameInfo innermost = standing.frame();
    Cell cell = new Cell();
    scope.exception(cell);
    boolean thrown = cell.value() instanceof Value.Reference reference && !reference.isNull();
    return new Shape(
        frame,
        same ? null : locals(backend.frames(level, 1)),
        thrown,
        scope.resultCount(),
        scope.stackSize(),
        scope.count(Space.GLOBAL),
        scope.count(Space.TABLE),
        scope.count(Space.MEMORY),
        level == 0 && innermost != null
            ? NextOperands.of(standing.program(), innermost)
            : NextOperands.NONE);
  }

  private static List<Spot.Local> locals(List<FrameInfo> frame) {
    if (frame.isEmpty()) {
      return List.of();
    }
    List<Spot.Local> spots = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FrameInfo.LocalInfo local : frame.getFirst().locals()) {
      String name = names.add(local.name()) ? local.name() : "";
      spots.add(new Spot.Local(local.index(), name, local.type()));
    }
    return spots;
  }

  private Spot global(int index) {
    List<? extends Entity> all = entities(Spot.Kind.GLOBALS);
    String name = index < all.size() ? all.get(index).name() : null;
    if (name == null || index >= NAMED_GLOBALS) {
      return new Spot.Global(index, "");
    }
    for (int i = 0; i < index; i++) {
      if (name.equals(all.get(i).name())) {
        return new Spot.Global(index, "");
      }
    }
    return new Spot.Global(index, name);
  }

  private Spot entity(Spot.Kind kind, String word, int index) {
    return new Spot.Heading(kind, index, word + " " + nameOf(entities(kind), index));
  }

  /** The name of a thing, or its index. */
  private static String nameOf(List<? extends Entity> all, int index) {
    String name = index < all.size() ? all.get(index).name() : null;
    return name == null ? Integer.toString(index) : SpotText.name(name);
  }

  private List<? extends Entity> entities(Spot.Kind kind) {
    Standing standing = guest.standing().get();
    if (standing == null) {
      return List.of();
    }
    Program program = standing.program();
    return switch (kind) {
      case GLOBALS -> program.module().globals();
      case TABLE -> program.module().tables();
      default -> program.module().memories();
    };
  }

  private void apply(Shape shape) {
    boolean another = shape.frame().session() != frame.session();
    frame = shape.frame();
    next = shape.next();
    NodeRows rows = tree.rows();
    List<Spot.Local> spots = shape.locals();
    if (spots != null) {
      rows.replace(
          locals,
          () -> {
            localSpots = spots;
            locals.setCount(spots.size());
            locals.choose(chosen(locals));
          });
    }
    if (another) {
      for (ValueNode each : List.of(stack, globals, tables, memories)) {
        rows.replace(each, each::forget);
      }
    }
    rows.setCount(thrown, shape.thrown() ? 1 : 0);
    rows.setCount(results, shape.results());
    rows.setCount(stack, shape.stack());
    rows.setCount(globals, shape.globals());
    rows.setCount(tables, shape.tables());
    rows.setCount(memories, shape.memories());
    stack.note = shape.stack() == 0 ? "empty" : Integer.toString(shape.stack());
    globals.note = "%,d".formatted(shape.globals());
    if (another && !filter.get().isBlank()) {
      choose();
    }
    hide();
    tree.updated();
  }

  // Searching

  private void search(String before) {
    boolean wasSearching = !before.isBlank();
    boolean searches = !filter.get().isBlank();
    if (!wasSearching && searches) {
      globalsOpen = globals.open;
    }
    choose();
    hide();
    if (searches != wasSearching) {
      tree.rows().setOpen(globals, searches || globalsOpen);
    }
    tree.updated();
    tree.ask();
  }

  private void choose() {
    for (ValueNode each : List.of(thrown, results, locals, stack, globals, tables, memories)) {
      int[] some = chosen(each);
      tree.rows().replace(each, () -> each.choose(some));
    }
  }

  private void hide() {
    boolean framed = frame.function() >= 0;
    boolean searches = !filter.get().isBlank();
    tree.rows().setHidden(stack, !framed || searches && stack.shown() == 0);
    tree.rows().setHidden(globals, globals.shown() == 0);
    boolean nothing = tree.rows().isEmpty();
    empty.set(
        !nothing || guest.standing().get() == null
            ? ""
            : searches
                ? "Nothing here has “" + filter.get().strip() + "” in its name."
                : "There is no call open here, and the module has no globals, tables or memories.");
  }

  /** The parts of a section that have what is looked for in their names; null for all. */
  private int @Nullable [] chosen(ValueNode section) {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    boolean all = wanted.isEmpty() || label(section).contains(wanted);
    if (all) {
      return null;
    }
    IntFunction<@Nullable String> names =
        switch (((Spot.Heading) section.spot).kind()) {
          case LOCALS -> i -> localSpots.get(i).name();
          case GLOBALS -> i -> entities(Spot.Kind.GLOBALS).get(i).name();
          case TABLES -> i -> "table " + nameOf(entities(Spot.Kind.TABLE), i);
          case MEMORIES -> i -> "memory " + nameOf(entities(Spot.Kind.MEMORY), i);
          case EXCEPTION -> i -> "exception";
          case RESULTS -> i -> "result";
          default -> i -> null;
        };
    int[] found = new int[section.count];
    int count = 0;
    for (int i = 0; i < section.count; i++) {
      String name = names.apply(i);
      if (name != null && name.length() > SEARCHED) {
        name = name.substring(0, SEARCHED);
      }
      if (name != null && ("$" + name).toLowerCase(Locale.ROOT).contains(wanted)) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static String label(ValueNode section) {
    return section.spot instanceof Spot.Heading heading && !heading.label().isEmpty()
        ? heading.label()
        : "\0";
  }

  @Override
  public void close() {
    following.unsubscribe();
  }
}
