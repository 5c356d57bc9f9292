package dev.continuum.inspector.exec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the host has answered, in order: all that is needed to execute again what was executed once.
 * Answers are numbered from 0; the first may be forgotten.
 */
final class HostLog {
  /** Bytes that a function of the host wrote. */
  record Write(int memory, long address, byte[] bytes) {}

  /**
   * An answer.
   *
   * @param tick when the call was made
   * @param function the address of the function called
   * @param results the slots of its results
   * @param trap why it failed instead, or null
   * @param exit the status with which it ended the guest, or null
   */
  record Answer(
      long tick,
      int function,
      long[] results,
      List<Write> writes,
      @Nullable TrapException trap,
      @Nullable Integer exit) {
    long bytes() {
      long bytes = 64 + 8L * results.length;
      for (Write write : writes) {
        bytes += 40 + write.bytes.length;
      }
      return bytes;
    }
  }

  private final List<Answer> answers = new ArrayList<>();
  private long forgotten;
  private long bytes;

  /** How many bytes are to lie between two images, and when there are that many. */
  private long share = Long.MAX_VALUE;

  private long nextImage = Long.MAX_VALUE;

  /**
   * Sets how many bytes are to lie between two images: they can only be forgotten up to an image.
   */
  void setShare(long most) {
    share = most;
    imageTaken();
  }

  /** Whether so much was added since the last image that it is time for another one. */
  boolean wantsImage() {
    return bytes >= nextImage;
  }

  void imageTaken() {
    nextImage = bytes + share;
  }

  /** The number of the next answer. */
  long size() {
    return forgotten + answers.size();
  }

  /** The number of the first answer that is not forgotten. */
  long first() {
    return forgotten;
  }

  /** The number of the first answer that was given at a tick or later. */
  long from(long tick) {
    int low = 0;
    int high = answers.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (answers.get(middle).tick() < tick) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return forgotten + low;
  }

  Answer get(long number) {
    return answers.get((int) (number - forgotten));
  }

  /** Has the first answer, which is still to be added, have a number. */
  void startAt(long number) {
    forgotten = number;
  }

  void add(Answer answer) {
    answers.add(answer);
    bytes += answer.bytes();
  }

  /** About how many bytes it takes. */
  long bytes() {
    return bytes;
  }

  /** Forgets the answers from a number on. */
  void cut(long number) {
    while (size() > number) {
      bytes -= answers.removeLast().bytes();
    }
    imageTaken();
  }

  /** Forgets the answers before a number. */
  void forgetBefore(long number) {
    int count = (int) (number - forgotten);
    List<Answer> old = answers.subList(0, count);
    for (Answer answer : old) {
      bytes -= answer.bytes();
    }
    old.clear();
    forgotten = number;
    imageTaken();
  }
}
