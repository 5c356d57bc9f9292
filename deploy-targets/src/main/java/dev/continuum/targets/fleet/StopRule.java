package dev.continuum.targets.fleet;

import java.util.Locale;

/** When a rollout goes no further. What is under way then is seen through to its end. */
public sealed interface StopRule {
  /**
   * Whether to go no further.
   *
   * @param failed how many devices have failed so far
   * @param all how many devices the rollout has
   */
  boolean stops(int failed, int all);

  /** In words, such as {@code stops at the first failure}. */
  String words();

  /** As soon as one device failed. */
  record FirstFailure() implements StopRule {
    @Override
    public boolean stops(int failed, int all) {
      return failed > 0;
    }

    @Override
    public String words() {
      return "stops at the first failure";
    }

    @Override
    public String toString() {
      return "first";
    }
  }

  /**
   * When a share of all devices of the rollout has failed.
   *
   * @param percent 1 to 100
   */
  record Share(int percent) implements StopRule {
    /** Checks the range. */
    public Share {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("A share of failures is from 1 to 100 %.");
      }
    }

    @Override
    public boolean stops(int failed, int all) {
      return failed > 0 && (long) failed * 100 >= (long) percent * all;
    }

    @Override
    public String words() {
      return "stops when " + percent + " % of all devices have failed";
    }

    @Override
    public String toString() {
      return percent + "%";
    }
  }

  /** Every device is tried. */
  record Never() implements StopRule {
    @Override
    public boolean stops(int failed, int all) {
      return false;
    }

    @Override
    public String words() {
      return "goes on whatever fails";
    }

    @Override
    public String toString() {
      return "never";
    }
  }

  /**
   * Reads {@code first}, {@code 20%} or {@code never}.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static StopRule parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "first" -> new FirstFailure();
      case "never" -> new Never();
      default -> {
        if (!word.matches("[0-9]{1,3}\\s*%")) {
          throw new IllegalArgumentException(
              "“" + text + "” does not say when to stop: write first, a share (20%), or never.");
        }
        yield new Share(Integer.parseInt(word.substring(0, word.length() - 1).strip()));
      }
    };
  }
}
