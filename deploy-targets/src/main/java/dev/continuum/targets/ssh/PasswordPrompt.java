package dev.continuum.targets.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import dev.continuum.targets.target.Device;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a device's questions for a password, once per attempt, whether it asks by the method
 * {@code password} or by {@code keyboard-interactive} (RFC 4256) with one hidden prompt. Host keys
 * and passphrases are not asked for through here.
 */
final class PasswordPrompt implements UserInfo, UIKeyboardInteractive {
  private final Device device;
  private final Secrets secrets;
  private boolean answered;
  private boolean refusedToAnswer;

  PasswordPrompt(Device device, Secrets secrets) {
    this.device = device;
    this.secrets = secrets;
  }

  /** Whether a password was sent. */
  boolean answered() {
    return answered;
  }

  /** Whether the user gave none. */
  boolean refusedToAnswer() {
    return refusedToAnswer;
  }

  private @Nullable String answer() {
    if (answered || !(device.authentication() instanceof Device.Authentication.Password)) {
      return null;
    }
    Optional<char[]> password = secrets.password(device);
    if (password.isEmpty()) {
      refusedToAnswer = true;
      return null;
    }
    answered = true;
    // JSch takes a String here and nothing else.
    String text = new String(password.get());
    Arrays.fill(password.get(), '\0');
    return text;
  }

  private @Nullable String pending;

  @Override
  public boolean promptPassword(String message) {
    pending = answer();
    return pending != null;
  }

  @Override
  public @Nullable String getPassword() {
    String password = pending;
    pending = null;
    return password;
  }

  @Override
  public String @Nullable [] promptKeyboardInteractive(
      String destination, String name, String instruction, String[] prompt, boolean[] echo) {
    if (prompt.length == 0) {
      return new String[0];
    }
    if (prompt.length > 1 || echo[0]) {
      return null;
    }
    String password = answer();
    return password == null ? null : new String[] {password};
  }

  @Override
  public boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  public @Nullable String getPassphrase() {
    return null;
  }

  @Override
  public boolean promptYesNo(String message) {
    return false;
  }

  @Override
  public void showMessage(String message) {
    // A login banner: nothing of it is needed here.
  }
}
