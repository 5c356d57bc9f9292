package dev.continuum.targets.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
  private static final byte[] KEY = key("ssh-ed25519", 1);
  private static final byte[] OTHER = key("ssh-ed25519", 2);
  private static final byte[] RSA = key("ssh-rsa", 3);
  @TempDir Path folder;

  private static byte[] key(String type, int value) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + name.length).putInt(name.length).put(name).putInt(value).array();
  }

  private static String line(String hosts, byte[] key) {
    return hosts + " " + Fingerprint.type(key) + " " + Base64.getEncoder().encodeToString(key);
  }

  private KnownHosts.Verdict verdict(String host, int port, byte[] key, String... lines)
      throws Exception {
    Path file = folder.resolve("known_hosts");
    Files.writeString(file, String.join("\n", lines));
    return new KnownHosts(List.of(folder.resolve("absent"), file))
        .verdict(KnownHosts.name(host, port), key);
  }

  @Test
  void knowsHostsByNameAndPort() throws Exception {
    String line = line("board,10.0.0.7", KEY);
    assertThat(verdict("board", 22, KEY, line)).isEqualTo(KnownHosts.Verdict.KNOWN);
    assertThat(verdict("BOARD", 22, KEY, line)).isEqualTo(KnownHosts.Verdict.KNOWN);
    assertThat(verdict("board", 22, OTHER, line)).isEqualTo(KnownHosts.Verdict.OTHER);
    assertThat(verdict("board", 22, RSA, line)).isEqualTo(KnownHosts.Verdict.ABSENT);
    assertThat(verdict("other", 22, KEY, line)).isEqualTo(KnownHosts.Verdict.ABSENT);
    // Another port is another host: no falling back to the plain name.
    assertThat(verdict("board", 2222, KEY, line)).isEqualTo(KnownHosts.Verdict.ABSENT);
    assertThat(verdict("board", 2222, KEY, line("[board]:2222", KEY)))
        .isEqualTo(KnownHosts.Verdict.KNOWN);
  }

  @Test
  void followsPatternsMarkersAndOddLines() throws Exception {
    assertThat(verdict("a.lan", 22, KEY, line("*.lan,!b.lan", KEY)))
        .isEqualTo(KnownHosts.Verdict.KNOWN);
    assertThat(verdict("b.lan", 22, KEY, line("*.lan,!b.lan", KEY)))
        .isEqualTo(KnownHosts.Verdict.ABSENT);
    assertThat(verdict("board", 22, KEY, line("board", KEY), "@revoked " + line("*", KEY)))
        .isEqualTo(KnownHosts.Verdict.REVOKED);
    assertThat(verdict("board", 22, KEY, "@cert-authority " + line("*", KEY)))
        .isEqualTo(KnownHosts.Verdict.ABSENT);
    assertThat(
            verdict("board", 22, KEY, "# x", "board", "board x %%", "\u00ff", line("board", KEY)))
        .isEqualTo(KnownHosts.Verdict.KNOWN);
  }

  @Test
  void readsHashedNames() throws Exception {
    byte[] salt = {1, 2, 3};
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(salt, "HmacSHA1"));
    Base64.Encoder base64 = Base64.getEncoder();
    String hashed =
        "|1|"
            + base64.encodeToString(salt)
            + "|"
            + base64.encodeToString(mac.doFinal("board".getBytes(StandardCharsets.UTF_8)));
    assertThat(verdict("board", 22, KEY, line(hashed, KEY))).isEqualTo(KnownHosts.Verdict.KNOWN);
    assertThat(verdict("other", 22, KEY, line(hashed, KEY))).isEqualTo(KnownHosts.Verdict.ABSENT);
  }

  @Test
  void readsSeveralFilesAndTellsTypesAndAuthorities() throws Exception {
    Path one = Files.writeString(folder.resolve("one"), line("board", KEY) + "\n");
    Path two =
        Files.writeString(
            folder.resolve("two"),
            line("board", RSA)
                + "\n@cert-authority "
                + line("*.lan", OTHER)
                + "\n@revoked "
                + line("board", OTHER));
    KnownHosts known = new KnownHosts(List.of(one, two));
    assertThat(known.verdict("board", RSA)).isEqualTo(KnownHosts.Verdict.KNOWN);
    assertThat(known.verdict("board", OTHER)).isEqualTo(KnownHosts.Verdict.REVOKED);
    assertThat(known.types("board")).containsExactly(Fingerprint.type(KEY), Fingerprint.type(RSA));
    assertThat(known.authorities("a.lan")).containsExactly(OTHER);
    assertThat(known.authorities("board")).isEmpty();
    assertThat(known.revoked("board")).containsExactly(OTHER);
  }
}
