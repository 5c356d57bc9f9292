package dev.continuum.inspector.exec;

import dev.continuum.inspector.valid.TypeSpace;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a session that stands still, with its past; see {@code docs/recordings.md}. */
final class RecordingWriter {
  /** What a record of the blocks is. */
  static final int END = 0;

  static final int ANSWER = 1;
  static final int IMAGE = 2;

  /** What is said of an image. */
  static final int EDIT = 1;

  static final int HERE = 2;

  /** What is said of an answer. */
  static final int TRAP = 1;

  static final int EXIT = 2;

  private final Timeline timeline;
  private final ModuleInstance instance;

  RecordingWriter(Timeline timeline, ModuleInstance instance) {
    this.timeline = timeline;
    this.instance = instance;
  }

  /**
   * Writes everything; what it is written to is flushed and not closed.
   *
   * @throws IOException when it cannot be written
   */
  void write(OutputStream to) throws IOException {
    DigestOutputStream digested =
        new DigestOutputStream(new BufferedOutputStream(to, 1 << 16), Recording.sha256());
    DataOutputStream out = new DataOutputStream(digested);
    Recording.writeStart(out, header());
    try (BlockOutput blocks = new BlockOutput(out)) {
      body(new DataOutputStream(blocks));
    }
    digested.on(false);
    out.write(digested.getMessageDigest().digest());
    out.flush();
  }

  private RecordingHeader header() {
    Timeline.Ending ending = timeline.ending();
    String name = instance.module.name();
    return new RecordingHeader(
        Recording.VERSION,
        Recording.digest(instance.bytes),
        name == null ? "" : name,
        timeline.history().start(),
        timeline.now(),
        timeline.end(),
        ending(ending),
        ending == null ? 0 : ending.status(),
        ending == null ? "" : ending.message(),
        instance.store.limits,
        timeline.calls().stream().map(RecordingWriter::call).toList());
  }

  private static RecordingHeader.Call call(Timeline.OutsideCall call) {
    List<Long> arguments = new ArrayList<>();
    for (long slot : call.arguments()) {
      arguments.add(slot);
    }
    return new RecordingHeader.Call(call.function().address, arguments);
  }

  private static RecordingHeader.Ending ending(Timeline.@Nullable Ending ending) {
    if (ending == null) {
      return RecordingHeader.Ending.NONE;
    }
    return switch (ending.event()) {
      case EXIT -> RecordingHeader.Ending.EXIT;
      case TRAP -> RecordingHeader.Ending.TRAP;
      default -> RecordingHeader.Ending.END;
    };
  }

  private void body(DataOutputStream out) throws IOException {
    TypeSpace types = instance.types;
    out.writeInt(types.size());
    for (int i = 0; i < types.size(); i++) {
      out.writeInt(types.get(i).id);
    }
    HostLog log = timeline.log();
    out.writeLong(log.first());
    ImageWriter images = new ImageWriter(out);
    long answered = log.first();
    for (MachineImage image : withCurrent()) {
      answers(out, answered, image.hostCalls());
      answered = image.hostCalls();
      out.writeByte(IMAGE);
      out.writeByte(
          (timeline.history().isEdit(image) ? EDIT : 0)
              | (image.tick() == timeline.now() ? HERE : 0));
      images.write(image);
    }
    answers(out, answered, log.size());
    out.writeByte(END);
    out.flush();
  }

  /** The images of history, and one of now where there is none. */
  private List<MachineImage> withCurrent() {
    List<MachineImage> images = new ArrayList<>(timeline.history().images());
    long now = timeline.now();
    int at = images.size();
    while (at > 0 && images.get(at - 1).tick() >= now) {
      at--;
    }
    if (at == images.size() || images.get(at).tick() != now) {
      images.add(at, timeline.image());
    }
    return images;
  }

  private void answers(DataOutputStream out, long from, long to) throws IOException {
    for (long number = from; number < to; number++) {
      HostLog.Answer answer = timeline.log().get(number);
      TrapException trap = answer.trap();
      Integer exit = answer.exit();
      out.writeByte(ANSWER);
      out.writeByte((trap == null ? 0 : TRAP) | (exit == null ? 0 : EXIT));
      out.writeLong(answer.tick());
      out.writeInt(answer.function());
      if (trap != null) {
        Recording.writeText(out, trap.trap().name());
        Recording.writeText(out, trap.detail());
      }
      if (exit != null) {
        out.writeInt(exit);
      }
      out.writeInt(answer.results().length);
      for (long slot : answer.results()) {
        out.writeLong(slot);
      }
      out.writeInt(answer.writes().size());
      for (HostLog.Write write : answer.writes()) {
        out.writeInt(write.memory());
        out.writeLong(write.address());
        out.writeInt(write.bytes().length);
        out.write(write.bytes());
      }
    }
  }
}
