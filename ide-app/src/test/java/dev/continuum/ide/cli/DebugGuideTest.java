package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.templates.Tool;
import dev.continuum.templates.Toolchains;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/debugging.md} shows is what happens. */
class DebugGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "debugging.md");

  @TempDir Path folder;

  /** The text between the fences of a kind. */
  private static String block(String kind) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```" + kind + "\n(.*?)```").matcher(Files.readString(GUIDE));
    assertThat(block.find()).as("a block of " + kind).isTrue();
    return block.group(1);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void walksThroughTheText() throws Exception {
    Path module = file("factorial.wat", block("wat"));
    Path commands = file("commands", block("commands"));
    Cli.Result result =
        new Cli(folder).run("debug", "--commands", commands, "--invoke", "run", module, "--", "5");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(block("transcript"));
    assertThat(result.status()).isZero();
  }

  @Test
  void walksThroughTheCProgram() throws Exception {
    file("countdown.c", block("c"));
    Path module = folder.resolve("countdown.wasm");
    Tool clang = Toolchains.ofSystem().detect("wasi-c").orElseThrow();
    assumeTrue(clang.found(), clang.trouble());
    assumeTrue(
        Files.exists(Path.of("/usr/include/wasm32-wasi/stdio.h")),
        "wasi-libc is not where Debian has it");
    Process compiler =
        new ProcessBuilder("sh", "-c", block("sh"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(compiler.waitFor()).as(said).isZero();
    Path commands = file("commands", block("c-commands"));
    Cli.Result result = new Cli(folder).run("debug", "--commands", commands, module);
    assertThat(result.err()).isEmpty();
    assertThat(masked(result.out())).isEqualTo(masked(block("c-transcript")));
    assertThat(result.status()).isZero();
  }

  /** Without what depends on the compiler: offsets, ticks, and what calls main. */
  private static String masked(String transcript) {
    return transcript
        .replaceAll("0x[0-9a-f]+", "0x…")
        .replaceAll("(?i)(tick |up to )[0-9]+", "$1…")
        .replaceAll("\\$[_m][\\w.]+", "\\$…");
  }
}
