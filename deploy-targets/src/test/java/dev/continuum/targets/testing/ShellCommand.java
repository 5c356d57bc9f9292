package dev.continuum.targets.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** A command of MINA's server, run by {@code /bin/sh}. */
final class ShellCommand implements Command {
  private final String command;
  private final Path home;
  private final Map<String, String> environment;
  private final LongConsumer received;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private @Nullable Process process;

  ShellCommand(String command, Path home, Map<String, String> environment, LongConsumer received) {
    this.received = received;
    this.command = command;
    this.home = home;
    this.environment = environment;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    this.exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment ignored) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.directory(home.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    Process started = builder.start();
    process = started;
    pump("in", in, started.getOutputStream(), true, received);
    Thread output = pump("out", started.getInputStream(), out, false, bytes -> {});
    Thread errors = pump("err", started.getErrorStream(), err, false, bytes -> {});
    Thread.ofPlatform()
        .daemon()
        .name("mina-wait")
        .start(() -> {
          try {
            int status = started.waitFor();
            output.join();
            errors.join();
            if (exit != null) {
              exit.onExit(status);
            }
          } catch (InterruptedException e) {
            started.destroy();
          }
        });
  }

  private static Thread pump(
      String name,
      @Nullable InputStream from,
      @Nullable OutputStream to,
      boolean close,
      LongConsumer passed) {
    return Thread.ofPlatform()
        .daemon()
        .name("mina-" + name)
        .start(() -> {
          if (from == null || to == null) {
            return;
          }
          byte[] buffer = new byte[8192];
          try {
            int read;
            while ((read = from.read(buffer)) >= 0) {
              passed.accept(read);
              to.write(buffer, 0, read);
              to.flush();
            }
          } catch (IOException e) {
            // The other side is gone, and with it the need to pump.
            return;
          } finally {
            if (close) {
              closeQuietly(to);
            }
          }
        });
  }

  private static void closeQuietly(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // The process has ended before it read all its input: nothing to do about that.
      return;
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    // As sshd: the command is not killed with its channel, only its streams end.
    Process running = process;
    if (running != null) {
      closeQuietly(running.getOutputStream());
    }
  }
}
