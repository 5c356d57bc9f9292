package dev.continuum.targets.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * In which portions a rollout reaches its devices. Each entry says how many devices have been
 * reached when its wave is over; the last wave takes all that are left, said or not.
 *
 * @param ends where the waves end, at least one
 */
public record Waves(List<End> ends) {
  /** All devices in one wave. */
  public static final Waves ALL = new Waves(List.of(new Share(100)));

  /** One device, then a quarter, then the rest. */
  public static final Waves USUAL = new Waves(List.of(new Count(1), new Share(25), new Share(100)));

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  /** How many devices have been reached when a wave is over. */
  public sealed interface End {
    /** The number of devices reached, 1 to {@code all}, for at least one device. */
    int of(int all);
  }

  /**
   * A number of devices.
   *
   * @param devices at least 1
   */
  public record Count(int devices) implements End {
    /** Checks the range. */
    public Count {
      if (devices < 1) {
        throw new IllegalArgumentException("A wave has at least one device.");
      }
    }

    @Override
    public int of(int all) {
      return Math.min(all, devices);
    }

    @Override
    public String toString() {
      return String.valueOf(devices);
    }
  }

  /**
   * A share of all devices, rounded up.
   *
   * @param percent 1 to 100
   */
  public record Share(int percent) implements End {
    /** Checks the range. */
    public Share {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("A share is from 1 to 100 %.");
      }
    }

    @Override
    public int of(int all) {
      return Math.toIntExact(((long) all * percent + 99) / 100);
    }

    @Override
    public String toString() {
      return percent + "%";
    }
  }

  /** Copies the list. */
  public Waves {
    if (ends.isEmpty()) {
      throw new IllegalArgumentException("A rollout has at least one wave.");
    }
    ends = List.copyOf(ends);
  }

  /**
   * Reads {@code 1,25%,100%}; {@code all} is {@code 100%}.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Waves parse(String text) {
    List<End> ends = new ArrayList<>();
    for (String word : text.strip().split("\\s*,\\s*", -1)) {
      ends.add(end(word.toLowerCase(Locale.ROOT)));
    }
    return new Waves(ends);
  }

  private static End end(String word) {
    if (word.equals("all")) {
      return new Share(100);
    }
    boolean share = word.endsWith("%");
    String number = share ? word.substring(0, word.length() - 1).strip() : word;
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException(
          "“" + word + "” is not a wave: write how many devices (1), a share (25%), or all.");
    }
    int value = Integer.parseInt(number);
    return share ? new Share(value) : new Count(value);
  }

  /** How many devices each wave has, all at least one; empty for no devices. */
  public List<Integer> sizes(int devices) {
    List<Integer> sizes = new ArrayList<>();
    int reached = 0;
    for (End end : ends) {
      int next = devices == 0 ? 0 : end.of(devices);
      if (next > reached) {
        sizes.add(next - reached);
        reached = next;
      }
    }
    if (reached < devices) {
      sizes.add(devices - reached);
    }
    return List.copyOf(sizes);
  }

  /** In words, such as {@code 1 device first, then 3 more, then the other 8}. */
  public String words(int devices) {
    List<Integer> sizes = sizes(devices);
    if (sizes.size() <= 1) {
      return devices == 1 ? "1 device" : "all " + devices + " devices at once";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      if (i == 0) {
        text.append(size).append(size == 1 ? " device first" : " devices first");
      } else if (i < sizes.size() - 1) {
        text.append(", then ").append(size).append(" more");
      } else {
        text.append(", then the ").append(size == 1 ? "last one" : "other " + size);
      }
    }
    return text.toString();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return String.join(",", ends.stream().map(Object::toString).toList());
  }
}
