package dev.continuum.targets.testing;

import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person with fixed answers, who remembers what was asked. */
public final class TestUser implements DeviceUser {
  private final boolean accepts;
  private final String password;
  private final String passphrase;
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Answers so; an empty secret is none. */
  public TestUser(boolean accepts, String password, String passphrase) {
    this.accepts = accepts;
    this.password = password;
    this.passphrase = passphrase;
  }

  /** Accepts any host key and knows no secret. */
  public static TestUser accepting() {
    return new TestUser(true, "", "");
  }

  /** What was asked, such as {@code host key SHA256:…}, {@code password}, {@code passphrase}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public boolean confirmHostKey(Device device, String keyType, String fingerprint) {
    asked.add("host key " + fingerprint);
    return accepts;
  }

  @Override
  public Optional<char[]> password(Device device) {
    asked.add("password");
    return password.isEmpty() ? Optional.empty() : Optional.of(password.toCharArray());
  }

  @Override
  public Optional<char[]> passphrase(Device device, String keyFile) {
    asked.add("passphrase");
    return passphrase.isEmpty() ? Optional.empty() : Optional.of(passphrase.toCharArray());
  }

  /** Gives these answers to a {@link Challenge} of as many prompts. */
  public TestUser answering(String... texts) {
    answers.clear();
    answers.addAll(List.of(texts));
    return this;
  }

  @Override
  public Optional<List<char[]>> answers(Device device, Challenge challenge) {
    asked.add(challenge.name() + "|" + challenge.instruction());
    challenge
        .prompts()
        .forEach(prompt -> asked.add(prompt.text() + (prompt.shown() ? " shown" : " hidden")));
    return answers.size() == challenge.prompts().size()
        ? Optional.of(answers.stream().map(String::toCharArray).toList())
        : Optional.empty();
  }
}
