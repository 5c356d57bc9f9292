package dev.continuum.ide.cli.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the command line reads and writes.
 *
 * @param in standard input
 * @param out standard output, unbuffered
 * @param err standard error, unbuffered
 * @param prompts the person at it, if there is one; asked for only when needed
 * @param outIsTerminal whether standard output is shown to a person
 * @param errIsTerminal whether standard error is
 */
public record Terminal(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Supplier<Optional<Prompts>> prompts,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** That of this process. */
  public static Terminal ofProcess() {
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Prompts::ofConsole,
        isTerminal(1),
        isTerminal(2));
  }

  /** Whether a file descriptor of this process is a terminal, as far as that can be found out. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException e) {
      // Not a system with /proc after all: the console knows less, but something.
      return Prompts.ofConsole().isPresent();
    }
    return Prompts.ofConsole().isPresent();
  }

  /** The encoding of standard output. */
  public static Charset encoding() {
    Charset named = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    // Without a locale the JVM says ASCII, and every quotation mark would become a question mark.
    return named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
  }

  /** Prints a line to standard output. */
  public void line(String text) {
    print(out, text + "\n");
  }

  /** Prints a line to standard error. */
  public void errorLine(String text) {
    print(err, text + "\n");
  }

  private static void print(OutputStream stream, String text) {
    try {
      stream.write(text.getBytes(encoding()));
      stream.flush();
    } catch (IOException e) {
      throw new OutputClosed(e);
    }
  }

  /** Standard output for libraries that want a print stream. */
  public PrintStream printStream(OutputStream stream) {
    return new PrintStream(stream, true, encoding());
  }

  /** Nobody reads the output any more, as after {@code | head}. */
  public static final class OutputClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputClosed(IOException cause) {
      super("Standard output was closed.", cause);
    }
  }
}
