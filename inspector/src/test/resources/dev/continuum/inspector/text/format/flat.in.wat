;; A module in flat code.
(module $flat
(import "env" "log" (func $log (param i32)))


(memory (export "memory") 1 2)
  (func $f (;1;) (export "f") (param $x i32) (result i32)
(local $y i32) (local $z i64)
local.get $x  local.get $y i32.add
block $out (result i32) ;; leaves early
i32.const 1
      loop
   local.get $x
 br_if $out
 br_table 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0
 end
  end
  drop


  ;; either way
  if (result i32) i32.const 1 else i32.const 2 end
  try $t
  nop
  catch $e
  (; nothing ;)
  drop
  catch_all
  end
  (@metadata.code.branch_hint "\01") if
  nop
  end
  )

  (func $short (result i32) i32.const 1)
  (table funcref (elem $f $short))
  (data (i32.const 0) "hello"
    "\00\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f" "\00\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f" "")
  )
