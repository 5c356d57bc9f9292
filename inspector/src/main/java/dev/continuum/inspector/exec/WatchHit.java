package dev.continuum.inspector.exec;

/** An instruction is about to access a watched place: it is to be made once more, step by step. */
final class WatchHit extends Exception {
  private static final long serialVersionUID = 1;
  static final WatchHit INSTANCE = new WatchHit();

  private WatchHit() {
    super(null, null, false, false);
  }
}
