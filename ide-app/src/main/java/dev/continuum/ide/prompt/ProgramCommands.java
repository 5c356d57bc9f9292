package dev.continuum.ide.prompt;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.prompt.Command.Argument;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Moment;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.exec.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands about the program as a whole, and its history. */
final class ProgramCommands {
  /** How many calls of the host are shown of themselves. */
  private static final int MOST_CALLS = 20;

  static final List<Command> ALL =
      List.of(
          new Command(
              List.of("info", "i"),
              "",
              "Say what is debugged, where it stands and how far its history reaches",
              Argument.NONE,
              (debuggee, argument) -> info(debuggee)),
          new Command(
              List.of("calls"),
              "[N]",
              "Show the latest calls of the host, and their ticks",
              Argument.NONE,
              ProgramCommands::calls),
          new Command(
              List.of("save"),
              "FILE",
              "Save the session with its past; the file holds what the program's memory holds",
              Argument.FILE,
              ProgramCommands::save),
          new Command(
              List.of("load"),
              "FILE",
              "Go on with what was saved, or recorded by ‘run --record’",
              Argument.FILE,
              (debuggee, argument) -> debuggee.load(file(argument))));

  private ProgramCommands() {}

  private static Path file(String argument) throws CommandException {
    try {
      if (!argument.isEmpty()) {
        return Path.of(argument);
      }
    } catch (InvalidPathException none) {
      throw new CommandException("“%s” cannot name a file".formatted(argument), none);
    }
    throw new CommandException("name a file");
  }

  private static Answer save(Debuggee debuggee, String argument) throws Exception {
    Path file = file(argument);
    if (Files.exists(file) && !isRecording(file)) {
      throw new CommandException(
          "%s is there already, and no recording; name another file".formatted(file));
    }
    long size = DebugSession.await(debuggee.session().save(file));
    return Answer.of(
        "saved", "Saved to %s, %d bytes".formatted(file, size), "file", file, "size", size);
  }

  private static boolean isRecording(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Recording.isRecording(in.readNBytes(8));
    }
  }

  private static Answer info(Debuggee debuggee) throws Exception {
    Program program = debuggee.program();
    Answer stop = debuggee.shown();
    return debuggee.look(backend -> {
      Scope scope = backend.scope(debuggee.level());
      List<String> lines = new ArrayList<>();
      lines.add(
          "%s, %d bytes, %d functions"
              .formatted(
                  program.file(), program.bytes().limit(), program.module().functions().size()));
      List<Object> memories = new ArrayList<>();
      for (int i = 0; i < scope.count(Space.MEMORY); i++) {
        long size = scope.memory(i).size();
        lines.add("memory %d: %d bytes".formatted(i, size));
        memories.add(Answer.object("index", i, "size", size));
      }
      lines.add(
          "history: ticks %d to %d, %d bytes"
              .formatted(backend.firstTick(), backend.lastTick(), backend.historyBytes()));
      lines.add(stop.text());
      return Answer.of(
          "info",
          lines,
          "file",
          program.file(),
          "size",
          program.bytes().limit(),
          "functions",
          program.module().functions().size(),
          "memories",
          memories,
          "firstTick",
          backend.firstTick(),
          "lastTick",
          backend.lastTick(),
          "historyBytes",
          backend.historyBytes(),
          "stop",
          stop.json());
    });
  }

  private static Answer calls(Debuggee debuggee, String argument) throws Exception {
    int most =
        argument.isEmpty()
            ? MOST_CALLS
            : (int) Math.min(MotionCommands.number(argument, 1), Integer.MAX_VALUE);
    List<Moment> all = debuggee.look(backend -> backend.moments());
    List<Moment> shown = all.subList(Math.max(0, all.size() - most), all.size());
    List<String> lines = new ArrayList<>();
    if (shown.size() < all.size()) {
      lines.add("%d of %d:".formatted(shown.size(), all.size()));
    }
    shown.forEach(moment -> lines.add("%12d  %s".formatted(moment.tick(), moment.what())));
    if (all.isEmpty()) {
      lines.add("The host was not called");
    }
    return Answer.of(
        "calls",
        lines,
        "count",
        all.size(),
        "calls",
        shown.stream()
            .map(moment -> Answer.object("tick", moment.tick(), "function", moment.what()))
            .toList());
  }
}
