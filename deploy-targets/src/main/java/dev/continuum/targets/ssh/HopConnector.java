package dev.continuum.targets.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import dev.continuum.targets.ssh.config.Hop;
import dev.continuum.targets.ssh.config.HostSettings;
import dev.continuum.targets.ssh.config.KnownHosts;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.ssh.key.HostKeyCheck;
import dev.continuum.targets.ssh.key.KeyRing;
import dev.continuum.targets.ssh.key.OfferedKeys;
import dev.continuum.targets.ssh.key.PasswordPrompt;
import dev.continuum.targets.ssh.key.Secrets;
import dev.continuum.targets.ssh.socket.AbortableSockets;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connected session of one machine on the way: one attempt of the user's may take several
 * of the program's.
 */
final class HopConnector {
  private static final int ALIVE_QUESTIONS = 3;

  /** So many keys a connection: OpenSSH hangs up at the sixth failure, a password's included. */
  private static final int KEYS_AT_ONCE = 5;

  private static final int MOST_CONNECTIONS = 20;

  private static final List<List<String>> FAMILIES =
      List.of(
          List.of("ssh-ed25519"),
          List.of("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
          List.of("rsa-sha2-512", "rsa-sha2-256"));

  private final SshSettings settings;
  private final DeviceUser user;
  private final Secrets secrets;
  private final AbortableSockets.@Nullable Way way;
  private final Attempts attempts;

  /** Where the attempt under way is told, so that it can be ended. */
  interface Attempts {
    /** An attempt begins. */
    void begin(AbortableSockets sockets);

    /** Whether the user gave up. */
    boolean aborted();
  }

  /**
   * A connector.
   *
   * @param way how to reach the machine; null: over the network
   */
  HopConnector(
      SshSettings settings,
      DeviceUser user,
      Secrets secrets,
      AbortableSockets.@Nullable Way way,
      Attempts attempts) {
    this.settings = settings;
    this.user = user;
    this.secrets = secrets;
    this.way = way;
    this.attempts = attempts;
  }

  /**
   * A connected session and the machine with the key that was confirmed.
   *
   * @param asked whether the user was asked to confirm it
   */
  record Connected(Session session, Hop hop, boolean asked) {}

  /**
   * Connects, asking the user what must be asked.
   *
   * @param keyType the type of the confirmed host key where it is known, else empty
   * @throws TargetException UNREACHABLE, AUTHENTICATION, HOST_KEY_UNKNOWN, HOST_KEY_CHANGED or
   *     CANCELLED
   */
  Connected connect(Hop hop, String keyType) throws TargetException {
    HostKeyCheck check = check(hop);
    try {
      return attempt(hop, check, preferred(hop, check, keyType));
    } catch (HostKeyRefused refused) {
      HostKeyCheck.Seen seen = refused.seen;
      if (seen.verdict() == KnownHosts.Verdict.ABSENT) {
        // Asked with no connection open: the host would not wait as long as a person may take.
        if (!user.confirmHostKey(hop.device(), seen.type(), seen.fingerprint())) {
          throw SshFailures.unknownKey(hop, seen);
        }
        Connected made = again(hop.withHostKey(seen.fingerprint()), seen);
        return new Connected(made.session(), made.hop(), true);
      }
      if (!hop.device().hostKey().isEmpty() && seen.verdict() != KnownHosts.Verdict.REVOKED) {
        // A host has keys of several types, and the confirmed one may be another than it chose now.
        return again(hop, seen);
      }
      throw SshFailures.changedKey(hop, seen);
    }
  }

  private Connected again(Hop hop, HostKeyCheck.Seen seen) throws TargetException {
    List<List<String>> families = new ArrayList<>(FAMILIES);
    boolean known = hop.device().hostKey().equals(seen.fingerprint());
    // The family just seen comes first when it is the one wanted, and not at all when it is not.
    families.removeIf(family -> ofFamily(family, seen.type()));
    if (known) {
      families.clear();
      families.add(family(seen.type()));
    }
    for (List<String> family : families) {
      try {
        return attempt(hop, check(hop), family);
      } catch (HostKeyRefused refused) {
        // Not this type of key, either: on to the next.
        continue;
      }
    }
    throw SshFailures.changedKey(hop, seen);
  }

  private static List<String> family(String type) {
    return FAMILIES.stream().filter(f -> ofFamily(f, type)).findFirst().orElse(List.of(type));
  }

  private static boolean ofFamily(List<String> family, String type) {
    return family.contains(type) || (type.equals("ssh-rsa") && family.contains("rsa-sha2-512"));
  }

  /** The types of host key to ask for in order: those known of it first. */
  private List<String> preferred(Hop hop, HostKeyCheck check, String keyType) {
    List<String> usual =
        Arrays.asList(
            hop.settings()
                .algorithms("HostKeyAlgorithms", JSch.getConfig("server_host_key"))
                .split(","));
    Set<String> known = new LinkedHashSet<>();
    if (!keyType.isEmpty()) {
      known.addAll(family(keyType));
    } else if (hop.device().hostKey().isEmpty()) {
      knownHosts(hop).types(hop.keyName()).forEach(type -> known.addAll(family(type)));
    }
    Set<String> order = new LinkedHashSet<>();
    if (check.takesCertificates()) {
      usual.stream().filter(type -> type.contains("-cert-")).forEach(order::add);
    }
    known.stream().filter(usual::contains).forEach(order::add);
    usual.stream().filter(type -> !type.contains("-cert-")).forEach(order::add);
    return List.copyOf(order);
  }

  private static KnownHosts knownHosts(Hop hop) {
    return new KnownHosts(hop.settings().knownHostsFiles());
  }

  private static HostKeyCheck check(Hop hop) {
    return new HostKeyCheck(hop.device().hostKey(), hop.keyName(), knownHosts(hop));
  }

  /** Offers the keys a few a connection, so that the host does not hang up before the right one. */
  private Connected attempt(Hop hop, HostKeyCheck check, List<String> types)
      throws TargetException, HostKeyRefused {
    KeyRing keys = KeyRing.of(hop, user, secrets);
    int all = keys.identities().size();
    int atOnce = KEYS_AT_ONCE;
    int from = 0;
    HostKeyCheck now = check;
    for (int left = MOST_CONNECTIONS; ; left--) {
      int to = Math.min(all, from + atOnce);
      OfferedKeys offered = new OfferedKeys(keys.identities().subList(from, to));
      // A second factor is asked for by those who took a key; else only who has no key left asks.
      boolean last = to == all;
      PasswordPrompt prompt =
          new PasswordPrompt(
              hop.device(), user, secrets, () -> keys.signed() || (last && mayAsk(hop)));
      try {
        return once(hop, now, types, keys, offered, prompt);
      } catch (Impatient e) {
        if ((to - from <= 1 && last) || left == 0) {
          throw e.refused;
        }
        atOnce = Math.max(1, (to - from) / 2);
        // Even one alone was too many: it is refused, and the next one tried.
        from = to - from <= 1 ? to : from;
      } catch (Refused e) {
        if (last || left == 0 || prompt.answered() || prompt.refusedToAnswer() || keys.signed()) {
          throw e.refused;
        }
        from = to;
      }
      now = check(hop);
    }
  }

  /** Whether a password is asked for without a key taken before. */
  private static boolean mayAsk(Hop hop) {
    return hop.onTheWay()
        || hop.device().authentication() instanceof Device.Authentication.Password;
  }

  private Connected once(
      Hop hop,
      HostKeyCheck check,
      List<String> types,
      KeyRing keys,
      OfferedKeys offered,
      PasswordPrompt prompt)
      throws TargetException, HostKeyRefused, Refused {
    boolean knewPassword = secrets.hasPassword(hop.device());
    try {
      Session session = open(hop, check, types, offered, prompt);
      Hop confirmed = check.seen().map(seen -> hop.withHostKey(seen.fingerprint())).orElse(hop);
      return new Connected(session, confirmed, false);
    } catch (JSchException e) {
      if (attempts.aborted()) {
        throw SshFailures.cancelled(hop.device());
      }
      if (e instanceof JSchHostKeyException && check.seen().isPresent()) {
        throw new HostKeyRefused(check.seen().get());
      }
      if (e instanceof JSchAlgoNegoFailException nego
          && nego.getAlgorithmName().equals("server_host_key")
          && check.seen().isEmpty()
          && FAMILIES.contains(types)) {
        throw new HostKeyRefused(
            new HostKeyCheck.Seen(types.getFirst(), "", KnownHosts.Verdict.OTHER));
      }
      if (SshFailures.isRefusal(e)) {
        secrets.forget(hop.device());
        TargetException refused = SshFailures.refused(hop, prompt, keys, e);
        throw SshFailures.isImpatience(e) && !prompt.answered()
            ? new Impatient(refused)
            : new Refused(refused);
      }
      if (prompt.answered() && !knewPassword && secrets.hasPassword(hop.device())) {
        // The host may have hung up while the user typed; what was typed is good for one more try.
        return once(
            hop,
            check(hop),
            types,
            keys,
            offered,
            new PasswordPrompt(hop.device(), user, secrets, () -> true));
      }
      throw SshFailures.connecting(hop, timeout(hop), e);
    }
  }

  private Duration timeout(Hop hop) {
    return hop.settings().connectTimeout().orElse(settings.connectTimeout());
  }

  private Session open(
      Hop hop, HostKeyCheck check, List<String> types, OfferedKeys keys, PasswordPrompt prompt)
      throws JSchException {
    JSch jsch = new JSch();
    jsch.setHostKeyRepository(check);
    jsch.setIdentityRepository(keys);
    Session session = jsch.getSession(hop.userName(), hop.hostName(), hop.port());
    hop.settings().hostKeyAlias().ifPresent(session::setHostKeyAlias);
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig("PreferredAuthentications", methods(hop));
    session.setConfig("server_host_key", String.join(",", types));
    algorithms(hop, session);
    session.setUserInfo(prompt);
    session.setDaemonThread(true);
    Duration timeout = timeout(hop);
    Duration interval = hop.settings().aliveInterval().orElse(settings.aliveInterval());
    int questions = Math.max(1, hop.settings().aliveCount().orElse(ALIVE_QUESTIONS));
    AbortableSockets made =
        new AbortableSockets(
            way == null ? AbortableSockets.network(timeout, hop.settings().addressFamily()) : way,
            interval.multipliedBy(questions));
    attempts.begin(made);
    session.setSocketFactory(made);
    session.setServerAliveInterval(Math.toIntExact(interval.toMillis()));
    session.setServerAliveCountMax(questions);
    session.connect(Math.toIntExact(timeout.toMillis()));
    made.keep();
    return session;
  }

  private static void algorithms(Hop hop, Session session) {
    HostSettings said = hop.settings();
    set(said, session, "KexAlgorithms", "CheckKexes", "kex");
    set(said, session, "Ciphers", "CheckCiphers", "cipher.c2s", "cipher.s2c");
    set(said, session, "MACs", "CheckMacs", "mac.c2s", "mac.s2c");
  }

  /**
   * Sets what is said of algorithms. JSch tries each it is unsure of before each connection, which
   * takes time; every Java this runs on has the usual ones.
   */
  private static void set(
      HostSettings said, Session session, String keyword, String check, String... names) {
    boolean asUsual = true;
    for (String name : names) {
      String usual = JSch.getConfig(name);
      String wanted = said.algorithms(keyword, usual);
      asUsual &= wanted.equals(usual);
      session.setConfig(name, wanted);
    }
    if (asUsual) {
      session.setConfig(check, "");
    }
  }

  private static String methods(Hop hop) {
    List<String> usual =
        switch (hop.device().authentication()) {
          case Device.Authentication.Password() -> List.of("password", "keyboard-interactive");
          default -> List.of("publickey", "password", "keyboard-interactive");
        };
    List<String> wanted = new ArrayList<>(hop.settings().preferredAuthentications());
    wanted.retainAll(usual);
    return String.join(",", wanted.isEmpty() ? usual : wanted);
  }

  /** The host's key was not accepted. */
  private static final class HostKeyRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient HostKeyCheck.Seen seen;

    HostKeyRefused(HostKeyCheck.Seen seen) {
      super("host key refused", null, false, false);
      this.seen = seen;
    }
  }

  /** The host refused who the user is. */
  private static class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final TargetException refused;

    Refused(TargetException refused) {
      super("refused", refused, false, false);
      this.refused = refused;
    }
  }

  /** The host hung up over too many keys. */
  private static final class Impatient extends Refused {
    private static final long serialVersionUID = 1L;

    Impatient(TargetException refused) {
      super(refused);
    }
  }
}
