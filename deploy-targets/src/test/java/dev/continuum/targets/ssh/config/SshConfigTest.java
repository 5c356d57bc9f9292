package dev.continuum.targets.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigTest {
  @TempDir Path home;
  private Path folder;
  private Path system;

  @BeforeEach
  void makeFolders() throws Exception {
    folder = Files.createDirectory(home.resolve(".ssh"));
    system = Files.createDirectory(home.resolve("etc"));
  }

  private SshSettings settings() {
    return new SshSettings(
        folder,
        Optional.of(system),
        Optional.of(Path.of("/agent")),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  private SshConfig config(String text) throws Exception {
    Files.writeString(folder.resolve("config"), text);
    return SshConfig.read(settings());
  }

  private static HostSettings of(SshConfig config, String host) {
    return config.host(host, Optional.empty(), OptionalInt.empty());
  }

  @Test
  void saysNothingWhereThereIsNothing() {
    SshConfig none = SshConfig.read(settings());
    HostSettings host = of(none, "board");
    assertThat(none.aliases()).isEmpty();
    assertThat(none.notes()).isEmpty();
    assertThat(host.known()).isFalse();
    assertThat(host.hostName()).isEqualTo("board");
    assertThat(host.user()).isEmpty();
    assertThat(host.port()).isEmpty();
    assertThat(host.identityFiles()).isEmpty();
    assertThat(host.agentSocket()).contains(Path.of("/agent"));
    assertThat(host.knownHostsFiles())
        .containsExactly(
            folder.resolve("known_hosts"),
            folder.resolve("known_hosts2"),
            system.resolve("ssh_known_hosts"),
            system.resolve("ssh_known_hosts2"));
  }

  @Test
  void takesTheFirstValueAndGathersKeys() throws Exception {
    SshConfig config =
        config(
            """
            # edge boards
            Host board rack-? !rack-9
              HostName = "%h.example.net"
              Port=2222
              USER  edge   # the account
              IdentityFile ~/.ssh/%r_%h
              ServerAliveInterval 1m30s
              ConnectTimeout 3
            Host rack-9
              User other
            Host *
              Port 22
              User nobody
              IdentityFile "%d/a key"
              IdentityFile keys/two
              ServerAliveCountMax 4
            """);
    HostSettings board = of(config, "board");
    assertThat(board.known()).isTrue();
    assertThat(board.hostName()).isEqualTo("board.example.net");
    assertThat(board.port()).hasValue(2222);
    assertThat(board.user()).contains("edge");
    assertThat(board.identityFiles())
        .containsExactly(
            folder.resolve("edge_board.example.net"),
            home.resolve("a key"),
            folder.resolve("keys/two"));
    assertThat(board.aliveInterval()).contains(Duration.ofSeconds(90));
    assertThat(board.aliveCount()).hasValue(4);
    assertThat(board.connectTimeout()).contains(Duration.ofSeconds(3));
    assertThat(of(config, "RACK-7").user()).contains("edge");
    assertThat(of(config, "rack-9").user()).contains("other");
    assertThat(of(config, "rack-9").port()).hasValue(22);
    assertThat(of(config, "rack-77").user()).contains("nobody");
    assertThat(config.aliases()).containsExactly("board", "rack-9");
    assertThat(config.host("board", Optional.of("me"), OptionalInt.of(7)).user()).contains("me");
    assertThat(config.host("board", Optional.of("me"), OptionalInt.of(7)).port()).hasValue(7);
  }

  @Test
  void matches() throws Exception {
    SshConfig config =
        config(
            """
            Host one
              HostName real.example.net
            Match host *.example.net,!bad.example.net user root
              Port 1
            Match originalhost=one
              HostKeyAlias alias
            Match !host "real.*" localuser *
              Port 2
            Match exec "touch /tmp/never" host *
              Port 3
            Match user root all
              ProxyJump bastion
            Match final host real.*
              IdentitiesOnly yes
            Match all
              IdentityAgent none
            """);
    HostSettings root = config.host("one", Optional.of("root"), OptionalInt.empty());
    assertThat(root.port()).hasValue(1);
    assertThat(root.hostKeyAlias()).contains("alias");
    assertThat(root.proxyJump()).contains("bastion");
    assertThat(root.identitiesOnly()).isTrue();
    assertThat(root.agentSocket()).isEmpty();
    assertThat(root.notes())
        .containsExactly(
            folder.resolve("config")
                + ", line 9 and what belongs to it was skipped: “Match exec” is not looked at"
                + " here.");
    HostSettings other = config.host("two", Optional.of("me"), OptionalInt.empty());
    assertThat(other.port()).hasValue(2);
    assertThat(other.proxyJump()).isEmpty();
    assertThat(other.identitiesOnly()).isFalse();
  }

  @Test
  void includesFilesInTheirPlace() throws Exception {
    Files.createDirectories(folder.resolve("conf.d"));
    Files.writeString(folder.resolve("conf.d/20-b"), "Host b\nUser second\nHost c\nUser c\n");
    Files.writeString(folder.resolve("conf.d/10-a"), "User first\n");
    Files.writeString(folder.resolve("conf.d/.hidden"), "User hidden\n");
    Files.writeString(folder.resolve("loop"), "Include loop\nPort 99\n");
    SshConfig config =
        config(
            """
            Host a
              Include conf.d/*-a
            Include ~/.ssh/conf.d/*-b missing/*
            Host loop
              Include loop
            Host b
              Port 5
            """);
    assertThat(of(config, "a").user()).contains("first");
    // Within “Host a” still: its file counts for a alone, whatever it says of others.
    assertThat(of(config, "b").user()).isEmpty();
    assertThat(of(config, "b").port()).hasValue(5);
    assertThat(of(config, "loop").port()).hasValue(99);
    assertThat(config.notes()).singleElement().asString().contains("too much to read");
    assertThat(config.aliases()).containsExactly("a", "b", "c", "loop");
    SshConfig first = config("Include conf.d/*\nHost a\nUser other\n");
    assertThat(of(first, "a").user()).contains("first");
  }

  @Test
  void readsTheSystemsFileLast() throws Exception {
    Files.writeString(system.resolve("ssh_config"), "User system\nPort 10\n");
    SshConfig config = config("Host a\n  User mine\n");
    assertThat(of(config, "a").user()).contains("mine");
    assertThat(of(config, "a").port()).hasValue(10);
    assertThat(of(config, "b").user()).contains("system");
  }

  @Test
  void skipsWhatIsWrongAndSaysSo() throws Exception {
    SshConfig config =
        config("Host a\n  Port 99999\n  User\n  IdentityFile \"open\n  HostName -bad\n  Port 7\n");
    HostSettings host = of(config, "a");
    assertThat(host.port()).hasValue(7);
    assertThat(host.user()).isEmpty();
    assertThat(host.hostName()).isEqualTo("a");
    assertThat(host.notes()).hasSize(2).allMatch(n -> n.contains("was skipped"));
    assertThat(config.notes()).hasSize(2).allMatch(n -> n.contains("was skipped"));
  }

  @Test
  void takesJumpOrCommandWhicheverComesFirst() throws Exception {
    SshConfig config =
        config("Host a\n  ProxyCommand nc %h\nHost *\n  ProxyJump %r@b\n  ProxyCommand x\n");
    assertThat(of(config, "a").proxyJump()).isEmpty();
    assertThat(of(config, "a").hasProxyCommand()).isTrue();
    HostSettings other = config.host("c", Optional.of("me"), OptionalInt.empty());
    assertThat(other.proxyJump()).contains("me@b");
    assertThat(other.hasProxyCommand()).isFalse();
  }

  @Test
  void changesTheUsualAlgorithms() throws Exception {
    SshConfig config =
        config("Host a\nCiphers +x,b\nHost b\nCiphers ^c\nHost c\nCiphers -a*\nHost d\nCiphers q");
    assertThat(of(config, "a").algorithms("Ciphers", "a,b,c")).isEqualTo("a,b,c,x");
    assertThat(of(config, "b").algorithms("Ciphers", "a,b,c")).isEqualTo("c,a,b");
    assertThat(of(config, "c").algorithms("Ciphers", "a,ab,c")).isEqualTo("c");
    assertThat(of(config, "d").algorithms("Ciphers", "a,b,c")).isEqualTo("q");
    assertThat(of(config, "e").algorithms("Ciphers", "a,b,c")).isEqualTo("a,b,c");
  }

  @Test
  void readsPathsOfFiles() throws Exception {
    SshConfig config =
        config(
            """
            UserKnownHostsFile ~/one /two
            GlobalKnownHostsFile none
            IdentityAgent ${HOME}/agent
            CertificateFile ~/c-cert.pub
            PreferredAuthentications password,publickey
            AddressFamily inet6
            IdentityFile none
            """);
    HostSettings host = of(config, "a");
    assertThat(host.knownHostsFiles()).containsExactly(home.resolve("one"), Path.of("/two"));
    assertThat(host.agentSocket()).contains(Path.of(System.getenv("HOME"), "agent"));
    assertThat(host.certificateFiles()).containsExactly(home.resolve("c-cert.pub"));
    assertThat(host.preferredAuthentications()).containsExactly("password", "publickey");
    assertThat(host.addressFamily()).isEqualTo("inet6");
    assertThat(host.namesIdentities()).isTrue();
    assertThat(host.identityFiles()).isEmpty();
  }

  @Test
  void agreesWithSsh() throws Exception {
    Path ssh = Path.of("/usr/bin/ssh");
    assumeTrue(Files.isExecutable(ssh), "skipped: the ssh client is not installed");
    Files.writeString(folder.resolve("more"), "Host in*\nPort 12\nHost out\nUser out\n");
    SshConfig config =
        config(
            """
            Host board !bad *.lab
              HostName %h.example.net
              Port = 2222
            Host = "in-1" 'in 2'
              Include HERE/mo*
              User="in er"
              ConnectTimeout 2m
            Include HERE/more
            Match user edge,!root host board*
              ProxyJump one,two@three:4
            Match !user edge
              ServerAliveInterval 7
            Match final !host board.example.net
              AddressFamily inet
            Match all
              HostKeyAlias last
              IdentityFile HERE/%r
              IdentityFile HERE/%%h
            """
                .replace("HERE", folder.toString()));
    for (String asked : List.of("board", "edge@board", "x.lab", "in-1", "out", "root@bad")) {
      int at = asked.indexOf('@');
      HostSettings here =
          config.host(
              asked.substring(at + 1),
              at < 0 ? Optional.empty() : Optional.of(asked.substring(0, at)),
              OptionalInt.empty());
      Process process =
          new ProcessBuilder(ssh.toString(), "-G", "-F", folder.resolve("config").toString(), asked)
              .redirectErrorStream(true)
              .start();
      List<String> there = process.inputReader().lines().toList();
      assertThat(there)
          .as(asked)
          .contains("hostname " + here.hostName())
          .contains("port " + here.port().orElse(22))
          .contains("user " + here.user().orElse(System.getProperty("user.name")))
          .contains("serveraliveinterval " + here.aliveInterval().orElse(Duration.ZERO).toSeconds())
          .contains("addressfamily " + here.addressFamily())
          .contains("hostkeyalias " + here.hostKeyAlias().orElse(""));
      assertThat(there.stream().filter(l -> l.startsWith("proxyjump ")).toList())
          .isEqualTo(here.proxyJump().map(j -> List.of("proxyjump " + j)).orElse(List.of()));
      String user = here.user().orElse(System.getProperty("user.name"));
      assertThat(here.identityFiles()).containsExactly(folder.resolve(user), folder.resolve("%h"));
    }
  }
}
