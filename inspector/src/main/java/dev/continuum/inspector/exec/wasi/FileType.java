package dev.continuum.inspector.exec.wasi;

import java.nio.file.attribute.BasicFileAttributes;

/** What a descriptor or a name stands for (WASI, "filetype"); the numbers are the ordinals. */
enum FileType {
  UNKNOWN,
  BLOCK_DEVICE,
  CHARACTER_DEVICE,
  DIRECTORY,
  REGULAR_FILE,
  SOCKET_DGRAM,
  SOCKET_STREAM,
  SYMBOLIC_LINK;

  static FileType of(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return SYMBOLIC_LINK;
    }
    if (attributes.isDirectory()) {
      return DIRECTORY;
    }
    return attributes.isRegularFile() ? REGULAR_FILE : UNKNOWN;
  }

  int number() {
    return ordinal();
  }
}
