package dev.continuum.targets.release;

import dev.continuum.targets.ssh.ExecOutput;
import dev.continuum.targets.ssh.ExecResult;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.SshFailures;
import dev.continuum.targets.ssh.UploadListener;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The agent on a device: a shell script put there when it is not there yet, and called by plain
 * words. {@code docs/device-layout.md} has its commands and answers.
 */
public final class DeviceAgent {
  static final Duration USUAL = Duration.ofSeconds(60);
  private static final Pattern HOLDER = Pattern.compile("([0-9]{1,12}) ([a-z]+) ([0-9]{1,18})");

  /** The one tool that is missing, and what else was said. */
  private static final Pattern TOOL = Pattern.compile("[a-z0-9]{1,20}( \\(|$)");

  /** How shells say that there is no such program. */
  private static final Pattern NO_PROGRAM = Pattern.compile("\\b(mkdir|cat|wc|mv): .*not found");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]+");

  private final SshConnection connection;
  private volatile @Nullable String base;

  /** The agent reached over a connection. */
  public DeviceAgent(SshConnection connection) {
    this.connection = connection;
  }

  /** The device. */
  public Device device() {
    return connection.device();
  }

  /** Whether there is a connection now. */
  boolean connected() {
    return connection.connected();
  }

  /**
   * Connects, puts the agent there where it is missing, and gives the absolute path of {@code
   * ~/.continuum}.
   */
  public String base() throws TargetException {
    connection.connect();
    String known = base;
    if (known != null) {
      return known;
    }
    AnswerReader reader = new AnswerReader(line -> {});
    ExecResult result = connection.exec(command(List.of("hello")), new byte[0], reader, USUAL);
    if (!reader.begun()) {
      install();
      reader = new AnswerReader(line -> {});
      result = connection.exec(command(List.of("hello")), new byte[0], reader, USUAL);
    }
    AgentAnswer answer;
    try {
      answer = check(reader, result);
    } catch (AgentException e) {
      throw failure(e, "");
    }
    String found =
        answer
            .value("base")
            .filter(path -> path.startsWith("/"))
            .orElseThrow(() -> unexpected("it did not say where its home folder is"));
    base = found;
    return found;
  }

  private void install() throws TargetException {
    byte[] text = AgentScript.bytes();
    // Constant text without a quote, a backslash or an exclamation mark: one word to any shell.
    String temporary = "\"$HOME/.continuum/." + AgentScript.name() + "-" + token() + "\"";
    String script =
        "umask 077; mkdir -p \"$HOME/.continuum\" && cat >"
            + temporary
            + " && test $(wc -c <"
            + temporary
            + ") -eq "
            + text.length
            + " && mv -f "
            + temporary
            + " \"$HOME/.continuum/"
            + AgentScript.name()
            + "\"";
    ExecResult result = connection.exec("sh -c '" + script + "'", text, USUAL);
    if (result.status() != 0) {
      String words = result.error() + new String(result.output(), StandardCharsets.UTF_8);
      Matcher absent = NO_PROGRAM.matcher(words);
      if (absent.find()) {
        throw missing(absent.group(1), null);
      }
      throw words.contains("No space left")
              || words.contains("quota")
              || SshFailures.notWritable(words)
          ? noSpace(words)
          : unexpected(words);
    }
  }

  private static String command(List<String> words) {
    for (String word : words) {
      if (!WORD.matcher(word).matches()) {
        throw new IllegalArgumentException("“" + word + "” is not a plain word.");
      }
    }
    return "sh \"$HOME/.continuum/" + AgentScript.name() + "\" " + String.join(" ", words);
  }

  /** Calls a command of the agent. */
  AgentAnswer call(List<String> words, byte[] input, Duration limit, Consumer<String> listener)
      throws TargetException, AgentException {
    return call(words, input, limit, listener, null);
  }

  private AgentAnswer call(
      List<String> words,
      byte[] input,
      Duration limit,
      Consumer<String> listener,
      @Nullable ExecOutput body)
      throws TargetException, AgentException {
    base();
    AnswerReader reader = new AnswerReader(listener, body);
    ExecResult result = connection.exec(command(words), input, reader, limit);
    if (!reader.begun()) {
      // The agent may have been deleted since: once more, after putting it back.
      base = null;
      base();
      reader = new AnswerReader(listener, body);
      result = connection.exec(command(words), input, reader, limit);
    }
    return check(reader, result);
  }

  /**
   * Calls a command that concerns an app, in the user's words when it fails.
   *
   * @param app the app's name, or nothing
   * @param words the command and its arguments, plain words
   */
  public AgentAnswer call(String app, Duration limit, List<String> words) throws TargetException {
    return call(app, new byte[0], limit, words);
  }

  /**
   * The same for an answer that goes on: its body is handed on as it comes, on the connection's
   * thread.
   */
  public AgentAnswer stream(String app, Duration limit, List<String> words, ExecOutput body)
      throws TargetException {
    try {
      return call(words, new byte[0], limit, line -> {}, body);
    } catch (AgentException e) {
      throw failure(e, app);
    }
  }

  AgentAnswer call(String app, byte[] input, Duration limit, List<String> words)
      throws TargetException {
    try {
      return call(words, input, limit, line -> {});
    } catch (AgentException e) {
      throw failure(e, app);
    }
  }

  AgentAnswer call(String... words) throws TargetException {
    return call("", new byte[0], USUAL, List.of(words));
  }

  /** Calls a command with much to send, in the user's words when it fails. */
  void send(byte[] input, List<String> words, UploadListener sent) throws TargetException {
    base();
    AnswerReader reader = new AnswerReader(line -> {});
    ExecResult result = connection.exec(command(words), input, sent, reader, Duration.ofHours(2));
    try {
      check(reader, result);
    } catch (AgentException e) {
      throw failure(e, "");
    }
  }

  /** Uploads a file under a temporary name; {@code keep} then checks and names it. */
  void upload(Path file, String token, UploadListener listener) throws TargetException {
    connection.upload(
        file, base() + "/store/.part-" + token, command(List.of("receive", token)), listener);
  }

  /** A name nobody else uses. */
  static String token() {
    return UUID.randomUUID().toString();
  }

  private AgentAnswer check(AnswerReader reader, ExecResult result)
      throws TargetException, AgentException {
    if (reader.error().isPresent()) {
      String details = result.error().isBlank() ? "" : " (" + clean(result.error()) + ")";
      throw new AgentException(reader.error().get() + details);
    }
    if (!reader.begun() || !reader.ok()) {
      throw unexpected(reader.noise() + result.error());
    }
    return reader.answer();
  }

  /** Puts the agent's error into the user's words. */
  TargetException failure(AgentException e, String app) {
    String name = device().name();
    return switch (e.code()) {
      case "BUSY" -> busy(e, app);
      case "NOT_FOUND" ->
          app.isEmpty() || e.words().startsWith("no such release")
              ? unexpected(e.words())
              : new TargetException(
                  Problem.NOT_FOUND,
                  name + " has no app called “" + app + "”.",
                  "Deploy it first, or look at what is on the device.",
                  e);
      case "NO_SPACE" -> noSpace(e.words());
      case "MISSING_TOOL" ->
          TOOL.matcher(e.words()).lookingAt()
              ? missing(AgentAnswer.keyOf(e.words()), e)
              : new TargetException(
                  Problem.MISSING_TOOL,
                  name
                      + " has none of sha256sum, openssl and shasum, so what was uploaded cannot be"
                      + " verified there.",
                  "Install one of them on the device (on Debian: coreutils), then deploy again.",
                  e);
      case "DIGEST_MISMATCH" ->
          new TargetException(
              Problem.DIGEST_MISMATCH,
              "What arrived on "
                  + name
                  + " is not what was sent: the file there has the SHA-256 digest "
                  + clean(e.words())
                  + ".",
              "Deploy again. If it happens again, check the device's disk and memory.",
              e);
      case "GONE", "DAMAGED" ->
          new TargetException(
              Problem.DIGEST_MISMATCH,
              "The module of that release of “"
                  + app
                  + "” is "
                  + (e.code().equals("GONE") ? "gone from " : "damaged on the disk of ")
                  + name
                  + ". Nothing was stopped.",
              "Deploy that module again, or go to another release.",
              e);
      case "BAD_LINE" ->
          new TargetException(
              Problem.START_FAILED,
              name + " does not understand the line that a healthy “" + app + "” writes.",
              "Write it as a POSIX extended regular expression. Nothing was stopped.",
              e);
      case "START_FAILED" ->
          new TargetException(
              Problem.START_FAILED,
              "“" + app + "” could not be started on " + name + ".",
              "Look at the app's log on the device.",
              e);
      default -> unexpected(e.words());
    };
  }

  private TargetException missing(String tool, @Nullable AgentException e) {
    return new TargetException(
        Problem.MISSING_TOOL,
        device().name() + " has no “" + tool + "”, which nothing can be done there without.",
        "Install it on the device (it is one of the usual small tools), then try again.",
        e);
  }

  /** Who has the lock: since when by the device's clock, with what command, as which process. */
  private TargetException busy(AgentException e, String app) {
    Matcher holder = HOLDER.matcher(e.words());
    String who =
        holder.lookingAt()
            ? ": “"
                + holder.group(2)
                + "”, process "
                + holder.group(3)
                + " there, since "
                + Instant.ofEpochSecond(Long.parseLong(holder.group(1)))
                + " by its clock"
            : "";
    return new TargetException(
        Problem.BUSY,
        "Other work on “" + app + "” on " + device().name() + " is under way" + who + ".",
        "Wait until it is done, then try again.",
        e);
  }

  /** Says why nothing could be written, by the words of the device's tools. */
  TargetException noSpace(String words) {
    if (SshFailures.notWritable(words)) {
      return new TargetException(
          Problem.NOT_WRITABLE,
          "The home folder on " + device().name() + " cannot be written: " + clean(words) + ".",
          "Make it writable for " + device().user() + " there, then try again.");
    }
    return new TargetException(
        Problem.NO_SPACE,
        "There is no room left on " + device().name() + ": " + clean(words) + ".",
        "Free some space in the home folder of " + device().user() + " there, then try again.");
  }

  /** For an answer that is none. */
  public TargetException unexpected(String words) {
    return new TargetException(
        Problem.PROTOCOL,
        device().name()
            + " answered something unexpected: "
            + (words.isBlank() ? "nothing" : clean(words))
            + ".",
        "Check that the user there has a POSIX shell and may write to the home folder.");
  }

  private static String clean(String words) {
    String text = words.strip();
    String start = text.length() > 500 ? text.substring(0, 500) + "…" : text;
    return ProbeFacts.withoutOrders(start).replaceAll("\\.$", "");
  }
}
