package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;

import dev.continuum.inspector.exec.GuestExit;

/** The guest itself: how it ends, signals (WASI, "signal"), the processor. */
final class WasiProcess {
  private static final int NONE = 0;
  private static final int CHLD = 16;
  private static final int CONT = 17;
  private static final int STOP = 18;
  private static final int TSTP = 19;
  private static final int TTIN = 20;
  private static final int TTOU = 21;
  private static final int URG = 22;
  private static final int WINCH = 27;
  private static final int SYS = 30;

  /** What shells add to the number of the signal that ended a program. */
  private static final int SIGNALLED = 128;

  void addTo(FunctionTable table) {
    table.addExit(
        "proc_exit",
        (memory, arguments, results) -> {
          throw new GuestExit((int) arguments[0]);
        },
        I32);
    table.add("proc_raise", this::raise, I32);
    // The guest has one thread, so there is no other that could go on instead.
    table.add("sched_yield", guest -> {});
  }

  /**
   * There are no handlers in preview 1, so each signal does what it does when nobody handles it.
   */
  private void raise(Guest guest) throws ErrnoException, GuestExit {
    int signal = guest.i32(0);
    if (signal < NONE || signal > SYS) {
      throw new ErrnoException(Errno.INVAL);
    }
    switch (signal) {
      case NONE, CHLD, CONT, URG, WINCH -> {}
      case STOP, TSTP, TTIN, TTOU -> throw new ErrnoException(Errno.NOTSUP);
      default -> throw new GuestExit(SIGNALLED + signal);
    }
  }
}
