package dev.continuum.inspector.exec;

import java.util.ArrayList;
import java.util.List;

/** What is called of a module from the outside, in order. */
final class OutsideCalls {
  /** What a reactor of WASI wants to be called before anything else. */
  private static final String INITIALIZE = "_initialize";

  private OutsideCalls() {}

  static List<Timeline.OutsideCall> of(Guest guest, ModuleInstance instance) throws LinkException {
    List<Timeline.OutsideCall> calls = new ArrayList<>();
    FunctionInstance start = instance.start();
    if (start != null) {
      calls.add(new Timeline.OutsideCall(start, new long[0]));
    }
    External initialize = instance.export(INITIALIZE);
    if (guest.invoke() != null
        && !guest.invoke().equals(INITIALIZE)
        && initialize instanceof FunctionInstance function
        && function.parameterSlots == 0) {
      calls.add(new Timeline.OutsideCall(function, new long[0]));
    }
    String name = guest.invoke() == null ? "_start" : guest.invoke();
    External export = instance.export(name);
    if (export instanceof FunctionInstance function) {
      long[] arguments = guest.arguments().stream().mapToLong(Long::longValue).toArray();
      if (arguments.length != function.parameterSlots) {
        throw new LinkException(
            "the function \""
                + name
                + "\" takes "
                + function.type.parts.length
                + " arguments; "
                + arguments.length
                + " are given");
      }
      calls.add(new Timeline.OutsideCall(function, arguments));
    } else if (guest.invoke() != null || calls.isEmpty()) {
      throw new LinkException(
          "the module exports no function \"" + name + "\"; name one that it exports");
    }
    return calls;
  }
}
