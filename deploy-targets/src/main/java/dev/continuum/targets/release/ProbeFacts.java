package dev.continuum.targets.release;

import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the facts out of a probe's answer. Whatever a device says, they are few and short. */
final class ProbeFacts {
  /** The longest text that is kept of a fact. */
  static final int MOST_TEXT = 200;

  private static final int MOST_ITEMS = 64;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** One question may meet a busy moment; the fastest of these tells. */
  private static final int QUESTIONS = 3;

  private static final Pattern TIME = Pattern.compile("([0-9]{1,11})(?:\\.([0-9]{9}))?");

  /** What reads as nothing or as an order: control, format and unassigned characters. */
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+");

  private ProbeFacts() {}

  static DeviceFacts read(AgentAnswer answer, Optional<DeviceFacts.Clock> clock) {
    String kernel = text(answer, "kernel");
    long bits = answer.number("bits");
    String endian = text(answer, "endian");
    return new DeviceFacts(
        kernel,
        bits == 32 || bits == 64 ? (int) bits : 0,
        endian.equals("little") || endian.equals("big") ? endian : "",
        text(answer, "cpu"),
        texts(answer, "feature"),
        text(answer, "libc-version"),
        answer.number("memory-free"),
        answer.number("disk-size"),
        text(answer, "shell"),
        text(answer, "login-shell"),
        text(answer, "init"),
        text(answer, "init-version"),
        boot(answer),
        text(answer, "inside"),
        trusted(answer),
        clock);
  }

  /** The first value of a key, harmless and short. */
  static String text(AgentAnswer answer, String key) {
    return answer.value(key).map(ProbeFacts::harmless).orElse("");
  }

  /** The values of a key, harmless, short and few. */
  static List<String> texts(AgentAnswer answer, String key) {
    return answer.values(key).stream()
        .limit(MOST_ITEMS)
        .map(ProbeFacts::harmless)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** A device's words as one short line that gives no orders. */
  static String harmless(String text) {
    String start = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
    return withoutOrders(start);
  }

  /** The same however long it is. */
  static String withoutOrders(String text) {
    return HARMFUL.matcher(text).replaceAll(" ").strip();
  }

  private static Set<DeviceFacts.Boot> boot(AgentAnswer answer) {
    Set<DeviceFacts.Boot> boot = EnumSet.noneOf(DeviceFacts.Boot.class);
    for (String way : texts(answer, "boot")) {
      switch (way) {
        case "user-services" -> boot.add(DeviceFacts.Boot.USER_SERVICES);
        case "linger" -> boot.add(DeviceFacts.Boot.LINGER);
        case "cron" -> boot.add(DeviceFacts.Boot.CRON);
        default -> {
          // A later agent's; this version has no word for it.
        }
      }
    }
    return boot;
  }

  private static List<DeviceFacts.Trusted> trusted(AgentAnswer answer) {
    List<DeviceFacts.Trusted> trusted = new ArrayList<>();
    for (String line : texts(answer, "trusted")) {
      String file = AgentAnswer.keyOf(line);
      if (file.startsWith("/")) {
        trusted.add(new DeviceFacts.Trusted(AgentAnswer.valueOf(line), file));
      }
    }
    return trusted;
  }

  /** Asks what time it is there, some times, and believes the answer that came fastest. */
  static Optional<DeviceFacts.Clock> clock(DeviceAgent agent) throws TargetException {
    Optional<DeviceFacts.Clock> best = Optional.empty();
    for (int i = 0; i < QUESTIONS; i++) {
      Instant asked = Instant.now();
      long start = System.nanoTime();
      AgentAnswer answer = agent.call("", LIMIT, List.of("clock"));
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
      Optional<DeviceFacts.Clock> one = clock(answer, asked, roundTrip);
      if (one.isPresent()
          && (best.isEmpty() || one.get().uncertainty().compareTo(best.get().uncertainty()) < 0)) {
        best = one;
      }
    }
    return best;
  }

  /** The clock there read at some moment of a round trip that began then. */
  static Optional<DeviceFacts.Clock> clock(AgentAnswer answer, Instant asked, Duration roundTrip) {
    Matcher time = TIME.matcher(answer.value("clock").orElse(""));
    if (!time.matches()) {
      return Optional.empty();
    }
    boolean whole = time.group(2) == null;
    // A whole second was read some time in that second.
    Duration grain = whole ? Duration.ofMillis(500) : Duration.ZERO;
    Instant there =
        Instant.ofEpochSecond(
                Long.parseLong(time.group(1)), whole ? 0 : Long.parseLong(time.group(2)))
            .plus(grain);
    Duration half = roundTrip.dividedBy(2);
    return Optional.of(
        new DeviceFacts.Clock(Duration.between(asked.plus(half), there), half.plus(grain)));
  }
}
