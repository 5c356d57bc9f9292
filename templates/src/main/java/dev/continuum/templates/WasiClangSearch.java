package dev.continuum.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for a clang that knows WebAssembly, with a linker, its own runtime support and a C library
 * for WASI: a WASI SDK, or the system's clang with the system's wasi-libc.
 */
final class WasiClangSearch {
  private static final List<String> TARGETS = List.of("wasm32-wasi", "wasm32-wasip1");
  private static final Pattern VERSION = Pattern.compile("version (\\d+(?:\\.\\d+)*)");

  /** What was found: the clang, or what it lacks, best candidate first. */
  record Result(Optional<WasiClang> clang, String trouble) {}

  private final SystemPrograms programs;

  WasiClangSearch(SystemPrograms programs) {
    this.programs = programs;
  }

  Result search() {
    String trouble = "";
    for (Path clang : clangs()) {
      Optional<String> version = version(clang);
      if (version.isEmpty()) {
        continue;
      }
      List<String> missing = new ArrayList<>();
      Optional<WasiClang> found = complete(clang, version.get(), missing);
      if (found.isPresent()) {
        return new Result(found, "");
      }
      if (trouble.isEmpty()) {
        trouble =
            "clang "
                + version.get()
                + " is there, but lacks "
                + String.join(" and ", missing)
                + ".";
      }
    }
    return new Result(Optional.empty(), trouble.isEmpty() ? "No clang was found." : trouble);
  }

  /** clang's version, when it is a clang. */
  static Optional<String> version(Path clang) {
    return SystemPrograms.ask(List.of(clang.toString(), "--version"))
        .filter(answer -> answer.status() == 0)
        .map(answer -> {
          Matcher matcher = VERSION.matcher(answer.firstLine());
          return matcher.find() ? matcher.group(1) : "of unknown version";
        });
  }

  private Optional<WasiClang> complete(Path clang, String version, List<String> missing) {
    boolean knowsWasm =
        SystemPrograms.ask(List.of(clang.toString(), "--print-targets"))
            .filter(answer -> answer.status() == 0)
            .map(answer -> answer.text().contains("wasm32"))
            .orElse(false);
    if (!knowsWasm) {
      missing.add("support for WebAssembly");
      return Optional.empty();
    }
    Optional<Path> linker = asks(clang, "wasm32-wasi", "-print-prog-name=wasm-ld");
    if (linker.isEmpty()) {
      missing.add("the linker wasm-ld");
    }
    boolean anyLibrary = false;
    for (Path sysroot : sysroots(clang)) {
      for (String target : TARGETS) {
        if (!holdsLibrary(sysroot, target)) {
          continue;
        }
        anyLibrary = true;
        if (linker.isPresent() && asks(clang, target, "-print-libgcc-file-name").isPresent()) {
          return Optional.of(new WasiClang(clang, sysroot, target, version));
        }
      }
    }
    if (!anyLibrary) {
      missing.add("a C library for WASI (wasi-libc)");
    }
    if (TARGETS.stream().allMatch(t -> asks(clang, t, "-print-libgcc-file-name").isEmpty())) {
      missing.add("its runtime support for WebAssembly (libclang_rt.builtins)");
    }
    if (missing.isEmpty()) {
      missing.add("runtime support that fits the C library");
    }
    return Optional.empty();
  }

  /** A file clang names when asked, if it exists. */
  private Optional<Path> asks(Path clang, String target, String question) {
    return SystemPrograms.ask(List.of(clang.toString(), "--target=" + target, question))
        .filter(answer -> answer.status() == 0)
        .map(answer -> Path.of(answer.firstLine()))
        // A bare name is clang's way to say that it leaves the search to the PATH.
        .map(file -> file.isAbsolute() ? file : programs.find(file.toString()).orElse(file))
        .filter(file -> file.isAbsolute() && Files.exists(file));
  }

  /** Whether a sysroot holds the C library of a target: headers and archive. */
  static boolean holdsLibrary(Path sysroot, String target) {
    return Files.isRegularFile(sysroot.resolve("lib").resolve(target).resolve("libc.a"))
        && (Files.isRegularFile(sysroot.resolve("include").resolve(target).resolve("stdio.h"))
            || Files.isRegularFile(sysroot.resolve("include/stdio.h")));
  }

  private Set<Path> clangs() {
    Set<Path> clangs = new LinkedHashSet<>();
    for (Path kit : kits()) {
      programs.in(kit.resolve("bin"), "clang").ifPresent(clangs::add);
    }
    programs.find("clang").ifPresent(clangs::add);
    // Debian's versioned names, newest first.
    for (int version = 30; version >= 11; version--) {
      programs.find("clang-" + version).ifPresent(clangs::add);
    }
    for (String llvm : List.of("opt/homebrew/opt/llvm/bin", "usr/local/opt/llvm/bin")) {
      programs.in(programs.at(llvm), "clang").ifPresent(clangs::add);
    }
    return clangs;
  }

  /** Folders of WASI SDKs: the one the user names, then the usual places. */
  private List<Path> kits() {
    List<Path> kits = new ArrayList<>();
    named("WASI_SDK_PATH").ifPresent(kits::add);
    if (programs.windows()) {
      kits.addAll(startingWith(programs.at(""), "wasi-sdk"));
      named("ProgramFiles").ifPresent(folder -> kits.addAll(startingWith(folder, "wasi-sdk")));
    } else {
      kits.addAll(startingWith(programs.at("opt"), "wasi-sdk"));
      kits.addAll(startingWith(programs.at("usr/local"), "wasi-sdk"));
      kits.addAll(startingWith(programs.at("usr/share"), "wasi-sdk"));
    }
    named("HOME").ifPresent(folder -> kits.addAll(startingWith(folder, "wasi-sdk")));
    return kits;
  }

  private List<Path> sysroots(Path clang) {
    List<Path> roots = new ArrayList<>();
    named("WASI_SYSROOT").ifPresent(roots::add);
    Path folder = clang.getParent();
    if (folder != null) {
      roots.add(folder.resolveSibling("share/wasi-sysroot"));
    }
    for (String place :
        List.of(
            "usr",
            "usr/share/wasi-sysroot",
            "usr/wasm32-wasi",
            "usr/local/share/wasi-sysroot",
            "opt/homebrew/share/wasi-sysroot")) {
      roots.add(programs.at(place));
    }
    return roots;
  }

  private Optional<Path> named(String variable) {
    try {
      return programs.variable(variable).map(Path::of);
    } catch (InvalidPathException e) {
      // Not a folder of this system: as if it were not set.
      return Optional.empty();
    }
  }

  private static List<Path> startingWith(Path folder, String beginning) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> child.getFileName().toString().startsWith(beginning))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      // A folder we may not read holds nothing for us.
      return List.of();
    }
  }
}
