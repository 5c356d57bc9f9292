package dev.continuum.inspector.exec.wasi;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the error number for what the host's file system threw. */
final class HostErrors {
  /** Reasons that this package gives itself. */
  static final String INVALID = "Invalid argument";

  static final String STALE = "Stale file handle";
  static final String NOT_SUPPORTED = "Operation not supported";
  static final String NOT_PERMITTED = "Operation not permitted";
  static final String CROSS_DEVICE = "Invalid cross-device link";

  /**
   * Java keeps only the text of most numbers. The text follows the user's language, so functions
   * look for what they can know beforehand; this is for what only the system can tell.
   */
  private static final Map<String, Errno> REASONS =
      Map.ofEntries(
          Map.entry("Directory not empty", Errno.NOTEMPTY),
          Map.entry("Disk quota exceeded", Errno.DQUOT),
          Map.entry("File name too long", Errno.NAMETOOLONG),
          Map.entry("File too large", Errno.FBIG),
          Map.entry("Device or resource busy", Errno.BUSY),
          Map.entry(INVALID, Errno.INVAL),
          Map.entry(CROSS_DEVICE, Errno.XDEV),
          Map.entry("Is a directory", Errno.ISDIR),
          Map.entry("No space left on device", Errno.NOSPC),
          Map.entry("No such device or address", Errno.NXIO),
          Map.entry("Not a directory", Errno.NOTDIR),
          Map.entry(NOT_PERMITTED, Errno.PERM),
          Map.entry(NOT_SUPPORTED, Errno.NOTSUP),
          Map.entry("Read-only file system", Errno.ROFS),
          Map.entry(STALE, Errno.STALE),
          Map.entry("Text file busy", Errno.TXTBSY),
          Map.entry("Too many levels of symbolic links", Errno.LOOP),
          Map.entry("Too many links", Errno.MLINK),
          Map.entry("Too many open files", Errno.NFILE),
          Map.entry("Broken pipe", Errno.PIPE));

  private HostErrors() {}

  static Errno errno(IOException exception) {
    return switch (exception) {
      case NoSuchFileException e -> Errno.NOENT;
      case FileNotFoundException e -> Errno.NOENT;
      case FileAlreadyExistsException e -> Errno.EXIST;
      case AccessDeniedException e -> Errno.ACCES;
      case NotDirectoryException e -> Errno.NOTDIR;
      case DirectoryNotEmptyException e -> Errno.NOTEMPTY;
      case AtomicMoveNotSupportedException e -> Errno.XDEV;
      case NotLinkException e -> Errno.INVAL;
      case FileSystemLoopException e -> Errno.LOOP;
      case FileSystemException e -> reason(e.getReason());
      default -> reason(exception.getMessage());
    };
  }

  private static Errno reason(@Nullable String text) {
    if (text == null) {
      return Errno.IO;
    }
    for (Map.Entry<String, Errno> reason : REASONS.entrySet()) {
      if (text.startsWith(reason.getKey())) {
        return reason.getValue();
      }
    }
    return Errno.IO;
  }
}
