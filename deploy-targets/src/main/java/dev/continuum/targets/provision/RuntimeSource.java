package dev.continuum.targets.provision;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a runtime comes from. */
public sealed interface RuntimeSource {
  /**
   * A file of this computer: an archive ({@code .tar.gz}, {@code .tar.xz}, {@code .tar}, {@code
   * .zip}) or the program itself.
   *
   * @param sha256 what it must be; empty: whatever is there
   */
  record Archive(Path file, Optional<String> sha256) implements RuntimeSource {}

  /**
   * An address to fetch the same from. One of the two must say what it must be.
   *
   * @param sha256 its digest
   * @param checksums the address of the file in which the publisher says it
   */
  record Address(URI address, Optional<String> sha256, Optional<URI> checksums)
      implements RuntimeSource {}
}
