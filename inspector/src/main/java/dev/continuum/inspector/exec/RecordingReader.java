package dev.continuum.inspector.exec;

import dev.continuum.inspector.exec.BlockInput.DamageException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordingWriter} has written, into a new instance. */
final class RecordingReader {
  private static final int STEP = 1 << 16;

  private final Recording.Source source;
  private final Machine machine;
  private final ModuleInstance instance;
  private final HostLog log;
  private final History history;

  private RecordingReader(
      Recording.Source source,
      Machine machine,
      ModuleInstance instance,
      HostLog log,
      History history) {
    this.source = source;
    this.machine = machine;
    this.instance = instance;
    this.log = log;
    this.history = history;
  }

  /**
   * What was read, beside history and its log.
   *
   * @param here the moment the saved session stood at
   */
  record Opened(List<Timeline.OutsideCall> calls, MachineImage here) {}

  /** Refuses a recording of another module, or one that was allowed more than a guest is. */
  static void check(RecordingHeader header, Guest guest) throws RecordingException {
    if (!header.moduleDigest().equals(Recording.digest(guest.bytes()))) {
      String name = header.moduleName().isEmpty() ? "" : "named “" + header.moduleName() + "”, ";
      throw new RecordingException(
          RecordingException.Reason.OTHER_MODULE,
          "The recording is of another module: one "
              + name
              + "with the SHA-256 "
              + header.moduleDigest()
              + ". Open it with that one.",
          header);
    }
    EngineLimits asked = header.limits();
    EngineLimits given = guest.limits();
    if (asked.memoryBytes() > given.memoryBytes()
        || asked.heapBytes() > given.heapBytes()
        || asked.stackSlots() > given.stackSlots()
        || asked.frames() > given.frames()) {
      throw new RecordingException(
          RecordingException.Reason.TOO_LARGE,
          "The recorded guest may take more than is allowed here: a memory of "
              + asked.memoryBytes()
              + " bytes, a heap of "
              + asked.heapBytes()
              + ", a stack of "
              + asked.stackSlots() * 8L
              + " and "
              + asked.frames()
              + " open calls. Allow that much to open it.",
          header);
    }
  }

  /**
   * Reads to the end, and checks it.
   *
   * @param history empty; filled with its log
   */
  static Opened read(
      Recording.Source source,
      Machine machine,
      ModuleInstance instance,
      HostLog log,
      History history)
      throws RecordingException, IOException {
    RecordingReader reader = new RecordingReader(source, machine, instance, log, history);
    Opened opened;
    try (BlockInput blocks = source.blocks()) {
      opened = reader.body(new DataInputStream(blocks), blocks);
    } catch (EOFException cut) {
      throw RecordingException.damaged("it ends too early");
    } catch (DamageException | IllegalArgumentException wrong) {
      throw RecordingException.damaged(String.valueOf(wrong.getMessage()));
    }
    source.checkEnd();
    return opened;
  }

  private Opened body(DataInputStream in, BlockInput blocks)
      throws RecordingException, IOException {
    List<Timeline.OutsideCall> calls = calls();
    types(in);
    long first = in.readLong();
    check(first >= 0, "the first answer");
    log.startAt(first);
    ImageReader images = new ImageReader(in, machine, instance, calls);
    MachineImage here = null;
    long lastTick = -1;
    int kind = in.readUnsignedByte();
    while (kind != RecordingWriter.END) {
      if (kind == RecordingWriter.ANSWER) {
        log.add(answer(in));
        checkBudget();
      } else {
        check(kind == RecordingWriter.IMAGE, "a record");
        int flags = in.readUnsignedByte();
        MachineImage image = images.read();
        check(image.tick() > lastTick && image.hostCalls() == log.size(), "a moment");
        lastTick = image.tick();
        if ((flags & RecordingWriter.HERE) != 0) {
          check(here == null && image.tick() == source.header().tick(), "a moment");
          here = image;
        }
        history.load(image, (flags & RecordingWriter.EDIT) != 0);
      }
      kind = in.readUnsignedByte();
    }
    check(blocks.read() < 0 && lastTick <= source.header().lastTick(), "its end");
    if (here == null) {
      throw new DamageException("nothing says where it stands");
    }
    if (here.tick() < history.start()) {
      throw tooLarge();
    }
    return new Opened(calls, here);
  }

