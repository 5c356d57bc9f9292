package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.exec.wasi.WasiInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * A person at a terminal: types commands, with history and completion, and the guest's input when
 * the guest waits for some. Ctrl+C has the guest stand still, Ctrl+D ends.
 */
public final class Prompt implements Waiting {
  private static final String PROMPT = "(debug) ";
  private static final String INPUT = "input> ";

  /** What the person's thread waits for while the guest moves. */
  private enum Event {
    STOPPED,
    INPUT_WANTED
  }

  private final Terminal terminal;
  private final Path history;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final PromptInput input = new PromptInput(() -> events.add(Event.INPUT_WANTED));
  private final LineReader inputReader;

  /**
   * @param history the file that commands are kept in
   */
  public Prompt(Terminal terminal, Path history) {
    this.terminal = terminal;
    this.history = history;
    inputReader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .variable(LineReader.DISABLE_HISTORY, true)
            .build();
  }

  /** What the guest reads. */
  public WasiInput input() {
    return input;
  }

  /** Carries out what is typed, until the person has enough. */
  public void run(Debuggee debuggee, PromptOutput output) throws Exception {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .completer(new PromptCompleter(debuggee))
            .parser(new PromptParser())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .variable(LineReader.HISTORY_FILE, history)
            .build();
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> debuggee.session().pause());
    try {
      output.answer(debuggee.shown());
      String last = "";
      while (true) {
        String line;
        try {
          line = reader.readLine(PROMPT);
        } catch (UserInterruptException discarded) {
          continue;
        }
        if (line.isBlank()) {
          line = last;
        }
        last = Commands.isRepeated(line) ? line : "";
        if (Commands.isQuit(line)) {
          return;
        }
        if (!Commands.isRemark(line)) {
          output.answer(Commands.run(debuggee, line));
        }
      }
    } catch (EndOfFileException enough) {
      return;
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      reader.getHistory().save();
    }
  }

  @Override
  public <T> T until(DebugSession session, CompletableFuture<T> done) throws Exception {
    done.whenComplete((reached, failed) -> events.add(Event.STOPPED));
    while (events.take() != Event.STOPPED) {
      ask(session);
    }
    return DebugSession.await(done);
  }

  private void ask(DebugSession session) throws InterruptedException {
    try {
      String line = inputReader.readLine(INPUT) + "\n";
      input.put(line.getBytes(StandardCharsets.UTF_8));
    } catch (UserInterruptException pause) {
      session.pause();
    } catch (EndOfFileException end) {
      input.end();
    }
  }
}
