package dev.continuum.inspector.exec;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a guest is at a moment, as lines: what is small in full, what is large as a check
 * sum. Two moments are the same if and only if these are.
 */
final class StateDigest {
  private final StringBuilder lines = new StringBuilder();

  private StateDigest() {}

  static String of(SteppingBackend backend) {
    return of(backend.timeline.image());
  }

  static String of(MachineImage image) {
    StateDigest digest = new StateDigest();
    digest.line("tick", image.tick(), "call", image.call(), "host calls", image.hostCalls());
    digest.line("function", image.function().address, "at", image.index(), "from", image.fp());
    for (int i = 0; i < image.frames().length; i++) {
      digest.line("caller", image.frames()[i].address, Long.toHexString(image.returns()[i]));
    }
    digest.line("stack", hex(image.stack()));
    digest.line("globals", hex(image.globals()));
    for (long[] table : image.tables()) {
      digest.line("table", hex(table));
    }
    for (LinearMemory.Image memory : image.memories()) {
      digest.line("memory", memory.size(), sum(memory.chunks(), memory.size()));
    }
    Heap.Image heap = image.heap();
    digest.line("heap", heap.end(), heap.sinceCollection(), heap.nextCollection());
    digest.line("free", hex(heap.free()), sum(heap.memory().chunks(), heap.end()));
    for (long[][] segments : image.elements()) {
      for (long[] segment : segments) {
        digest.line("element segment", hex(segment));
      }
    }
    for (boolean[] dropped : image.droppedData()) {
      digest.line("dropped data", Arrays.toString(dropped));
    }
    return digest.lines.toString();
  }

  private void line(Object... words) {
    for (Object word : words) {
      lines.append(word).append(' ');
    }
    lines.append('\n');
  }

  private static String hex(long[] slots) {
    return Arrays.stream(slots).mapToObj(Long::toHexString).toList().toString();
  }

  /** The check sum of what a memory holds; a chunk that is not there holds zeros. */
  private static String sum(@Nullable byte[][] chunks, long size) {
    CRC32C sum = new CRC32C();
    byte[] zeros = new byte[LinearMemory.CHUNK];
    long left = size;
    for (byte[] chunk : chunks) {
      int count = (int) Math.min(left, LinearMemory.CHUNK);
      sum.update(chunk == null ? zeros : chunk, 0, count);
      left -= count;
    }
    return Long.toHexString(sum.getValue());
  }
}
