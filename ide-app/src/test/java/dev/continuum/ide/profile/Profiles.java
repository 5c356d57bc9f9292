package dev.continuum.ide.profile;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.GuestRun;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.inspector.exec.wasi.WasiConfig;
import dev.continuum.inspector.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Profiles of programs, for tests. */
final class Profiles {
  /** Fills memory with readings, sorts and sums them, some of it often; grows memory twice. */
  static final String READINGS =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1 8)
        (data (i32.const 0) "\\10\\00\\00\\00\\05\\00\\00\\00")
        (data (i32.const 16) "done\\n")
        (global $seed (mut i32) (i32.const 42))

        (func $random (result i32)
          (global.set $seed
            (i32.add (i32.mul (global.get $seed) (i32.const 1103515245)) (i32.const 12345)))
          (i32.shr_u (global.get $seed) (i32.const 8)))

        (func $reading (param $i i32) (result i32)
          (i32.add (i32.const 1024) (i32.shl (local.get $i) (i32.const 2))))

        (func $fill (param $count i32) (local $i i32)
          (loop $next
            (i32.store (call $reading (local.get $i)) (call $random))
            (br_if $next
              (i32.lt_u
                (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                (local.get $count)))))

        (func $swap (param $a i32) (param $b i32) (local $kept i32)
          (local.set $kept (i32.load (local.get $a)))
          (i32.store (local.get $a) (i32.load (local.get $b)))
          (i32.store (local.get $b) (local.get $kept)))

        (func $sort (param $low i32) (param $high i32) (local $i i32) (local $last i32)
          (if (i32.ge_s (local.get $low) (local.get $high)) (then (return)))
          (local.set $last (local.get $low))
          (local.set $i (local.get $low))
          (loop $next
            (if (i32.lt_u
                  (i32.load (call $reading (local.get $i)))
                  (i32.load (call $reading (local.get $high))))
              (then
                (call $swap (call $reading (local.get $i)) (call $reading (local.get $last)))
                (local.set $last (i32.add (local.get $last) (i32.const 1)))))
            (br_if $next
              (i32.lt_s
                (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                (local.get $high))))
          (call $swap (call $reading (local.get $last)) (call $reading (local.get $high)))
          (call $sort (local.get $low) (i32.sub (local.get $last) (i32.const 1)))
          (call $sort (i32.add (local.get $last) (i32.const 1)) (local.get $high)))

        (func $sum (param $count i32) (result i64) (local $sum i64)
          (loop $next
            (local.set $count (i32.sub (local.get $count) (i32.const 1)))
            (local.set $sum
              (i64.add
                (local.get $sum)
                (i64.load32_u (call $reading (local.get $count)))))
            (br_if $next (local.get $count)))
          (local.get $sum))

        (func $never (call $sort (i32.const 0) (i32.const 1)))

        (func (export "_start")
          (call $fill (i32.const 500))
          (drop (memory.grow (i32.const 2)))
          (call $sort (i32.const 0) (i32.const 499))
          (drop (memory.grow (i32.const 1)))
          (drop (call $sum (i32.const 500)))
          (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
      """;

  private Profiles() {}

  /** What running a text gives. */
  static ProfileData of(Path folder, String text) throws Exception {
    return of(folder, "program.wat", text);
  }

  /** The same in a file of some name. */
  static ProfileData of(Path folder, String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    Program program = Program.read(file);
    return ProfileData.of(file, program, run(program));
  }

  /** The same of its binary. */
  static ProfileData ofBinary(Path folder, String text) throws Exception {
    Program source = Program.read(Files.writeString(folder.resolve("source.wat"), text));
    byte[] bytes = new byte[source.bytes().remaining()];
    source.bytes().duplicate().get(bytes);
    Path file = Files.write(folder.resolve("program.wasm"), bytes);
    Program program = Program.read(file);
    return ProfileData.of(file, program, run(program));
  }

  static Profile run(Program program) throws Exception {
    try (Wasi wasi = Wasi.open(WasiConfig.builder().build())) {
      GuestRun run =
          GuestRun.profiled(
              new Guest(
                  program.module(),
                  program.bytes(),
                  Map.of(Wasi.MODULE, wasi),
                  null,
                  List.of(),
                  EngineLimits.DEFAULT,
                  Guest.DEFAULT_HISTORY));
      run.run();
      return run.profile();
    }
  }
}
