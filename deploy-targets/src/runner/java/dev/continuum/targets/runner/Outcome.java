package dev.continuum.targets.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a run ended, and the report about it. */
public final class Outcome {
  /** The exit status of a trap: what a shell shows for a process that aborted. */
  public static final int TRAP_STATUS = 134;

  private static final int KILLED_STATUS = 137;

  private static final Pattern FUNCTION =
      Pattern.compile("failed to compile wasm function ([0-9]+).* at offset 0x([0-9a-f]+)");

  final Properties fields = new Properties();

  /** The exit status of the process. */
  public final int status;

  /** What there is to say; empty when there is nothing. */
  public final String message;

  private Outcome(String kind, int status, String message) {
    this.status = status;
    this.message = message;
    fields.setProperty("kind", kind);
    fields.setProperty("status", Integer.toString(status));
    fields.setProperty("message", message);
  }

  /** The guest returned, or ended by itself. */
  public static Outcome exited(int status) {
    return new Outcome("EXITED", status & 0xff, "");
  }

  /** It trapped; {@code text} says why and where. */
  public static Outcome trapped(String text) {
    return new Outcome("TRAPPED", TRAP_STATUS, text);
  }

  /** It never started. */
  public static Outcome failed(String message) {
    return new Outcome("FAILED", 1, message);
  }

  /** Somebody wanted it to end. */
  public static Outcome stopped() {
    return new Outcome("STOPPED", KILLED_STATUS, "");
  }

  /** There was not enough memory for it. */
  public static Outcome exhausted(String message) {
    return new Outcome("DIED", KILLED_STATUS, message);
  }

  /** Not an end yet: what is left to read when the process dies under the guest. */
  public static Outcome started() {
    return new Outcome("STARTED", 1, "");
  }

  /** Wasmtime does not take the module; {@code reason} is what it said. */
  static Outcome refused(String reason) {
    Matcher function = FUNCTION.matcher(reason);
    if (function.find()) {
      return failed(
          "Function "
              + function.group(1)
              + " is invalid, near byte 0x"
              + function.group(2)
              + "; Wasmtime does not say why.");
    }
    if (reason.startsWith("failed to parse WebAssembly module")) {
      return failed(
          "The module is malformed or invalid, or it uses a feature Wasmtime 7 does not have"
              + " (garbage collection, exceptions, tail calls, 64-bit memories, threads)."
              + " Wasmtime does not say where.");
    }
    return failed(sentence(reason));
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      return "Wasmtime refuses the module and does not say why.";
    }
    String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return first.endsWith(".") ? first : first + ".";
  }

  /** Adds a number to the report. */
  public Outcome with(String key, long value) {
    return with(key, Long.toString(value));
  }

  /** Adds a text to the report. */
  public Outcome with(String key, String value) {
    fields.setProperty(key, value);
    return this;
  }

  /** Writes the report as Java properties, whole or not at all. */
  public void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      fields.store(out, null);
    }
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