  private static void check(boolean holds, String what) throws DamageException {
    if (!holds) {
      throw new DamageException(what + " cannot be as it says");
    }
  }

  private List<Timeline.OutsideCall> calls() throws DamageException {
    List<Timeline.OutsideCall> calls = new ArrayList<>();
    for (RecordingHeader.Call call : source.header().calls()) {
      check(call.function() >= 0 && call.function() < instance.functions.length, "a call");
      FunctionInstance function = instance.functions[call.function()];
      check(call.arguments().size() == function.parameterSlots, "a call");
      calls.add(
          new Timeline.OutsideCall(
              function, call.arguments().stream().mapToLong(Long::longValue).toArray()));
    }
    return calls;
  }

  /** Types of objects are numbers, which have to mean the same here. */
  private void types(DataInputStream in) throws IOException, RecordingException {
    check(in.readInt() == instance.types.size(), "the types");
    boolean same = true;
    for (int i = 0; i < instance.types.size(); i++) {
      same &= in.readInt() == instance.types.get(i).id;
    }
    if (!same) {
      throw new RecordingException(
          RecordingException.Reason.NEWER_VERSION,
          "The recording was written by a version of this program that numbers types in another"
              + " way. Open it with the one that has written it.",
          source.header());
    }
  }

  private void checkBudget() throws RecordingException {
    if (log.bytes() > 2 * history.budget()) {
      throw tooLarge();
    }
  }

  private RecordingException tooLarge() {
    return new RecordingException(
        RecordingException.Reason.TOO_LARGE,
        "The recording takes more than the "
            + history.budget()
            + " bytes that history may take here. Allow more to open it.",
        source.header());
  }

  private HostLog.Answer answer(DataInputStream in) throws IOException {
    int flags = in.readUnsignedByte();
    long tick = in.readLong();
    int number = in.readInt();
    check(number >= 0 && number < instance.functions.length, "an answer");
    FunctionInstance function = instance.functions[number];
    check(function.host != null, "an answer");
    TrapException trap =
        (flags & RecordingWriter.TRAP) == 0
            ? null
            : new TrapException(Trap.valueOf(Recording.readText(in)), Recording.readText(in));
    Integer exit = (flags & RecordingWriter.EXIT) == 0 ? null : (Integer) in.readInt();
    check(in.readInt() == function.resultSlots, "an answer");
    long[] results = new long[function.resultSlots];
    for (int i = 0; i < results.length; i++) {
      results[i] = in.readLong();
    }
    int count = in.readInt();
    check(count >= 0, "an answer");
    List<HostLog.Write> writes = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      HostLog.Write write = write(in);
      writes.add(write);
      bytes += 40 + write.bytes().length;
      check(bytes <= 2 * history.budget(), "an answer");
    }
    return new HostLog.Answer(tick, number, results, writes, trap, exit);
  }

  private HostLog.Write write(DataInputStream in) throws IOException {
    int memory = in.readInt();
    long address = in.readLong();
    int length = in.readInt();
    check(
        memory >= 0 && memory < machine.store.memories().size() && address >= 0 && length >= 0,
        "an answer");
    byte[] bytes = new byte[Math.min(length, STEP)];
    int done = 0;
    while (done < length) {
      if (done == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, done * 2L));
      }
      in.readFully(bytes, done, bytes.length - done);
      done = bytes.length;
    }
    return new HostLog.Write(memory, address, bytes);
  }

  /** How the saved session had ended, if it had. */
  static Timeline.@Nullable Ending ending(RecordingHeader header) {
    return switch (header.ending()) {
      case NONE -> null;
      case END -> new Timeline.Ending(Execution.Event.DONE, 0, "");
      case EXIT -> new Timeline.Ending(Execution.Event.EXIT, header.status(), "");
      case TRAP -> new Timeline.Ending(Execution.Event.TRAP, 0, header.message());
    };
  }
}
