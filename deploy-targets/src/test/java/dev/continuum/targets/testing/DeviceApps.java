package dev.continuum.targets.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small WASI commands, as text, that behave on a device as apps do. */
public final class DeviceApps {
  private static final String WASI =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "poll_oneoff"
          (func $poll (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "environ_get"
          (func $environ_get (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "environ_sizes_get"
          (func $environ_sizes (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "path_open"
          (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (memory (export "memory") 2)
        (func $write (param $fd i32) (param $at i32) (param $length i32)
          (i32.store (i32.const 0) (local.get $at))
          (i32.store (i32.const 4) (local.get $length))
          (drop (call $fd_write (local.get $fd) (i32.const 0) (i32.const 1) (i32.const 8))))
        (func $sleep (param $milliseconds i64)
          (i64.store (i32.const 912) (i64.const 0))
          (i64.store (i32.const 920) (i64.const 0))
          (i64.store (i32.const 928) (i64.const 1))
          (i64.store (i32.const 936) (i64.mul (local.get $milliseconds) (i64.const 1000000)))
          (i64.store (i32.const 944) (i64.const 0))
          (i64.store (i32.const 952) (i64.const 0))
          (drop (call $poll (i32.const 912) (i32.const 976) (i32.const 1) (i32.const 1008))))
      """;

  private DeviceApps() {}

  /** Runs until there is a file in its first granted folder, then ends with status 0. */
  public static Path until(Path folder, String name, String file) throws IOException {
    return write(
        folder,
        name,
        file,
        "(loop $on (call $sleep (i64.const 20)) (br_if $on (call $open (i32.const 3) (i32.const 0)"
            + " (i32.const 16) (i32.const "
            + file.length()
            + ") (i32.const 0) (i64.const 0) (i64.const 0) (i32.const 0) (i32.const 1008))))");
  }

  /** Writes a line to standard output and one to standard error, then runs until stopped. */
  public static Path service(Path folder, String name, String line) throws IOException {
    return write(
        folder,
        name,
        line + "\\n",
        "(call $write (i32.const 1) (i32.const 16) (i32.const "
            + (line.length() + 1)
            + "))"
            + "(call $write (i32.const 2) (i32.const 800) (i32.const 6))"
            + "(loop $on (call $sleep (i64.const 60000)) (br $on))");
  }

  /** Writes a line every so many milliseconds, for ever. */
  public static Path ticker(Path folder, String name, String line, int milliseconds)
      throws IOException {
    return write(
        folder,
        name,
        line + "\\n",
        "(loop $on (call $write (i32.const 1) (i32.const 16) (i32.const "
            + (line.length() + 1)
            + ")) (call $sleep (i64.const "
            + milliseconds
            + ")) (br $on))");
  }

  /**
   * Writes lines of eight digits, from 1 to {@code count}, and padding: so many at once, then a
   * pause of so many milliseconds. Then runs until stopped.
   */
  public static Path counting(
      Path folder, String name, int count, int atOnce, int milliseconds, int padding)
      throws IOException {
    return write(
        folder,
        name,
        "00000000 " + "x".repeat(padding) + "\\n",
        "(local $n i32) (local $v i32) (local $at i32)"
            + "(block $done (loop $on"
            + "(br_if $done (i32.ge_u (local.get $n) (i32.const "
            + count
            + ")))(local.set $n (i32.add (local.get $n) (i32.const 1)))"
            + "(local.set $v (local.get $n)) (local.set $at (i32.const 23))"
            + "(loop $digit"
            + "(i32.store8 (local.get $at)"
            + " (i32.add (i32.const 48) (i32.rem_u (local.get $v) (i32.const 10))))"
            + "(local.set $v (i32.div_u (local.get $v) (i32.const 10)))"
            + "(local.set $at (i32.sub (local.get $at) (i32.const 1)))"
            + "(br_if $digit (i32.ge_u (local.get $at) (i32.const 16))))"
            + "(call $write (i32.const 1) (i32.const 16) (i32.const "
            + (padding + 10)
            + "))(br_if $on (i32.rem_u (local.get $n) (i32.const "
            + atOnce
            + ")))(call $sleep (i64.const "
            + milliseconds
            + "))(br $on)))"
            + "(loop $rest (call $sleep (i64.const 60000)) (br $rest))");
  }

  /** Writes a line without its end, and exits with a status. */
  public static Path exiting(Path folder, String name, String line, int status) throws IOException {
    return write(
        folder,
        name,
        line,
        "(call $write (i32.const 2) (i32.const 16) (i32.const "
            + line.length()
            + "))"
            + "(call $exit (i32.const "
            + status
            + "))");
  }

  /** Prints its environment's text as it lies in memory, between line ends, and exits. */
  public static Path environment(Path folder, String name) throws IOException {
    return write(
        folder,
        name,
        "\\n",
        "(drop (call $environ_sizes (i32.const 1100) (i32.const 1104)))"
            + "(drop (call $environ_get (i32.const 2000) (i32.const 4096)))"
            + "(call $write (i32.const 1) (i32.const 4096) (i32.sub (i32.load (i32.const 1104))"
            + " (i32.const 1)))"
            + "(call $write (i32.const 1) (i32.const 16) (i32.const 1))");
  }

  private static Path write(Path folder, String name, String data, String body) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".wat"),
        WASI
            + "(data (i32.const 16) \""
            + data
            + "\") (data (i32.const 800) \"ready\\n\")"
            + "(func (export \"_start\") "
            + body
            + "))\n");
  }
}
