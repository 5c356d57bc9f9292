package dev.continuum.ide.device.log;

import dev.continuum.targets.target.app.LogLine.Source;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Which lines of a log are shown, as the user says it. On the JavaFX thread. */
public final class LogFilterModel {
  private final LogStore store;
  private final Map<Source, BooleanProperty> streams = new EnumMap<>(Source.class);
  private final StringProperty text = new SimpleStringProperty("");
  private final BooleanProperty expression = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyLongWrapper applied = new ReadOnlyLongWrapper();
  private LogFilter current = LogFilter.of(EnumSet.allOf(Source.class), "", false);

  LogFilterModel(LogStore store) {
    this.store = store;
    for (Source source : Source.values()) {
      BooleanProperty on = new SimpleBooleanProperty(true);
      on.addListener(o -> apply());
      streams.put(source, on);
    }
    text.addListener(o -> apply());
    expression.addListener(o -> apply());
  }

  /** Whether lines of a stream are shown. */
  public BooleanProperty stream(Source source) {
    return Objects.requireNonNull(streams.get(source));
  }

  /** What shown lines must contain; empty: anything. */
  public StringProperty text() {
    return text;
  }

  /** Whether the text is a regular expression. */
  public BooleanProperty expression() {
    return expression;
  }

  /** What is wrong with the expression, a sentence; empty when nothing is. */
  public ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Changes whenever other lines are shown: numbers of lines mean others then. */
  ReadOnlyLongProperty applied() {
    return applied.getReadOnlyProperty();
  }

  private void apply() {
    if (expression.get()) {
      String wrong = LogFilter.problem(text.get()).orElse("");
      problem.set(wrong);
      if (!wrong.isEmpty()) {
        // What was shown stays until the expression is one.
        return;
      }
    } else {
      problem.set("");
    }
    Set<Source> shown = EnumSet.noneOf(Source.class);
    streams.forEach((source, on) -> {
      if (on.get()) {
        shown.add(source);
      }
    });
    current = LogFilter.of(shown, text.get(), expression.get());
    store.setFilter(current);
    applied.set(applied.get() + 1);
    looked();
  }

  /** Lines were looked at: says so when the expression was given up over them. */
  void looked() {
    if (current.tooSlow()) {
      problem.set("This expression takes too long; it matches nothing more.");
    }
  }
}
