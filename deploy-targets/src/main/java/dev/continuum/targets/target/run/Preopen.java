package dev.continuum.targets.target.run;

/**
 * A folder granted to the guest: a WASI preopened directory.
 *
 * @param host the folder where the module runs; on this computer relative to the project, on a
 *     device relative to the app's folder there
 * @param guest the absolute path the guest sees it under
 * @param mode what the guest may do in it
 */
public record Preopen(String host, String guest, Mode mode) {
  /** What the guest may do in a granted folder. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }
}
