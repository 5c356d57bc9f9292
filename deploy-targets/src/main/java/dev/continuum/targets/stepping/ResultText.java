package dev.continuum.targets.stepping;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.targets.runner.ChildProcess;
import java.io.FileDescriptor;
import java.util.List;

/** What a function has returned, as text that can be given as an argument again. */
final class ResultText {
  private ResultText() {}

  /** Prints results, one on each line. */
  static void print(List<Value> values) {
    values.forEach(value -> ChildProcess.write(FileDescriptor.out, of(value) + "\n"));
  }

  static String of(Value value) {
    return switch (value) {
      case Value.F32 number -> real(number.value(), Float.toString(number.value()));
      case Value.F64 number -> real(number.value(), Double.toString(number.value()));
      default -> value.toString();
    };
  }

  private static String real(double value, String finite) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : finite;
  }
}
