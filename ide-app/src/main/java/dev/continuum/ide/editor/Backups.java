package dev.continuum.ide.editor;

import dev.continuum.ide.file.AtomicFiles;
import dev.continuum.ide.file.FileStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unsaved text, kept where a crash cannot reach it: one JSON file per document, named by a digest
 * of the document's path. May be used from any thread.
 */
public final class Backups {
  /**
   * The unsaved text of a file.
   *
   * @param file the document's file, absolute
   * @param base what the file looked like when the text was last read from or written to it
   * @param savedAt when this was kept, milliseconds since 1970
   * @param text with {@code \n} line endings
   */
  public record Backup(Path file, FileStamp base, long savedAt, String text) {}

  /** The JSON form: paths as text. */
  private record Stored(String file, FileStamp base, long savedAt, String text) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  /** Keeps a late write from bringing back what was removed. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Keeps backups in {@code folder}, which is made when first needed. */
  public Backups(Path folder) {
    this.folder = folder;
  }

  /** Keeps a text in place of an earlier one, if it is still wanted when its turn comes. */
  public void put(Backup backup, BooleanSupplier wanted) throws IOException {
    lock.lock();
    try {
      if (wanted.getAsBoolean()) {
        write(backup);
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(Backup backup) throws IOException {
    Files.createDirectories(folder);
    Stored stored =
        new Stored(backup.file().toString(), backup.base(), backup.savedAt(), backup.text());
    Path target = place(backup.file());
    if (!Files.exists(target)) {
      // Unsaved text is as private as the user's state folder, whatever the file's permissions.
      createPrivate(target);
    }
    AtomicFiles.write(target, JSON.writeValueAsBytes(stored));
  }

  /** The text kept for a file, if any; a damaged one counts as none. */
  public Optional<Backup> get(Path file) throws IOException {
    return read(place(file)).filter(found -> found.file().equals(file));
  }

  /** Forgets the text kept for a file. */
  public void remove(Path file) throws IOException {
    lock.lock();
    try {
      Files.deleteIfExists(place(file));
    } finally {
      lock.unlock();
    }
  }

  /** All texts kept. */
  public List<Backup> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    List<Backup> found = new ArrayList<>();
    for (Path path : files) {
      read(path).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Backup> read(Path path) throws IOException {
    try {
      Stored stored = JSON.readValue(Files.readAllBytes(path), Stored.class);
      return Optional.of(
          new Backup(Path.of(stored.file()), stored.base(), stored.savedAt(), stored.text()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      // Not written by this program, or by a later version of it: left where it is.
      return Optional.empty();
    }
  }

  private static void createPrivate(Path target) throws IOException {
    Path made = Files.createTempFile(target.getParent(), "new-", ".tmp");
    Files.move(made, target);
  }

  private Path place(Path file) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(file.toString().getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
