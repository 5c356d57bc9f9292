package dev.continuum.targets.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The agent as one POSIX shell script, put together from its parts: each is one concern, and only
 * the last calls anything.
 */
public final class AgentScript {
  private static final List<String> PARTS =
      List.of(
          "base",
          "process",
          "state",
          "log",
          "supervise",
          "boot",
          "store",
          "release",
          "status",
          "probe",
          "metrics",
          "provision",
          "device",
          "main");
  private static final byte[] BYTES = read();
  private static final String NAME = "agent-" + Digests.of(BYTES).substring(0, 16) + ".sh";

  private AgentScript() {}

  /** The script's text, ASCII. */
  public static byte[] bytes() {
    return BYTES.clone();
  }

  /** Its file name on a device, which carries the digest of its text. */
  static String name() {
    return NAME;
  }

  private static byte[] read() {
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    for (String part : PARTS) {
      try (InputStream in =
          Objects.requireNonNull(AgentScript.class.getResourceAsStream("agent/" + part + ".sh"))) {
        in.transferTo(script);
        script.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("The agent's script cannot be read.", e);
      }
    }
    return script.toByteArray();
  }
}
