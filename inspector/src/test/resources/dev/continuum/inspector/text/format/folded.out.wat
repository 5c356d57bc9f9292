(module
  (func $f (param i32) (result i32)
    (if (result i32) (i32.eqz (local.get 0))
      (then (i32.const 1))
      (else
        (i32.mul
          (local.get 0)
          (call $f (i32.sub (local.get 0) (i32.const 1))))))
  )
  (func $g
    (drop
      (select
        (i32.add (i32.const 1000000) (i32.const 2000000))
        (i32.sub (i32.const 1000000) (i32.const 2000000))
        (i32.const 1)))
    (block $b (result i32) (br $b (i32.const 1))) (drop)
    (try_table (catch $e 0) (catch_all 1) (throw $e))
    (i32.store offset=4 align=4
      (i32.const 0) ;; the address
      (i32.const 1))
    (call_indirect $table (type $sig) (param i32) (result i32)
      (i32.const 1)
      (i32.const 2))
  )
  (global $g (mut i32) (i32.const 7))
  (func)
  (export "g" (func $g)))
