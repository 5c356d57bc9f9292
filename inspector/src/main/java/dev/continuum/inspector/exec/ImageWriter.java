package dev.continuum.inspector.exec;

import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes images one after the other; what one has in common with the one before is left out. See
 * {@code docs/recordings.md}.
 */
final class ImageWriter {
  /** How a run of chunks is written. */
  static final int ZEROS = 0;

  static final int SAME = 1;
  static final int BYTES = 2;

  private final DataOutputStream out;
  private @Nullable MachineImage before;

  ImageWriter(DataOutputStream out) {
    this.out = out;
  }

  void write(MachineImage image) throws IOException {
    out.writeLong(image.tick());
    out.writeInt(image.call());
    out.writeLong(image.hostCalls());
    frames(image);
    longs(image.stack());
    longs(image.globals());
    for (int i = 0; i < image.tables().length; i++) {
      changed(image.tables()[i], before == null ? null : before.tables()[i]);
    }
    for (int i = 0; i < image.memories().size(); i++) {
      memory(image.memories().get(i), before == null ? null : before.memories().get(i));
    }
    Heap.Image heap = image.heap();
    memory(heap.memory(), before == null ? null : before.heap().memory());
    longs(heap.free());
    out.writeLong(heap.end());
    out.writeLong(heap.sinceCollection());
    out.writeLong(heap.nextCollection());
    for (int i = 0; i < image.elements().length; i++) {
      for (int j = 0; j < image.elements()[i].length; j++) {
        changed(image.elements()[i][j], before == null ? null : before.elements()[i][j]);
      }
      for (boolean dropped : image.droppedData()[i]) {
        out.writeBoolean(dropped);
      }
    }
    before = image;
  }

  /** The frames, the outermost first. */
  private void frames(MachineImage image) throws IOException {
    int depth = image.index() < 0 ? 0 : image.frames().length;
    out.writeInt(depth);
    for (int i = 1; i < depth; i++) {
      FunctionInstance function = image.frames()[i];
      FunctionMap map = function.map();
      long to = image.returns()[i];
      int behind = map.quickIndices()[map.boundary((int) to)];
      frame(function, (int) (to >>> 32), map.offsets()[behind - 1]);
    }
    if (depth > 0) {
      frame(image.function(), image.fp(), image.function().map().offsets()[image.index()]);
    }
  }

  private void frame(FunctionInstance function, int fp, int offset) throws IOException {
    out.writeInt(function.declaration().index());
    out.writeInt(fp);
    out.writeInt(offset);
  }

  private void longs(long[] values) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private void changed(long[] values, long @Nullable [] old) throws IOException {
    out.writeBoolean(values != old);
    if (values != old) {
      longs(values);
    }
  }

  private void memory(LinearMemory.Image image, LinearMemory.@Nullable Image old)
      throws IOException {
    byte[][] chunks = image.chunks();
    byte[][] oldChunks = old == null ? new byte[0][] : old.chunks();
    out.writeLong(image.size());
    int at = 0;
    while (at < chunks.length) {
      int kind = kind(chunks, oldChunks, at);
      int to = at + 1;
      while (to < chunks.length && kind(chunks, oldChunks, to) == kind) {
        to++;
      }
      out.writeByte(kind);
      out.writeInt(to - at);
      for (; at < to; at++) {
        byte[] chunk = chunks[at];
        if (kind == BYTES && chunk != null) {
          out.write(chunk);
        }
      }
    }
  }

  private static int kind(@Nullable byte[][] chunks, @Nullable byte[][] old, int at) {
    if (chunks[at] == null) {
      return ZEROS;
    }
    return at < old.length && old[at] == chunks[at] ? SAME : BYTES;
  }
}
