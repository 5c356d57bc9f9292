package dev.continuum.targets.ssh.key;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import java.util.List;
import java.util.Vector;

/** The keys offered over one connection: a host counts them, and hangs up after some. */
public final class OfferedKeys implements IdentityRepository {
  private final List<? extends Identity> keys;

  public OfferedKeys(List<? extends Identity> keys) {
    this.keys = List.copyOf(keys);
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
    return new Vector<>(keys);
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
