package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.task.Threads;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceShell;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A shell on a device. */
@Command(
    name = "shell",
    description = {
      "Open a shell on a device, on a terminal of its own; ends with the shell's exit status.",
      "What is not a terminal is read to its end as if it were typed."
    })
final class DeviceShellCommand extends CliCommand {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;
  private static final int MOST_CELLS = 1000;

  @Parameters(paramLabel = "NAME", description = "The device.")
  String name = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceShellCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    return connection.connect(this, device, this::talk);
  }

  /** The local terminal, switched so that every key goes through. */
  private static final class RawTerminal implements AutoCloseable {
    private final String before;

    private RawTerminal(String before) {
      this.before = before;
    }

    /** Switches it; empty where there is no terminal. */
    static Optional<RawTerminal> open() throws CliException {
      Optional<String> before = stty("-g");
      if (before.isEmpty()) {
        return Optional.empty();
      }
      RawTerminal terminal = new RawTerminal(before.get());
      if (stty("raw", "-echo").isEmpty()) {
        terminal.close();
        throw CliException.failed(
            "MISSING_TOOL",
            "This terminal cannot be switched to pass every key on: ‘stty’ does not do it here.",
            "Use the window's shell, or ssh.");
      }
      return Optional.of(terminal);
    }

    /** Rows and columns; empty when the terminal does not tell. */
    static Optional<int[]> size() {
      return stty("size")
          .filter(text -> text.matches("[1-9]\\d{0,2} [1-9]\\d{0,2}"))
          .map(text -> {
            String[] parts = text.split(" ");
            return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
          });
    }

    private static Optional<String> stty(String... words) {
      String[] command = new String[words.length + 1];
      command[0] = "stty";
      System.arraycopy(words, 0, command, 1, words.length);
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0
            ? Optional.of(said)
            : Optional.empty();
      } catch (IOException e) {
        // There is no such program, as on Windows.
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      boolean wasInterrupted = Thread.interrupted();
      boolean restored = stty(before).isPresent();
      assert restored || !before.isEmpty();
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int talk(DeviceTarget target) throws TargetException, CliException, InterruptedException {
    boolean person = terminal().outIsTerminal() && terminal().prompts().get().isPresent();
    int[] size =
        person ? RawTerminal.size().orElse(new int[] {ROWS, COLUMNS}) : new int[] {ROWS, COLUMNS};
    try (DeviceShell shell =
        target.access().shell(Math.min(MOST_CELLS, size[1]), Math.min(MOST_CELLS, size[0]))) {
      if (!person) {
        return serve(shell, false, size);
      }
      Optional<RawTerminal> raw = RawTerminal.open();
      try {
        return serve(shell, raw.isPresent(), size);
      } finally {
        raw.ifPresent(RawTerminal::close);
      }
    }
  }

  private int serve(DeviceShell shell, boolean raw, int[] size)
      throws CliException, InterruptedException {
    Threads.daemon("shell-input", () -> type(shell, raw));
    if (raw) {
      Threads.daemon("shell-size", () -> followSize(shell, size));
    }
    byte[] buffer = new byte[16 << 10];
    try {
      int count;
      while ((count = shell.read(buffer)) >= 0) {
        terminal().out().write(buffer, 0, count);
        terminal().out().flush();
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new Terminal.OutputClosed(e);
    }
    OptionalInt status = shell.exitStatus();
    if (status.isPresent()) {
      return status.getAsInt();
    }
    throw CliException.failed(
        "UNREACHABLE",
        "The connection to " + name + " was cut, and the shell with it.",
        "Check the network and that the device is running, then try again.");
  }

  private void type(DeviceShell shell, boolean raw) {
    InputStream in = terminal().in();
    byte[] buffer = new byte[4096];
    try {
      int count;
      while ((count = in.read(buffer)) >= 0) {
        shell.write(java.util.Arrays.copyOf(buffer, count));
      }
      if (!raw) {
        // What a person types at the end.
        shell.write(new byte[] {4});
      }
    } catch (IOException e) {
      // The shell is over, which whoever reads from it says.
      shell.close();
    }
  }

  /** Java has no event for a terminal's size, so it is looked at again and again. */
  private static void followSize(DeviceShell shell, int[] first) {
    int[] known = first;
    try {
      while (shell.exitStatus().isEmpty()) {
        TimeUnit.SECONDS.sleep(1);
        int[] now = RawTerminal.size().orElse(known);
        if (now[0] != known[0] || now[1] != known[1]) {
          known = now;
          shell.resize(now[1], now[0]);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
