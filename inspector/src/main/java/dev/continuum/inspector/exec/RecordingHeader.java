package dev.continuum.inspector.exec;

import java.util.List;

/**
 * What a recording says of itself.
 *
 * @param version of the format, from 1
 * @param moduleDigest the SHA-256 of the module's bytes, in 64 hexadecimal digits
 * @param moduleName the name the module gives itself, without {@code $}; empty without one
 * @param firstTick the earliest tick that can be reached
 * @param tick the tick it stands at
 * @param lastTick the furthest tick that was reached
 * @param ending how the guest ended there
 * @param status the exit status with {@link Ending#EXIT}; 0 otherwise
 * @param message why it trapped with {@link Ending#TRAP}; empty otherwise
 * @param limits what the guest may take
 * @param calls what was called of the module, in order
 */
public record RecordingHeader(
    int version,
    String moduleDigest,
    String moduleName,
    long firstTick,
    long tick,
    long lastTick,
    Ending ending,
    int status,
    String message,
    EngineLimits limits,
    List<Call> calls) {
  /** How a guest has ended. */
  public enum Ending {
    /** It has not; it can go on from its last tick. */
    NONE,
    /** The last call has returned. */
    END,
    /** The guest has ended itself. */
    EXIT,
    /** The instruction at the last tick traps. */
    TRAP
  }

  /**
   * A call from the outside.
   *
   * @param function the index of the function
   * @param arguments as {@link Guest} takes them
   */
  public record Call(int function, List<Long> arguments) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  public RecordingHeader {
    calls = List.copyOf(calls);
  }
}
