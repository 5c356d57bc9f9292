package dev.continuum.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs here are shell scripts that answer as the real ones do. */
class ToolchainsTest {
  @TempDir private Path root;
  private Path bin;

  @BeforeEach
  void needsAPosixShell() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "/bin/sh is not here");
    bin = Files.createDirectories(root.resolve("bin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Debian clang version 14.0.6 | 14.0.6",
        "cargo 1.95.0 (f2d3ce0bd 2026-03-21) | 1.95.0",
        "go version go1.24.1 linux/amd64 | 1.24.1",
        "tinygo version 0.37.0 linux/amd64 (using go version go1.24.1) | 0.37.0",
        "v20.20.2 | 20.20.2",
        "openjdk version \"17.0.15\" 2025-04-15 | 17.0.15",
        "1.0.32 | 1.0.32",
        "Version 0.27.29 | 0.27.29"
      })
  void readsAVersion(String line, String version) {
    assertThat(Toolchains.version(line)).contains(version);
  }

  @Test
  void saysWhatIsMissingAndHowToGetItHere() throws Exception {
    program("apt", "exit 0");

    assertThat(toolchains("Linux").detect())
        .allSatisfy(tool -> assertThat(tool.found()).as(tool.id()).isFalse())
        .allSatisfy(tool -> assertThat(tool.install()).isNotBlank());
    assertThat(toolchains("Linux").detect("wasi-c"))
        .hasValueSatisfying(tool -> {
          assertThat(tool.trouble()).isEqualTo("No clang was found.");
          assertThat(tool.install()).startsWith("sudo apt install clang");
        });
    assertThat(toolchains("Mac OS X").detect("go").orElseThrow().install())
        .isEqualTo("brew install go");
    assertThat(toolchains("Windows 11").detect("go").orElseThrow().install())
        .isEqualTo("winget install GoLang.Go");
  }

  @Test
  void findsAProgramWithItsVersion() throws Exception {
    program("node", "echo v22.1.0");
    program("go", "exit 3");

    assertThat(toolchains("Linux").detect("node"))
        .hasValueSatisfying(tool -> {
          assertThat(tool.found()).isTrue();
          assertThat(tool.version()).contains("22.1.0");
          assertThat(tool.path()).contains(bin.resolve("node"));
        });
    assertThat(toolchains("Linux").detect("go"))
        .hasValueSatisfying(tool -> {
          assertThat(tool.found()).isFalse();
          assertThat(tool.trouble()).contains("does not work");
        });
  }

  @Test
  void saysWhichPartsOfAClangForWasiAreMissing() throws Exception {
    clang(bin, "wasm32", "wasm-ld", "/nowhere/libclang_rt.a");

    Tool tool = toolchains("Linux").detect("wasi-c").orElseThrow();

    assertThat(tool.found()).isFalse();
    assertThat(tool.trouble())
        .contains("clang 18.1.0")
        .contains("wasm-ld")
        .contains("wasi-libc")
        .contains("libclang_rt");
    assertThat(toolchains("Linux").wasiClang()).isEmpty();
  }

  @Test
  void saysThatAClangKnowsNoWebAssembly() throws Exception {
    clang(bin, "x86-64", "wasm-ld", "/nowhere");

    assertThat(toolchains("Linux").detect("wasi-c").orElseThrow().trouble())
        .contains("support for WebAssembly");
  }

  @Test
  void prefersAWasiSdkAndItsOwnLibrary() throws Exception {
    Path kit = root.resolve("opt/wasi-sdk-25.0-x86_64-linux");
    Path kitBin = Files.createDirectories(kit.resolve("bin"));
    Path linker = Files.writeString(kitBin.resolve("wasm-ld"), "");
    clang(kitBin, "wasm32", linker.toString(), linker.toString());
    clang(bin, "wasm32", linker.toString(), linker.toString());
    library(kit.resolve("share/wasi-sysroot"), "wasm32-wasip1");
    library(root.resolve("usr"), "wasm32-wasi");

    WasiClang clang = toolchains("Linux").wasiClang().orElseThrow();

    assertThat(clang.clang()).isEqualTo(kitBin.resolve("clang"));
    assertThat(clang.sysroot()).isEqualTo(kitBin.resolveSibling("share/wasi-sysroot"));
    assertThat(clang.target()).isEqualTo("wasm32-wasip1");
  }

  @Test
  void takesTheSystemsClangAndLibrary() throws Exception {
    Path linker = program("wasm-ld", "exit 0");
    clang(bin, "wasm32", "wasm-ld", linker.toString());
    library(root.resolve("usr"), "wasm32-wasi");

    WasiClang clang = toolchains("Linux").wasiClang().orElseThrow();

    assertThat(clang)
        .isEqualTo(
            new WasiClang(bin.resolve("clang"), root.resolve("usr"), "wasm32-wasi", "18.1.0"));
  }

  private Toolchains toolchains(String system) {
    return new Toolchains(
        new SystemPrograms(
            Map.of("PATH", bin.toString(), "HOME", root.resolve("home").toString()), root, system));
  }

  private static void library(Path sysroot, String target) throws IOException {
    Path include = Files.createDirectories(sysroot.resolve("include").resolve(target));
    Path lib = Files.createDirectories(sysroot.resolve("lib").resolve(target));
    Files.writeString(include.resolve("stdio.h"), "");
    Files.writeString(lib.resolve("libc.a"), "");
  }

  private void clang(Path folder, String targets, String linker, String builtins)
      throws IOException {
    script(
        folder.resolve("clang"),
        """
        for question; do :; done
        case $question in
          --version) echo 'Some clang version 18.1.0 (abc)' ;;
          --print-targets) echo '    %s - some' ;;
          -print-prog-name=wasm-ld) echo '%s' ;;
          -print-libgcc-file-name) echo '%s' ;;
          *) exit 1 ;;
        esac
        """
            .formatted(targets, linker, builtins));
  }

  private Path program(String name, String text) throws IOException {
    return script(bin.resolve(name), text);
  }

  private static Path script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(
        file,
        Set.of(
            java.nio.file.attribute.PosixFilePermission.OWNER_READ,
            java.nio.file.attribute.PosixFilePermission.OWNER_WRITE,
            java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE));
    return file;
  }
}
