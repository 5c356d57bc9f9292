package dev.continuum.ide.project;

import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Limits;
import dev.continuum.targets.target.app.RestartPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deploy options as texts under keys: the same in {@code continuum.toml}, on the command line and
 * in the window's form. A key that is absent leaves what is usual.
 */
public final class DeployKeys {
  /** {@code never}, {@code on-failure}, {@code always}. */
  public static final String RESTART = "restart";

  /** How long a new release is watched: a duration. */
  public static final String HEALTH = "health";

  /** What a healthy release writes: a POSIX extended regular expression. */
  public static final String HEALTH_LINE = "health-line";

  /** {@code true}: the release is a job, and healthy when it has ended with status 0. */
  public static final String JOB = "job";

  /** How long it may take to end: a duration, or {@code 0s}. */
  public static final String GRACE = "grace";

  /** {@code true}: it starts when the device does. */
  public static final String BOOT = "boot";

  /** From one start of a job to the next: a duration. */
  public static final String EVERY = "every";

  /** How many releases are kept. */
  public static final String KEEP = "keep";

  /** A runtime adapter's id. */
  public static final String RUNTIME = "runtime";

  /** How much memory its processes may write to: a size. */
  public static final String MEMORY = "memory";

  /** How much processor time it may use: a duration. */
  public static final String CPU = "cpu";

  /** How many files it may have open. */
  public static final String FILES = "files";

