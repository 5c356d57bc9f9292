package dev.continuum.targets.target;

import java.nio.file.Path;
import java.util.List;

/**
 * The runtimes this program put on a device, below {@code ~/.continuum/runtimes}. Every method
 * blocks; interrupting the calling thread cancels.
 */
public interface RuntimeShelf {
  /**
   * One of them.
   *
   * @param name its folder's name, {@code wasmtime-25.0.1}
   * @param id the adapter's
   * @param version as the program says it on the device
   * @param source where it came from: an address or a file's name
   * @param sha256 the digest of what was fetched or named
   * @param bytes what it takes on the device's disk; 0 when unknown
   * @param users the apps whose current release runs on it
   */
  record Kept(
      String name,
      String id,
      String version,
      String source,
      String sha256,
      long bytes,
      List<String> users) {
    /** Copies the list. */
    public Kept {
      users = List.copyOf(users);
    }
  }

  /**
   * What will be put on a device: made on this computer, shown to the user, then carried out.
   *
   * @param id the adapter's
   * @param title what the user reads for the runtime
   * @param source where it came from: an address or a file's name
   * @param sha256 the digest of what was fetched or named
   * @param checked whether that digest was held against one the user or the publisher gave
   * @param files in the order in which they are sent
   * @param links further names of the files
   */
  record Plan(
      String id,
      String title,
      String source,
      String sha256,
      boolean checked,
      List<PlannedFile> files,
      List<PlannedLink> links) {
    /** Copies the lists. */
    public Plan {
      files = List.copyOf(files);
      links = List.copyOf(links);
    }

    /** The bytes to send. */
    public long bytes() {
      return files.stream().mapToLong(PlannedFile::bytes).sum();
    }
  }

  /**
   * A file to be sent.
   *
   * @param file where it is on this computer
   * @param folder {@code bin}, {@code lib} or {@code lib64}, in the runtime's folder
   * @param name its file name there
   * @param sha256 64 hexadecimal digits
   * @param program whether it is the one to run
   */
  record PlannedFile(
      Path file, String folder, String name, long bytes, String sha256, boolean program) {}

  /**
   * Another name for a file of the same folder.
   *
   * @param target the other's name
   */
  record PlannedLink(String folder, String name, String target) {}

  /** Told how many bytes of how many were sent. Called on a background thread. */
  @FunctionalInterface
  interface Progress {
    /** Bytes sent so far of those to send. */
    void sent(long done, long total);
  }

  /** What is there, by name. */
  List<Kept> list() throws TargetException;

  /**
   * Puts a runtime there: sends its files, verifies each from the device's disk, has the program
   * say its version there, and only then gives the folder its name. One of the same name is
   * replaced, unless an app runs on it.
   *
   * @throws TargetException DIGEST_MISMATCH, NO_SPACE; START_FAILED when the program does not run
   *     there, with what it said; BUSY when an app runs on the one to be replaced
   */
  Kept install(Plan plan, Progress progress) throws TargetException;

  /**
   * Takes one away.
   *
   * @throws TargetException NOT_FOUND; BUSY while an app's current release runs on it
   */
  void remove(String name) throws TargetException;
}
