package dev.continuum.targets.ssh.access;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntrySelector;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import com.jcraft.jsch.SftpProgressMonitor;
import dev.continuum.targets.ssh.SftpUpload;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.Uninterrupted;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.RemoteEntry;
import dev.continuum.targets.target.RemoteEntry.Kind;
import dev.continuum.targets.target.RemotePath;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A device's files over SFTP, each call on a channel of its own, so that a long transfer keeps
 * nobody waiting. Names go over the wire byte for byte.
 */
public final class RemoteFiles implements DeviceFiles {
  private static final int DEEPEST = 200;
  private static final int DELETED_AT_ONCE = 1000;

  private final SshConnection connection;

  /** The files of a connection's device. */
  public RemoteFiles(SshConnection connection) {
    this.connection = connection;
  }

  private Device device() {
    return connection.device();
  }

  @Override
  public RemotePath home() throws TargetException {
    return call(RemotePath.ROOT, sftp -> new RemotePath(sftp.channel().realpath(".")));
  }

  @Override
  public Page list(RemotePath folder, int skip) throws TargetException {
    return call(folder, sftp -> list(sftp, folder, skip, PAGE));
  }

  private Page list(SftpCall.Running sftp, RemotePath folder, int skip, int most)
      throws SftpException {
    if (!sftp.channel().stat(quoted(folder)).isDir()) {
      throw new SftpException(ChannelSftp.SSH_FX_NO_SUCH_FILE, "not a folder");
    }
    List<RemoteEntry> entries = new ArrayList<>();
    int[] seen = {0};
    sftp.channel()
        .ls(
            // With a slash at its end a link to a folder is the folder.
            quoted(folder) + (folder.equals(RemotePath.ROOT) ? "" : "/"),
            found -> {
              String name = found.getFilename();
              if (name.equals(".") || name.equals("..") || name.isEmpty()) {
                return LsEntrySelector.CONTINUE;
              }
              if (name.indexOf('/') >= 0 || name.indexOf(0) >= 0) {
                // No file can be called that: whatever the device means by it, it is left out.
                return LsEntrySelector.CONTINUE;
              }
              if (seen[0]++ < skip) {
                return LsEntrySelector.CONTINUE;
              }
              if (entries.size() == most || sftp.cancelled()) {
                return LsEntrySelector.BREAK;
              }
              entries.add(entry(folder.childOfBytes(name), found.getAttrs()));
              return LsEntrySelector.CONTINUE;
            });
    return new Page(entries, seen[0] > skip + entries.size());
  }

  private static RemoteEntry entry(RemotePath path, SftpATTRS attributes) {
    Kind kind =
        attributes.isDir()
            ? Kind.FOLDER
            : attributes.isLink() ? Kind.LINK : attributes.isReg() ? Kind.FILE : Kind.OTHER;
    return new RemoteEntry(
        path,
        kind,
        Math.max(0, attributes.getSize()),
        Instant.ofEpochSecond(Integer.toUnsignedLong(attributes.getMTime())),
        attributes.getPermissions() & 07777);
  }

  @Override
  public RemoteEntry entry(RemotePath path) throws TargetException {
    return call(path, sftp -> entry(path, sftp.channel().lstat(quoted(path))));
  }

  @Override
  public boolean isFolder(RemotePath path) throws TargetException {
    return call(path, sftp -> sftp.channel().stat(quoted(path)).isDir());
  }

