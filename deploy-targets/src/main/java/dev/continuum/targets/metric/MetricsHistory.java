package dev.continuum.targets.metric;

import dev.continuum.targets.target.DeviceMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a device used lately: each sample of the last ten minutes, and averages over half a minute
 * of the two hours before. Times without an answer are gaps. Not for several threads at once.
 */
public final class MetricsHistory {
  /** How far back each sample is kept. */
  public static final Duration FINE = Duration.ofMinutes(10);

  /** How far back anything is kept. */
  public static final Duration WHOLE = Duration.ofHours(2);

  private static final Duration COARSE = Duration.ofSeconds(30);

  /** More samples than anyone takes in that time: a bound on memory whatever the clock does. */
  private static final int MOST_FINE = 2_000;

  private static final int MOST_COARSE = (int) (WHOLE.dividedBy(COARSE) + 1);

  private final Deque<Usage> fine = new ArrayDeque<>();
  private final Deque<Usage> coarse = new ArrayDeque<>();
  private final List<Usage> leaving = new ArrayList<>();
  private @Nullable DeviceMetrics last;

  /** Takes a sample in. */
  public void add(DeviceMetrics sample) {
    put(Usage.between(last, sample));
    last = sample;
  }

  /** Notes that there was no answer then; what follows is not compared with what was before. */
  public void gap(Instant time) {
    last = null;
    Usage newest = fine.peekLast();
    boolean already = newest == null || newest.equals(Usage.gap(newest.time()));
    if (!already) {
      put(Usage.gap(time));
    }
  }

  /** The newest sample; empty while there is none or the device does not answer. */
  public Optional<DeviceMetrics> last() {
    return Optional.ofNullable(last);
  }

  /** The newest usage; empty while there is none or the device does not answer. */
  public Optional<Usage> lastUsage() {
    return last == null ? Optional.empty() : Optional.ofNullable(fine.peekLast());
  }

  /** All that is kept, oldest first. */
  public List<Usage> usages() {
    List<Usage> all = new ArrayList<>(coarse.size() + fine.size() + 1);
    all.addAll(coarse);
    if (!leaving.isEmpty()) {
      all.add(average(leaving));
    }
    all.addAll(fine);
    return all;
  }

  private void put(Usage usage) {
    Usage newest = fine.peekLast();
    if (newest != null && usage.time().isBefore(newest.time())) {
      // This computer's clock was set back: what was is of another time.
      fine.clear();
      coarse.clear();
      leaving.clear();
    }
    fine.addLast(usage);
    while (fine.size() > MOST_FINE || fine.getFirst().time().isBefore(usage.time().minus(FINE))) {
      leave(fine.removeFirst());
    }
    while (coarse.size() > MOST_COARSE
        || (!coarse.isEmpty() && coarse.getFirst().time().isBefore(usage.time().minus(WHOLE)))) {
      coarse.removeFirst();
    }
  }

  private void leave(Usage usage) {
    boolean gap = usage.equals(Usage.gap(usage.time()));
    boolean full =
        !leaving.isEmpty() && !usage.time().isBefore(leaving.getFirst().time().plus(COARSE));
    if (!leaving.isEmpty() && (gap || full)) {
      coarse.addLast(average(leaving));
      leaving.clear();
    }
    if (gap) {
      coarse.addLast(usage);
    } else {
      leaving.add(usage);
    }
  }

  private static Usage average(List<Usage> usages) {
    Set<String> names = new HashSet<>();
    usages.forEach(usage -> names.addAll(usage.apps().keySet()));
    Map<String, Usage.App> apps = new HashMap<>();
    for (String name : names) {
      apps.put(
          name,
          new Usage.App(
              mean(usages, usage -> app(usage, name).processors()),
              mean(usages, usage -> app(usage, name).memoryBytes())));
    }
    return new Usage(
        usages.get(usages.size() / 2).time(),
        mean(usages, Usage::processors),
        mean(usages, Usage::memoryBytes),
        mean(usages, Usage::load),
        apps);
  }

  private static Usage.App app(Usage usage, String name) {
    return usage.apps().getOrDefault(name, Usage.App.NONE);
  }

  private static OptionalDouble mean(List<Usage> usages, Function<Usage, OptionalDouble> value) {
    return usages.stream()
        .map(value)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }
}
