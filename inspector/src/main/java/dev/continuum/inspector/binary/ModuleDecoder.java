package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decodes binaries of up to 2 GiB (specification, "Binary Format"): every section and item with its
 * byte range, but no instructions. The decoder reads each byte at most once or twice and never
 * makes room for more items than there are bytes, so hostile input costs no more than honest input
 * of its size.
 *
 * <p>{@code decode} refuses the first malformed byte; {@code inspect} keeps going with the next
 * section and returns what could be read together with all problems, those of validation included
 * as far as they show without looking at instructions ({@link StructureCheck}).
 */
public final class ModuleDecoder {
  /** Files above this size are mapped instead of read, so that they do not fill the heap. */
  private static final long MAPPED_FROM = 64L << 20;

  private ModuleDecoder() {}

  /** Decodes a core module. */
  public static WasmModule decode(byte[] bytes) throws MalformedException {
    return decode(ByteBuffer.wrap(bytes));
  }

  /**
   * Decodes a core module from what remains of a buffer; offsets count from its position, which
   * does not change.
   */
  public static WasmModule decode(ByteBuffer bytes) throws MalformedException {
    return decode(bytes, Features.ALL);
  }

  /** Decodes a core module as an engine would that has only certain features. */
  public static WasmModule decode(ByteBuffer bytes, Features features) throws MalformedException {
    return BinaryDecoder.strict(bytes.slice(), features);
  }

  /** Decodes a core module and walks all its function bodies, so that nothing is malformed. */
  public static WasmModule decodeFully(ByteBuffer bytes, Features features)
      throws MalformedException {
    ByteBuffer file = bytes.slice();
    WasmModule module = BinaryDecoder.strict(file, features);
    BodyCheck.check(module, file, features);
    return module;
  }

  /** Decodes a core module. The file is not kept open. */
  public static WasmModule decode(Path file) throws IOException, MalformedException {
    return reading(file, bytes -> BinaryDecoder.strict(bytes, Features.ALL));
  }

  /** Reads what can be read; never refuses. */
  public static Inspection inspect(byte[] bytes) {
    return inspect(ByteBuffer.wrap(bytes));
  }

  /** Reads what can be read from what remains of a buffer; never refuses. */
  public static Inspection inspect(ByteBuffer bytes) {
    return inspect(bytes, Features.ALL);
  }

  /** Reads what can be read as an engine would that has only certain features. */
  public static Inspection inspect(ByteBuffer bytes, Features features) {
    Inspection read = BinaryDecoder.tolerant(bytes.slice(), features);
    List<Problem> problems = new ArrayList<>(read.problems());
    boolean wellFormed =
        problems.stream().allMatch(problem -> problem.stage() == Problem.Stage.NOTE);
    // What a malformed module lacks would only look like many more problems.
    if (wellFormed && read.binary() instanceof WasmModule module) {
      problems.addAll(StructureCheck.check(module));
    }
    problems.sort(Comparator.comparingInt(Problem::offset));
    return new Inspection(read.binary(), problems);
  }

  /** Reads what can be read of a file; only a file that cannot be opened or read is refused. */
  public static Inspection inspect(Path file) throws IOException {
    return reading(file, ModuleDecoder::inspect);
  }

  @FunctionalInterface
  private interface Reading<T, X extends Exception> {
    T of(ByteBuffer bytes) throws X;
  }

  private static <T, X extends Exception> T reading(Path file, Reading<T, X> reading)
      throws IOException, X {
    try (Arena arena = Arena.ofConfined()) {
      return reading.of(open(file, arena));
    } catch (InternalError cutShort) {
      // What the JVM throws when another program cuts a mapped file short.
      throw new IOException(file + " changed while it was being read. Open it again.", cutShort);
    }
  }

  private static ByteBuffer open(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new IOException(
            file + " is larger than 2 GiB, which is more than this program reads.");
      }
      return size < MAPPED_FROM
          ? ByteBuffer.wrap(Files.readAllBytes(file))
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
    }
  }
}