  /** All keys, in the order in which they are shown. */
  public static final List<String> ALL =
      List.of(
          RESTART, HEALTH, HEALTH_LINE, JOB, GRACE, BOOT, EVERY, KEEP, RUNTIME, MEMORY, CPU, FILES);

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB|GiB)");

  private final Map<String, String> texts;

  private DeployKeys(Map<String, String> texts) {
    this.texts = texts;
  }

  /** A text under a key that cannot be used. */
  public static final class WrongValue extends Exception {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final String remedy;

    WrongValue(String key, String what, String remedy) {
      super(what);
      this.key = key;
      this.remedy = remedy;
    }

    /** The key. */
    public String key() {
      return key;
    }

    /** What to write instead, a whole sentence. */
    public String remedy() {
      return remedy;
    }
  }

  /**
   * The options that texts describe.
   *
   * @throws WrongValue whose message says, without a stop, what is wrong
   */
  public static DeployOptions read(Map<String, String> texts) throws WrongValue {
    return new DeployKeys(texts).read();
  }

  private DeployOptions read() throws WrongValue {
    DeployOptions usual = DeployOptions.USUAL;
    RestartPolicy restart = restart().orElse(usual.restart());
    HealthCheck health = health(usual.health());
    Duration grace = time(GRACE, Duration.ZERO, Duration.ofMinutes(10)).orElse(usual.grace());
    Optional<Duration> every = time(EVERY, Duration.ofMinutes(1), Duration.ofDays(31));
    int keep = number(KEEP, 1, 1000).orElse(usual.keep());
    Limits limits =
        new Limits(
            memory(),
            time(CPU, Duration.ofSeconds(1), Duration.ofDays(365)),
            number(FILES, 16, 1_000_000));
    boolean boot = truth(BOOT);
    if (every.isPresent() && restart != RestartPolicy.NEVER) {
      throw new WrongValue(
          RESTART,
          "a job that runs every so often is not restarted in between",
          "Leave out “restart” or “every”.");
    }
    return new DeployOptions(health, restart, limits, grace, boot, every, runtime(), keep);
  }

  private Optional<RestartPolicy> restart() throws WrongValue {
    String text = texts.get(RESTART);
    if (text == null) {
      return Optional.empty();
    }
    for (RestartPolicy policy : RestartPolicy.values()) {
      if (policy.word().equals(text)) {
        return Optional.of(policy);
      }
    }
    throw new WrongValue(
        RESTART, "it is not a restart rule", "Write “never”, “on-failure” or “always”.");
  }

  private HealthCheck health(HealthCheck usual) throws WrongValue {
    String line = texts.get(HEALTH_LINE);
    boolean job = truth(JOB);
    Duration within =
        time(HEALTH, Duration.ZERO, HealthCheck.LONGEST)
            .orElse(line != null || job ? Duration.ofSeconds(30) : usual.within());
    if (line != null && job) {
      throw new WrongValue(
          HEALTH_LINE,
          "a job is healthy when it has ended with status 0, whatever it writes",
          "Leave out “health-line” or “job”.");
    }
    if (line == null) {
      return job ? new HealthCheck.Ends(within) : new HealthCheck.Alive(within);
    }
    try {
      return new HealthCheck.Says(line, within);
    } catch (IllegalArgumentException e) {
      throw new WrongValue(
          HEALTH_LINE,
          "it is not one line of 1 to 500 characters",
          "Write a regular expression that a line of the app's output matches.");
    }
  }

  private Optional<String> runtime() throws WrongValue {
    String text = texts.get(RUNTIME);
    if (text != null && RuntimeAdapters.byId(text).isEmpty()) {
      List<String> known = RuntimeAdapters.all().stream().map(adapter -> adapter.id()).toList();
      throw new WrongValue(
          RUNTIME,
          "“" + text + "” is not a runtime that is known",
          "Write one of " + String.join(", ", known) + ".");
    }
    return Optional.ofNullable(text);
  }

  private Optional<Duration> time(String key, Duration least, Duration most) throws WrongValue {
    String text = texts.get(key);
    if (text == null) {
      return Optional.empty();
    }
    Optional<Duration> found = duration(text);
    if (found.isEmpty()) {
      throw new WrongValue(key, "it is not a duration", "Write one such as “3s”, “5m” or “12h”.");
    }
    if (found.get().compareTo(least) < 0 || found.get().compareTo(most) > 0) {
      throw new WrongValue(
          key,
          "it must be from " + text(least) + " to " + text(most),
          "Write a duration in between.");
    }
    return found;
  }

  private Optional<Integer> number(String key, int least, int most) throws WrongValue {
    String text = texts.get(key);
    if (text == null) {
      return Optional.empty();
    }
    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new WrongValue(
          key, "it must be a number from " + least + " to " + most, "Write such a number.");
    }
    return Optional.of(number);
  }

  private Optional<Long> memory() throws WrongValue {
    String text = texts.get(MEMORY);
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new WrongValue(MEMORY, "it is not a size", "Write one such as “64MiB”.");
    }
    int shift =
        switch (matcher.group(2)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          default -> 30;
        };
    long bytes = Long.parseLong(matcher.group(1)) << shift;
    if (bytes < 1 << 20) {
      throw new WrongValue(MEMORY, "an app needs 1 MiB at least", "Write a larger size.");
    }
    return Optional.of(bytes);
  }

  private boolean truth(String key) throws WrongValue {
    String text = texts.getOrDefault(key, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new WrongValue(key, "it is neither true nor false", "Write true or false.");
    }
    return text.equals("true");
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}. */
  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** A duration in its largest whole unit, as {@link #read} takes it. */
  public static String text(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + "ms";
    }
    long seconds = time.toSeconds();
    if (seconds % 86_400 == 0 && seconds > 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static String size(long bytes) {
    if (bytes % (1 << 30) == 0) {
      return (bytes >> 30) + "GiB";
    }
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
  }

  /** The texts that differ from what is usual; {@link #read} gives the same options again. */
  public static Map<String, String> write(DeployOptions options) {
    DeployOptions usual = DeployOptions.USUAL;
    Map<String, String> texts = new LinkedHashMap<>();
    if (options.restart() != usual.restart()) {
      texts.put(RESTART, options.restart().word());
    }
    if (!options.health().equals(usual.health())) {
      texts.put(HEALTH, text(options.health().within()));
    }
    switch (options.health()) {
      case HealthCheck.Alive alive -> {}
      case HealthCheck.Says says -> texts.put(HEALTH_LINE, says.line());
      case HealthCheck.Ends ends -> texts.put(JOB, "true");
    }
    if (!options.grace().equals(usual.grace())) {
      texts.put(GRACE, text(options.grace()));
    }
    if (options.atBoot()) {
      texts.put(BOOT, "true");
    }
    options.every().ifPresent(every -> texts.put(EVERY, text(every)));
    if (options.keep() != usual.keep()) {
      texts.put(KEEP, String.valueOf(options.keep()));
    }
    options.runtime().ifPresent(runtime -> texts.put(RUNTIME, runtime));
    options.limits().memoryBytes().ifPresent(bytes -> texts.put(MEMORY, size(bytes)));
    options.limits().cpuTime().ifPresent(time -> texts.put(CPU, text(time)));
    options.limits().openFiles().ifPresent(count -> texts.put(FILES, String.valueOf(count)));
    return texts;
  }
}
