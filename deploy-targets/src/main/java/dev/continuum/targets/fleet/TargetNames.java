package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What stands for devices: a device's name, or {@code tag:TAG} for all that have the tag. */
public final class TargetNames {
  /** What tags stand behind. */
  public static final String TAG = "tag:";

  /** Letters, digits, dot, dash and underscore, beginning with a letter or digit; 1 to 63 long. */
  private static final Pattern TAG_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,62}");

  private TargetNames() {}

  /** Whether a word can be a tag. */
  public static boolean isTag(String word) {
    return TAG_NAME.matcher(word).matches();
  }

  /**
   * The devices that names stand for, each once, in the order of the names.
   *
   * @param known all devices there are
   * @throws TargetException NOT_FOUND for a device that is not known, or a tag that none has
   */
  public static List<Device> devices(List<String> names, List<Device> known)
      throws TargetException {
    Map<String, Device> found = new LinkedHashMap<>();
    for (String name : names) {
      List<Device> meant =
          name.startsWith(TAG)
              ? tagged(name.substring(TAG.length()), known)
              : known.stream().filter(device -> device.name().equals(name)).toList();
      if (meant.isEmpty()) {
        throw name.startsWith(TAG)
            ? noneTagged(name, known)
            : new TargetException(
                TargetException.Problem.NOT_FOUND,
                "There is no device called “" + name + "”.",
                "Add it first, or choose one of the devices there are.");
      }
      meant.forEach(device -> found.putIfAbsent(device.name(), device));
    }
    return List.copyOf(found.values());
  }

  private static TargetException noneTagged(String name, List<Device> known) {
    List<String> tags = new ArrayList<>(tags(known).keySet());
    return new TargetException(
        TargetException.Problem.NOT_FOUND,
        "No device has the tag “" + name.substring(TAG.length()) + "”.",
        tags.isEmpty()
            ? "Give the tag to the devices that are meant."
            : "Give it to the devices that are meant, or choose one there is: "
                + String.join(", ", tags)
                + ".");
  }

  /** The devices that have a tag. */
  public static List<Device> tagged(String tag, List<Device> known) {
    return known.stream().filter(device -> device.tags().contains(tag)).toList();
  }

  /** Every tag and how many devices have it, by name. */
  public static Map<String, Integer> tags(List<Device> known) {
    Map<String, Integer> tags = new TreeMap<>();
    for (Device device : known) {
      device.tags().stream().distinct().forEach(tag -> tags.merge(tag, 1, Integer::sum));
    }
    return tags;
  }
}
