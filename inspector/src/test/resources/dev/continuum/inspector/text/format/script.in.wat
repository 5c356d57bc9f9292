(module $m (func (export "f") (param i32) (result i32) (local.get 0)))
(assert_return (invoke "f" (i32.const 1)) (i32.const 1)) ;; itself
(assert_return
   (invoke "f" (i32.const 2))
   (i32.const 2)
)
(assert_invalid (module (func (result i32)
   (nop)))
  "type mismatch")



(assert_malformed (module quote "(func (result i32)"
"nop)") "unexpected end")
(register "m" $m)
