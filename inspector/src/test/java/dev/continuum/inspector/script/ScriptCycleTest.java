package dev.continuum.inspector.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.syntax.Features;
import org.junit.jupiter.api.Test;

/** Instances that import from each other, and from those that had their names before. */
class ScriptCycleTest {
  private static final EngineLimits LIMITS = new EngineLimits(1 << 20, 1 << 20, 1 << 14, 1000);

  @Test
  void cyclesOfImportsLinkOrAreRefused() {
    ScriptReport report =
        ScriptCheck.check(
            """
            (assert_unlinkable
              (module (import "self" "f" (func)) (func (export "f")))
              "unknown import")
            (module $a
              (table (export "t") 2 funcref)
              (type $f (func (param i32) (result i32)))
              (func (export "f") (param i32) (result i32)
                (call_indirect (type $f) (local.get 0) (i32.const 0)))
              (func (export "g") (result i32) (i32.const 1)))
            (register "a" $a)
            (assert_trap (invoke $a "f" (i32.const 1)) "uninitialized element")
            (module $b
              (import "a" "t" (table 2 funcref))
              (import "a" "f" (func $f (param i32) (result i32)))
              (import "a" "g" (func $g (result i32)))
              (elem (i32.const 0) func $h)
              (func $h (export "f") (param i32) (result i32)
                (if (result i32) (local.get 0)
                  (then (call $f (i32.sub (local.get 0) (i32.const 1))))
                  (else (call $g))))
              (func (export "g") (result i32) (call $f (i32.const -1)))
              (export "t" (table 0)))
            (assert_return (invoke $a "f" (i32.const 100)) (i32.const 1))
            (assert_exhaustion (invoke $b "g") "call stack exhausted")
            (register "a" $b)
            (module $c
              (import "a" "g" (func $g (result i32)))
              (import "a" "f" (func $f (param i32) (result i32)))
              (func (export "f") (result i32) (call $f (i32.const 3)))
              (func (export "g") (result i32) (call $g)))
            (register "a" $c)
            (assert_return (invoke $c "f") (i32.const 1))
            (assert_exhaustion (invoke $c "g") "call stack exhausted")
            (assert_unlinkable (module (import "a" "t" (table 1 funcref))) "unknown import")
            """,
            Features.ALL,
            new Engine(LIMITS));
    assertThat(report.failures()).isEmpty();
    assertThat(report.passed()).isGreaterThanOrEqualTo(9);
  }
}