  @Override
  public void download(RemotePath from, Path to, Progress progress) throws TargetException {
    Path part = to.resolveSibling("." + to.getFileName() + ".part-" + token());
    boolean whole = false;
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        call(
            from,
            sftp -> {
              SftpATTRS attributes = sftp.channel().stat(quoted(from));
              if (!attributes.isReg()) {
                throw new SftpException(ChannelSftp.SSH_FX_NO_SUCH_FILE, "not a file");
              }
              sftp.channel()
                  .get(
                      quoted(from),
                      out,
                      monitor(sftp, progress, attributes.getSize()),
                      ChannelSftp.OVERWRITE,
                      0);
              return true;
            });
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      whole = true;
    } catch (IOException e) {
      throw new TargetException(
          Problem.LOCAL_FILE,
          "“" + to + "” cannot be written: " + e.getMessage() + ".",
          "Choose another folder, or make room on the disk.",
          e);
    } finally {
      if (!whole) {
        deleteQuietly(part);
      }
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // What failed before is what is said; the leftover's name tells what it is.
      return;
    }
  }

  private static String token() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  @Override
  public void upload(Path from, RemotePath to, boolean replace, Progress progress)
      throws TargetException {
    long size;
    try (InputStream in = Files.newInputStream(from)) {
      size = Files.size(from);
      if (!replace) {
        refuseIfThere(to);
      }
      RemotePath part = to.parent().child(".continuum-part-" + token());
      boolean whole = false;
      AtomicBoolean begun = new AtomicBoolean();
      try {
        call(
            to,
            sftp -> {
              begun.set(true);
              sftp.channel()
                  .put(in, quoted(part), monitor(sftp, progress, size), ChannelSftp.OVERWRITE);
              if (sftp.cancelled()) {
                return false;
              }
              move(sftp, part, to);
              return true;
            });
        whole = true;
      } finally {
        if (!whole && begun.get() && connection.connected()) {
          tidy(part);
        }
      }
    } catch (IOException e) {
      throw SftpUpload.unreadable(from, e);
    }
  }

  /** Takes a part of a file away; also after the user cancelled, which must not cancel this. */
  private void tidy(RemotePath part) throws TargetException {
    Uninterrupted.run(
        "tidy-" + device().name(),
        () -> {
          try {
            return call(
                part,
                sftp -> {
                  sftp.channel().rm(quoted(part));
                  return true;
                });
          } catch (TargetException e) {
            // It was never made, or the connection is gone; its name tells what it is.
            return false;
          }
        });
  }

  private void refuseIfThere(RemotePath path) throws TargetException {
    try {
      RemoteEntry there = entry(path);
      throw new TargetException(
          Problem.ALREADY_EXISTS,
          "“" + there.path().name() + "” is already in that folder of " + device().name() + ".",
          "Choose another name, or replace it.");
    } catch (TargetException e) {
      if (e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Gives a file its name, in place of one that has it. */
  private static void move(SftpCall.Running sftp, RemotePath part, RemotePath to)
      throws SftpException {
    try {
      sftp.channel().rename(quoted(part), quoted(to));
    } catch (SftpException e) {
      if (e.id != ChannelSftp.SSH_FX_FAILURE) {
        throw e;
      }
      // A server without OpenSSH's extension renames over nothing.
      sftp.channel().rm(quoted(to));
      sftp.channel().rename(quoted(part), quoted(to));
    }
  }

  @Override
  public void makeFolder(RemotePath path) throws TargetException {
    refuseIfThere(path);
    call(
        path,
        sftp -> {
          // The one call of JSch that takes its path as it is.
          sftp.channel().mkdir(path.bytes());
          return true;
        });
  }

  @Override
  public void rename(RemotePath from, RemotePath to) throws TargetException {
    refuseIfThere(to);
    call(
        from,
        sftp -> {
          sftp.channel().rename(quoted(from), quoted(to));
          return true;
        });
  }

  @Override
  public void delete(RemotePath path) throws TargetException {
    if (path.equals(RemotePath.ROOT)) {
      throw new TargetException(
          Problem.PROTOCOL,
          "The root folder of " + device().name() + " was not deleted.",
          "Choose something in it.");
    }
    call(
        path,
        sftp -> {
          delete(sftp, path, sftp.channel().lstat(quoted(path)).isDir(), 0);
          return true;
        });
  }

  private void delete(SftpCall.Running sftp, RemotePath path, boolean folder, int depth)
      throws SftpException {
    if (sftp.cancelled()) {
      return;
    }
    if (!folder) {
      sftp.channel().rm(quoted(path));
      return;
    }
    if (depth > DEEPEST) {
      throw new SftpException(ChannelSftp.SSH_FX_FAILURE, "too many folders within folders");
    }
    while (true) {
      Page page = list(sftp, path, 0, DELETED_AT_ONCE);
      for (RemoteEntry entry : page.entries()) {
        delete(sftp, entry.path(), entry.kind() == Kind.FOLDER, depth + 1);
      }
      if (sftp.cancelled()) {
        return;
      }
      if (page.entries().isEmpty() || !page.more()) {
        sftp.channel().rmdir(quoted(path));
        return;
      }
    }
  }

  /** A path for JSch, which takes stars, question marks and backslashes for patterns. */
  private static String quoted(RemotePath path) {
    return path.bytes().replaceAll("[*?\\\\]", "\\\\$0");
  }

  private static SftpProgressMonitor monitor(SftpCall.Running sftp, Progress progress, long size) {
    return new SftpProgressMonitor() {
      private long done;

      @Override
      public void init(int operation, String source, String destination, long max) {
        progress.at(0, size);
      }

      @Override
      public boolean count(long bytes) {
        done += bytes;
        progress.at(done, size);
        return !sftp.cancelled();
      }

      @Override
      public void end() {
        // The caller sees the end itself.
      }
    };
  }

  private <T> T call(RemotePath path, SftpCall.Work<T> work) throws TargetException {
    try {
      return SftpCall.run(connection, work);
    } catch (SftpCall.Refused e) {
      throw refused(path, e.refusal());
    }
  }

  private TargetException refused(RemotePath path, SftpException e) {
    String where = "“" + path.text() + "” on " + device().name();
    return switch (e.id) {
      case ChannelSftp.SSH_FX_NO_SUCH_FILE ->
          new TargetException(
              Problem.NOT_FOUND,
              where + " is not there, or is not of the kind that was asked for.",
              "Refresh the folder to see what is there now.",
              e);
      case ChannelSftp.SSH_FX_PERMISSION_DENIED ->
          new TargetException(
              Problem.PROTOCOL,
              device().user() + " may not do that with " + where + ".",
              "Choose a folder of that user, or change the permissions there.",
              e);
      default ->
          new TargetException(
              Problem.PROTOCOL,
              where + " could not be worked on: " + words(e.getMessage()) + ".",
              "Check that its disk is not full and that no other program uses it.",
              e);
    };
  }

  private static String words(@Nullable String text) {
    String words = String.valueOf(text).strip().replaceAll("\\p{Cntrl}+", " ");
    return words.length() > 300 ? words.substring(0, 300) + "…" : words;
  }
}
