package dev.continuum.targets.ssh.key;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;
import dev.continuum.targets.ssh.config.Fingerprint;
import dev.continuum.targets.ssh.config.Hop;
import dev.continuum.targets.ssh.config.HostSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys a machine may be offered, in order. For {@link Device.Authentication.Agent}: those that
 * ssh_config names, the agent's, then the user's default keys where none is named. For a key file:
 * that key. A key the agent holds is used through the agent; a certificate beside a key ({@code
 * -cert.pub}) is offered before it.
 */
public final class KeyRing {
  private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
  private static final long MOST_BYTES = 1 << 20;

  private final Hop hop;
  private final DeviceUser user;
  private final Secrets secrets;
  private final List<Identity> agent;
  private final List<WatchedIdentity> identities = new ArrayList<>();

  private KeyRing(Hop hop, DeviceUser user, Secrets secrets) {
    this.hop = hop;
    this.user = user;
    this.secrets = secrets;
    this.agent =
        hop.device().authentication() instanceof Device.Authentication.Password
            ? List.of()
            : agentKeys(hop.settings());
  }

  /**
   * Gathers the keys for a machine.
   *
   * @throws TargetException AUTHENTICATION when a named key file is missing or no private key
   */
  public static KeyRing of(Hop hop, DeviceUser user, Secrets secrets) throws TargetException {
    KeyRing ring = new KeyRing(hop, user, secrets);
    switch (hop.device().authentication()) {
      case Device.Authentication.Password() -> {}
      case Device.Authentication.KeyFile(Path file) -> ring.addNamed(file);
      case Device.Authentication.Agent() -> ring.addUsual();
    }
    ring.identities.forEach(WatchedIdentity::begin);
    return ring;
  }

  /** All of them. */
  public List<WatchedIdentity> identities() {
    return List.copyOf(identities);
  }

  /** Whether some key was given a passphrase that did not open it. */
  public boolean wrongPassphrase() {
    return identities.stream().anyMatch(i -> i instanceof LazyIdentity l && l.wrongPassphrase());
  }

  /** Whether the host accepted a key, as far as is known: it asked one to sign. */
  public boolean signed() {
    return identities.stream().anyMatch(WatchedIdentity::signed);
  }

  private void addNamed(Path file) throws TargetException {
    if (!Files.isReadable(file) && !agentHas(file)) {
      throw new TargetException(
          TargetException.Problem.AUTHENTICATION,
          "The private key “" + file + "” for " + hop.where() + " is not there or not readable.",
          "Choose another key file for the device.");
    }
    try {
      addFile(file);
    } catch (JSchException e) {
      throw new TargetException(
          TargetException.Problem.AUTHENTICATION,
          "The file “" + file + "” is not a private key that can be used.",
          "Choose the private key (not the .pub file), in OpenSSH or PEM format.",
          e);
    }
  }

  private void addUsual() {
    HostSettings settings = hop.settings();
    settings.identityFiles().forEach(this::addIfUsable);
    if (!settings.identitiesOnly()) {
      agent.forEach(this::addAgents);
    }
    if (!settings.namesIdentities()) {
      for (String name : DEFAULT_KEYS) {
        addIfUsable(settings.userFile(name));
      }
    }
  }

  private void addIfUsable(Path file) {
    try {
      addFile(file);
    } catch (JSchException e) {
      // Of a kind JSch cannot read: ssh goes on with the others, too.
      return;
    }
  }

  private void addFile(Path file) throws JSchException {
    byte[] blob = publicBlob(file);
    Path certificate = file.resolveSibling(file.getFileName() + "-cert.pub");
    List<Path> certificates = new ArrayList<>(hop.settings().certificateFiles());
    certificates.addFirst(certificate);
    for (Path cert : certificates) {
      addAgents(readBlob(cert));
    }
    if (Files.isReadable(file) && Files.isReadable(certificate)) {
      add(certificate, file, certificate);
    }
    if (!addAgents(blob) && Files.isReadable(file) && !isPublic(file)) {
      add(file, file, null);
    }
  }

  /** A key of the agent by its public part; false when it has it not, or it is here already. */
  private boolean addAgents(byte[] blob) {
    if (blob.length == 0) {
      return false;
    }
    for (Identity identity : agent) {
      if (Arrays.equals(identity.getPublicKeyBlob(), blob)) {
        addAgents(identity);
        return true;
      }
    }
    return false;
  }

  private void addAgents(Identity identity) {
    if (identities.stream()
        .noneMatch(i -> Arrays.equals(i.getPublicKeyBlob(), identity.getPublicKeyBlob()))) {
      identities.add(new WatchedIdentity(identity));
    }
  }

  private boolean agentHas(Path file) {
    byte[] blob = publicBlob(file);
    return blob.length > 0
        && agent.stream().anyMatch(i -> Arrays.equals(i.getPublicKeyBlob(), blob));
  }

  private void add(Path known, Path file, @Nullable Path certificate) throws JSchException {
    LazyIdentity identity = secrets.key(known).orElse(null);
    if (identity == null) {
      identity = new LazyIdentity(load(file, certificate), file, hop.device(), user);
      secrets.keep(known, identity);
    }
    identities.add(identity);
  }

  private static Identity load(Path file, @Nullable Path certificate) throws JSchException {
    JSch loader = new JSch();
    if (certificate != null) {
      loader.addIdentity(file.toString(), certificate.toString(), null);
    } else {
      // Its public part, where it lies beside: an encrypted PEM key does not tell it itself.
      Path open = file.resolveSibling(file.getFileName() + ".pub");
      byte[] pub = readBlob(open).length == 0 ? null : read(open);
      loader.addIdentity(file.toString(), read(file), pub, null);
    }
    return loader.getIdentityRepository().getIdentities().getFirst();
  }

  /** The public part of a key, from the file itself or the {@code .pub} beside it; or nothing. */
  private static byte[] publicBlob(Path file) {
    byte[] own = readBlob(file);
    return own.length > 0 ? own : readBlob(file.resolveSibling(file.getFileName() + ".pub"));
  }

  private static boolean isPublic(Path file) {
    return readBlob(file).length > 0;
  }

  /** The key of a {@code .pub} file; nothing when it is none. */
  private static byte[] readBlob(Path file) {
    String[] fields = new String(read(file), StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
    if (fields.length < 2 || fields[0].startsWith("-")) {
      return new byte[0];
    }
    try {
      byte[] blob = Base64.getDecoder().decode(fields[1]);
      return Fingerprint.type(blob).equals(fields[0]) ? blob : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
    } catch (IOException e) {
      // Not there or not readable: there is no key in it.
      return new byte[0];
    }
  }

  private static List<Identity> agentKeys(HostSettings settings) {
    Path socket = settings.agentSocket().orElse(null);
    if (socket == null || !Files.exists(socket)) {
      return List.of();
    }
    try {
      return List.copyOf(
          new AgentIdentityRepository(new SSHAgentConnector(socket)).getIdentities());
    } catch (AgentProxyException e) {
      // No agent answers there: the same as none.
      return List.of();
    }
  }
}
