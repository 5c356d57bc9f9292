package dev.continuum.inspector.exec;

/** Why execution cannot go on, in the words of the specification's test suite. */
public enum Trap {
  UNREACHABLE("unreachable"),
  INTEGER_OVERFLOW("integer overflow"),
  DIVISION_BY_ZERO("integer divide by zero"),
  INVALID_CONVERSION("invalid conversion to integer"),
  OUT_OF_BOUNDS_MEMORY("out of bounds memory access"),
  OUT_OF_BOUNDS_TABLE("out of bounds table access"),
  OUT_OF_BOUNDS_ARRAY("out of bounds array access"),
  UNDEFINED_ELEMENT("undefined element"),
  UNINITIALIZED_ELEMENT("uninitialized element"),
  INDIRECT_CALL_TYPE_MISMATCH("indirect call type mismatch"),
  NULL_REFERENCE("null reference"),
  NULL_FUNCTION_REFERENCE("null function reference"),
  NULL_STRUCTURE_REFERENCE("null structure reference"),
  NULL_ARRAY_REFERENCE("null array reference"),
  NULL_I31_REFERENCE("null i31 reference"),
  NULL_EXCEPTION_REFERENCE("null exception reference"),
  CAST_FAILURE("cast failure"),
  UNALIGNED_ATOMIC("unaligned atomic"),
  EXPECTED_SHARED_MEMORY("expected shared memory"),
  /** A thread waits for a notification that no other thread is there to give. */
  DEADLOCK("deadlock"),
  UNCAUGHT_EXCEPTION("unhandled exception"),
  CALL_STACK_EXHAUSTED("call stack exhausted"),
  /** The heap of structures, arrays and exceptions has reached its limit. */
  HEAP_EXHAUSTED("heap exhausted"),
  /** A function of the host failed. */
  HOST_FAILURE("host function failed");

  private final String words;

  Trap(String words) {
    this.words = words;
  }

  /** The words that the test suite expects the reason to start with. */
  public String words() {
    return words;
  }
}
