package dev.continuum.targets.ssh.key;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a host's questions: its password once per attempt, whether it asks by the method {@code
 * password} or by {@code keyboard-interactive} (RFC 4256), and whatever else it asks there, in its
 * own words. A question that comes again was answered wrongly. Host keys and passphrases are not
 * asked for through here.
 */
public final class PasswordPrompt implements UserInfo, UIKeyboardInteractive {
  /** Such as {@code Password:}, {@code (me@host) Password for me@host:}, {@code me's password:}. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?i)\\s*(\\([^)]*\\)\\s*)?(\\S+'s\\s+)?password(\\s+for\\s[^:]*)?\\s*:?\\s*");

  private static final int MOST_PROMPTS = 16;
  private static final int MOST_ROUNDS = 16;
  private static final int LONGEST = 2000;

  private final Device device;
  private final DeviceUser user;
  private final Secrets secrets;
  private final BooleanSupplier welcome;
  private final Set<String> asked = new HashSet<>();
  private boolean answered;
  private boolean refusedToAnswer;
  private @Nullable String pending;

  /**
   * A prompt for one attempt.
   *
   * @param welcome whether to ask the user at all when the host asks
   */
  public PasswordPrompt(Device device, DeviceUser user, Secrets secrets, BooleanSupplier welcome) {
    this.device = device;
    this.user = user;
    this.secrets = secrets;
    this.welcome = welcome;
  }

  /** Whether a password or another answer was sent. */
  public boolean answered() {
    return answered;
  }

  /** Whether the user gave none. */
  public boolean refusedToAnswer() {
    return refusedToAnswer;
  }

  private @Nullable String password() {
    if (!welcome.getAsBoolean() || !asked.add("")) {
      return null;
    }
    Optional<char[]> password = secrets.password(device);
    if (password.isEmpty()) {
      refusedToAnswer = true;
      return null;
    }
    answered = true;
    return text(password.get());
  }

  /** JSch takes a String and nothing else. */
  private static String text(char[] secret) {
    String text = new String(secret);
    Arrays.fill(secret, '\0');
    return text;
  }

  @Override
  public boolean promptPassword(String message) {
    pending = password();
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
      String destination,
      @Nullable String name,
      @Nullable String instruction,
      String[] prompt,
      boolean[] echo) {
    if (prompt.length == 0) {
      return new String[0];
    }
    String words = String.join("\n", prompt);
    if (prompt.length > MOST_PROMPTS || asked.size() > MOST_ROUNDS || !welcome.getAsBoolean()) {
      return null;
    }
    if (prompt.length == 1 && !echo[0] && PASSWORD.matcher(words).matches()) {
      String password = password();
      return password == null ? null : new String[] {password};
    }
    if (!asked.add(words)) {
      return null;
    }
    List<Challenge.Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < prompt.length; i++) {
      prompts.add(new Challenge.Prompt(cut(prompt[i]), echo[i]));
    }
    Optional<List<char[]>> answers =
        user.answers(device, new Challenge(cut(name), cut(instruction), prompts));
    if (answers.isEmpty() || answers.get().size() != prompt.length) {
      refusedToAnswer = true;
      return null;
    }
    answered = true;
    return answers.get().stream().map(PasswordPrompt::text).toArray(String[]::new);
  }

  private static String cut(@Nullable String words) {
    return words == null ? "" : words.length() > LONGEST ? words.substring(0, LONGEST) : words;
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
