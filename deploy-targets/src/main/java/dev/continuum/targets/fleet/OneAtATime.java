package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A person whom many devices ask at once, and who is asked one thing after the other. */
public final class OneAtATime implements DeviceUser {
  private final DeviceUser person;
  private final ReentrantLock turn = new ReentrantLock(true);

  /** That person. */
  public OneAtATime(DeviceUser person) {
    this.person = person;
  }

  @Override
  public boolean confirmHostKey(Device device, String keyType, String fingerprint) {
    return ask(() -> person.confirmHostKey(device, keyType, fingerprint), false);
  }

  @Override
  public Optional<char[]> password(Device device) {
    return ask(() -> person.password(device), Optional.empty());
  }

  @Override
  public Optional<char[]> passphrase(Device device, String keyFile) {
    return ask(() -> person.passphrase(device, keyFile), Optional.empty());
  }

  @Override
  public Optional<List<char[]>> answers(Device device, Challenge challenge) {
    return ask(() -> person.answers(device, challenge), Optional.empty());
  }

  /** Who is cancelled while waiting for a turn gets no answer. */
  private <T> T ask(Supplier<T> question, T cancelled) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return cancelled;
    }
    try {
      return question.get();
    } finally {
      turn.unlock();
    }
  }
}
