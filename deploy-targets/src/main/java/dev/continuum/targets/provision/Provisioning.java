package dev.continuum.targets.provision;

import dev.continuum.targets.provision.RuntimeArchive.Item;
import dev.continuum.targets.provision.RuntimeArchive.Kind;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RuntimeShelf.Plan;
import dev.continuum.targets.target.RuntimeShelf.PlannedFile;
import dev.continuum.targets.target.RuntimeShelf.PlannedLink;
import dev.continuum.targets.target.RuntimeShelf.Progress;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the plan of putting a runtime on a device. Sends nothing. */
public final class Provisioning {
  /** The largest archive that is fetched or taken. */
  static final long MOST_ARCHIVE = 512L << 20;

  private static final int MOST_CHECKSUMS = 1 << 20;
  private static final int MOST_KEPT = 4;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern UNPACKED = Pattern.compile("unpacked-[0-9a-f]{16}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private final Path folder;

  /**
   * Provisioning with a cache.
   *
   * @param cache a folder for files that can be fetched and unpacked again
   */
  public Provisioning(Path cache) {
    this.folder = cache.resolve("provision");
  }

  /**
   * Fetches where that is asked for, checks the digest, takes out what is needed, and holds it
   * against the device.
   *
   * @param id the runtime's adapter
   * @throws TargetException UNREACHABLE when it cannot be fetched; DIGEST_MISMATCH; LOCAL_FILE for
   *     what cannot be read or is no archive of that runtime; NO_RUNTIME when it is not made for
   *     the device
   */
  public Plan plan(String id, RuntimeSource source, Probe device, Progress progress)
      throws TargetException {
    RuntimeAdapter adapter =
        RuntimeAdapters.provisionable().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Failures.unfit(unknown(id), remedy(id)));
    try {
      Files.createDirectories(folder);
      return switch (source) {
        case RuntimeSource.Archive(Path file, Optional<String> sha256) -> {
          Optional<String> expected =
              sha256.isPresent() ? Optional.of(digest(sha256.get())) : Optional.empty();
          yield plan(adapter, file, String.valueOf(file.getFileName()), expected, device);
        }
        case RuntimeSource.Address address -> {
          String expected = expected(address);
          Path file = fetched(address.address(), expected, progress);
          yield plan(adapter, file, address.address().toString(), Optional.of(expected), device);
        }
      };
    } catch (IOException e) {
      throw Failures.unreadable(
          "What is fetched cannot be kept in " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  private static String unknown(String id) {
    return id.equals("bundled")
        ? "The bundled runner needs nothing to be put on a device but Java: its own file is sent"
            + " with the first app."
        : id.equals("node")
            ? "Node.js is installed by the device's own means."
            : "This program knows no runtime called " + Failures.shown(id) + ".";
  }

  private static String remedy(String id) {
    return id.equals("bundled")
        ? "Where there is Java 17 or newer and glibc, deploy; else install Java there."
        : id.equals("node")
            ? "Install it there, or choose another runtime."
            : "Choose one of "
                + String.join(
                    ", ", RuntimeAdapters.provisionable().stream().map(RuntimeAdapter::id).toList())
                + ".";
  }

  private static String digest(String text) throws TargetException {
    String digest = text.strip().toLowerCase(Locale.ROOT);
    if (!DIGEST.matcher(digest).matches()) {
      throw new TargetException(
          Problem.DIGEST_MISMATCH,
          Failures.shown(text) + " is not a SHA-256 digest.",
          "Give 64 hexadecimal digits, as the publisher's page says them.");
    }
    return digest;
  }

  private static String expected(RuntimeSource.Address address) throws TargetException {
    if (address.sha256().isPresent()) {
      return digest(address.sha256().get());
    }
    URI checksums =
        address
            .checksums()
            .orElseThrow(() ->
                new TargetException(
                    Problem.DIGEST_MISMATCH,
                    "It is not said what "
                        + address.address()
                        + " must be, so what comes from there could be anything.",
                    "Give its SHA-256 digest, or the address of the publisher's checksum file."));
    String path = String.valueOf(address.address().getPath());
    String name = path.substring(path.lastIndexOf('/') + 1);
    return ChecksumFile.find(Fetch.text(checksums, MOST_CHECKSUMS), name)
        .orElseThrow(() ->
            new TargetException(
                Problem.DIGEST_MISMATCH,
                "The checksum file " + checksums + " does not name " + Failures.shown(name) + ".",
                "Check both addresses, or give the SHA-256 digest itself."));
  }

  private Path fetched(URI address, String expected, Progress progress)
      throws TargetException, IOException {
    Path kept = folder.resolve(expected);
    if (Files.isRegularFile(kept) && sha256(kept).equals(expected)) {
      return kept;
    }
    Path part = Files.createTempFile(folder, ".fetch", null);
    try {
      Fetch.file(address, part, MOST_ARCHIVE, progress);
      String found = sha256(part);
      if (!found.equals(expected)) {
        throw mismatch(address.toString(), expected, found);
      }
      Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING);
      dropOldest(DIGEST);
      return kept;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Keeps the last few of what was fetched, and of what was unpacked. */
  private void dropOldest(Pattern names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> oldestFirst =
          files
              .filter(file -> names.matcher(String.valueOf(file.getFileName())).matches())
              .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
              .toList();
      for (int i = 0; i < oldestFirst.size() - MOST_KEPT; i++) {
        if (Files.isDirectory(oldestFirst.get(i))) {
          empty(oldestFirst.get(i));
        }
        Files.deleteIfExists(oldestFirst.get(i));
      }
    }
  }

  private static TargetException mismatch(String source, String expected, String found) {
    return new TargetException(
        Problem.DIGEST_MISMATCH,
        source
            + " is not what it should be: its SHA-256 digest is "
            + found
            + ", and should be "
            + expected
            + ".",
        "Do not use it. Fetch it again, and compare the digest on the publisher's page.");
  }

  private Plan plan(
      RuntimeAdapter adapter, Path file, String source, Optional<String> expected, Probe device)
      throws TargetException {
    try {
      if (!Files.isRegularFile(file)) {
        throw Failures.unreadable("The file “" + file + "” is not there.", null);
      }
      if (Files.size(file) > MOST_ARCHIVE) {
        throw Failures.unreadable(
            file + " is more than the " + (MOST_ARCHIVE >> 20) + " MiB a runtime may be.", null);
      }
      String sha256 = sha256(file);
      if (expected.isPresent() && !expected.get().equals(sha256)) {
        throw mismatch(source, expected.get(), sha256);
      }
      RuntimeArchive archive = new RuntimeArchive(file);
      Path unpacked = emptied(folder.resolve("unpacked-" + sha256.substring(0, 16)));
      Contents contents =
          archive.kind() == Kind.PROGRAM
              ? alone(file, unpacked, adapter.detection().program())
              : taken(archive, unpacked, adapter.detection().program());
      check(contents.program(), device, adapter);
      List<PlannedFile> files = new ArrayList<>();
      for (Map.Entry<String, Path> each : contents.files().entrySet()) {
        files.add(planned(each.getKey(), each.getValue(), contents));
      }
      return new Plan(
          adapter.id(),
          adapter.title(),
          source,
          sha256,
          expected.isPresent(),
          files,
          contents.links());
    } catch (InterruptedIOException e) {
      throw new TargetException(Problem.CANCELLED, "Unpacking was cancelled.", "", e);
    } catch (IOException e) {
      throw Failures.unreadable(
          Failures.shown(source) + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /**
   * What was taken out.
   *
   * @param files by folder and name, such as {@code bin/wasmtime}
   */
  private record Contents(Path program, Map<String, Path> files, List<PlannedLink> links) {}

  private static PlannedFile planned(String place, Path file, Contents contents)
      throws IOException {
    int slash = place.indexOf('/');
    return new PlannedFile(
        file,
        place.substring(0, slash),
        place.substring(slash + 1),
        Files.size(file),
        sha256(file),
        file.equals(contents.program()));
  }

  private static Contents alone(Path file, Path unpacked, String program) throws IOException {
    Path copy = unpacked.resolve(program);
    Files.copy(file, copy);
    return new Contents(copy, Map.of("bin/" + program, copy), List.of());
  }

  private static Contents taken(RuntimeArchive archive, Path unpacked, String name)
      throws IOException {
    List<Item> items = archive.items();
    Item program =
        RuntimeArchive.program(items, name)
            .orElseThrow(() -> new IOException("it holds no program called " + name));
    Path main = unpacked.resolve(name);
    archive.extract(program, main);
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("bin/" + name, main);
    List<PlannedLink> links = new ArrayList<>();
    List<Item> libraries = RuntimeArchive.libraries(items, program);
    Deque<Path> open = new ArrayDeque<>(List.of(main));
    while (!open.isEmpty()) {
      Optional<ElfFile> elf = ElfFile.read(open.pop());
      for (String needed : elf.map(ElfFile::needed).orElse(List.of())) {
        Optional<Item> library =
            libraries.stream().filter(item -> item.name().equals(needed)).findFirst();
        if (library.isPresent()) {
          take(archive, library.get(), libraries, unpacked, files, links).ifPresent(open::push);
        }
      }
    }
    return new Contents(main, files, links);
  }

  /** Takes a library out, through the links that lead to it; empty when it was there already. */
  private static Optional<Path> take(
      RuntimeArchive archive,
      Item library,
      List<Item> libraries,
      Path unpacked,
      Map<String, Path> files,
      List<PlannedLink> links)
      throws IOException {
    String folder = library.folder().endsWith("lib64/") ? "lib64" : "lib";
    Item at = library;
    for (int i = 0; i < 4 && !at.link().isEmpty(); i++) {
      Item from = at;
      String target = from.link().substring(from.link().lastIndexOf('/') + 1);
      at =
          libraries.stream()
              .filter(item -> item.folder().equals(library.folder()) && item.name().equals(target))
              .findFirst()
              .orElseThrow(() ->
                  new IOException(
                      "its library " + Failures.shown(from.name()) + " leads to nothing in it"));
      PlannedLink link = new PlannedLink(folder, plain(from.name()), plain(at.name()));
      if (!links.contains(link)) {
        links.add(link);
      }
    }
    if (!at.link().isEmpty()) {
      throw new IOException("its library " + Failures.shown(library.name()) + " leads in circles");
    }
    String place = folder + "/" + plain(at.name());
    if (files.containsKey(place)) {
      return Optional.empty();
    }
    Path file = unpacked.resolve(folder + "-" + at.name());
    archive.extract(at, file);
    files.put(place, file);
    return Optional.of(file);
  }

  private static String plain(String name) throws IOException {
    if (!PLAIN.matcher(name).matches()) {
      throw new IOException("it holds a file called " + Failures.shown(name));
    }
    return name;
  }

  private static void check(Path program, Probe device, RuntimeAdapter adapter)
      throws IOException, TargetException {
    Optional<ElfFile> elf = ElfFile.read(program);
    if (elf.isEmpty()) {
      return; // A script: the device tells whether it can run it.
    }
    ElfFile file = elf.get();
    if (!file.program()) {
      throw Failures.unfit(
          adapter.title() + " in this archive is no program but a part of one.",
          "Choose the archive with the program.");
    }
    if (!file.runsOn(device.architecture())) {
      throw Failures.unfit(
          "This "
              + adapter.title()
              + " is made for "
              + file.architecture()
              + ", and the device is "
              + device.architecture()
              + ".",
          "Choose the build for " + device.architecture() + ".");
    }
    String library = file.cLibrary();
    if (!library.isEmpty() && !device.cLibrary().isEmpty() && !library.equals(device.cLibrary())) {
      throw Failures.unfit(
          "This "
              + adapter.title()
              + " needs the C library "
              + library
              + ", and the device has "
              + device.cLibrary()
              + ".",
          "Choose a build for " + device.cLibrary() + ", or one that needs none (static).");
    }
  }

  private Path emptied(Path made) throws IOException {
    dropOldest(UNPACKED);
    if (Files.isDirectory(made)) {
      empty(made);
    }
    return Files.createDirectories(made);
  }

  private static void empty(Path made) throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
