package dev.continuum.targets.provision;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the makers of a runtime publish it. Nothing is ever fetched by itself: these are
 * suggestions, for a version the user names.
 *
 * @param id the adapter's
 * @param version one that is known to be there
 */
public record Publisher(String id, String version) {
  private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)*([-+.][0-9A-Za-z.]+)?");
  private static final String GITHUB = "https://github.com/";

  private static final List<Publisher> ALL =
      List.of(
          new Publisher("wasmtime", "49.0.2"),
          new Publisher("wasmedge", "0.17.0"),
          new Publisher("wasmer", "7.2.0"),
          new Publisher("iwasm", "2.4.4"),
          new Publisher("wazero", "1.12.0"));

  /**
   * A build for a device.
   *
   * @param checksums the file in which the publisher says its digest; empty: none is shipped, and
   *     the digest is to be read on the release's page
   */
  public record Offer(URI archive, Optional<URI> checksums) {}

  /** All that are known. */
  public static List<Publisher> all() {
    return ALL;
  }

  /** That of a runtime. */
  public static Optional<Publisher> of(String id) {
    return ALL.stream().filter(publisher -> publisher.id().equals(id)).findFirst();
  }

  /**
   * The build of a version for a device; empty when the publisher makes none, or what was given is
   * no version.
   *
   * @param architecture as {@code Probe} has it
   * @param cLibrary as {@code Probe} has it
   */
  public Optional<Offer> offer(String version, String architecture, String cLibrary) {
    if (!VERSION.matcher(version).matches()) {
      return Optional.empty();
    }
    boolean musl = cLibrary.equals("musl");
    return switch (id) {
      case "wasmtime" -> wasmtime(version, architecture, musl);
      case "wasmedge" -> musl ? Optional.empty() : wasmEdge(version, architecture);
      case "wasmer" -> wasmer(version, architecture, musl);
      case "iwasm" ->
          // Built on Ubuntu, for x86-64 alone.
          musl || !architecture.equals("x86-64")
              ? Optional.empty()
              : offer(
                  "bytecodealliance/wasm-micro-runtime/releases/download/WAMR-%1$s/"
                      + "iwasm-%1$s-x86_64-ubuntu-22.04.tar.gz",
                  "", version, "");
      case "wazero" -> wazero(version, architecture);
      default -> Optional.empty();
    };
  }

  private static Optional<Offer> wasmtime(String version, String architecture, boolean musl) {
    return named(architecture, "x86_64", "aarch64", "riscv64gc", "s390x")
        .filter(name -> !musl || !name.equals("riscv64gc") && !name.equals("s390x"))
        .flatMap(name ->
            offer(
                "bytecodealliance/wasmtime/releases/download/v%1$s/wasmtime-v%1$s-%2$s.tar.xz",
                "", version, name + (musl ? "-musl" : "-linux")));
  }

  private static Optional<Offer> wasmEdge(String version, String architecture) {
    return named(architecture, "x86_64", "aarch64", "", "")
        .flatMap(name ->
            offer(
                "WasmEdge/WasmEdge/releases/download/%1$s/WasmEdge-%1$s-manylinux_2_28_%2$s.tar.gz",
                "WasmEdge/WasmEdge/releases/download/%1$s/SHA256SUM", version, name));
  }

  private static Optional<Offer> wasmer(String version, String architecture, boolean musl) {
    return named(architecture, musl ? "musl-amd64" : "amd64", musl ? "" : "aarch64", "", "")
        .flatMap(name ->
            offer(
                "wasmerio/wasmer/releases/download/v%1$s/wasmer-linux-%2$s.tar.gz",
                "", version, name));
  }

  private static Optional<Offer> wazero(String version, String architecture) {
    return named(architecture, "amd64", "arm64", "", "")
        .flatMap(name ->
            offer(
                "wazero/wazero/releases/download/v%1$s/wazero_%1$s_linux_%2$s.tar.gz",
                "wazero/wazero/releases/download/v%1$s/wazero_%1$s_checksums.txt", version, name));
  }

  private static Optional<String> named(
      String architecture, String x86, String arm, String riscv, String s390) {
    String name =
        switch (architecture) {
          case "x86-64" -> x86;
          case "arm64" -> arm;
          case "riscv64" -> riscv;
          case "s390x" -> s390;
          default -> "";
        };
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static Optional<Offer> offer(
      String archive, String checksums, String version, String name) {
    return Optional.of(
        new Offer(
            URI.create(GITHUB + archive.formatted(version, name)),
            checksums.isEmpty()
                ? Optional.empty()
                : Optional.of(URI.create(GITHUB + checksums.formatted(version, name)))));
  }
}
