package dev.continuum.ide.debug.breakpoint;

import dev.continuum.ide.debug.expression.ExpressionFieldModel;
import dev.continuum.ide.debug.expression.Grammar;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.HitRule;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Location.Access;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.LogMessage;
import dev.continuum.inspector.debug.expression.ScopeNames;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What is typed into the dialog of a breakpoint. Used on the JavaFX thread only. */
final class BreakpointFormModel {
  private final boolean watches;
  private final ExpressionFieldModel place;
  private final ExpressionFieldModel condition;
  private final ExpressionFieldModel message;
  private final ObjectProperty<Access> access = new SimpleObjectProperty<>(Access.CHANGE);
  private final ObjectProperty<HitRule.Kind> rule = new SimpleObjectProperty<>(HitRule.Kind.ALWAYS);
  private final StringProperty number = new SimpleStringProperty("1");
  private final ReadOnlyStringWrapper numberTrouble = new ReadOnlyStringWrapper("");
  private final BooleanProperty enabled = new SimpleBooleanProperty(true);
  private final BooleanBinding valid;

  /**
   * A form.
   *
   * @param watches whether it is about a place that is used, rather than one in the code
   * @param names those that conditions and messages may use now
   */
  BreakpointFormModel(boolean watches, Supplier<ScopeNames> names) {
    this.watches = watches;
    place = new ExpressionFieldModel(watches ? Grammar.PLACE : Grammar.LOCATION, names);
    condition = new ExpressionFieldModel(Grammar.EXPRESSION, names);
    message = new ExpressionFieldModel(Grammar.MESSAGE, names);
    number.subscribe(this::check);
    rule.subscribe(this::check);
    valid =
        Bindings.createBooleanBinding(
            () -> spec().isPresent(),
            place.text(),
            place.problem(),
            condition.text(),
            condition.problem(),
            message.text(),
            message.problem(),
            rule,
            number);
  }

  /** A form that begins with what a breakpoint is now. */
  static BreakpointFormModel of(BreakpointSpec spec, Supplier<ScopeNames> names) {
    BreakpointFormModel model = new BreakpointFormModel(spec.isWatchpoint(), names);
    if (spec.location() instanceof Location.Watch(Expression watched, Access how)) {
      model.access.set(how);
      model.place.text().set(watched.text());
    } else {
      model.place.text().set(spec.location().toString());
    }
    Expression when = spec.condition();
    model.condition.text().set(when == null ? "" : when.text());
    LogMessage log = spec.log();
    model.message.text().set(log == null ? "" : log.text());
    model.rule.set(spec.hits().kind());
    model.number.set(Long.toString(spec.hits().number()));
    model.enabled.set(spec.enabled());
    return model;
  }

  boolean watches() {
    return watches;
  }

  ExpressionFieldModel place() {
    return place;
  }

  /** Empty for always. */
  ExpressionFieldModel condition() {
    return condition;
  }

  /** Empty to stop instead. */
  ExpressionFieldModel message() {
    return message;
  }

  ObjectProperty<Access> access() {
    return access;
  }

  ObjectProperty<HitRule.Kind> rule() {
    return rule;
  }

  /** The number of the rule, as it is typed. */
  StringProperty number() {
    return number;
  }

  /** What is wrong with the number; empty when nothing is, or none is wanted. */
  ReadOnlyStringProperty numberTrouble() {
    return numberTrouble.getReadOnlyProperty();
  }

  BooleanProperty enabled() {
    return enabled;
  }

  /** Whether it can be accepted. */
  BooleanBinding valid() {
    return valid;
  }

  private void check() {
    boolean good = rule.get() == HitRule.Kind.ALWAYS || hits() > 0;
    numberTrouble.set(good ? "" : "Write how many hits: a whole number from 1.");
  }

  /** The number of the rule; 0 when it is none. */
  private long hits() {
    try {
      return Math.max(0, Long.parseLong(number.get().strip()));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** What was asked for; empty while something is wrong. */
  Optional<BreakpointSpec> spec() {
    HitRule.Kind kind = rule.get();
    if (!place.isReady() || kind != HitRule.Kind.ALWAYS && hits() == 0) {
      return Optional.empty();
    }
    try {
      String when = condition.text().get().strip();
      String log = message.text().get();
      return Optional.of(
          new BreakpointSpec(
              location(),
              when.isEmpty() ? null : Expression.parse(when),
              kind == HitRule.Kind.ALWAYS ? HitRule.ALWAYS : new HitRule(kind, hits()),
              log.isBlank() ? null : LogMessage.parse(log),
              enabled.get()));
    } catch (ExpressionException malformed) {
      // The field says what is wrong.
      return Optional.empty();
    }
  }

  private Location location() throws ExpressionException {
    String text = place.text().get().strip();
    return watches
        ? new Location.Watch(Expression.parse(text), access.get())
        : BreakpointParser.parse("break " + text).location();
  }
}
