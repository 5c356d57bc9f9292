package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;

/** {@code tick}, {@code exception}, or {@code func}, the function one is in. */
final class StateNode extends Node {
  /** What is asked for. */
  enum State {
    TICK,
    EXCEPTION,
    FUNCTION
  }

  private final State state;

  StateNode(int start, int end, State state) {
    super(start, end);
    this.state = state;
  }

  @Override
  void evaluate(Scope scope, Cell out) {
    switch (state) {
      case TICK -> out.setI64(scope.tick());
      case EXCEPTION -> scope.exception(out);
      case FUNCTION -> {
        int function = scope.currentFunction();
        if (function < 0) {
          out.set(Value.Reference.NULL);
        } else {
          scope.function(function, out);
        }
      }
    }
  }
}
