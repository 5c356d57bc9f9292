package dev.continuum.templates;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A program that apps are built or run with, as it was found on this computer, or not.
 *
 * @param id such as {@code clang}; {@code wasi-c} is what clang needs for WebAssembly
 * @param title what the user reads
 * @param purpose what it is for, a phrase
 * @param path where it is; empty when it is missing
 * @param version as it says itself, without its name; empty when it is missing or did not say
 * @param trouble what exactly is missing or wrong, a sentence; empty when it is found and works
 * @param install how to get it on this system: a command or an address
 */
public record Tool(
    String id,
    String title,
    String purpose,
    Optional<Path> path,
    Optional<String> version,
    String trouble,
    String install) {
  /** Whether it can be used. */
  public boolean found() {
    return path.isPresent() && trouble.isEmpty();
  }
}
