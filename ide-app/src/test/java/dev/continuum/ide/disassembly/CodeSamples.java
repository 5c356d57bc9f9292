package dev.continuum.ide.disassembly;

import dev.continuum.inspector.text.assemble.Assembler;
import java.util.Objects;

/** Modules with code worth looking at. */
public final class CodeSamples {
  /** Names, blocks, branches, a loop, calls, locals. */
  public static final String FILTER =
      """
      (module $filter
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 2)
        (func $filter (export "filter") (param $count i32) (result i32)
          (local $i i32) (local $kept i32)
          block $done
            loop $next
              local.get $i
              local.get $count
              i32.ge_u
              br_if $done
              local.get $i
              i32.const 2
              i32.shl
              f32.load offset=1024
              f32.const 10.0
              f32.gt
              if $above
                local.get $kept
                i32.const 1
                i32.add
                local.set $kept
              else
                nop
              end
              local.get $i
              i32.const 1
              i32.add
              local.set $i
              br $next
            end
          end
          local.get $kept)
        (func $classify (param $value i32) (result i64)
          block $many
            block $some
              block $none
                local.get $value
                br_table $none $some $some $many
              end
              i64.const 0
              return
            end
            i64.const -1311768467463790320
            return
          end
          i32.const 64
          call $filter
          i64.extend_i32_u)
        (func $_start (export "_start")
          i32.const 7
          call $classify
          drop
          i32.const 1
          i32.const 8
          i32.const 1
          i32.const 0
          call $fd_write
          drop)
        (func))
      """;

  private CodeSamples() {}

  /** A text as a binary. */
  public static byte[] assembled(String text) {
    return Objects.requireNonNull(Assembler.assemble(text).bytes(), "it is a module");
  }
}
