package dev.continuum.targets.ssh;

/** Told how far an upload is. */
@FunctionalInterface
public interface UploadListener {
  /** Bytes sent so far. */
  void sent(long bytes);
}
