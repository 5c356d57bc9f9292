package dev.continuum.targets.release;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployListener.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings the files a release needs to a device: those only that are not there yet, and of a module
 * that differs little from the one before it only the difference.
 */
final class Sending {
  /** Beyond this, SFTP's start costs nothing, and its way to cancel is the better one. */
  private static final long LARGE = 4 << 20;

  private static final long SMALL = 16 << 10;
  private static final double MOST_CHANGED = 0.6;
  private static final long SLACK_BYTES = 1 << 20;

  private final DeviceAgent agent;
  private final String app;
  private final String token;
  private final SentModules kept;
  private final DeployListener listener;
  private final List<Upload> missing = new ArrayList<>();
  private final LocalModule module;
  private String base = "";
  private long total;
  private long done;

  /** A file to be on the device: in {@code folder} under {@code name}. */
  private record Upload(Path file, long size, String folder, String name, String sha256) {
    String line() {
      return folder + " " + name + " " + sha256 + "\n";
    }
  }

  Sending(
      DeviceAgent agent,
      String app,
      String token,
      LocalModule module,
      SentModules kept,
      DeployListener listener) {
    this.agent = agent;
    this.app = app;
    this.token = token;
    this.module = module;
    this.kept = kept;
    this.listener = listener;
  }

  /** Asks what is missing, and whether there is room for it. */
  void prepare(List<RuntimeAdapter.SupportFile> support) throws TargetException {
    List<Upload> needed = new ArrayList<>();
    needed.add(new Upload(module.file(), module.size(), "store", module.sha256(), module.sha256()));
    for (RuntimeAdapter.SupportFile file : support) {
      needed.add(
          new Upload(
              file.file(), file.file().toFile().length(), "support", file.name(), file.sha256()));
    }
    StringBuilder lines = new StringBuilder();
    needed.forEach(upload -> lines.append(upload.line()));
    AgentAnswer answer =
        agent.call(
            app,
            lines.toString().getBytes(StandardCharsets.UTF_8),
            DeviceAgent.USUAL,
            List.of("prepare", app, token));
    List<String> there = answer.values("have");
    for (Upload upload : needed) {
      if (!there.contains(upload.folder() + " " + upload.name())) {
        missing.add(upload);
        total += upload.size();
      }
    }
    base = answer.value("module").filter(sha -> sha.matches("[0-9a-f]{64}")).orElse("");
    long needs = total + SLACK_BYTES;
    long free = answer.number("disk");
    // A device that cannot say is given the benefit of the doubt: writing will tell.
    if (free > 0 && free < needs) {
      throw agent.noSpace(size(needs) + " are needed and " + size(free) + " are free");
    }
  }

  /** Sends what is missing and has the device verify it. */
  void send() throws TargetException {
    listener.started(Step.UPLOAD);
    List<Upload> unverified = new ArrayList<>();
    String detail = missing.isEmpty() ? "already there" : size(total);
    try {
      for (Upload upload : missing) {
        Optional<String> changed = sendDifference(upload);
        if (changed.isPresent()) {
          long others = total - upload.size();
          detail = changed.get() + (others > 0 ? ", and " + size(others) : "");
        } else if (upload.size() > LARGE) {
          agent.upload(upload.file(), partOf(upload), this::progress);
          unverified.add(upload);
        } else {
          send(upload);
        }
        done += upload.size();
      }
    } catch (TargetException e) {
      if (e.problem() == Problem.DIGEST_MISMATCH || e.problem() == Problem.MISSING_TOOL) {
        listener.finished(Step.UPLOAD, detail);
        listener.started(Step.VERIFY);
      }
      throw reasoned(e);
    }
    listener.finished(Step.UPLOAD, detail);
    listener.started(Step.VERIFY);
    for (Upload upload : unverified) {
      agent.call("keep", partOf(upload), upload.folder(), upload.name(), upload.sha256());
    }
    listener.finished(Step.VERIFY, "SHA-256 read back from the device's disk");
  }

  private void progress(long sent) {
    listener.progress(Step.UPLOAD, Math.min(total, done + sent), total);
  }

  /** Each file has a name of its own while it arrives: that of its place in the deployment. */
  private String partOf(Upload upload) {
    return token + "." + missing.indexOf(upload);
  }

  private void send(Upload upload) throws TargetException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(upload.file());
    } catch (IOException e) {
      throw new TargetException(
          Problem.LOCAL_FILE,
          "The file “" + upload.file() + "” cannot be read: " + e.getMessage() + ".",
          "Check that it is there and readable.",
          e);
    }
    agent.send(
        bytes,
        List.of("receive", partOf(upload), upload.folder(), upload.name(), upload.sha256()),
        this::progress);
  }

  /** What was sent, in words; empty when it must be sent whole. */
  private Optional<String> sendDifference(Upload upload) throws TargetException {
    if (!upload.folder().equals("store") || upload.size() < SMALL || base.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> before = kept.bytes(base);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Optional<Delta> delta;
    try {
      delta = Delta.between(before.get(), Files.readAllBytes(upload.file()), MOST_CHANGED);
    } catch (IOException e) {
      // Sending it whole says what is wrong with it.
      return Optional.empty();
    }
    if (delta.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(List.of("patch", partOf(upload), base, upload.sha256()));
    for (Delta.Piece piece : delta.get().pieces()) {
      words.add(piece.copied() ? "c" : "i");
      if (piece.copied()) {
        words.add(String.valueOf(piece.from()));
      }
      words.add(String.valueOf(piece.length()));
    }
    try {
      agent.send(delta.get().fresh(), words, this::progress);
    } catch (TargetException e) {
      if (e.problem() == Problem.DIGEST_MISMATCH) {
        // The module that is there is damaged: it is of no use to anything that is made of it.
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(
        size(delta.get().fresh().length) + " of " + size(upload.size()) + " changed");
  }

  /** A failed upload often is a full disk, which SFTP has no word for. */
  private TargetException reasoned(TargetException e) throws TargetException {
    if (e.problem() != Problem.PROTOCOL) {
      return e;
    }
    long free = agent.call("space").number("disk");
    return free < total - done ? agent.noSpace("only " + size(free) + " are free") : e;
  }

  /** After a failure: what arrived in part, and what was wanted, is no longer needed. */
  void drop() {
    if (!agent.connected()) {
      // Nobody is to wait for another connection to hear of the failure.
      return;
    }
    try {
      List<String> words = new ArrayList<>(List.of("drop", token));
      missing.forEach(upload -> words.add(partOf(upload)));
      agent.call(app, DeviceAgent.USUAL, words);
    } catch (TargetException e) {
      // The connection went or the user cancelled: the agent drops old leftovers itself.
      return;
    }
  }

  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double value = bytes;
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    int unit = -1;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }
}
