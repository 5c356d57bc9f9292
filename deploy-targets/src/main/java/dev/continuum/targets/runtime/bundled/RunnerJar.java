package dev.continuum.targets.runtime.bundled;

import dev.continuum.targets.runtime.CacheFiles;
import dev.continuum.targets.runtime.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the runner consists of, found on this program's class path (folders of classes in a build,
 * jars when installed), and the jars made of it.
 */
final class RunnerJar {
  private static final String RUNNER = "dev/continuum/targets/runner/";
  private static final String WASMTIME = "io/github/kawamuray/wasmtime/";
  private static final String SLF4J = "org/slf4j/";
  private static final String VERSION_FILE = "wasmtime-java-meta.properties";

  /** Any fixed moment: an entry's time must not make the same jar another one. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final Path runner;
  private final Path wasmtime;
  private final Path slf4j;

  private RunnerJar(Path runner, Path wasmtime, Path slf4j) {
    this.runner = runner;
    this.wasmtime = wasmtime;
    this.slf4j = slf4j;
  }

  static RunnerJar ofThisProgram() throws IOException {
    return new RunnerJar(
        ClassPath.root(RUNNER + "Main.class"),
        ClassPath.root(WASMTIME + "Module.class"),
        ClassPath.root(SLF4J + "Logger.class"));
  }

  /**
   * The jar's bytes: the same for the same parts.
   *
   * @param platform whose library goes in; null for none
   */
  byte[] bytes(@Nullable Platform platform) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    add(entries, runner, List.of(RUNNER));
    add(entries, slf4j, List.of(SLF4J, "META-INF/LICENSE"));
    List<String> ofWasmtime = new ArrayList<>(List.of(WASMTIME, VERSION_FILE));
    if (platform != null) {
      ofWasmtime.add(platform.library(version()));
    }
    add(entries, wasmtime, ofWasmtime);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(
          zip,
          "META-INF/MANIFEST.MF",
          ("Manifest-Version: 1.0\r\nMain-Class: "
                  + BundledRunner.MAIN_CLASS
                  + "\r\nEnable-Native-Access: ALL-UNNAMED\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static void add(Map<String, byte[]> entries, Path root, List<String> prefixes)
      throws IOException {
    if (Files.isDirectory(root)) {
      for (String prefix : prefixes) {
        addFolder(entries, root, prefix);
      }
      return;
    }
    try (ZipFile zip = new ZipFile(root.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        if (!entry.isDirectory() && prefixes.stream().anyMatch(name::startsWith)) {
          try (InputStream in = zip.getInputStream(entry)) {
            entries.put(name, in.readAllBytes());
          }
        }
      }
    }
  }

  private static void addFolder(Map<String, byte[]> entries, Path root, String prefix)
      throws IOException {
    Path start = root.resolve(prefix);
    if (!Files.exists(start)) {
      return;
    }
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
  }

  /** Wasmtime-Java's version, which its libraries are named by. */
  private String version() throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    add(found, wasmtime, List.of(VERSION_FILE));
    byte[] text = found.get(VERSION_FILE);
    if (text == null) {
      throw new IOException(VERSION_FILE + " is not in " + wasmtime);
    }
    Properties properties = new Properties();
    properties.load(new ByteArrayInputStream(text));
    return properties.getProperty("jnilib.version", "");
  }

  /**
   * Wasmtime's library as a file of its own, named by its checksum: copied once, instead of into a
   * new temporary file at each start as Wasmtime-Java does by itself.
   */
  Path extractLibrary(Platform platform, Path cache) throws IOException {
    String name = platform.library(version());
    try (ZipFile zip = new ZipFile(wasmtime.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new IOException(name + " is not in " + wasmtime);
      }
      int dot = name.lastIndexOf('.');
      Path file =
          cache.resolve(
              "%s-%08x%s".formatted(name.substring(0, dot), entry.getCrc(), name.substring(dot)));
      if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
        try (InputStream in = zip.getInputStream(entry)) {
          CacheFiles.write(file, in.readAllBytes());
        }
      }
      return file;
    }
  }
}
