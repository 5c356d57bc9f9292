package dev.continuum.ide.device.terminal;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.task.Tasks;
import dev.continuum.ide.task.Threads;
import dev.continuum.targets.target.DeviceShell;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A shell on a device and the terminal it writes to. Used on the JavaFX thread; what comes from the
 * device is taken in on a thread of its own, so the terminal is only touched through {@link #read}.
 */
final class TerminalModel implements AutoCloseable {
  /** Opens the shell. */
  @FunctionalInterface
  interface Opener {
    /** A shell of that size; blocks. */
    DeviceShell open(int columns, int rows) throws TargetException;
  }

  /** What becomes of the shell. */
  enum Phase {
    /** Nothing was begun. */
    NEW,
    CONNECTING,
    OPEN,
    /** The shell ended by itself. */
    ENDED,
    /** There is no connection: it was cut, or never made. */
    LOST
  }

  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  /** How long changes are gathered before the screen is painted anew, milliseconds. */
  private static final long FRAME = 15;

  /** More typed ahead than this is thrown away: the device takes nothing. */
  private static final int MOST_TYPED = 2000;

  private final Tasks tasks;
  private final String device;
  private final Opener opener;
  private final Object lock = new Object();
  private final Emulator emulator;
  private final AtomicBoolean due = new AtomicBoolean();
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NEW);
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private volatile @Nullable Session session;
  private Tasks.@Nullable Job opening;
  private int columns = COLUMNS;
  private int rows = ROWS;
  private volatile boolean closed;

  /** One opened shell and what is on its way there. */
  private record Session(DeviceShell shell, BlockingQueue<Runnable> orders) {}

  /**
   * A terminal, with nothing opened yet.
   *
   * @param device the device's name
   */
  TerminalModel(Tasks tasks, String device, Opener opener) {
    this.tasks = tasks;
    this.device = device;
    this.opener = opener;
    this.emulator = new Emulator(COLUMNS, ROWS, this::send);
    title.set(device + ": shell");
  }

  ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /** Why there is no shell, whole sentences; empty while there is one. */
  ReadOnlyStringProperty message() {
    return message.getReadOnlyProperty();
  }

  /** Counts up whenever what is to be seen has changed. */
  ReadOnlyLongProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** Looks at the terminal while nothing changes it. */
  <T> T read(Function<Emulator, T> look) {
    synchronized (lock) {
      return look.apply(emulator);
    }
  }

  /** Opens a shell, unless there is one. */
  void connect() {
    if (closed || phase.get() == Phase.CONNECTING || phase.get() == Phase.OPEN) {
      return;
    }
    if (phase.get() != Phase.NEW) {
      // A program of the full screen may have been cut off in the middle.
      write("\033[!p\033[?1049l\033[0m\r\n");
    }
    phase.set(Phase.CONNECTING);
    message.set("");
    int askedColumns = columns;
    int askedRows = rows;
    opening =
        tasks.start(
            "Opening a shell on " + device,
            progress -> opened(opener.open(askedColumns, askedRows)),
            this::begun,
            failure -> lost(words(failure)));
  }

  /** Closes a shell that nobody wants any more. */
  private DeviceShell opened(DeviceShell shell) throws InterruptedException {
    if (closed) {
      shell.close();
      throw new InterruptedException();
    }
    return shell;
  }

  private void begun(DeviceShell shell) {
    if (closed) {
      shell.close();
      return;
    }
    Session begun = new Session(shell, new LinkedBlockingQueue<>(MOST_TYPED));
    session = begun;
    phase.set(Phase.OPEN);
    Threads.daemon("shell-" + device + "-out", () -> receive(begun));
    Threads.daemon("shell-" + device + "-in", () -> obey(begun));
    resizeShell();
  }

  private void receive(Session from) {
    byte[] buffer = new byte[16 << 10];
    try {
      int count;
      while ((count = from.shell().read(buffer)) >= 0) {
        synchronized (lock) {
          emulator.feed(buffer, count);
        }
        changed();
      }
    } catch (IOException e) {
      // The user closed it: nobody waits for more.
      from.shell().close();
    }
    OptionalInt status = from.shell().exitStatus();
    tasks.onScreen(() -> over(from, status));
  }

  private void over(Session ended, OptionalInt status) {
    if (session != ended) {
      return;
    }
    session = null;
    end(ended);
    if (status.isPresent()) {
      phase.set(Phase.ENDED);
      message.set(
          "The shell on "
              + device
              + " has ended"
              + (status.getAsInt() == 0 ? "." : " with status " + status.getAsInt() + "."));
    } else {
      lost("The connection to " + device + " was cut, and the shell with it.");
    }
  }

  private void lost(String why) {
    phase.set(Phase.LOST);
    message.set(PlainText.of(why));
  }

  private static String words(Exception failure) {
    return failure instanceof TargetException problem
        ? (problem.getMessage() + " " + problem.remedy()).strip()
        : "Something unexpected happened: " + failure + ".";
  }

  private void obey(Session to) {
    try {
      while (session == to) {
        to.orders().take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Session over) {
    over.orders().clear();
    over.orders().add(() -> {});
    over.shell().close();
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    synchronized (lock) {
      emulator.feed(bytes, bytes.length);
    }
    changed();
  }

  /** Many changes reach the screen as one. */
  private void changed() {
    if (due.compareAndSet(false, true)) {
      var unused = tasks.later(FRAME, this::show);
    }
  }

  private void show() {
    due.set(false);
    String named = read(Emulator::title);
    title.set(named.isEmpty() ? device + ": shell" : device + ": " + named);
    revision.set(revision.get() + 1);
  }

  /** Sends what is typed; from any thread. */
  void send(byte[] bytes) {
    Session to = session;
    if (to != null) {
      boolean unused = to.orders().offer(() -> sendNow(to, bytes));
    }
  }

  private static void sendNow(Session to, byte[] bytes) {
    try {
      to.shell().write(bytes);
    } catch (IOException e) {
      // The shell is over, which whoever reads from it says.
      to.orders().clear();
    }
  }

  /** Whether a text may be pasted without asking: one line, or the program knows it for pasted. */
  boolean isHarmless(String text) {
    return (text.strip().indexOf('\n') < 0 && !text.endsWith("\n"))
        || read(Emulator::bracketedPaste);
  }

  /** Sends a text as if typed; control characters in it but tabs and line ends are left out. */
  void paste(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .forEach(c -> clean.appendCodePoint(c == '\n' ? '\r' : c));
    boolean bracketed = read(Emulator::bracketedPaste);
    send(
        (bracketed ? "\033[200~" + clean + "\033[201~" : clean.toString())
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the size of the view: 2 to 1000 columns, 1 to 1000 rows. */
  void resize(int newColumns, int newRows) {
    int fitColumns = Math.clamp(newColumns, 2, 1000);
    int fitRows = Math.clamp(newRows, 1, 1000);
    if (fitColumns == columns && fitRows == rows) {
      return;
    }
    columns = fitColumns;
    rows = fitRows;
    synchronized (lock) {
      emulator.screen().resize(columns, rows);
    }
    resizeShell();
    changed();
  }

  private void resizeShell() {
    Session to = session;
    if (to != null) {
      int toColumns = columns;
      int toRows = rows;
      boolean unused = to.orders().offer(() -> to.shell().resize(toColumns, toRows));
    }
  }

  @Override
  public void close() {
    closed = true;
    if (opening != null) {
      opening.cancel();
    }
    Session over = session;
    session = null;
    if (over != null) {
      end(over);
    }
  }
}
