package dev.continuum.targets.target;

/** A port of this computer that leads somewhere through a device. For any thread. */
public interface PortForward extends AutoCloseable {
  /**
   * What went through it.
   *
   * @param open connections open now
   * @param total connections made so far
   * @param sent bytes that went to the device
   * @param received bytes that came from it
   * @param trouble why the last connection did not come about, whole sentences; empty when it did
   */
  record Traffic(int open, long total, long sent, long received, String trouble) {}

  /** What it does; the local port is the one it really listens on. */
  ForwardSpec what();

  /** What went through it so far. */
  Traffic traffic();

  /** Whether it still listens. */
  boolean listening();

  /** Stops listening and cuts what is open. */
  @Override
  void close();
}
