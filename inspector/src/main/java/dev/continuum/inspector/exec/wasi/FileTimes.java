package dev.continuum.inspector.exec.wasi;

import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The times to be given to a file (WASI, "fstflags"); null for one that stays. */
record FileTimes(@Nullable FileTime accessed, @Nullable FileTime modified) {
  private static final int ATIM = 1;
  private static final int ATIM_NOW = 1 << 1;
  private static final int MTIM = 1 << 2;
  private static final int MTIM_NOW = 1 << 3;

  static FileTimes of(WasiClock clock, long accessed, long modified, int flags)
      throws ErrnoException {
    if ((flags & ~(ATIM | ATIM_NOW | MTIM | MTIM_NOW)) != 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    return new FileTimes(
        time(clock, accessed, flags, ATIM, ATIM_NOW), time(clock, modified, flags, MTIM, MTIM_NOW));
  }

  private static @Nullable FileTime time(
      WasiClock clock, long given, int flags, int set, int setNow) throws ErrnoException {
    boolean sets = (flags & set) != 0;
    boolean setsNow = (flags & setNow) != 0;
    if (sets && (setsNow || given < 0)) {
      throw new ErrnoException(Errno.INVAL);
    }
    if (setsNow) {
      return FileTime.from(clock.realtime(), TimeUnit.NANOSECONDS);
    }
    return sets ? FileTime.from(given, TimeUnit.NANOSECONDS) : null;
  }
}
