package dev.continuum.ide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of Continuum Studio this is. */
public final class Version {
  private Version() {}

  /** Such as {@code 0.1.0}. */
  public static String text() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its own version.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The program cannot read its own version.properties", e);
    }
    return properties.getProperty("version", "");
  }
}
