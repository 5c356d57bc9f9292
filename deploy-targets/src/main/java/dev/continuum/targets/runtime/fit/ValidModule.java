package dev.continuum.targets.runtime.fit;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.valid.Inspector;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Looks into modules that must be whole and valid. */
final class ValidModule {
  private ValidModule() {}

  /**
   * What an inspection of a module tells.
   *
   * @param remedy what to do about a module that is not valid
   * @throws TargetException BAD_MODULE when it cannot be read, is malformed or is not valid
   */
  static Inspection inspect(Path binary, String remedy) throws TargetException {
    Inspection inspection;
    try {
      inspection = Inspector.inspect(binary);
    } catch (IOException e) {
      throw new TargetException(
          TargetException.Problem.BAD_MODULE,
          "The module “" + binary + "” cannot be read: " + e.getMessage() + ".",
          "Check that it is there and readable.",
          e);
    }
    Problem error = inspection.error();
    if (error != null) {
      throw new TargetException(
          TargetException.Problem.BAD_MODULE,
          "The module “%s” is %s, at byte 0x%x: %s."
              .formatted(
                  binary,
                  error.stage().name().toLowerCase(Locale.ROOT),
                  error.offset(),
                  error.message()),
          remedy);
    }
    return inspection;
  }
}
