package dev.continuum.inspector.text;

/**
 * Leaves what cannot be parsed, after the reason has been noted as a problem. It is thrown where a
 * deep call of a parser must give up, never leaves the parser, and costs next to nothing.
 */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** The only one: it carries nothing. */
  static final Refusal NOTED = new Refusal();

  private Refusal() {
    super("noted", null, false, false);
  }
}
