package dev.continuum.targets.testing;

import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.AcceptAllPublickeyAuthenticator;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;

/**
 * Apache MINA's SSH server in this process, where {@code sshd} is absent and for faults: it takes a
 * password, can do without SFTP, and can cut the connection in the middle of an upload. Commands
 * run in {@code /bin/sh} with a home folder of their own.
 */
public final class MinaSshServer implements dev.continuum.targets.testing.SshServer {
  /** The one password it takes. */
  public static final String PASSWORD = "correct horse";

  private final Path folder;
  private final Map<String, String> environment;
  private final boolean sftp;
  private final AtomicLong bytesUntilCut = new AtomicLong(Long.MAX_VALUE);
  private SshServer server;
  private @Nullable UserAuthFactory method;
  private int port;

  private MinaSshServer(Path folder, Map<String, String> environment, boolean sftp) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.sftp = sftp;
    this.server = SshServer.setUpDefaultServer();
  }

  /** Starts a server that keeps everything below an empty folder. */
  public static MinaSshServer start(Path folder) throws IOException {
    return start(folder, Map.of(), true);
  }

  /** The same with variables set for the device's commands, and with or without SFTP. */
  public static MinaSshServer start(Path folder, Map<String, String> environment, boolean sftp)
      throws IOException {
    MinaSshServer made = new MinaSshServer(folder, environment, sftp);
    Files.createDirectories(made.home());
    made.launch();
    return made;
  }

  private void launch() throws IOException {
    SimpleGeneratorHostKeyProvider keys =
        new SimpleGeneratorHostKeyProvider(folder.resolve("mina_host_key"));
    keys.setAlgorithm("EC");
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(keys);
    PasswordAuthenticator passwords = (user, password, session) -> password.equals(PASSWORD);
    server.setPasswordAuthenticator(passwords);
    if (method != null) {
      server.setUserAuthFactories(List.of(method));
    }
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.setCommandFactory((channel, command) -> {
      boolean uploads = command.contains(".sh\" receive ") || command.contains(".sh\" patch ");
      return new ShellCommand(
          command,
          home(),
          environment,
          bytes -> {
            if (uploads) {
              uploaded(channel.getSession(), bytes);
            }
          });
    });
    if (sftp) {
      SftpSubsystemFactory factory = new SftpSubsystemFactory.Builder().build();
      factory.addSftpEventListener(new Cutter());
      server.setSubsystemFactories(List.of(factory));
    }
    server.start();
    port = server.getPort();
  }

  /** From the next connection on, lets users in by the method {@code password} only. */
  public void askByPassword() {
    askBy(UserAuthPasswordFactory.INSTANCE);
  }

  /** From the next connection on, lets users in by {@code keyboard-interactive} only (RFC 4256). */
  public void askByKeyboardInteractive() {
    askBy(UserAuthKeyboardInteractiveFactory.INSTANCE);
  }

  /** From the next connection on, lets users in by several methods in turn, with any key. */
  public void askInTurn(String methods) {
    server.setPublickeyAuthenticator(AcceptAllPublickeyAuthenticator.INSTANCE);
    CoreModuleProperties.AUTH_METHODS.set(server, methods);
  }

  /**
   * From the next connection on, asks by {@code keyboard-interactive}: prompts in order, each with
   * the answer that is right.
   */
  public void askQuestions(SequencedMap<Challenge.Prompt, String> questions) {
    server.setKeyboardInteractiveAuthenticator(
        new KeyboardInteractiveAuthenticator() {
          @Override
          public InteractiveChallenge generateChallenge(
              ServerSession session, String username, String lang, String subMethods) {
            InteractiveChallenge challenge = new InteractiveChallenge();
            challenge.setInteractionName("Second\u001b[31m factor");
            challenge.setInteractionInstruction("Look at your token.");
            questions
                .sequencedKeySet()
                .forEach(prompt -> challenge.addPrompt(prompt.text(), prompt.shown()));
            return challenge;
          }

          @Override
          public boolean authenticate(
              ServerSession session, String username, List<String> responses) {
            return responses.equals(List.copyOf(questions.sequencedValues()));
          }
        });
    askByKeyboardInteractive();
  }

  /** From the next connection on, offers all methods. */
  public void askByAll() {
    method = null;
    server.setUserAuthFactories(
        List.of(
            UserAuthPublicKeyFactory.INSTANCE,
            UserAuthPasswordFactory.INSTANCE,
            UserAuthKeyboardInteractiveFactory.INSTANCE));
  }

  private void askBy(UserAuthFactory only) {
    method = only;
    server.setUserAuthFactories(List.of(only));
  }

  /** Cuts the connection once, after so many bytes of uploads from now on. */
  public void cutUploadAfter(long bytes) {
    bytesUntilCut.set(bytes);
  }

  private final class Cutter implements SftpEventListener {
    @Override
    public void writing(
        ServerSession session,
        String remoteHandle,
        FileHandle localHandle,
        long offset,
        byte[] data,
        int dataOffset,
        int dataLen) {
      uploaded(session, dataLen);
    }
  }

  private void uploaded(Session session, long bytes) {
    if (bytesUntilCut.addAndGet(-bytes) <= 0) {
      bytesUntilCut.set(Long.MAX_VALUE);
      session.close(true);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Path home() {
    return folder.resolve("home");
  }

  @Override
  public Device device(String name) {
    return new Device(
        name, "127.0.0.1", port, "tester", new Device.Authentication.Password(), "", List.of());
  }

  @Override
  public String fingerprint() {
    try {
      KeyPair key = server.getKeyPairProvider().loadKeys(null).iterator().next();
      return KeyUtils.getFingerPrint(key.getPublic());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void changeHostKey() throws IOException {
    server.stop(true);
    Files.delete(folder.resolve("mina_host_key"));
    server = SshServer.setUpDefaultServer();
    launch();
  }

  @Override
  public void cutConnections() {
    new ArrayList<>(server.getActiveSessions()).forEach((Session session) -> session.close(true));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    DeviceProcesses.end(home());
  }
}
