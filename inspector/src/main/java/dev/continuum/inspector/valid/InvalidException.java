package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.Problem;

/** A rule of validation that a module breaks (specification, "Validation"). */
final class InvalidException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String problem;

  InvalidException(int offset, String problem) {
    // Made for bad input, which may be most of a module: no stack trace, no suppressed exceptions.
    super(problem, null, false, false);
    this.offset = offset;
    this.problem = problem;
  }

  Problem problem() {
    return new Problem(Problem.Stage.INVALID, offset, problem);
  }
}
