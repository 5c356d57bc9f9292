package dev.continuum.targets.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small guests for tests. */
public final class Guests {
  private static final String WASI =
      """
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_read"
          (func $fd_read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
        (memory (export "memory") 2)
        (func $write (param $fd i32) (param $at i32) (param $length i32)
          (i32.store (i32.const 0) (local.get $at))
          (i32.store (i32.const 4) (local.get $length))
          (drop (call $fd_write (local.get $fd) (i32.const 0) (i32.const 1) (i32.const 8))))
      """;

  /** Says hello. */
  public static final String HELLO =
      command(
          "(data (i32.const 16) \"hello\\n\")",
          "(call $write (i32.const 1) (i32.const 16) (i32.const 6))");

  /** Writes "out" and "err" to their streams. */
  public static final String BOTH =
      command(
          "(data (i32.const 16) \"outerr\")",
          "(call $write (i32.const 1) (i32.const 16) (i32.const 3))"
              + "(call $write (i32.const 2) (i32.const 19) (i32.const 3))");

  /** Says hello, then never ends. */
  public static final String LOOP =
      command(
          "(data (i32.const 16) \"hello\\n\")",
          "(call $write (i32.const 1) (i32.const 16) (i32.const 6)) (loop $l (br $l))");

  /** Copies standard input to standard output. */
  public static final String ECHO =
      command(
          "",
          """
          (loop $more
            (i32.store (i32.const 0) (i32.const 64))
            (i32.store (i32.const 4) (i32.const 1024))
            (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
            (if (i32.load (i32.const 8))
              (then (call $write (i32.const 1) (i32.const 64) (i32.load (i32.const 8)))
                (br $more))))
          """);

  private Guests() {}

  /** A WASI command with {@code $write} and {@code $proc_exit} at hand. */
  public static String command(String fields, String body) {
    return "(module " + WASI + fields + "(func (export \"_start\")" + body + "))";
  }

  /** A command that writes 64 KiB that many times. */
  public static String flood(int times) {
    return command(
        "(func $one (call $write (i32.const 1) (i32.const 65536) (i32.const 65536)))",
        "(local $i i32) (loop $l (call $one)"
            + "(br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))"
            + "(i32.const "
            + times
            + "))))");
  }

  /** Writes a text module. */
  public static Path text(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".wat"), text);
  }

  /** Compiles C with Debian's clang; skips the test where there is none. */
  public static Path c(Path folder, String name, String source)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(name + ".c"), source);
    Path module = folder.resolve(name + ".wasm");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/clang"))
            && Files.exists(Path.of("/usr/lib/wasm32-wasi/crt1-command.o")),
        "skipped: needs clang, lld, wasi-libc and libclang-rt-dev-wasm32");
    Process clang =
        new ProcessBuilder(
                List.of(
                    "/usr/bin/clang",
                    "--target=wasm32-wasi",
                    "--sysroot=/usr",
                    "-O1",
                    "-g",
                    "-o",
                    module.toString(),
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String words = new String(clang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (clang.waitFor() != 0) {
      throw new IOException("clang: " + words);
    }
    return module;
  }
}
