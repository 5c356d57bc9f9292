package dev.continuum.targets.testing;

import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.target.TargetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Modules as large as real ones: a small one with a custom section of noise. */
public final class BulkyModule {
  private static final byte[] NAME = "noise".getBytes(StandardCharsets.US_ASCII);

  private BulkyModule() {}

  /**
   * Makes one, {@code name.wasm} in a folder.
   *
   * @param noise what is in the section; it does not shrink when compressed
   */
  public static Path of(Path text, Path folder, String name, byte[] noise)
      throws IOException, TargetException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Files.readAllBytes(BinaryModule.of(text, folder.resolve("binaries"))));
    bytes.write(0);
    leb(bytes, 1 + NAME.length + noise.length);
    leb(bytes, NAME.length);
    bytes.writeBytes(NAME);
    bytes.writeBytes(noise);
    return Files.write(folder.resolve(name + ".wasm"), bytes.toByteArray());
  }

  /** The same noise each time. */
  public static byte[] noise(int bytes, long seed) {
    byte[] noise = new byte[bytes];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private static void leb(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
