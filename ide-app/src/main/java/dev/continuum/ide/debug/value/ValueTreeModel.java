package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import dev.continuum.inspector.syntax.Function;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Values as rows, of which only those in view are asked for: after each stop anew. Whoever owns it
 * makes its rows, and tells it when the guest stands. Used on the JavaFX thread only.
 */
public final class ValueTreeModel {
  /** How many parts of one object are shown. */
  private static final int MOST_PARTS = 1_000_000;

  /** How many rows are asked for at once, whatever is said to be in view. */
  private static final int MOST_SEEN = 400;

  private final GuestView guest;
  private final NodeRows rows;
  private final Changes changes = new Changes();
  private final Map<String, ValueFormat> formats = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private final ReadOnlyObjectWrapper<@Nullable ValueNode> editing = new ReadOnlyObjectWrapper<>();
  private final StringProperty editText = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper editTrouble = new ReadOnlyStringWrapper("");

  /** Grows whenever everything that was learned is old. */
  private long epoch;

  private int from;
  private int to;

  ValueTreeModel(GuestView guest, ValueNode root) {
    this.guest = guest;
    rows = new NodeRows(root);
    editText.subscribe((before, after) -> editTrouble.set(""));
  }

  NodeRows rows() {
    return rows;
  }

  /** Is told whenever rows say something else. */
  void onUpdate(Runnable listener) {
    listeners.add(listener);
  }

  void updated() {
    List.copyOf(listeners).forEach(Runnable::run);
  }

  // What is asked

  /** The guest stands somewhere, or another frame was selected: what was learned is old. */
  void stands(Standing standing) {
    epoch++;
    changes.stands(standing.session(), standing.tick());
    editing.set(null);
  }

  /**
   * Says which rows are in view; they are asked for now and whenever the guest stands.
   *
   * @param first the first row
   * @param behind the row behind the last
   */
  void show(int first, int behind) {
    view(first, behind);
    ask();
  }

  /** Says which rows are in view, without asking for them yet. */
  void view(int first, int behind) {
    from = first;
    to = Math.min(behind, first + MOST_SEEN);
  }

  /** Whether any row is in view, so that there is someone to ask for. */
  boolean isSeen() {
    return to > from;
  }

  /** Asks for the rows in view that have not been asked for since the guest stands. */
  void ask() {
    Standing standing = guest.standing().get();
    if (standing == null) {
      return;
    }
    List<ValueNode> nodes = new ArrayList<>();
    List<ValueReader.Wanted> wanted = new ArrayList<>();
    for (int row = Math.max(0, from); row < Math.min(to, rows.size()); row++) {
      ValueNode node = rows.get(row);
      if (node.askedAt != epoch) {
        node.askedAt = epoch;
        if (!(node.spot instanceof Spot.Heading heading) || heading.isAsked()) {
          String expression = SpotText.expression(node);
          nodes.add(node);
          wanted.add(new ValueReader.Wanted(node.spot, expression, formats.get(expression)));
        }
      }
    }
    if (nodes.isEmpty()) {
      return;
    }
    long asked = epoch;
    long session = standing.session();
    int level = guest.level().get();
    List<Function> functions = standing.program().module().functions();
    guest.look(
        backend -> read(backend, session, level, functions, wanted),
        answers -> {
          if (asked == epoch) {
            learned(nodes, answers);
          }
        },
        failed -> {
          if (asked == epoch) {
            Learned none = Learned.failed(String.valueOf(failed.getMessage()));
            learned(nodes, Collections.nCopies(nodes.size(), none));
          }
        });
  }

  private static List<Learned> read(
      DebugBackend backend,
      long session,
      int level,
      List<Function> functions,
      List<ValueReader.Wanted> wanted) {
    Scope scope = backend.scope(level);
    FrameKey frame = frame(backend, scope, session, level);
    return new ValueReader(scope, frame, functions).read(wanted);
  }

  static FrameKey frame(DebugBackend backend, Scope scope, long session, int level) {
    return new FrameKey(session, backend.depth() - level, scope.currentFunction());
  }

  private void learned(List<ValueNode> nodes, List<Learned> answers) {
    for (int i = 0; i < nodes.size(); i++) {
      ValueNode node = nodes.get(i);
      Learned answer = answers.get(i);
      Object key = answer.key();
      Value value = answer.value();
      node.learned = answer;
      node.changed = key != null && value != null && changes.isChanged(key, value);
      rows.setCount(node, (int) Math.min(answer.parts(), MOST_PARTS));
    }
    updated();
    ask();
  }

