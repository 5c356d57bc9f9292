package dev.continuum.targets.ssh;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.ssh.key.Secrets;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one device: made when first needed, used again while it lives, made anew after it
 * was lost. Everything done to its session is done on one thread of its own; every method blocks,
 * may be called from any thread, and is cancelled by interrupting that thread.
 */
public final class SshConnection implements AutoCloseable {
  /** Hears of a host key that was confirmed for the first time, and keeps it. */
  @FunctionalInterface
  public interface Confirmation {
    /** The device's record with the key's fingerprint in it. */
    void confirmed(Device device) throws TargetException;

    /**
     * The fingerprint confirmed for a jump host; one who keeps none lets the user be asked again.
     *
     * @param host its name, as in files of known hosts
     */
    default Optional<String> hostKeyOnTheWay(String host) throws TargetException {
      return Optional.empty();
    }

    /** Keeps the fingerprint confirmed for a jump host. */
    default void confirmedOnTheWay(String host, String fingerprint) throws TargetException {}
  }

  private static final int MAX_OUTPUT = 32 << 20;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final DeviceUser user;
  private final SshSettings settings;
  private final Secrets secrets;
  private final SshConnector connector;
  private final Confirmation confirmation;
  private final ExecutorService thread;
  private final Object lock = new Object();
  private @Nullable Attempt attempt;
  private volatile Device device;
  private volatile @Nullable Session session;
  private volatile boolean withoutSftp;
  private volatile boolean closed;

  /**
   * A connection not yet made.
   *
   * @param user asked for what the connection needs
   * @param confirmation told when a host key was confirmed
   */
  public SshConnection(
      Device device, DeviceUser user, SshSettings settings, Confirmation confirmation) {
    this.device = device;
    this.user = user;
    this.settings = settings;
    this.secrets = new Secrets(user);
    this.connector = new SshConnector(settings, user, secrets, confirmation);
    this.confirmation = confirmation;
    this.thread = SessionThread.start(device.name());
  }

  /** The device, with its host key once confirmed. */
  public Device device() {
    return device;
  }

  /** Whether the connection stands, as far as this side knows. */
  public boolean connected() {
    Session now = session;
    return now != null && now.isConnected();
  }

  /**
   * Connects unless connected. Those who ask while an attempt is under way wait for that one and
   * share its outcome; it is given up when the last of them is interrupted.
   *
   * @throws TargetException UNREACHABLE, AUTHENTICATION, HOST_KEY_UNKNOWN, HOST_KEY_CHANGED or
   *     CANCELLED
   */
  public void connect() throws TargetException {
    if (connected()) {
      return;
    }
    Attempt attempt = join();
    try {
      await(attempt.outcome, () -> {});
    } finally {
      leave(attempt);
    }
  }

  /** One attempt to connect and how many wait for it. */
  private static final class Attempt {
    private final FutureTask<Boolean> outcome;
    private int waiting;
    private boolean started;

    Attempt(Callable<Boolean> work) {
      outcome =
          new FutureTask<>(() -> {
            synchronized (this) {
              started = true;
            }
            return work.call();
          });
    }
  }

  private Attempt join() throws TargetException {
    synchronized (lock) {
      Attempt now = attempt;
      if (now == null || now.outcome.isDone()) {
        now = new Attempt(this::connectHere);
        attempt = now;
        execute(now.outcome);
      }
      now.waiting++;
      return now;
    }
  }

  private void leave(Attempt left) {
    synchronized (lock) {
      if (--left.waiting > 0 || left.outcome.isDone()) {
        return;
      }
      if (attempt == left) {
        attempt = null;
      }
      // Before anyone can begin the next one, which this must not hit.
      left.outcome.cancel(true);
      synchronized (left) {
        if (left.started) {
          connector.abort();
        }
      }
    }
  }

