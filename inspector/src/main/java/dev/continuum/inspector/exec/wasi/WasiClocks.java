package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;
import static dev.continuum.inspector.syntax.NumberType.I64;

/** The clocks (WASI, "clockid"). */
final class WasiClocks {
  static final int REALTIME = 0;
  static final int MONOTONIC = 1;
  private static final int PROCESS_CPUTIME = 2;
  private static final int THREAD_CPUTIME = 3;

  private final WasiClock clock;

  WasiClocks(WasiClock clock) {
    this.clock = clock;
  }

  void addTo(FunctionTable table) {
    table.add("clock_res_get", this::resolution, I32, I32);
    table.add("clock_time_get", this::time, I32, I64, I32);
  }

  private void resolution(Guest guest) throws ErrnoException {
    int id = guest.i32(0);
    if (id < REALTIME || id > THREAD_CPUTIME) {
      throw new ErrnoException(Errno.INVAL);
    }
    guest.writeLong(guest.u32(1), clock.resolution());
  }

  private void time(Guest guest) throws ErrnoException {
    guest.require(guest.u32(2), 8);
    guest.writeLong(guest.u32(2), now(guest.i32(0)));
  }

  private long now(int id) throws ErrnoException {
    return switch (id) {
      case REALTIME -> clock.realtime();
      case MONOTONIC -> clock.monotonic();
      case PROCESS_CPUTIME, THREAD_CPUTIME -> clock.cpuTime();
      default -> throw new ErrnoException(Errno.INVAL);
    };
  }
}
