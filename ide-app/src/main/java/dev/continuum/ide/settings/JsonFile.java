package dev.continuum.ide.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small JSON file that the program keeps for itself. Reading never fails: a damaged file is kept
 * beside as {@code NAME.damaged} and the initial value is used. Writing replaces the file in one
 * move. May be used on any thread; writes of one file must not overlap.
 *
 * @param <T> a record
 */
public final class JsonFile<T> {
  private static final Logger LOG = Logger.getLogger(JsonFile.class.getName());

  /** Plain parsing of numbers: the fast way pays off for large files only, and starts slowly. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;
  private final Class<T> type;
  private final Supplier<T> initial;

  public JsonFile(Path file, Class<T> type, Supplier<T> initial) {
    this.file = file;
    this.type = type;
    this.initial = initial;
  }

  /** What was written last, or the initial value. */
  public T read() {
    try {
      T value = MAPPER.readValue(Files.readAllBytes(file), type);
      if (value != null) {
        return value;
      }
      setAside("It holds nothing.");
    } catch (NoSuchFileException firstRun) {
      // Nothing was written yet: the initial value is right.
    } catch (JacksonException | IOException | IllegalArgumentException damaged) {
      setAside(String.valueOf(damaged.getMessage()));
    }
    return initial.get();
  }

  private void setAside(String reason) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    LOG.log(
        Level.WARNING,
        () -> file + " cannot be read; it is kept as " + aside.getFileName() + ". " + reason);
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      LOG.log(Level.WARNING, failure, () -> file + " could not be put aside.");
    }
  }

  /**
   * Replaces what is there.
   *
   * @throws IOException when it cannot be written; the old file is unharmed
   */
  public void write(T value) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
    try {
      Files.write(temporary, MAPPER.writeValueAsBytes(value));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