  /**
   * Runs a command and collects what it prints.
   *
   * @param command for the login shell, whatever that is: quote nothing but plain words
   * @param input its whole standard input
   * @param limit how long it may take
   * @throws TargetException as for {@link #connect}; UNREACHABLE too when the connection is cut
   *     while it runs; PROTOCOL when it takes longer or prints more than 32 MiB
   */
  public ExecResult exec(String command, byte[] input, Duration limit) throws TargetException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    return exec(
        command,
        new java.io.ByteArrayInputStream(input),
        (buffer, offset, length) -> {
          if (output.size() + length > MAX_OUTPUT) {
            throw new IOException("too much output");
          }
          output.write(buffer, offset, length);
        },
        limit,
        output);
  }

  /** The same, handing on standard output as it comes; the result's {@code output} is empty. */
  public ExecResult exec(String command, byte[] input, ExecOutput output, Duration limit)
      throws TargetException {
    return exec(
        command,
        new java.io.ByteArrayInputStream(input),
        output,
        limit,
        new ByteArrayOutputStream());
  }

  /** The same, telling how much of the input was sent. */
  public ExecResult exec(
      String command, byte[] input, UploadListener sent, ExecOutput output, Duration limit)
      throws TargetException {
    return exec(
        command,
        new CountingInput(new java.io.ByteArrayInputStream(input), sent),
        output,
        limit,
        new ByteArrayOutputStream());
  }

  private ExecResult exec(
      String command,
      java.io.InputStream input,
      ExecOutput output,
      Duration limit,
      ByteArrayOutputStream collected)
      throws TargetException {
    RemoteCommand running = start(command, input, output);
    try {
      if (!running.await(limit)) {
        throw new TargetException(
            Problem.PROTOCOL,
            "A command on "
                + device.name()
                + " did not end within "
                + limit.toSeconds()
                + " seconds.",
            "The device may be overloaded; try again later.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SshFailures.cancelled(device);
    } finally {
      runQuietly(running::close);
    }
    if (running.refused()) {
      throw new TargetException(
          Problem.PROTOCOL,
          device.name() + " answered a command without an end and was not listened to any more.",
          "Look at what the device's login scripts print, and at whether it is the right device.");
    }
    if (running.status() < 0) {
      Session now = session;
      if (now == null || SshFailures.dropped(now)) {
        throw SshFailures.cut(device, null);
      }
      throw new TargetException(
          Problem.PROTOCOL,
          "A command on " + device.name() + " ended without an exit status.",
          "It may have been killed on the device for lack of memory; try again.");
    }
    return new ExecResult(running.status(), collected.toByteArray(), running.error());
  }

  private RemoteCommand start(String command, java.io.InputStream input, ExecOutput output)
      throws TargetException {
    boolean stood = connected();
    connect();
    try {
      return startHere(command, input, output);
    } catch (TargetException e) {
      reconnectAfter(e, stood);
      return startHere(command, input, output);
    }
  }

  /**
   * Connects anew when the session had died unnoticed, so that what failed never began.
   *
   * @param stood whether the session seemed to stand before
   * @throws TargetException the failure itself when it had not died, in words that say so
   */
  private void reconnectAfter(TargetException failure, boolean stood) throws TargetException {
    if (!stood || failure.problem() != Problem.UNREACHABLE) {
      throw failure;
    }
    Session lost = session;
    if (lost != null && !SshFailures.dropped(lost)) {
      throw SshFailures.channelRefused(device, failure);
    }
    connect();
  }

  private RemoteCommand startHere(String command, java.io.InputStream input, ExecOutput output)
      throws TargetException {
    Future<RemoteCommand> future =
        submit(() -> RemoteCommand.start(live(), command, input, output));
    return await(future, () -> future.cancel(true));
  }

  /**
   * Sends a file, over SFTP or, where there is none, over a command's standard input.
   *
   * @param remote the absolute path on the device, a temporary name
   * @param command what stores its standard input under that name, for a device without SFTP
   * @throws TargetException as for {@link #exec}; PROTOCOL with the device's words when it does not
   *     take the file; LOCAL_FILE when the file cannot be read
   */
  public void upload(Path file, String remote, String command, UploadListener listener)
      throws TargetException {
    if (withoutSftp) {
      sendOverExec(file, command, listener);
      return;
    }
    connect();
    AtomicBoolean cancelled = new AtomicBoolean();
    Future<Boolean> future =
        submit(() -> SftpUpload.send(live(), device, file, remote, listener, cancelled::get));
    boolean sent =
        await(
            future,
            () -> {
              cancelled.set(true);
              try {
                future.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
              } catch (TimeoutException e) {
                disconnect();
              } catch (ExecutionException | CancellationException | InterruptedException e) {
                // However it ended, it has ended, and the caller is told that it was cancelled.
                cancelled.set(true);
              }
            });
    if (!sent) {
      withoutSftp = true;
      sendOverExec(file, command, listener);
    }
  }

  private void sendOverExec(Path file, String command, UploadListener listener)
      throws TargetException {
    ExecResult result;
    try (java.io.InputStream in =
        new CountingInput(java.nio.file.Files.newInputStream(file), listener)) {
      result =
          exec(
              command,
              in,
              (buffer, offset, length) -> {},
              Duration.ofHours(2),
              new ByteArrayOutputStream());
    } catch (java.io.IOException e) {
      throw SftpUpload.unreadable(file, e);
    }
    if (result.status() != 0) {
      throw SftpUpload.refused(device, result.error(), null);
    }
  }

  /** Something begun on a session, on its thread. */
  @FunctionalInterface
  public interface Beginning<T> {
    /** Begins it; what it reads and writes later is another thread's. */
    T on(Session session) throws JSchException, TargetException;
  }

  /** Begins something on the session, which is made, or made anew, when it is not there. */
  public <T> T begin(Beginning<T> work) throws TargetException {
    boolean stood = connected();
    connect();
    try {
      return beginHere(work);
    } catch (TargetException e) {
      reconnectAfter(e, stood);
      return beginHere(work);
    }
  }

  private <T> T beginHere(Beginning<T> work) throws TargetException {
    Future<T> future = submit(() -> work.on(live()));
    return await(future, () -> future.cancel(true));
  }

  /** Does something on the session's thread, some time soon, unless the connection is closed. */
  public void soon(Runnable work) {
    runQuietly(work);
  }

  /** A connection of its own to the same device, not yet made; the caller closes it. */
  public SshConnection another() {
    return new SshConnection(device, user, settings, confirmation);
  }

  private Session live() throws JSchException {
    Session now = session;
    if (now == null || !now.isConnected()) {
      throw new JSchException("session is down");
    }
    return now;
  }

  private boolean connectHere() throws TargetException {
    if (connected()) {
      return true;
    }
    SshConnector.Connected made = connector.connect(device);
    if (closed) {
      made.session().disconnect();
      throw SshFailures.cancelled(device);
    }
    session = made.session();
    if (!made.device().hostKey().equals(device.hostKey())) {
      device = device.withHostKey(made.device().hostKey());
      confirmation.confirmed(device);
    }
    return true;
  }

  private void execute(FutureTask<?> work) throws TargetException {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      throw SshFailures.cancelled(device);
    }
  }

  private <T> Future<T> submit(Callable<T> work) throws TargetException {
    try {
      return thread.submit(work);
    } catch (RejectedExecutionException e) {
      throw SshFailures.cancelled(device);
    }
  }

  private <T> T await(Future<T> future, Runnable cancel) throws TargetException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      cancel.run();
      Thread.currentThread().interrupt();
      throw SshFailures.cancelled(device);
    } catch (CancellationException e) {
      throw SshFailures.cancelled(device);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TargetException known) {
        throw new TargetException(
            known.problem(), String.valueOf(known.getMessage()), known.remedy(), known);
      }
      if (e.getCause() instanceof JSchException) {
        throw SshFailures.cut(device, e.getCause());
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void runQuietly(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile, and the channel with it.
      disconnect();
    }
  }

  /** Drops the connection at once; it is made anew when next needed. */
  public void disconnect() {
    Session now = session;
    if (now != null) {
      now.disconnect();
    }
  }

  @Override
  public void close() {
    closed = true;
    connector.abort();
    disconnect();
    secrets.close();
    thread.shutdown();
  }
}
