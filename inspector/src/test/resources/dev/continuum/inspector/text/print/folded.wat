(module $sample
  (type (;0;) (func (param i32)))
  (type (;1;) (func (param i32 i32) (result i32)))
  (type (;2;) (func))
  (import "env" "log" (func $log (;0;) (type 0) (param i32)))
  (table (;0;) 2 4 funcref)
  (memory (;0;) 1)
  (global $counter (;0;) (mut i32) (i32.const 7))
  (export "none" (func 2))
  (elem (;0;) (i32.const 0) func $log $add)
  (func $add (;1;) (type 1) (param $a i32) (param $b i32) (result i32)
    (local $sum i64)
    (local f32)
    (local.set 3 (f32.const nan:0x200000))
    (block (result i32)  ;; label = @1
      (loop  ;; label = @2
        (br_if 0 (;@2;) (i32.load offset=4 align=1 (local.get $a)))
        (drop (br_if 1 (;@1;) (i32.const -1) (local.get $b)))
      )
      (if  ;; label = @2
        (i32.eqz (local.get $a))
        (then
          (call $log (i32.const 1))
        )
        (else
          (nop)
        )
      )
      (i32.add (local.get $a) (local.get $b))
    )
  )
  (func (;2;) (type 2))
  (data $text (;0;) (i32.const 16) "hello \"world\"\00\ff")
  (@custom "name" (after data)
    "\00\07\06sample\01\0b\02\00\03log\01\03add\02\12\03\00\00\01\03\00\01a\01\01b\02\03sum\02\00"
    "\07\n\01\00\07counter\t\07\01\00\04text"))
