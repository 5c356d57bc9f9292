package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/**
 * A function of the host that a guest imports. It is called at most once for each time the guest
 * calls it: when execution goes back and forward again, its recorded answer is used.
 *
 * <p>One that waits (for input, for a time) must end soon after its thread is interrupted, by
 * throwing {@link InterruptedException} and without having changed anything; it is called again
 * when the guest goes on.
 */
@FunctionalInterface
public interface HostFunction {
  /**
   * Answers a call.
   *
   * @param memory the memory that the calling instance exports as {@code memory}, or its first;
   *     null when it has none
   * @param arguments a slot for each argument, two for a vector: an {@code i32} sign-extended, the
   *     bits of an {@code f32} sign-extended, those of an {@code f64} as they are
   * @param results to be filled in the same way
   */
  void call(@Nullable GuestMemory memory, long[] arguments, long[] results)
      throws TrapException, GuestExit, InterruptedException;
}
