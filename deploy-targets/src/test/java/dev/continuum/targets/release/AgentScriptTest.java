package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The agent by itself, under the shells it is for; with BusyBox, everything else is BusyBox too.
 */
class AgentScriptTest extends AgentFixture {
  @ParameterizedTest
  @EnumSource
  void runsReplacesAndStops(Tools tools) throws Exception {
    use(tools);
    assertThat(deploy("echo one; echo err >&2; exec sleep 1000", 3)).endsWith("ok\n");
    assertThat(agent("", "status", "app")).contains("state running", "release 1");
    assertThat(deploy("printf 'two, no end'", 100)).contains("release 2").endsWith("ok\n");
    assertThat(agent("", "status", "app")).contains("state exited", "status 0", "release 2");
    assertThat(deploy("echo no >&2; exit 9", 100))
        .contains("wrote no")
        .contains("error START_FAILED 9");
    assertThat(agent("", "status", "app")).contains("state exited", "status 0", "release 2");
    assertThat(deploy("trap '' TERM; while :; do sleep 0.2; done", 1)).contains("release 4");
    assertThat(agent("", "stop", "app")).endsWith("ok\n");
    assertThat(agent("", "status", "app")).contains("state stopped", "release 4");
    assertThat(texts())
        .containsSubsequence(
            "s Release 1 started.",
            "o one",
            "s Release 1 was stopped.",
            "s Release 2 started.",
            "o two, no end",
            "s Release 2 exited with 0.",
            "s Release 3 exited with 9.",
            "s Release 3 did not start well; went back to release 2.",
            "s Release 4 was stopped.")
        .contains("e err");
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheStreamsApartWhenBothWriteAtOnce(Tools tools) throws Exception {
    use(tools);
    deploy(
        "i=0; while [ $i -lt 200 ]; do echo out$i >>o; echo err$i >>e; i=$((i+1)); done;"
            + " cat o & cat e >&2; wait",
        300);
    List<String> texts = texts();
    assertThat(texts.stream().filter(text -> text.startsWith("o ")))
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "o out" + i).toList());
    assertThat(texts.stream().filter(text -> text.startsWith("e ")))
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "e err" + i).toList());
  }

  @ParameterizedTest
  @EnumSource
  void takesHostileOutput(Tools tools) throws Exception {
    use(tools);
    deploy(
        "dd if=/dev/zero bs=1000 count=200 2>/dev/null | tr '\\000' x; echo; printf"
            + " '\\303\\244\\033[31m\\007 \\\\n"
            + " %%s\\r\\n'; printf '  s pace  \\n\\n'; printf end",
        300);
    List<String> texts = texts();
    assertThat(texts.stream().mapToLong(t -> t.chars().filter(c -> c == 'x').count()).sum())
        .isEqualTo(200_001);
    assertThat(texts).contains("o ä\u001b[31m\u0007 \\n %s", "o   s pace  ", "o ", "o end");
    assertThat(texts.getLast()).isEqualTo("s Release 1 exited with 0.");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BUSYBOX_WITHOUT_AWK")
  void keepsABoundedLogWithPositionsThatGoOn(Tools tools) throws Exception {
    use(tools);
    // 430,000 records of 101 bytes and more: 43 MB.
    deploy(
        "l=$(printf '%080d' 0); i=0; while [ $i -lt 43 ]; do i=$((i+1));"
            + " seq -f \"$l%06.0f\" 10000 2>/dev/null || seq 10000 | sed \"s/^/$l/\"; done",
        6000);
    long kept = 0;
    try (var files = Files.newDirectoryStream(home.resolve(".continuum/apps/app/log"))) {
      for (Path file : files) {
        kept += Files.size(file);
      }
    }
    assertThat(kept).isBetween(24L << 20, 33L << 20);
    String end = agent("", "logend", "app").split("\n")[1].substring(4);
    assertThat(Long.parseLong(end)).isGreaterThan(42_000_000L);
    String first = agent("", "log", "app", "0", "0").split("\n")[1];
    assertThat(Long.parseLong(first.split(" ")[1])).isEqualTo(Long.parseLong(end) - kept);
    assertThat(first).endsWith("yes");
    assertThat(log()).hasSize((int) kept).endsWith("s Release 1 exited with 0.\n");
  }

  @ParameterizedTest
  @EnumSource
  void boundsTheMemoryOfApps(Tools tools) throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/meminfo")), "skipped: there is no /proc/meminfo");
    use(tools);
    deploy("ulimit -d", 100);
    String told =
        texts().stream().filter(t -> t.startsWith("o ")).findFirst().orElseThrow().substring(2);
    assertThat(told).isNotEqualTo("unlimited");
    assertThat(Long.parseLong(told)).isBetween(1L << 10, 6L << 20);
  }

  @ParameterizedTest
  @EnumSource
  void listsEachRuntimeOnce(Tools tools) throws Exception {
    use(tools);
    Path places = Files.createDirectories(folder.resolve("opt/one/bin"));
    Path program = script(places.resolve("engine"), "echo version 1");
    Files.createSymbolicLink(Path.of(path).resolve("engine"), program);
    Files.createSymbolicLink(folder.resolve("opt/alias"), folder.resolve("opt/one"));
    script(Files.createDirectories(folder.resolve("opt/two/bin")).resolve("engine"), "echo 2");
    String answer =
        agent("own\tengine\t--version\t" + folder.resolve("opt") + "/*/bin/engine\n", "probe");
    assertThat(answer.lines().filter(line -> line.startsWith("runtime ")))
        .containsExactly(
            "runtime own " + path + "/engine",
            "runtime own " + folder.resolve("opt/two/bin/engine"));
    assertThat(answer.lines().filter(line -> line.startsWith("version ")))
        .containsExactly("version version 1", "version 2");
  }

  @ParameterizedTest
  @CsvSource({
    "musl libc (x86_64),musl",
    "ldd (GNU libc) 2.36,glibc",
    "ldd (Debian GLIBC 2.36-9) 2.36,glibc"
  })
  void tellsTheCLibrary(String words, String library) throws Exception {
    useAllBut(Set.of());
    script(Path.of(path).resolve("ldd"), "echo '" + words + "' >&2; exit 1");
    assertThat(agent("", "probe").lines()).contains("libc " + library);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    useAllBut(Set.of("sha256sum", "openssl", "shasum", "busybox"));
    agent("", "hello");
    agent("module", "receive", "token");
    assertThat(agent("", "keep", "token", "store", "x", "x")).contains("error MISSING_TOOL");
  }

  @Test
  void verifiesWhatArrived() throws Exception {
    useAllBut(Set.of());
    boolean busybox = Files.exists(folder.resolve("bin").resolve("busybox"));
    for (List<String> missing :
        List.of(
            List.<String>of(),
            List.of("sha256sum"),
            List.of("sha256sum", "openssl"),
            busybox ? List.of("sha256sum", "openssl", "shasum") : List.<String>of())) {
      for (String tool : missing) {
        Files.deleteIfExists(folder.resolve("bin").resolve(tool));
      }
      agent("", "hello");
      agent("module", "receive", "token");
      String digest = Digests.of("module".getBytes(StandardCharsets.UTF_8));
      assertThat(agent("", "keep", "token", "store", digest, digest)).endsWith("ok\n");
      assertThat(has(digest)).isTrue();
      Files.writeString(home.resolve(".continuum/store").resolve(digest), "damaged");
      assertThat(has(digest)).isFalse();
      agent("other", "receive", "token");
      assertThat(agent("", "keep", "token", "store", digest, digest))
          .contains("error DIGEST_MISMATCH");
      assertThat(home.resolve(".continuum/store/.part-token")).doesNotExist();
    }
  }

  private boolean has(String digest) throws Exception {
    return agent("store " + digest + " " + digest + "\n", "prepare", "app", "token")
        .contains("have store " + digest);
  }

  @Test
  void refusesWordsThatLeaveItsFolders() throws Exception {
    useAllBut(Set.of());
    agent("", "hello");
    for (String bad : List.of("..", "a/b", "", "-x", "a b", "$(touch x)", ".hidden", "ä")) {
      assertThat(agent("", "status", bad)).contains("error PROTOCOL");
      assertThat(agent("x", "activate", bad, "token", "1", "run", "1")).contains("error PROTOCOL");
    }
    assertThat(agent("x", "receive", "../x")).contains("error PROTOCOL");
    assertThat(agent("", "keep", "t", "../apps", "x", "x")).contains("error PROTOCOL");
    assertThat(agent("", "nonsense")).contains("error PROTOCOL");
  }

  @Test
  void isCleanUnderShellcheck() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/shellcheck")), "skipped: shellcheck is not installed");
    Process process =
        new ProcessBuilder("shellcheck", "-s", "sh", script.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }
}
