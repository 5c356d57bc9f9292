(module
  (type (func (param i32)))
  (type (func (param i32 i32) (result i32)))
  (type (func))
  (import "env" "log" (func (type 0) (param i32)))
  (table 2 4 funcref)
  (memory 1)
  (global (mut i32) (i32.const 7))
  (export "none" (func 2))
  (elem (i32.const 0) func 0 1)
  (func (type 1) (param i32 i32) (result i32)
    (local i64 f32)
    f32.const nan:0x200000
    local.set 3
    block (result i32)
      loop
        local.get 0
        i32.load offset=4 align=1
        br_if 0
        i32.const -1
        local.get 1
        br_if 1
        drop
      end
      local.get 0
      i32.eqz
      if
        i32.const 1
        call 0
      else
        nop
      end
      local.get 0
      local.get 1
      i32.add
    end
  )
  (func (type 2))
  (data (i32.const 16) "hello \"world\"\00\ff")
  (@custom "name" (after data)
    "\00\07\06sample\01\0b\02\00\03log\01\03add\02\12\03\00\00\01\03\00\01a\01\01b\02\03sum\02\00"
    "\07\n\01\00\07counter\t\07\01\00\04text"))
