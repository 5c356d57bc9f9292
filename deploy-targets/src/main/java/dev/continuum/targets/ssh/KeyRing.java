package dev.continuum.targets.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;

/**
 * The keys a device may be offered, in order: for {@link Device.Authentication.Agent} the agent's,
 * then the user's default keys; for a key file that key, held by the agent if it has it unlocked.
 */
final class KeyRing implements IdentityRepository {
  private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private final List<Identity> identities;

  private KeyRing(List<Identity> identities) {
    this.identities = List.copyOf(identities);
  }

  /**
   * Gathers the keys for a device.
   *
   * @throws TargetException AUTHENTICATION when a named key file is missing or no private key
   */
  static KeyRing of(Device device, SshSettings settings, DeviceUser user) throws TargetException {
    List<Identity> found = new ArrayList<>();
    switch (device.authentication()) {
      case Device.Authentication.Password() -> {}
      case Device.Authentication.KeyFile(Path file) -> {
        Identity own = named(file, device, user);
        for (Identity identity : agentKeys(settings)) {
          if (Arrays.equals(identity.getPublicKeyBlob(), own.getPublicKeyBlob())) {
            found.add(identity);
          }
        }
        found.add(own);
      }
      case Device.Authentication.Agent() -> {
        found.addAll(agentKeys(settings));
        for (String name : DEFAULT_KEYS) {
          Path file = settings.userFolder().resolve(name);
          if (Files.isReadable(file)) {
            try {
              found.add(load(file, device, user));
            } catch (JSchException e) {
              // A default file nobody named may be of a kind JSch cannot read: ssh skips it, too.
              continue;
            }
          }
        }
      }
    }
    return new KeyRing(found);
  }

  /** Whether some key was given a passphrase that did not open it. */
  boolean wrongPassphrase() {
    return identities.stream().anyMatch(i -> i instanceof LazyIdentity l && l.wrongPassphrase());
  }

  private static Identity named(Path file, Device device, DeviceUser user) throws TargetException {
    if (!Files.isReadable(file)) {
      throw new TargetException(
          TargetException.Problem.AUTHENTICATION,
          "The private key “" + file + "” for " + device.name() + " is not there or not readable.",
          "Choose another key file for the device.");
    }
    try {
      return load(file, device, user);
    } catch (JSchException e) {
      throw new TargetException(
          TargetException.Problem.AUTHENTICATION,
          "The file “" + file + "” is not a private key that can be used.",
          "Choose the private key (not the .pub file), in OpenSSH or PEM format.",
          e);
    }
  }

  private static Identity load(Path file, Device device, DeviceUser user) throws JSchException {
    JSch loader = new JSch();
    loader.addIdentity(file.toString());
    return new LazyIdentity(
        loader.getIdentityRepository().getIdentities().getFirst(), device, user);
  }

  private static List<Identity> agentKeys(SshSettings settings) {
    if (settings.agentSocket().isEmpty() || !Files.exists(settings.agentSocket().get())) {
      return List.of();
    }
    try {
      return List.copyOf(
          new AgentIdentityRepository(new SSHAgentConnector(settings.agentSocket().get()))
              .getIdentities());
    } catch (AgentProxyException e) {
      // No agent answers there: the same as none.
      return List.of();
    }
  }

  @Override
  public String getName() {
    return "Continuum Studio";
  }

  @Override
  public int getStatus() {
    return RUNNING;
  }

  @Override
  public Vector<Identity> getIdentities() {
    return new Vector<>(identities);
  }

  @Override
  public boolean add(byte[] identity) {
    return false;
  }

  @Override
  public boolean remove(byte[] blob) {
    return false;
  }

  @Override
  public void removeAll() {
    // The keys are the user's; nothing of them is kept here.
  }
}
