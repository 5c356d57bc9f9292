package dev.continuum.ide;

import dev.continuum.ide.settings.UserFolders;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.fleet.DeployQueue;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.provision.Provisioning;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.templates.Builder;
import dev.continuum.templates.TemplateCatalog;
import dev.continuum.templates.Toolchains;
import org.jspecify.annotations.Nullable;

/**
 * What the window and the command line both work with. Each service is made when it is first asked
 * for, so that a short command loads no more than it needs. For use by any thread; knows no JavaFX.
 */
public final class Services {
  private final UserFolders folders;
  private final SshSettings ssh;
  private @Nullable LocalTarget local;
  private @Nullable DeviceRegistry devices;
  private @Nullable DeployQueue queue;
  private @Nullable Toolchains toolchains;

  /** Services that keep their files in these folders, with the user's own SSH settings. */
  public Services(UserFolders folders) {
    this(folders, SshSettings.ofUser());
  }

  /** Services that keep their files in these folders. */
  public Services(UserFolders folders, SshSettings ssh) {
    this.folders = folders;
    this.ssh = ssh;
  }

  /** Those of the user running this program. */
  public static Services ofUser() {
    return new Services(UserFolders.ofUser());
  }

  /** Where the user's files live. */
  public UserFolders folders() {
    return folders;
  }

  /** The user's devices. */
  public synchronized DeviceRegistry devices() {
    DeviceRegistry made = devices;
    if (made == null) {
      made = new DeviceRegistry(folders.config().resolve("devices.json"));
      devices = made;
    }
    return made;
  }

  /** What waits for devices to come back. */
  public synchronized DeployQueue queue() {
    DeployQueue made = queue;
    if (made == null) {
      made = new DeployQueue(folders.state().resolve("queue"), folders.cache());
      queue = made;
    }
    return made;
  }

  /** This computer, as a place to run modules. */
  public synchronized LocalTarget local() {
    LocalTarget made = local;
    if (made == null) {
      made = new LocalTarget(folders.cache());
      local = made;
    }
    return made;
  }

  /**
   * The user's devices as targets; the caller closes it, which ends the connections.
   *
   * @param user asked for what connections need
   */
  public SshDevices sshDevices(DeviceUser user) {
    return new SshDevices(devices(), user, folders.cache(), ssh);
  }

  /** Runtimes on their way to devices. */
  public Provisioning provisioning() {
    return new Provisioning(folders.cache());
  }

  /** What {@code ssh} is told about hosts, read now. */
  public SshConfig sshConfig() {
    return SshConfig.read(ssh);
  }

  /** The project templates. */
  public TemplateCatalog templates() {
    return TemplateCatalog.bundled();
  }

  /** The compilers on this computer. */
  public synchronized Toolchains toolchains() {
    Toolchains made = toolchains;
    if (made == null) {
      made = Toolchains.ofSystem();
      toolchains = made;
    }
    return made;
  }

  /** What builds projects. */
  public Builder builder() {
    return new Builder(toolchains());
  }
}
