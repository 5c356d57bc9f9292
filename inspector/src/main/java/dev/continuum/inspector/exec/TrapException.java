package dev.continuum.inspector.exec;

/**
 * A trap (specification, "Traps") on its way from where it is noticed to whoever runs the guest.
 * What was computed before it stands. It has no Java stack trace: the guest's own is what matters.
 */
public final class TrapException extends Exception {
  private static final long serialVersionUID = 1;

  private final Trap trap;

  /**
   * @param detail what happened, with the operands, in a sentence without its end; goes behind the
   *     words of the trap
   */
  public TrapException(Trap trap, String detail) {
    super(detail.isEmpty() ? trap.words() : trap.words() + ": " + detail, null, false, false);
    this.trap = trap;
  }

  public TrapException(Trap trap) {
    this(trap, "");
  }

  /** What happened, without the words of the trap; empty where they say all. */
  String detail() {
    String message = String.valueOf(getMessage());
    return message.substring(Math.min(message.length(), trap.words().length() + 2));
  }

  public Trap trap() {
    return trap;
  }
}
