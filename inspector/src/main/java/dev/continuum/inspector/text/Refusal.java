package dev.continuum.inspector.text;

/**
 * Leaves what cannot be parsed, after the reason has been noted as a problem; never leaves the
 * assembler. It is thrown where a deep call must give up, and costs next to nothing.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** The only one: it carries nothing. */
  static final Refusal NOTED = new Refusal();

  private Refusal() {
    super("noted", null, false, false);
  }
}
