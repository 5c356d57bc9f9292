package dev.continuum.inspector.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Images of a machine along its way, from which any moment can be reached by executing again. They
 * lie closer together the nearer they are to the latest one. When they take more memory than they
 * may, the oldest go first; the one at the start stays as long as the answers of the host that
 * follow it find room too. One of a moment at which something was changed stays as long as anything
 * before it does: executing again leads up to it, but not past it.
 */
final class History {
  /** How many images of one distance are kept before it doubles. */
  private static final int DENSE = 8;

  /** The part of the budget that answers may fill between two images. */
  private static final int LOG_SHARES = 16;

  /** An image, and the bytes it takes that the image before it does not take too. */
  private static final class Kept {
    final MachineImage image;

    /** Whether something was changed here, so that execution from before leads elsewhere. */
    final boolean edit;

    long bytes;

    Kept(MachineImage image, boolean edit) {
      this.image = image;
      this.edit = edit;
    }
  }

  private final List<Kept> images = new ArrayList<>();
  private final HostLog log;
  private long budget;
  private long bytes;

  /** Where the machine is: the way back to there is not forgotten. */
  private LongSupplier now = () -> Long.MAX_VALUE;

  /**
   * @param budget the bytes that images and answers may take together
   */
  History(HostLog log, long budget) {
    this.log = log;
    this.budget = budget;
    log.setShare(budget / LOG_SHARES);
  }

  /** Says how to learn where the machine is. */
  void setNow(LongSupplier tick) {
    now = tick;
  }

  void setBudget(long most) {
    budget = most;
    log.setShare(most / LOG_SHARES);
    shrink();
  }

  long budget() {
    return budget;
  }

  /** The bytes that images and answers take; a chunk of memory that images share counts once. */
  long bytes() {
    return bytes + log.bytes();
  }

  /** The bytes that the latest image takes and the one before it does not. */
  long latestBytes() {
    return images.size() < 2 ? 0 : images.getLast().bytes;
  }

  /** The earliest tick that can be reached. */
  long start() {
    return images.isEmpty() ? 0 : images.getFirst().image.tick();
  }

  /** Adds an image, unless there is one of its tick. */
  void add(MachineImage image) {
    add(image, false);
  }

  /** Adds an image of a past that is read from a file, in the order of their ticks. */
  void load(MachineImage image, boolean edit) {
    add(image, edit);
  }

  /** Adds an image of a moment at which something was changed; nothing may lie behind it. */
  void addEdit(MachineImage image) {
    add(image, true);
  }

  private void add(MachineImage image, boolean edit) {
    int at = images.size();
    while (at > 0 && images.get(at - 1).image.tick() >= image.tick()) {
      at--;
    }
    if (at < images.size() && images.get(at).image.tick() == image.tick()) {
      return;
    }
    images.add(at, new Kept(image, edit));
    weigh(at);
    weigh(at + 1);
    thin();
    shrink();
  }

  /** The latest image at or before a tick, or null when history does not reach that far. */
  @Nullable MachineImage atOrBefore(long tick) {
    for (int i = images.size() - 1; i >= 0; i--) {
      if (images.get(i).image.tick() <= tick) {
        return images.get(i).image;
      }
    }
    return null;
  }

  /** The first moment behind a tick at which something was changed, or null. */
  @Nullable MachineImage nextEdit(long tick) {
    for (Kept kept : images) {
      if (kept.edit && kept.image.tick() > tick) {
        return kept.image;
      }
    }
    return null;
  }

  /** The images, the earliest first. */
  List<MachineImage> images() {
    return images.stream().map(kept -> kept.image).toList();
  }

  /** Whether an image is one of a moment at which something was changed. */
  boolean isEdit(MachineImage image) {
    return images.stream().anyMatch(kept -> kept.image == image && kept.edit);
  }

  /** Forgets what comes behind a tick: it will not happen that way any more. */
  void cut(long tick) {
    while (!images.isEmpty() && images.getLast().image.tick() > tick) {
      remove(images.size() - 1);
    }
  }

  private void remove(int at) {
    bytes -= images.remove(at).bytes;
    weigh(at);
  }

  /** Lets the distance between images grow with their distance from the latest. */
  private void thin() {
    long latest = images.getLast().image.tick();
    for (int i = images.size() - 2; i > 0; i--) {
      long distance = latest - images.get(i).image.tick();
      long gap = images.get(i + 1).image.tick() - images.get(i - 1).image.tick();
      if (!images.get(i).edit && gap * DENSE < distance) {
        remove(i);
      }
    }
  }

  private void shrink() {
    while (bytes() > budget && images.size() > 2) {
      boolean early = log.bytes() > budget / 2 || images.get(1).edit;
      if (early && images.get(1).image.tick() <= now.getAsLong()) {
        remove(0);
        log.forgetBefore(images.getFirst().image.hostCalls());
      } else if (!removeSpare()) {
        return;
      }
    }
  }

  /** Removes the first image that executing again leads to; false when there is none. */
  private boolean removeSpare() {
    for (int i = 1; i < images.size() - 1; i++) {
      if (!images.get(i).edit) {
        remove(i);
        return true;
      }
    }
    return false;
  }

  /** Counts anew what an image takes. */
  private void weigh(int at) {
    if (at >= images.size()) {
      return;
    }
    Kept kept = images.get(at);
    bytes -= kept.bytes;
    kept.bytes = kept.image.bytes(at == 0 ? null : images.get(at - 1).image);
    bytes += kept.bytes;
  }
}
