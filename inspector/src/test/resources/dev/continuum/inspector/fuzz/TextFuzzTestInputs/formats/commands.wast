(module $m (func (export "f") (param i32) (result f32) (f32.const 1)))
(assert_return (invoke $m "f" (i32.const 1)) (f32.const nan:canonical))
(register "m" $m)
(get "g")
