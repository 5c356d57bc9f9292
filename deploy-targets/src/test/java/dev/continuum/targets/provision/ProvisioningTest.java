package dev.continuum.targets.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RuntimeShelf.Plan;
import dev.continuum.targets.target.RuntimeShelf.PlannedLink;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.testing.TarFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningTest {
  private static final String SCRIPT = "#!/bin/sh\necho wasmtime 25.0.1\n";

  @TempDir private Path folder;
  private HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static Probe device(String architecture, String cLibrary) {
    return new Probe(Instant.EPOCH, "Linux", architecture, cLibrary, 2, 0, 0, List.of(), List.of());
  }

  private Plan plan(RuntimeSource source) throws TargetException {
    return plan("wasmtime", source, device("x86-64", "glibc"));
  }

  private Plan plan(String id, RuntimeSource source, Probe device) throws TargetException {
    return new Provisioning(folder.resolve("cache")).plan(id, source, device, (done, total) -> {});
  }

  private static RuntimeSource archive(Path file) {
    return new RuntimeSource.Archive(file, Optional.empty());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void serve(String path, byte[] bytes) {
    server.createContext(
        path,
        exchange -> {
          asked.incrementAndGet();
          answer(exchange, bytes);
        });
  }

  private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void assertProblem(Problem problem, String words, Throwing work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
              assertThat(e.getMessage()).contains(words);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  private interface Throwing {
    void run() throws Exception;
  }

  private static TarFile release() {
    return new TarFile()
        .entry("wasmtime-v25/", '5', 0, "")
        .file("wasmtime-v25/LICENSE", "words")
        .file("wasmtime-v25/wasmtime-min", "#!/bin/sh\n")
        .file("wasmtime-v25/wasmtime", SCRIPT);
  }

  @Test
  void takesTheProgramAloneOutOfEveryKindOfArchive() throws Exception {
    Path zip = folder.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("wasmtime-v25/"));
      out.putNextEntry(new ZipEntry("wasmtime-v25/wasmtime"));
      out.write(SCRIPT.getBytes(StandardCharsets.UTF_8));
    }
    Path bare = Files.writeString(folder.resolve("some-name"), SCRIPT);
    List<Path> files =
        List.of(
            release().write(folder.resolve("a.tar")),
            release().write(folder.resolve("a.tar.gz")),
            release().write(folder.resolve("a.tar.xz")),
            zip,
            bare);
    for (Path file : files) {
      Plan plan = plan(archive(file));
      assertThat(plan.sha256()).isEqualTo(sha256(Files.readAllBytes(file)));
      assertThat(plan.checked()).isFalse();
      assertThat(plan.source()).isEqualTo(file.getFileName().toString());
      assertThat(plan.links()).isEmpty();
      assertThat(plan.files())
          .singleElement()
          .satisfies(each -> {
            assertThat(each.folder() + "/" + each.name()).isEqualTo("bin/wasmtime");
            assertThat(each.program()).isTrue();
            assertThat(each.file()).hasContent(SCRIPT);
            assertThat(each.bytes()).isEqualTo(SCRIPT.length());
            assertThat(each.sha256()).isEqualTo(sha256(SCRIPT.getBytes(StandardCharsets.UTF_8)));
          });
    }
    try (Stream<Path> kept = Files.list(folder.resolve("cache/provision"))) {
      assertThat(kept.count())
          .as("only the last few unpacked ones are kept")
          .isLessThanOrEqualTo(5);
    }
  }

  @Test
  void longNamesOfBothKindsAreRead() throws Exception {
    String deep = "x".repeat(90) + "/" + "y".repeat(90) + "/bin/wasmtime";
    String pax = "path=" + deep + "\n";
    byte[] record = ((pax.length() + 4) + " " + pax).getBytes(StandardCharsets.UTF_8);
    byte[] name = (deep + "\0").getBytes(StandardCharsets.UTF_8);
    for (TarFile tar :
        List.of(longName(new TarFile(), 'L', name), longName(new TarFile(), 'x', record))) {
      assertThat(plan(archive(tar.file("short", SCRIPT).write(folder.resolve("l.tar")))).files())
          .hasSize(1);
    }
  }

  private static TarFile longName(TarFile tar, char type, byte[] content) {
    return tar.entry("././@LongLink", type, content.length, "").raw(content);
  }

  @Test
  void fetchesOnceAndChecksAgainstTheGivenDigestOrThePublishersFile() throws Exception {
    byte[] bytes = Files.readAllBytes(release().write(folder.resolve("wasmtime.tar.xz")));
    serve("/v25/wasmtime.tar.xz", bytes);
    serve(
        "/v25/SHA256SUMS",
        ("00".repeat(32)
                + "  other.tar.xz\n"
                + sha256(bytes).toUpperCase(Locale.ROOT)
                + " *wasmtime.tar.xz\n")
            .getBytes(StandardCharsets.UTF_8));
    RuntimeSource listed =
        new RuntimeSource.Address(
            address("/v25/wasmtime.tar.xz"),
            Optional.empty(),
            Optional.of(address("/v25/SHA256SUMS")));
    Plan plan = plan(listed);
    assertThat(plan.checked()).isTrue();
    assertThat(plan.source()).isEqualTo(address("/v25/wasmtime.tar.xz").toString());
    assertThat(asked).hasValue(2);
    RuntimeSource given =
        new RuntimeSource.Address(
            address("/v25/wasmtime.tar.xz"), Optional.of(sha256(bytes)), Optional.empty());
    plan(given);
    assertThat(asked).as("what was fetched and is right is not fetched again").hasValue(2);
  }

  @Test
  void whatIsNotWhatItShouldBeIsRefusedAndNotKept() throws Exception {
    serve("/a.tar", release().bytes());
    RuntimeSource wrong =
        new RuntimeSource.Address(
            address("/a.tar"), Optional.of("ab".repeat(32)), Optional.empty());
    assertProblem(Problem.DIGEST_MISMATCH, "should be abab", () -> plan(wrong));
    assertThat(folder.resolve("cache/provision/" + "ab".repeat(32))).doesNotExist();
    Path file = release().write(folder.resolve("a.tar"));
    assertProblem(
        Problem.DIGEST_MISMATCH,
        "should be abab",
        () -> plan(new RuntimeSource.Archive(file, Optional.of("ab".repeat(32)))));
    assertProblem(
        Problem.DIGEST_MISMATCH,
        "could be anything",
        () ->
            plan(new RuntimeSource.Address(address("/a.tar"), Optional.empty(), Optional.empty())));
    serve("/sums", "nothing\n".getBytes(StandardCharsets.UTF_8));
    assertProblem(
        Problem.DIGEST_MISMATCH,
        "does not name “a.tar”",
        () ->
            plan(
                new RuntimeSource.Address(
                    address("/a.tar"), Optional.empty(), Optional.of(address("/sums")))));
    assertProblem(
        Problem.DIGEST_MISMATCH,
        "is not a SHA-256 digest",
        () -> plan(new RuntimeSource.Archive(file, Optional.of("xyz"))));
  }

  @Test
  void onlyHttpsIsFetchedAndFewRedirectionsAreFollowed() throws Exception {
    for (String bad :
        List.of("http://example.org/a", "ftp://127.0.0.1/a", "file:///etc/passwd", "/a")) {
      assertProblem(
          Problem.UNREACHABLE, "only addresses with https", () -> plan(fetching(URI.create(bad))));
    }
    server.createContext("/round", exchange -> redirect(exchange, "/round"));
    assertProblem(
        Problem.UNREACHABLE, "sends on more than 5 times", () -> plan(fetching(address("/round"))));
    server.createContext("/out", exchange -> redirect(exchange, "http://example.org/a"));
    assertProblem(
        Problem.UNREACHABLE, "only addresses with https", () -> plan(fetching(address("/out"))));
    assertProblem(Problem.UNREACHABLE, "status 404", () -> plan(fetching(address("/nothing"))));
    byte[] bytes = release().bytes();
    serve("/there", bytes);
    server.createContext("/here", exchange -> redirect(exchange, "/there"));
    Plan plan =
        plan(
            new RuntimeSource.Address(
                address("/here"), Optional.of(sha256(bytes)), Optional.empty()));
    assertThat(plan.files()).hasSize(1);
  }

  private static RuntimeSource fetching(URI address) {
    return new RuntimeSource.Address(address, Optional.of("ab".repeat(32)), Optional.empty());
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  @Test
  void anEndlessOrGiantAnswerIsStopped() throws Exception {
    server.createContext(
        "/giant",
        exchange -> {
          exchange.sendResponseHeaders(200, Provisioning.MOST_ARCHIVE + 1);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          exchange.close();
        });
    assertProblem(
        Problem.UNREACHABLE, "more than the 512 MiB", () -> plan(fetching(address("/giant"))));
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] some = new byte[1 << 20];
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(some);
            }
          }
        });
    Path to = folder.resolve("to");
    assertProblem(
        Problem.UNREACHABLE,
        "more than the 2 MiB",
        () -> Fetch.file(address("/endless"), to, 2 << 20, (done, total) -> {}));
    assertThat(Files.size(to)).isLessThanOrEqualTo(2 << 20);
    assertProblem(
        Problem.UNREACHABLE, "more than the", () -> Fetch.text(address("/endless"), 1 << 20));
    server.createContext(
        "/short",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.close();
        });
    assertProblem(Problem.UNREACHABLE, "/short", () -> plan(fetching(address("/short"))));
  }

  @Test
  void hostileArchivesAreRefused() throws Exception {
    Path tar = folder.resolve("h.tar");
    for (String name : List.of("../wasmtime", "/bin/wasmtime", "a/../../wasmtime", "a\\wasmtime")) {
      assertProblem(
          Problem.LOCAL_FILE,
          "leads out of it",
          () -> plan(archive(new TarFile().file(name, SCRIPT).write(tar))));
    }
    assertProblem(
        Problem.LOCAL_FILE,
        "no program called wasmtime",
        () -> plan(archive(new TarFile().link("bin/wasmtime", "/bin/sh").write(tar))));
    assertProblem(
        Problem.LOCAL_FILE,
        "no program called wasmtime",
        () -> plan(archive(new TarFile().file("x", "y").write(tar))));
    assertProblem(
        Problem.LOCAL_FILE,
        "cannot be used",
        () -> plan(archive(new TarFile().entry("wasmtime", '0', 077777777777L, "").write(tar))));
    byte[] damaged = release().bytes();
    damaged[600] ^= 1;
    assertProblem(Problem.LOCAL_FILE, "damaged", () -> plan(archive(Files.write(tar, damaged))));
    byte[] cut = Arrays.copyOf(Files.readAllBytes(release().write(folder.resolve("c.tar.gz"))), 60);
    assertProblem(Problem.LOCAL_FILE, "cannot be used", () -> plan(archive(Files.write(tar, cut))));
    assertProblem(
        Problem.LOCAL_FILE,
        "no archive this program reads",
        () -> plan(archive(Files.writeString(tar, "words"))));
    assertProblem(
        Problem.LOCAL_FILE, "is not there", () -> plan(archive(folder.resolve("missing"))));
  }

  @Test
  void aBombIsNotUnpacked() throws Exception {
    Path bomb = folder.resolve("bomb.tar.gz");
    byte[] some = new byte[1 << 20];
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
      out.write(
          Arrays.copyOf(new TarFile().entry("big", '0', 07777777777777L >> 3, "").bytes(), 512));
      for (int i = 0; i <= RuntimeArchive.MOST_UNPACKED >> 20; i++) {
        out.write(some);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(8 << 20);
    assertProblem(Problem.LOCAL_FILE, "more than a runtime can be", () -> plan(archive(bomb)));
  }

  @Test
  void aProgramForAnotherProcessorOrCLibraryIsRefused() throws Exception {
    byte[] program = Files.readAllBytes(Path.of("/usr/bin/env"));
    Path file = folder.resolve("env");
    Files.write(file, program);
    ElfFile elf = ElfFile.read(file).orElseThrow();
    String here = elf.architecture();
    assertThat(elf.runsOn(here)).isTrue();
    assertThat(elf.cLibrary()).isIn("glibc", "musl");
    assertThat(elf.needed()).anyMatch(name -> name.startsWith("libc."));
    assertThat(plan("wasmtime", archive(file), device(here, elf.cLibrary())).files()).hasSize(1);
    assertThat(plan("wasmtime", archive(file), device(here, "")).files()).hasSize(1);

    assertProblem(
        Problem.NO_RUNTIME,
        "made for " + here + ", and the device is riscv64",
        () -> plan("wasmtime", archive(file), device("riscv64", "glibc")));
    String other = elf.cLibrary().equals("musl") ? "glibc" : "musl";
    assertProblem(
        Problem.NO_RUNTIME,
        "needs the C library " + elf.cLibrary() + ", and the device has " + other,
        () -> plan("wasmtime", archive(file), device(here, other)));

    byte[] foreign = program.clone();
    foreign[18] = (byte) 183;
    foreign[19] = 0;
    Files.write(file, foreign);
    assertProblem(
        Problem.NO_RUNTIME,
        "made for arm64, and the device is " + here,
        () -> plan("wasmtime", archive(file), device(here, "")));
    Files.write(file, Arrays.copyOf(program, 60));
    assertProblem(
        Problem.LOCAL_FILE, "cut short", () -> plan("wasmtime", archive(file), device(here, "")));
  }

  @Test
  void thirtyTwoBitAndBigEndianHeadersAreRead() throws Exception {
    Path file = folder.resolve("elf");
    byte[] small = new byte[64];
    small[0] = 0x7f;
    small[1] = 'E';
    small[2] = 'L';
    small[3] = 'F';
    small[4] = 1;
    small[5] = 1;
    small[16] = 2;
    small[18] = 40;
    ElfFile arm = ElfFile.read(Files.write(file, small)).orElseThrow();
    assertThat(arm.architecture()).isEqualTo("arm");
    assertThat(arm.runsOn("armv7l")).isTrue();
    assertThat(arm.runsOn("arm64")).isFalse();
    assertThat(arm.cLibrary()).isEmpty();
    small[4] = 2;
    small[5] = 2;
    small[16] = 0;
    small[17] = 3;
    small[18] = 0;
    small[19] = 22;
    ElfFile s390 = ElfFile.read(Files.write(file, small)).orElseThrow();
    assertThat(s390.architecture()).isEqualTo("s390x");
    assertThat(s390.program()).isTrue();
    assertThat(ElfFile.read(Files.writeString(file, SCRIPT))).isEmpty();
  }

  @Test
  void aLibraryTheProgramAsksForComesAlongUnderItsNames() throws Exception {
    // A program and a library made of this computer's: what they need is in their own headers.
    byte[] program = Files.readAllBytes(Path.of("/usr/bin/env"));
    Path copy = Files.write(folder.resolve("env"), program);
    String needed =
        ElfFile.read(copy).orElseThrow().needed().stream()
            .filter(name -> name.startsWith("libc."))
            .findFirst()
            .orElseThrow();
    Path tar =
        new TarFile()
            .file("W-0.17/bin/wasmedge", program)
            .link("W-0.17/lib64/" + needed, "libother.so.1.2.3")
            .file("W-0.17/lib64/libother.so.1.2.3", "not looked into: no ELF file")
            .file("W-0.17/lib64/libunneeded.so", "x")
            .write(folder.resolve("w.tar.gz"));
    Plan plan =
        plan("wasmedge", archive(tar), device(ElfFile.read(copy).orElseThrow().architecture(), ""));
    assertThat(plan.files())
        .extracting(file -> file.folder() + "/" + file.name())
        .containsExactly("bin/wasmedge", "lib64/libother.so.1.2.3");
    assertThat(plan.links()).containsExactly(new PlannedLink("lib64", needed, "libother.so.1.2.3"));
  }

  @Test
  void whatIsNoProgramOfItsOwnIsSaidToBe() {
    Path file = folder.resolve("x");
    assertProblem(
        Problem.NO_RUNTIME,
        "needs nothing to be put on a device but Java",
        () -> plan("bundled", archive(file), device("x86-64", "glibc")));
    assertProblem(
        Problem.NO_RUNTIME,
        "installed by the device's own means",
        () -> plan("node", archive(file), device("x86-64", "glibc")));
    assertProblem(
        Problem.NO_RUNTIME,
        "no runtime called “spin”",
        () -> plan("spin", archive(file), device("x86-64", "glibc")));
  }

  @Test
  void checksumFilesAreReadAsPublishersWriteThem() {
    String one = "ab".repeat(32);
    assertThat(ChecksumFile.find(one + "\n", "anything")).contains(one);
    assertThat(ChecksumFile.find(one + "  dist/a.tar.gz\n", "a.tar.gz")).contains(one);
    assertThat(ChecksumFile.find("SHA256 (a.tar.gz) = " + one, "a.tar.gz")).contains(one);
    assertThat(ChecksumFile.find(one + "  b.tar.gz\n", "a.tar.gz")).isEmpty();
    assertThat(ChecksumFile.find("<html>", "a.tar.gz")).isEmpty();
  }

  @Test
  void publishersAreSuggestedForWhatTheyBuild() {
    Publisher wasmtime = Publisher.of("wasmtime").orElseThrow();
    assertThat(wasmtime.offer("25.0.1", "arm64", "glibc").orElseThrow().archive())
        .hasToString(
            "https://github.com/bytecodealliance/wasmtime/releases/download/v25.0.1/"
                + "wasmtime-v25.0.1-aarch64-linux.tar.xz");
    assertThat(wasmtime.offer("25.0.1", "x86-64", "musl").orElseThrow().archive().toString())
        .endsWith("wasmtime-v25.0.1-x86_64-musl.tar.xz");
    assertThat(wasmtime.offer("25.0.1", "armv7l", "glibc")).isEmpty();
    assertThat(wasmtime.offer("25/../../x", "arm64", "glibc")).isEmpty();
    Publisher wasmEdge = Publisher.of("wasmedge").orElseThrow();
    assertThat(wasmEdge.offer("0.17.0", "x86-64", "").orElseThrow().checksums().orElseThrow())
        .hasToString("https://github.com/WasmEdge/WasmEdge/releases/download/0.17.0/SHA256SUM");
    for (Publisher publisher : Publisher.all()) {
      assertThat(publisher.offer(publisher.version(), "x86-64", "glibc")).isPresent();
    }
  }
}
