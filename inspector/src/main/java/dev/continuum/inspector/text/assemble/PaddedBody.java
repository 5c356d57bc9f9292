package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Features;
import java.util.Arrays;

/**
 * Where the instructions of a function body are once its numbers are padded. Places count from
 * behind the size of the body.
 */
final class PaddedBody {
  private final int start;

  /** The places of the instructions without padding and with it, in pairs of the same index. */
  private final int[] minimal;

  private final int[] padded;

  private PaddedBody(int start, int[] minimal, int[] padded) {
    this.start = start;
    this.minimal = minimal;
    this.padded = padded;
  }

  /**
   * Compares two forms of a body.
   *
   * @param minimal the body without its size and without padding
   * @param instructions where in it the instructions start
   * @param bytes an array with the padded body
   * @param from where that starts, with its size
   * @param to where it ends
   */
  static PaddedBody of(byte[] minimal, int instructions, byte[] bytes, int from, int to)
      throws MalformedException {
    int start = passNumber(bytes, from);
    int[] before = offsets(minimal, instructions, minimal.length, 0);
    int[] after = offsets(bytes, passLocals(bytes, start), to, start);
    return new PaddedBody(start, before, after);
  }

  private static int[] offsets(byte[] bytes, int from, int to, int base) throws MalformedException {
    InstructionReader reader = new InstructionReader(Features.ALL, true);
    reader.body(bytes, from, to, from - base);
    int[] offsets = new int[64];
    int count = 0;
    while (reader.next()) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count * 2);
      }
      offsets[count++] = reader.offset();
    }
    return Arrays.copyOf(offsets, count);
  }

  private static int passNumber(byte[] bytes, int at) {
    int end = at;
    while (bytes[end] < 0) {
      end++;
    }
    return end + 1;
  }

  private static int passLocals(byte[] bytes, int start) {
    int at = start;
    int runs = 0;
    for (int shift = 0; bytes[at] < 0; shift += 7) {
      runs |= (bytes[at++] & 0x7f) << shift;
    }
    runs |= bytes[at] << 7 * (at - start);
    at++;
    for (int i = 0; i < runs; i++) {
      at = passNumber(bytes, at);
      int type = bytes[at++] & 0xff;
      if (type == 0x63 || type == 0x64) {
        at = passNumber(bytes, at);
      }
    }
    return at;
  }

  /** Where the padded body starts in its array, behind its size. */
  int start() {
    return start;
  }

  /** The padded place of an instruction, given the one without padding. */
  int padded(int place) {
    int found = Arrays.binarySearch(minimal, place);
    return found >= 0 ? padded[found] : place;
  }
}
