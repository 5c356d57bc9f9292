package dev.continuum.ide.cli.command;

import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The person at the terminal, or nobody: then a host key is refused and no password given. */
public final class TerminalUser implements DeviceUser {
  private static final int LONGEST_SECRET = 4096;

  private final Terminal terminal;
  private final boolean secretOnInput;
  private char @Nullable [] secret;
  private volatile boolean lackedPerson;

  /**
   * A user.
   *
   * @param secretOnInput whether standard input's first line is the password or passphrase
   */
  public TerminalUser(Terminal terminal, boolean secretOnInput) {
    this.terminal = terminal;
    this.secretOnInput = secretOnInput;
  }

  /** Whether something was asked that nobody was there to answer. */
  public boolean lackedPerson() {
    return lackedPerson;
  }

  @Override
  public boolean confirmHostKey(Device device, String keyType, String fingerprint) {
    return person()
        .map(person ->
            person.confirm(
                "First contact with "
                    + SafeText.line(device.address())
                    + ".\nIts "
                    + SafeText.line(keyType)
                    + " key is "
                    + SafeText.line(fingerprint)
                    + ".\nIs that the device's key?"))
        .orElse(false);
  }

  @Override
  public Optional<char[]> password(Device device) {
    return secret("Password of " + SafeText.line(device.address()) + ":");
  }

  @Override
  public Optional<char[]> passphrase(Device device, String keyFile) {
    return secret("Passphrase of " + SafeText.line(keyFile) + ":");
  }

  private Optional<char[]> secret(String question) {
    return secretOnInput ? Optional.of(fromInput()) : person().flatMap(p -> p.secret(question));
  }

  /**
   * Asks in the device's words, made harmless. A single hidden answer may come from standard input.
   */
  @Override
  public Optional<List<char[]>> answers(Device device, Challenge challenge) {
    if (secretOnInput && challenge.prompts().size() == 1) {
      return Optional.of(List.of(fromInput()));
    }
    return person().flatMap(person -> answers(person, device, challenge));
  }

  private static Optional<List<char[]>> answers(
      Prompts person, Device device, Challenge challenge) {
    List<char[]> answers = new ArrayList<>();
    String before =
        Stream.of(challenge.name(), challenge.instruction())
            .filter(words -> !words.isBlank())
            .map(words -> SafeText.line(words) + "\n")
            .collect(Collectors.joining());
    before = SafeText.line(device.address()) + " asks:\n" + before;
    for (Challenge.Prompt prompt : challenge.prompts()) {
      String question = before + SafeText.line(prompt.text().strip());
      Optional<char[]> answer =
          prompt.shown() ? person.line(question).map(String::toCharArray) : person.secret(question);
      if (answer.isEmpty()) {
        answers.forEach(given -> Arrays.fill(given, '\0'));
        return Optional.empty();
      }
      answers.add(answer.get());
      before = "";
    }
    return Optional.of(answers);
  }

  private Optional<Prompts> person() {
    Optional<Prompts> person = terminal.prompts().get();
    if (person.isEmpty()) {
      lackedPerson = true;
    }
    return person;
  }

  /** The first line of standard input, read once; each caller gets a copy to wipe. */
  private synchronized char[] fromInput() {
    char[] known = secret;
    if (known == null) {
      byte[] line = new byte[LONGEST_SECRET];
      CharBuffer chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line, 0, readLine(line)));
      known = new char[chars.remaining()];
      chars.get(known);
      Arrays.fill(line, (byte) 0);
      secret = known;
    }
    return known.clone();
  }

  /** Reads up to the line's end; returns how many bytes the line has. */
  private int readLine(byte[] line) {
    int length = 0;
    try {
      int b;
      while (length < line.length && (b = terminal.in().read()) >= 0 && b != '\n') {
        line[length++] = (byte) b;
      }
    } catch (IOException e) {
      // As if the input had ended: what was read is tried, and refused when it is not whole.
      return length;
    }
    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
  }
}
