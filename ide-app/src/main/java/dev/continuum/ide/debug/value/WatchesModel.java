package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that are evaluated wherever the guest stands, in the selected frame; those in view
 * alone. They are kept from run to run. Used on the JavaFX thread only.
 */
public final class WatchesModel implements AutoCloseable {
  /** How many are kept; a damaged file must not fill the window. */
  private static final int MOST = 1_000;

  private final GuestView guest;
  private final Consumer<List<String>> save;
  private final List<Expression> expressions = new ArrayList<>();
  private final ValueTreeModel tree;
  private final ValueNode root;
  private final ReadOnlyBooleanWrapper none = new ReadOnlyBooleanWrapper(true);
  private final Subscription following;
  private boolean loaded;

  /**
   * Without watches until {@link #load}.
   *
   * @param save called after each change, once loaded, with all expressions
   */
  public WatchesModel(GuestView guest, Consumer<List<String>> save) {
    this.guest = guest;
    this.save = save;
    Spot heading = new Spot.Heading(Spot.Kind.WATCHES, 0, "");
    root = new ValueNode(null, heading, 0, true, at -> new Spot.Watched(expressions.get((int) at)));
    tree = new ValueTreeModel(guest, root);
    following =
        Subscription.combine(
            guest.standing().subscribe(this::stands),
            guest.level().subscribe((before, after) -> stands(guest.standing().get())));
  }

  /**
   * Adds those that were kept in an earlier run.
   *
   * @param kept what {@code save} was given then; what is no expression any more is left out
   */
  public void load(List<String> kept) {
    boolean early = !expressions.isEmpty();
    for (String text : kept) {
      try {
        if (expressions.size() < MOST) {
          expressions.add(Expression.parse(text));
        }
      } catch (ExpressionException unreadable) {
        // Written by another version; the others are still good.
        continue;
      }
    }
    loaded = true;
    changed(early);
  }

  ValueTreeModel tree() {
    return tree;
  }

  /** Whether there is no watch. */
  ReadOnlyBooleanProperty none() {
    return none.getReadOnlyProperty();
  }

  /** All expressions, in their order. */
  public List<String> expressions() {
    return expressions.stream().map(Expression::text).toList();
  }

  /**
   * Adds an expression at the end.
   *
   * @throws ExpressionException when it is none
   */
  public void add(String text) throws ExpressionException {
    Expression expression = Expression.parse(text);
    if (expressions.size() < MOST) {
      expressions.add(expression);
      changed(true);
    }
  }

  /**
   * Puts another expression in a row's place.
   *
   * @throws ExpressionException when it is none
   */
  void replace(ValueNode row, String text) throws ExpressionException {
    Expression expression = Expression.parse(text);
    if (row.owner == root && row.index() < expressions.size()) {
      expressions.set(row.index(), expression);
      tree.rows().replace(root, root::forget);
      changed(true);
    }
  }

  /** Takes a watch away; parts of what a watch refers to stay. */
  void remove(ValueNode row) {
    if (row.owner == root && row.index() < expressions.size()) {
      expressions.remove(row.index());
      tree.rows().remove(row);
      changed(true);
    }
  }

  private void changed(boolean keep) {
    tree.rows().setCount(root, expressions.size());
    none.set(expressions.isEmpty());
    tree.updated();
    tree.ask();
    if (keep && loaded) {
      save.accept(expressions());
    }
  }

  private void stands(@Nullable Standing standing) {
    if (standing == null) {
      // Values of a guest that is gone would mislead.
      tree.rows().replace(root, root::forget);
      tree.updated();
      return;
    }
    tree.stands(standing);
    tree.ask();
  }

  @Override
  public void close() {
    following.unsubscribe();
  }
}
