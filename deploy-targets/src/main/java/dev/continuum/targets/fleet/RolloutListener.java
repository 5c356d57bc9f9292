package dev.continuum.targets.fleet;

/**
 * Told how a rollout goes. Called on background threads, of several devices at once but of one
 * device in order; should return soon.
 */
public interface RolloutListener {
  /** Something about a device is new. */
  void changed(DeviceRun run);

  /** Something about the whole is new: a wave begins, a pause, why it goes no further. */
  default void said(String sentence) {}

  /** Hears nothing. */
  RolloutListener NONE = run -> {};
}
