package dev.continuum.targets.target;

import java.nio.file.Path;
import java.util.List;

/**
 * A device's files, over SFTP. Every method throws MISSING_TOOL when the device has no SFTP,
 * NOT_FOUND when there is no such file, and PROTOCOL when the device refuses.
 */
public interface DeviceFiles {
  /** The most entries {@link #list} gives at once. */
  int PAGE = 10_000;

  /** Told how far a transfer is; on the transferring thread. */
  @FunctionalInterface
  interface Progress {
    /**
     * So far.
     *
     * @param done bytes
     * @param total bytes; 0 when unknown
     */
    void at(long done, long total);
  }

  /**
   * A part of a folder.
   *
   * @param entries at most {@link #PAGE}, in the device's order
   * @param more whether the folder has more
   */
  record Page(List<RemoteEntry> entries, boolean more) {
    /** Copies the list. */
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /** The user's home folder there. */
  RemotePath home() throws TargetException;

  /**
   * What is in a folder.
   *
   * @param skip how many entries to leave out
   */
  Page list(RemotePath folder, int skip) throws TargetException;

  /** What is at a path; a link is itself. */
  RemoteEntry entry(RemotePath path) throws TargetException;

  /** Whether a path, links followed, is a folder. */
  boolean isFolder(RemotePath path) throws TargetException;

  /**
   * Copies a file here. It appears under its name when it is whole; a file already there is
   * replaced.
   *
   * @throws TargetException LOCAL_FILE when it cannot be written here
   */
  void download(RemotePath from, Path to, Progress progress) throws TargetException;

  /**
   * Copies a file there. It appears under its name when it is whole, and nobody may run it.
   *
   * @param replace whether a file already there may be replaced
   * @throws TargetException ALREADY_EXISTS when it may not; LOCAL_FILE when it cannot be read here
   */
  void upload(Path from, RemotePath to, boolean replace, Progress progress) throws TargetException;

  /**
   * Makes a folder.
   *
   * @throws TargetException ALREADY_EXISTS when something of that name is there
   */
  void makeFolder(RemotePath path) throws TargetException;

  /**
   * Moves or renames.
   *
   * @throws TargetException ALREADY_EXISTS when something of that name is there
   */
  void rename(RemotePath from, RemotePath to) throws TargetException;

  /** Deletes a file, a link (never what it leads to), or a folder with all that is in it. */
  void delete(RemotePath path) throws TargetException;
}