  // What rows can do

  /** Opens or closes a row. */
  void setOpen(ValueNode node, boolean open) {
    if (node.opens() && node.open != open) {
      rows.setOpen(node, open);
      updated();
      ask();
    }
  }

  /** The form that was chosen for a row; null for the one that suits its value. */
  @Nullable ValueFormat format(ValueNode node) {
    return formats.get(SpotText.expression(node));
  }

  /** Shows a row, and others of its name, in a form; null for the one that suits. */
  void setFormat(ValueNode node, @Nullable ValueFormat format) {
    String expression = SpotText.expression(node);
    if (format == null) {
      formats.remove(expression);
    } else {
      formats.put(expression, format);
    }
    for (int row = Math.max(0, from); row < Math.min(to, rows.size()); row++) {
      rows.get(row).askedAt = -1;
    }
    node.askedAt = -1;
    ask();
  }

  /** Where a number points to, if the row has one. */
  Optional<MemoryTarget> target(ValueNode node) {
    Learned learned = node.learned;
    boolean heading = node.spot instanceof Spot.Heading;
    Value value = learned == null || heading ? null : learned.value();
    return switch (value) {
      case Value.I32(int address) -> Optional.of(new MemoryTarget(0, address & 0xffff_ffffL));
      case Value.I64(long address) -> Optional.of(new MemoryTarget(0, address));
      case null, default -> Optional.empty();
    };
  }

  /** The place that a row shows, if it shows one. */
  Optional<Expression> place(ValueNode node) {
    String text = SpotText.expression(node);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Expression.parse(text)).filter(Expression::isPlace);
    } catch (ExpressionException tooDeep) {
      // An object so far down that no expression reaches it.
      return Optional.empty();
    }
  }

  /** Sets a watchpoint on the place that a row shows. */
  void breakWhen(ValueNode node, Location.Access access) {
    place(node).ifPresent(place -> guest.add(BreakpointSpec.at(new Location.Watch(place, access))));
  }

  /** Goes back to the instruction that gave a row its value. */
  void toWrite(ValueNode node, Consumer<String> failed) {
    int level = guest.level().get();
    find(node, found -> guest.move(new Motion.ToLastWrite(level, found)), failed);
  }

  /**
   * Finds the place that a row shows.
   *
   * @param failed is told why there is none
   */
  void find(ValueNode node, Consumer<Place> found, Consumer<String> failed) {
    int level = guest.level().get();
    place(node)
        .ifPresent(place ->
            guest.look(
                backend -> place.place(backend.scope(level)),
                found,
                failure -> failed.accept(String.valueOf(failure.getMessage()))));
  }

  // Changing a value in its row

  /** The row that is being edited; null while none is. */
  ReadOnlyObjectProperty<@Nullable ValueNode> editing() {
    return editing.getReadOnlyProperty();
  }

  /** What is typed for it. */
  StringProperty editText() {
    return editText;
  }

  /** Why it cannot be changed to that; empty while nothing is known against it. */
  ReadOnlyStringProperty editTrouble() {
    return editTrouble.getReadOnlyProperty();
  }

  /** Whether a row's value may be changed, as far as can be seen. */
  boolean isEditable(ValueNode node) {
    Learned learned = node.learned;
    return learned != null && learned.value() != null && place(node).isPresent();
  }

  /** Begins to edit a row; does nothing where there is no place. */
  void edit(ValueNode node) {
    Learned learned = node.learned;
    Value value = learned == null ? null : learned.value();
    if (value == null || !isEditable(node)) {
      return;
    }
    ValueFormat format = format(node);
    editText.set(
        value instanceof Value.Reference reference
            ? (reference.isNull() ? "null" : "")
            : value.format(
                format == ValueFormat.HEX
                        || format == ValueFormat.POINTER
                        || format == ValueFormat.UNSIGNED
                    ? format
                    : ValueFormat.SIGNED));
    editTrouble.set("");
    editing.set(node);
  }

  /** Changes the value to what is typed; editing ends when it has been changed. */
  void submit() {
    ValueNode node = editing.get();
    if (node == null) {
      return;
    }
    Optional<Expression> place = place(node);
    try {
      Expression value = Expression.parse(editText.get());
      place.ifPresent(at -> guest.change(at, value, editTrouble::set));
    } catch (ExpressionException malformed) {
      editTrouble.set(malformed.problem().message());
    }
  }

  /** Leaves the value as it is. */
  void cancel() {
    editing.set(null);
  }
}
