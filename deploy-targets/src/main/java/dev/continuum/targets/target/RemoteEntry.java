package dev.continuum.targets.target;

import java.time.Instant;

/**
 * Something in a folder of a device.
 *
 * @param path where it is
 * @param kind what it is; links are not followed
 * @param size bytes
 * @param modified when it last changed, by the device's clock
 * @param permissions the lowest twelve bits of its mode
 */
public record RemoteEntry(
    RemotePath path, Kind kind, long size, Instant modified, int permissions) {
  /** What something is. */
  public enum Kind {
    FILE,
    FOLDER,
    LINK,
    /** A device, a socket or a pipe. */
    OTHER
  }

  /** The permissions as {@code ls} writes them, {@code rwxr-xr-x}. */
  public String mode() {
    StringBuilder text = new StringBuilder(9);
    for (int bit = 8; bit >= 0; bit--) {
      text.append(((permissions >> bit) & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
    }
    return text.toString();
  }
}
