(;0x00000000;) (module $sample
  (;0x0000000b;) (type $type0 (;0;) (func (param i32)))
  (;0x0000000f;) (type $type1 (;1;) (func (param i32 i32) (result i32)))
  (;0x00000015;) (type $type2 (;2;) (func))
  (;0x0000001b;) (import "env" "log" (func $log (;0;) (type $type0) (param i32)))
  (;0x0000002d;) (table $table0 (;0;) 2 4 funcref)
  (;0x00000034;) (memory $memory0 (;0;) 1)
  (;0x00000039;) (global $counter (;0;) (mut i32) (i32.const 7))
  (;0x00000041;) (export "none" (func $func2))
  (;0x0000004b;) (elem $elem0 (;0;) (i32.const 0) func $log $add)
  (;0x00000055;) (func $add (;1;) (type $type1) (param $a i32) (param $b i32) (result i32)
    (;0x00000057;) (local $sum i64)
    (;0x00000059;) (local f32)
    (;0x0000005b;) f32.const nan:0x200000
    (;0x00000060;) local.set 3
    (;0x00000062;) block (result i32)  ;; label = @1
      (;0x00000064;) loop  ;; label = @2
        (;0x00000066;) local.get $a
        (;0x00000068;) i32.load offset=4 align=1
        (;0x0000006b;) br_if 0 (;@2;)
        (;0x0000006d;) i32.const -1
        (;0x0000006f;) local.get $b
        (;0x00000071;) br_if 1 (;@1;)
        (;0x00000073;) drop
      (;0x00000074;) end
      (;0x00000075;) local.get $a
      (;0x00000077;) i32.eqz
      (;0x00000078;) if  ;; label = @2
        (;0x0000007a;) i32.const 1
        (;0x0000007c;) call $log
      (;0x0000007e;) else
        (;0x0000007f;) nop
      (;0x00000080;) end
      (;0x00000081;) local.get $a
      (;0x00000083;) local.get $b
      (;0x00000085;) i32.add
    (;0x00000086;) end
  (;0x00000087;) )
  (;0x00000088;) (func $func2 (;2;) (type $type2))
  (;0x0000008e;) (data $text (;0;) (i32.const 16) "hello \"world\"\00\ff")
  (;0x000000a2;) (@custom "name" (after data)
    (;0x000000a9;) "\00\07\06sample\01\0b\02\00\03log\01\03add\02\12\03\00\00\01\03\00\01a\01\01"
    (;0x000000cb;) "b\02\03sum\02\00\07\n\01\00\07counter\t\07\01\00\04text"))
